//! From operations to items: a request that is its own endpoint, and what comes back.

use super::docs;
use super::items::{ModelBuilder, ParentStruct};
use super::omitted::EmittedCounts;
use super::rust_model::{
    ConstructorField, Cursors, Derives, EndpointItem, ExtraAttributes, FieldEncoding, Item,
    ItemPath, ModulePath, OperationTypes, ParameterLocation, ResponseType, RustType,
    SerdeDirections, StructField, StructItem,
};
use crate::base::role::Role;
use crate::names::{self, Ident, Scope};
use crate::pipeline::api::{Field, Operation, PathParameter, Response, Type};
use crate::pipeline::serde_rules;

/// Why a parameter of the path keeps its type.
const IN_PATH: &str = "it is in the path, where it is a text";

/// Why a cursor keeps its type.
const CURSOR: &str = "it is a cursor, which `next_page` sets to a text";

impl ModelBuilder<'_> {
    /// The request of an operation, its endpoint and its response.
    pub(super) fn operation(&mut self, operation: &Operation, module: &ModulePath) {
        self.emitted = EmittedCounts::default();
        let base = base_name(operation);
        let name = names::nested_type_name(&base, "request");
        let request = self.item_path(module, &name);
        self.reserve_name(&request, &operation.place);
        let answer = self.answer(operation, module, &base);
        let (fields, path_fields) = self.request(operation, &request, &name);
        let is_documented = !fields.is_empty();
        if is_documented {
            self.register(
                &operation.id,
                operation.page,
                request.clone(),
                Role::Request,
            );
        }
        let endpoint = endpoint(operation, &request.name, &fields, path_fields, answer);
        self.refuse_type_of_cursor(&endpoint, &request, &fields);
        self.model.operations.push(OperationTypes {
            id: operation.id.clone(),
            page: self.api.pages[operation.page.index()].path.clone(),
            method: operation.method.clone(),
            path: operation.path.clone(),
            endpoint: request.clone(),
            request: is_documented.then(|| request.clone()),
            response: match &endpoint.response {
                ResponseType::Body(ty) => Some(ty.clone()),
                _ => None,
            },
        });
        self.add(module, operation.page, Item::Endpoint(endpoint));
        self.list_omitted(operation);
    }

    /// A cursor is set by `next_page`, which has a text from the page before.
    fn refuse_type_of_cursor(
        &mut self,
        endpoint: &EndpointItem,
        request: &ItemPath,
        fields: &[StructField],
    ) {
        let Some(Cursors { after, .. }) = &endpoint.cursors else {
            return;
        };
        let mut fields = fields.iter();
        if fields.any(|field| field.name == *after && field.wire == FieldEncoding::Custom) {
            self.overrides.refuse_type(request, after, CURSOR);
        }
    }

    /// The struct of the parameters: those of the path, then the query, then the body.
    fn request(
        &mut self,
        operation: &Operation,
        path: &ItemPath,
        base: &Ident,
    ) -> (Vec<StructField>, Vec<Ident>) {
        let parameters = format!("{}.parameters", operation.id);
        self.listing.list(path.clone(), operation.page, parameters);
        let position = self.position(&path.module, operation.page);
        let updates = serde_rules::updates(&operation.method);
        let owner = ParentStruct {
            module: &path.module,
            page: operation.page,
            name: &path.name,
            base,
            updates,
        };
        let mut scope = Scope::new();
        let mut fields: Vec<StructField> = Vec::new();
        for parameter in &operation.path_parameters {
            let field = path_field(parameter, operation);
            let field = self.field(&field, &owner, &mut scope);
            if field.wire == FieldEncoding::Custom {
                self.overrides.refuse_type(path, &field.name, IN_PATH);
            }
            fields.push(StructField {
                rename: None,
                wire: FieldEncoding::Path,
                ..field
            });
        }
        let path_fields = fields.iter().map(|field| field.name.clone()).collect();
        fields.extend(self.query_fields(operation, &owner, &mut scope));
        for field in &operation.body {
            fields.push(self.field(field, &owner, &mut scope));
        }
        let docs = self.docs.operation(operation, &path.module);
        let docs = self
            .docs
            .corrected(docs, &operation.corrections, operation.page, &path.module);
        let item = StructItem {
            name: path.name.clone(),
            docs,
            derives: Derives::default(),
            required: has_defaults(operation, &fields).contains(&false),
            fields: fields.clone(),
            directions: SerdeDirections::BOTH,
            deprecated: None,
            extras: ExtraAttributes::default(),
        };
        self.insert(&path.module, operation.page, position, Item::Struct(item));
        (fields, path_fields)
    }

    /// The type of what comes back; a body that is described in place gets a struct.
    fn answer(&mut self, operation: &Operation, module: &ModulePath, base: &Ident) -> ResponseType {
        let ty = match &operation.response {
            Response::Nothing => return ResponseType::Nothing,
            Response::BrowserUrl => return ResponseType::Url,
            Response::Body(ty) => ty,
        };
        let owner = ParentStruct {
            module,
            page: operation.page,
            name: base,
            base,
            updates: false,
        };
        if let Some((item, members)) = serde_rules::list_item(ty) {
            self.emitted.add_all(members);
            let field = self.response_field("item", item, operation);
            let ty = self.ty(&self.as_plain_type(item), &field, &owner, false);
            self.register_response(&ty, operation, &owner, "returns.data");
            return ResponseType::Body(RustType::List(Box::new(ty)));
        }
        let field = self.response_field("response", ty, operation);
        let ty = self.ty(&self.as_plain_type(ty), &field, &owner, false);
        self.register_response(&ty, operation, &owner, "returns");
        if let Some(path) = own_item(&ty, module) {
            self.register(&operation.id, operation.page, path.clone(), Role::Response);
        }
        ResponseType::Body(ty)
    }

    /// What comes back, as a member of the operation; no text of the docs is about it. Where the
    /// method and path are those of several operations, the request tells which one it is.
    fn response_field(&self, name: &str, ty: &Type, operation: &Operation) -> Field {
        let mut field = Field::new(name, ty.clone(), operation.place.key("returns"));
        let call = format!(
            "`{} {}`",
            operation.method,
            operation.path.replace('`', "'")
        );
        let sharing = self.calls.get(&(&*operation.method, &*operation.path));
        let response = match sharing {
            None | Some(1) => format!("esponse of {call}."),
            Some(_) => {
                let request = names::nested_type_name(&base_name(operation), "request");
                format!("esponse to `{request}`: {call}.")
            }
        };
        field.docs = Some(match name {
            "item" => format!("An item of the r{response}"),
            _ => format!("R{response}"),
        });
        field
    }

    /// Remembers which part of an operation the struct of its answer stands for.
    fn register_response(
        &mut self,
        ty: &RustType,
        operation: &Operation,
        base: &ParentStruct<'_>,
        part: &str,
    ) {
        if let Some(path) = own_item(ty, base.module) {
            let docs = format!("{}.{part}", operation.id);
            self.listing
                .answer(path.clone(), &base.path(), operation.page, docs);
        }
    }
}

/// What the types of an operation are named after: its id, which may say already that it is a request.
pub(super) fn base_name(operation: &Operation) -> Ident {
    let id = &operation.id;
    names::type_name(id.strip_suffix("_request").unwrap_or(id))
}

/// The struct that was made for this response, if it is no resource.
fn own_item<'a>(ty: &'a RustType, module: &ModulePath) -> Option<&'a ItemPath> {
    match ty {
        RustType::Item(path) if path.module == *module => Some(path),
        RustType::Vec(item) => own_item(item, module),
        _ => None,
    }
}

/// A path parameter as a field: a text, whatever the docs call its type.
fn path_field(parameter: &PathParameter, operation: &Operation) -> Field {
    let described = parameter.described.as_ref();
    let place = described.map_or(&parameter.place, |field| &field.place);
    let name = operation.parameter_name(parameter);
    let mut field = Field::new(&name, Type::String, place.clone());
    field.docs = Some(docs::of_path(parameter, operation));
    field.corrections = parameter.corrections.clone();
    field
}

fn endpoint(
    operation: &Operation,
    request: &Ident,
    fields: &[StructField],
    path_fields: Vec<Ident>,
    answer: ResponseType,
) -> EndpointItem {
    let sends = match (operation.query.is_empty(), operation.body.is_empty()) {
        (_, false) => ParameterLocation::Body,
        (false, true) => ParameterLocation::Query,
        (true, true) => ParameterLocation::Nothing,
    };
    EndpointItem {
        request: request.clone(),
        method: operation.method.clone(),
        template: operation.path.clone(),
        path_fields,
        sends,
        query: query_only_fields(operation, fields),
        cursors: cursors(operation, fields).filter(|_| answer.is_list()),
        response: answer,
        inits: inits(operation, fields),
    }
}

/// The cursors of a query, if it has any. They are known by their names on the wire.
fn cursors(operation: &Operation, fields: &[StructField]) -> Option<Cursors> {
    let query = fields.iter().skip(operation.path_parameters.len());
    let named = operation.query.iter().zip(query);
    let cursor = |name: &str| {
        let is_it =
            |field: &Field| field.name == name && field.optional && field.ty == Type::String;
        named.clone().find(|(field, _)| is_it(field))
    };
    let (after, made) = cursor("after")?;
    let excluded = named.clone().filter(|(field, _)| {
        field.name != "before" && field.optional && exclude_each_other(field, after)
    });
    Some(Cursors {
        after: made.name.clone(),
        before: cursor("before").map(|(_, made)| made.name.clone()),
        excluded: excluded.map(|(_, made)| made.name.clone()).collect(),
    })
}

/// Whether the docs of one of the two say that only one of them may be given.
fn exclude_each_other(one: &Field, other: &Field) -> bool {
    one.name != other.name && (excludes(one, &other.name) || excludes(other, &one.name))
}

/// Whether a sentence about `field` says "mutually exclusive", and names the other one.
fn excludes(field: &Field, other: &str) -> bool {
    let name = format!("`{other}`");
    let mut sentences = field.docs.as_deref().unwrap_or_default().split('.');
    sentences.any(|sentence| {
        sentence.contains(&name) && sentence.to_lowercase().contains("mutually exclusive")
    })
}

/// The fields of the query that are beside a body, with their names on the wire.
fn query_only_fields(operation: &Operation, fields: &[StructField]) -> Vec<(String, Ident)> {
    let query = fields.iter().skip(operation.path_parameters.len());
    let named = operation.query.iter().zip(query);
    named
        .filter(|(_, made)| made.wire.is_beside_body())
        .map(|(field, made)| (field.name.clone(), made.name.clone()))
        .collect()
}

/// `new` takes what has no default.
fn inits(operation: &Operation, fields: &[StructField]) -> Vec<ConstructorField> {
    let fields = fields.iter().zip(has_defaults(operation, fields));
    let inits = fields.map(|(field, has_default)| ConstructorField {
        name: field.name.clone(),
        ty: field.ty.clone(),
        is_argument: !has_default,
    });
    inits.collect()
}

/// Which fields of a request have a default. Of a type that the settings give nothing is known,
/// so there must be an `Option` around it.
fn has_defaults(operation: &Operation, fields: &[StructField]) -> Vec<bool> {
    let path = operation.path_parameters.iter().map(|_| false);
    let documented = path.chain(defaults(operation));
    let is_known = |field: &StructField| !matches!(field.ty, RustType::External(_));
    let fields = fields.iter().zip(documented);
    fields
        .map(|(field, documented)| documented && is_known(field))
        .collect()
}

/// Which parameters of query and body have a default: what is optional, and a single literal.
///
/// `null` is one only in a query, where it is nothing. In a body it may clear what is there, so
/// the caller has to choose.
fn defaults(operation: &Operation) -> impl Iterator<Item = bool> {
    let is_literal = |field: &Field| matches!(&field.ty, Type::Enum(values) if values.len() == 1);
    let query = operation
        .query
        .iter()
        .map(|field| field.optional || field.nullable);
    let fields = operation.query.iter().chain(&operation.body);
    let optional = query.chain(operation.body.iter().map(|field| field.optional));
    fields
        .zip(optional)
        .map(move |(field, optional)| optional || is_literal(field))
}
