//! The items of operations: a request that is its own endpoint, and the response.

use std::borrow::Cow;
use std::collections::HashMap;

use super::builder::{ModelBuilder, ParentStruct};
use super::docs;
use super::endpoint::{endpoint, mark_arguments};
use super::rust_model::{
    Cursors, EndpointItem, FieldEncoding, Item, ItemPath, OmittedMember, OperationTypes, RustType,
    Secrecy, StructField, StructItem,
};
use crate::base::node_path::NodeRef;
use crate::base::role::Role;
use crate::config::OverrideKind;
use crate::names::{self, Ident, Scope};
use crate::pipeline::api::{Field, Operation, PathParameter, Type};
use crate::pipeline::serde_rules;

/// The reason why a parameter of the path keeps its type.
const IN_PATH: &str = "it is a path parameter, which is always a string";

/// The key in the docs of a body without a name.
const ANONYMOUS: &str = "anonymous";

/// The name of the field for such a body, unless another parameter has that name.
const BODY: &str = "body";

/// The reason why a token keeps its type.
const TOKEN: &str = "it is an access token, which is always a string";

/// The reason why the cursor of a request keeps its type.
const CURSOR: &str = "it is a cursor, which `next_page` sets to a string";

impl ModelBuilder<'_> {
    /// Builds the request of an operation, its endpoint and its response.
    pub(super) fn operation(&mut self, position: usize, operation: &Operation) {
        self.emitted = EmittedCounts::default();
        let page = operation.page;
        let module = self.modules[page.index()].clone();
        let id = self.names.request(position);
        let path = self.item_path(&module, &self.names.name(id).clone());
        self.reserve_name(&path, &operation.place);
        let response = self.response(operation, position);

        let parameters = format!("{}.parameters", operation.id);
        self.docs_paths.list(path.clone(), page, parameters);
        let place = self.module(&module, page).items.len();
        let parent = ParentStruct {
            path: &path,
            page,
            id,
            updates: false,
        };
        let mut fields = self.request_fields(operation, &parent);
        mark_arguments(operation, &mut fields);
        let is_documented = !fields.is_empty();
        if is_documented {
            self.register(&operation.id, page, path.clone(), Role::Request);
        }
        let list = self.page(&operation.response, &response);
        let endpoint = endpoint(operation, &path.name, &fields, response, list);
        self.check_cursor(&path, &endpoint, &fields);
        let types = self.operation_types(operation, &path, is_documented, &endpoint);
        self.model.operations.push(types);
        let docs = self.docs.operation(operation, &module);
        let docs = docs::corrected(docs, &operation.corrections);
        let request = StructItem {
            is_request: true,
            transparent: operation.whole_body().is_some(),
            ..StructItem::new(path.name, docs, fields)
        };
        let items = &mut self.module(&module, page).items;
        items.insert(place, Item::Struct(request));
        items.push(Item::Endpoint(endpoint));
        self.list_omitted(operation);
    }

    /// An operation and the paths of its types.
    fn operation_types(
        &self,
        operation: &Operation,
        path: &ItemPath,
        is_documented: bool,
        endpoint: &EndpointItem,
    ) -> OperationTypes {
        let headers = operation.headers.iter();
        OperationTypes {
            id: operation.id.clone(),
            page: self.api.pages[operation.page.index()].path.clone(),
            method: operation.method.clone(),
            path: operation.path.to_string(),
            server: operation.server.clone(),
            credential: operation.credential(),
            encoding: if operation.body.is_empty() {
                None
            } else {
                Some(operation.encoding)
            },
            headers: headers.map(|field| field.name.clone()).collect(),
            endpoint: path.clone(),
            request: if is_documented {
                Some(path.clone())
            } else {
                None
            },
            response: endpoint.response.body().cloned(),
        }
    }

    /// Refuses another type, or an id, for the cursor of a list.
    fn check_cursor(&mut self, path: &ItemPath, endpoint: &EndpointItem, fields: &[StructField]) {
        let Some(Cursors { after, .. }) = &endpoint.cursors else {
            return;
        };
        let cursor = fields.iter().find(|field| field.name == *after);
        if let Some(field) = cursor {
            self.refuse_other_text(path, field, CURSOR);
        }
    }

    /// Reports the type, or the id, that a setting gives to a field which is always a string.
    /// Returns `false` if no setting gives one.
    pub(super) fn refuse_other_text(
        &mut self,
        owner: &ItemPath,
        field: &StructField,
        why: &str,
    ) -> bool {
        let kind = match field.ty.layers().last() {
            _ if field.wire == FieldEncoding::Custom => OverrideKind::Type,
            Some(RustType::Id(_)) => OverrideKind::Id,
            _ => return false,
        };
        self.overrides
            .refuse_always_text(kind, owner, field.keyed(), why);
        true
    }

    /// The fields of the parameters: those in the path, then the others in the order of the docs.
    fn request_fields(
        &mut self,
        operation: &Operation,
        parent: &ParentStruct<'_>,
    ) -> Vec<StructField> {
        let mut scope = Scope::new();
        let mut fields = Vec::new();
        let names = operation.field_names();
        let mut names = names.iter();
        for (parameter, name) in operation.path_parameters.iter().zip(&mut names) {
            let parameter = Field {
                docs: Some(self.docs.path_parameter(parameter, operation)),
                ..path_field(parameter, operation)
            };
            fields.push(self.text_field(&parameter, (name, IN_PATH), parent, &mut scope));
        }
        for (token, name) in operation.authorization.iter().zip(&mut names) {
            let token = StructField {
                secrecy: Secrecy::Secret,
                ..self.text_field(&as_text(token), (name, TOKEN), parent, &mut scope)
            };
            self.refuse_other_text(parent.path, &token, TOKEN);
            fields.push(token);
        }
        for (field, name) in operation.headers.iter().zip(&mut names) {
            fields.push(self.skipped_field(field, name, parent, &mut scope));
        }
        for (field, name) in operation.query.iter().zip(&mut names) {
            fields.push(self.query_field(field, name, operation, parent, &mut scope));
        }
        if let (Some(body), Some(name)) = (operation.whole_body(), names.as_slice().first()) {
            let key = operation.request_key(body);
            fields.push(self.body_field(body, (&key, name), parent, &mut scope));
            return fields;
        }
        for (field, name) in operation.body.iter().zip(names) {
            let parent = ParentStruct {
                updates: serde_rules::updates(operation, field, self.api),
                ..*parent
            };
            fields.push(self.field(field, name, &parent, &mut scope));
        }
        fields
    }

    /// The field of a parameter that is always a text or an enum, and that serde skips. `reason`
    /// tells why the settings cannot change its type.
    fn text_field(
        &mut self,
        parameter: &Field,
        (name, reason): (&Ident, &str),
        parent: &ParentStruct<'_>,
        scope: &mut Scope<NodeRef>,
    ) -> StructField {
        let parent = ParentStruct {
            updates: false,
            ..*parent
        };
        let field = self.field(parameter, name, &parent, scope);
        if field.wire == FieldEncoding::Custom {
            let keyed = field.keyed();
            self.overrides
                .refuse_always_text(OverrideKind::Type, parent.path, keyed, reason);
        }
        StructField {
            rename: None,
            skip_none: false,
            wire: FieldEncoding::Path,
            ..field
        }
    }

    /// The field, with this key and name, of a parameter that is the whole body. A body cannot be
    /// omitted like a member, so it is always a value or `null`.
    fn body_field(
        &mut self,
        parameter: &Field,
        (key, own_name): (&str, &Ident),
        parent: &ParentStruct<'_>,
        scope: &mut Scope<NodeRef>,
    ) -> StructField {
        let mut body = parameter.clone();
        body.ty = self.as_plain_type(&parameter.ty);
        if parameter.name != key {
            key.clone_into(&mut body.name);
            self.docs_paths.rekey(parent.path, key, &parameter.name);
        }
        StructField {
            rename: None,
            skip_none: false,
            ..self.field(&body, own_name, parent, scope)
        }
    }

    /// Lists the members that the operation documents but that have no field in the output.
    fn list_omitted(&mut self, operation: &Operation) {
        let mut emitted = std::mem::take(&mut self.emitted);
        let page = &self.api.pages[operation.page.index()].path;
        for member in &operation.documented {
            if !emitted.take(&member.place) {
                self.model.omitted.push(OmittedMember {
                    id: operation.id.clone(),
                    page: page.clone(),
                    member: member.path.clone(),
                    place: member.place.clone(),
                });
            }
        }
    }
}

/// The members of one operation that are in the output, each with a count. A count may be two: a
/// parameter and a part of the response can refer to the same member.
#[derive(Debug, Default)]
pub(super) struct EmittedCounts(HashMap<NodeRef, usize>);

impl EmittedCounts {
    /// Counts a member that is in the output.
    pub(super) fn add(&mut self, place: &NodeRef) {
        *self.0.entry(place.clone()).or_default() += 1;
    }

    /// Counts these members and all members inside them, for a type that represents all of them.
    pub(super) fn add_all(&mut self, fields: &[Field]) {
        for field in fields {
            self.add(&field.place);
            for fields in field.ty.objects() {
                self.add_all(fields);
            }
        }
    }

    /// Reduces the count of a member by one; `false` if it is already zero.
    fn take(&mut self, place: &NodeRef) -> bool {
        match self.0.get_mut(place) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }
}

impl Operation {
    /// The names of the fields of its request: first the path parameters, then the others.
    pub(super) fn field_names(&self) -> Vec<Ident> {
        let in_path = self.path_parameters.iter();
        let in_path = in_path.map(|it| Cow::Owned(self.parameter_name(it)));
        let keys = in_path.chain(self.parameters().map(|field| self.request_key(field)));
        let keys: Vec<Cow<'_, str>> = keys.collect();
        names::field_names(&keys.iter().map(AsRef::as_ref).collect::<Vec<_>>())
    }

    /// The key after which a field of the request is named. A body without a name gets a key that
    /// the generator chooses.
    pub(super) fn request_key<'f>(&self, field: &'f Field) -> Cow<'f, str> {
        let is_body = || {
            self.whole_body()
                .is_some_and(|body| std::ptr::eq(body, field))
        };
        if field.name == ANONYMOUS && is_body() {
            return Cow::Owned(self.body_key());
        }
        Cow::Borrowed(&field.name)
    }

    /// The key of a body without a name: `body`, or `whole_body` if another parameter is called
    /// `body`.
    fn body_key(&self) -> String {
        let in_path = self.path_parameters.iter();
        let in_path = in_path.map(|it| names::field_name(&self.parameter_name(it)));
        let beside = self.beside_body();
        let beside = beside.map(|field| names::field_name(&field.name));
        let others: Vec<Ident> = in_path.chain(beside).collect();
        let mut key = BODY.to_owned();
        while others.iter().any(|other| other.as_str() == key) {
            key.insert_str(0, "whole_");
        }
        key
    }
}

/// An access token as a field: a string, even if the docs name another type.
fn as_text(token: &Field) -> Field {
    Field {
        ty: Type::String,
        ..token.clone()
    }
}

/// A path parameter as a field without docs: an enum or a text.
pub(super) fn path_field(parameter: &PathParameter, operation: &Operation) -> Field {
    let described = parameter.described.as_ref();
    let place = described.map_or(&parameter.place, |field| &field.place);
    let name = operation.parameter_name(parameter);
    let mut field = Field::new(&name, parameter.ty().clone(), place.clone());
    if let Some(described) = described {
        field.shared_enum = described.shared_enum;
        field.closed = described.closed;
    }
    field.origin.id.clone_from(&parameter.id);
    field.corrections = parameter.corrections.clone();
    field
}
