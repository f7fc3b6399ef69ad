//! From operations to items: a request that is its own endpoint, and what comes back.

use super::docs;
use super::items::{Builder, Owner};
use super::left_out::Emitted;
use super::names::{self, Ident, Scope};
use super::rust_model::{
    Answer, Cursors, Derives, EndpointItem, Extras, Init, Item, ItemPath, ListedOperation,
    ModulePath, RustType, Sends, StructField, StructItem, Ways, Wire,
};
use crate::api::{Field, Operation, PathParameter, Response, Type};
use crate::inspection::Role;
use crate::wire;

impl Builder<'_> {
    /// The request of an operation, its endpoint and its response.
    pub(super) fn operation(&mut self, operation: &Operation, module: &ModulePath) {
        self.emitted = Emitted::default();
        let base = base_name(operation);
        let name = names::nested_type_name(&base, "request");
        let request = self.item_path(module, &name);
        self.claim(&request, &operation.place);
        let answer = self.answer(operation, module, &base);
        let (fields, path_fields) = self.request(operation, &request, &name);
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
        self.list_left_out(operation);
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
        let updates = wire::updates(&operation.method);
        let owner = Owner {
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
            fields.push(StructField {
                rename: None,
                wire: Wire::Path,
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
            required: has_required(operation),
            fields: fields.clone(),
            ways: Ways::BOTH,
            deprecated: None,
            extras: Extras::default(),
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
            base,
            updates: false,
        };
        if let Some((item, members)) = wire::list_item(kind) {
            self.emitted.add_all(members);
            let field = answered("item", item, operation, "An item of what");
            let kind = self.kind(item, &field, &owner, false);
            self.list_answer(&kind, operation, &owner, "returns.data");
            return Answer::Body(RustType::List(Box::new(kind)));
        }
        let field = answered("response", kind, operation, "What");
        let kind = self.kind(kind, &field, &owner, false);
        self.list_answer(&kind, operation, &owner, "returns");
        if let Some(path) = own_item(&kind, module) {
            self.listed(&operation.id, operation.page, path.clone(), Role::Response);
        }
        Answer::Body(kind)
    }

    /// Remembers which part of an operation the struct of its answer stands for.
    fn list_answer(
        &mut self,
        kind: &RustType,
        operation: &Operation,
        base: &Owner<'_>,
        part: &str,
    ) {
        if let Some(path) = own_item(kind, base.module) {
            let docs = format!("{}.{part}", operation.id);
            self.listing
                .answer(path.clone(), &base.path(), operation.page, docs);
        }
    }
}

/// What comes back, as a member of the operation; no text of the docs is about it.
fn answered(name: &str, kind: &Type, operation: &Operation, what: &str) -> Field {
    let mut field = Field::new(name, kind.clone(), operation.place.key("returns"));
    let path = operation.path.replace('`', "'");
    field.docs = Some(format!("{what} `{} {path}` answers.", operation.method));
    field
}

/// What the types of an operation are named after: its id, which may say already that it is a request.
pub(super) fn base_name(operation: &Operation) -> Ident {
    let id = &operation.id;
    names::type_name(id.strip_suffix("_request").unwrap_or(id))
}

/// The struct that was made for this response, if it is no resource.
fn own_item<'a>(kind: &'a RustType, module: &ModulePath) -> Option<&'a ItemPath> {
    match kind {
        RustType::Item(path) if path.module == *module => Some(path),
        RustType::Vec(item) => own_item(item, module),
        _ => None,
    }
}

/// A path parameter as a field: a text, whatever the docs call its type.
fn path_field(parameter: &PathParameter, operation: &Operation) -> Field {
    let described = parameter.described.as_ref();
    let place = described.map_or(&parameter.place, |field| &field.place);
    let name = operation.name_of(parameter);
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
    answer: Answer,
) -> EndpointItem {
    let sends = match (operation.query.is_empty(), operation.body.is_empty()) {
        (_, false) => Sends::Body,
        (false, true) => Sends::Query,
        (true, true) => Sends::Nothing,
    };
    EndpointItem {
        request: request.clone(),
        method: operation.method.clone(),
        template: operation.path.clone(),
        path_fields,
        sends,
        query: beside_body(operation, fields),
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
            |field: &Field| field.name == name && field.optional && field.kind == Type::String;
        let found = named.clone().find(|(field, _)| is_it(field));
        found.map(|(_, made)| made.name.clone())
    };
    Some(Cursors {
        after: cursor("after")?,
        before: cursor("before"),
    })
}

/// The fields of the query that are beside a body, with their names on the wire.
fn beside_body(operation: &Operation, fields: &[StructField]) -> Vec<(String, Ident)> {
    let query = fields.iter().skip(operation.path_parameters.len());
    let named = operation.query.iter().zip(query);
    named
        .filter(|(_, made)| made.wire == Wire::BesideBody)
        .map(|(field, made)| (field.name.clone(), made.name.clone()))
        .collect()
}

/// `new` takes what has no default.
fn inits(operation: &Operation, fields: &[StructField]) -> Vec<Init> {
    let path = operation.path_parameters.iter().map(|_| false);
    fields
        .iter()
        .zip(path.chain(defaults(operation)))
        .map(|(field, has_default)| Init {
            name: field.name.clone(),
            kind: field.kind.clone(),
            is_argument: !has_default,
        })
        .collect()
}

/// Whether a request cannot be made from nothing.
fn has_required(operation: &Operation) -> bool {
    !operation.path_parameters.is_empty() || defaults(operation).any(|has_default| !has_default)
}

/// Which parameters of query and body have a default: what is optional, and a single literal.
///
/// `null` is one only in a query, where it is nothing. In a body it may clear what is there, so
/// the caller has to choose.
fn defaults(operation: &Operation) -> impl Iterator<Item = bool> {
    let is_literal = |field: &Field| matches!(&field.kind, Type::Enum(values) if values.len() == 1);
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
