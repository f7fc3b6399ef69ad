//! From operations to items: a request that is its own endpoint, and what comes back.

use super::items::{Builder, Owner};
use super::names::{self, Ident, Scope};
use super::rust_model::{
    Answer, Derives, EndpointItem, Init, Item, ItemPath, ListedOperation, ModulePath, RustType,
    Sends, StructField, StructItem, Wire,
};
use crate::api::{Field, Operation, PathParameter, Response, Type};
use crate::inspection::Role;
use crate::place::Place;

impl Builder<'_> {
    /// The request of an operation, its endpoint and its response.
    pub(super) fn operation(&mut self, operation: &Operation, module: &ModulePath) {
        // An id may say already that it is a request.
        let id = operation
            .id
            .strip_suffix("_request")
            .unwrap_or(&operation.id);
        let base = names::type_name(id);
        let request = ItemPath {
            module: module.clone(),
            name: names::nested_type_name(&base, "request"),
        };
        self.claim(&request, &operation.place);
        let answer = self.answer(operation, module, &base);
        let (fields, path_fields) = self.request(operation, &request);
        let is_documented = !fields.is_empty();
        if is_documented {
            self.listed(
                &operation.id,
                operation.page,
                request.clone(),
                Role::Request,
            );
        }
        let endpoint = endpoint(operation, &request.name, &fields, path_fields, answer);
        self.model.operations.push(ListedOperation {
            id: operation.id.clone(),
            page: self.api.pages[operation.page.index()].path.clone(),
            method: operation.method.clone(),
            path: operation.path.clone(),
            endpoint: request.clone(),
            request: is_documented.then(|| request.clone()),
            response: match &endpoint.response {
                Answer::Body(kind) => Some(kind.clone()),
                _ => None,
            },
        });
        self.add(module, operation.page, Item::Endpoint(endpoint));
    }

    /// The struct of the parameters: those of the path, then the query, then the body.
    fn request(
        &mut self,
        operation: &Operation,
        path: &ItemPath,
    ) -> (Vec<StructField>, Vec<Ident>) {
        let position = self.position(&path.module, operation.page);
        let updates = matches!(operation.method.as_str(), "PUT" | "PATCH" | "POST");
        let owner = Owner {
            module: &path.module,
            page: operation.page,
            name: &path.name,
            updates,
        };
        let mut scope = Scope::new();
        let mut fields: Vec<StructField> = Vec::new();
        for parameter in &operation.path_parameters {
            let taken = operation
                .query
                .iter()
                .chain(&operation.body)
                .any(|field| field.name == parameter.name);
            let field = path_field(parameter, operation, taken);
            let field = self.field(&field, &owner, &mut scope);
            fields.push(StructField {
                rename: None,
                wire: Wire::Path,
                ..field
            });
        }
        let path_fields = fields.iter().map(|field| field.name.clone()).collect();
        for field in &operation.query {
            let mut made = self.field(field, &owner, &mut scope);
            if matches!(field.kind, Type::List(_)) {
                made.wire = Wire::CommaSeparated;
            }
            fields.push(made);
        }
        for field in &operation.body {
            fields.push(self.field(field, &owner, &mut scope));
        }
        let docs = self.docs.operation(operation, &path.module);
        let item = StructItem {
            name: path.name.clone(),
            docs,
            derives: Derives::default(),
            required: has_required(operation),
            fields: fields.clone(),
        };
        self.insert(&path.module, operation.page, position, Item::Struct(item));
        (fields, path_fields)
    }

    /// The type of what comes back; a body that is described in place gets a struct.
    fn answer(&mut self, operation: &Operation, module: &ModulePath, base: &Ident) -> Answer {
        let kind = match &operation.response {
            Response::Nothing => return Answer::Nothing,
            Response::Url => return Answer::Url,
            Response::Body(kind) => kind,
        };
        let owner = Owner {
            module,
            page: operation.page,
            name: base,
            updates: false,
        };
        if let Some(item) = list_item(kind) {
            let field = pseudo_field("item", item, operation.place.key("returns"));
            return Answer::Body(RustType::List(Box::new(
                self.kind(item, &field, &owner, false),
            )));
        }
        let field = pseudo_field("response", kind, operation.place.key("returns"));
        let kind = self.kind(kind, &field, &owner, false);
        if let Some(path) = own_item(&kind, module) {
            self.listed(&operation.id, operation.page, path.clone(), Role::Response);
        }
        Answer::Body(kind)
    }
}

/// The struct that was made for this response, if it is no resource.
fn own_item<'a>(kind: &'a RustType, module: &ModulePath) -> Option<&'a ItemPath> {
    match kind {
        RustType::Item(path) if path.module == *module => Some(path),
        RustType::Vec(item) => own_item(item, module),
        _ => None,
    }
}

/// The items of a list response: an object of `data` and list metadata, and nothing else.
fn list_item(kind: &Type) -> Option<&Type> {
    let Type::Object(fields) = kind else {
        return None;
    };
    let find = |name: &str| fields.iter().find(|field| field.name == name);
    let only_list = fields
        .iter()
        .all(|field| matches!(field.name.as_str(), "object" | "data" | "list_metadata"));
    match (find("data").map(|data| &data.kind), find("list_metadata")) {
        (Some(Type::List(item)), Some(_)) if only_list => Some(item),
        _ => None,
    }
}

fn pseudo_field(name: &str, kind: &Type, place: Place) -> Field {
    Field {
        name: name.to_owned(),
        kind: kind.clone(),
        optional: false,
        nullable: false,
        deprecated: false,
        docs: None,
        place,
    }
}

/// A path parameter as a field. Where a body parameter has the same name, it is
/// called after the segment before it: `:slug` of `/roles/:slug` is `role_slug`.
fn path_field(parameter: &PathParameter, operation: &Operation, taken: bool) -> Field {
    let mut field = pseudo_field(&parameter.name, &Type::String, parameter.place.clone());
    if taken {
        let mut segments = operation
            .path
            .split('/')
            .rev()
            .skip_while(|segment| segment.strip_prefix(':') != Some(&parameter.name));
        let before = segments.nth(1).unwrap_or("path").trim_end_matches('s');
        field.name = format!("{before}_{}", parameter.name);
    }
    field.docs = parameter.docs.clone();
    field
}

fn endpoint(
    operation: &Operation,
    request: &Ident,
    fields: &[StructField],
    path_fields: Vec<Ident>,
    answer: Answer,
) -> EndpointItem {
    let sends = match (operation.query.is_empty(), operation.body.is_empty()) {
        (_, false) => Sends::Body,
        (false, true) => Sends::Query,
        (true, true) => Sends::Nothing,
    };
    let has_cursor = operation
        .query
        .iter()
        .any(|field| field.name == "after" && field.optional && field.kind == Type::String);
    EndpointItem {
        request: request.clone(),
        method: operation.method.clone(),
        template: operation.path.clone(),
        path_fields,
        sends,
        pages: has_cursor && matches!(&answer, Answer::Body(RustType::List(_))),
        response: answer,
        inits: inits(operation, fields),
    }
}

/// `new` takes what has no default: neither optional nor a single literal.
fn inits(operation: &Operation, fields: &[StructField]) -> Vec<Init> {
    let rest = operation
        .query
        .iter()
        .chain(&operation.body)
        .map(has_default);
    let given = operation.path_parameters.iter().map(|_| false);
    fields
        .iter()
        .zip(given.chain(rest))
        .map(|(field, has_default)| Init {
            name: field.name.clone(),
            kind: field.kind.clone(),
            is_argument: !has_default,
        })
        .collect()
}

/// Whether a request cannot be made from nothing.
fn has_required(operation: &Operation) -> bool {
    let mut members = operation.query.iter().chain(&operation.body);
    !operation.path_parameters.is_empty() || members.any(|field| !has_default(field))
}

fn has_default(field: &Field) -> bool {
    let is_literal = matches!(&field.kind, Type::Enum(values) if values.len() == 1);
    field.optional || field.nullable || is_literal
}
