//! The types of responses: of one operation, or common to several operations.

use std::collections::HashMap;

use super::builder::{ModelBuilder, ParentStruct};
use super::item_names::{ItemId, Shared};
use super::lists;
use super::rust_model::{ItemPath, ResponseType, RustType};
use crate::base::node_path::PageId;
use crate::base::role::Role;
use crate::notation::docs_path;
use crate::pipeline::api::{Field, Operation, ResourceId, Response, Type};
use crate::pipeline::serde_rules;

/// A response to build.
struct Body<'a> {
    ty: &'a Type,
    /// The prefix of the names of its items.
    base: ItemId,
    /// The request that its docs name; `None` if every request to the path has this response.
    request: Option<ItemId>,
}

impl ModelBuilder<'_> {
    /// The type of the response. A body that is described in place gets a struct.
    pub(super) fn response(&mut self, operation: &Operation, position: usize) -> ResponseType {
        let ty = match &operation.response {
            Response::NoBody => return ResponseType::Nothing,
            Response::BrowserUrl => return ResponseType::Url,
            Response::Body(ty) => ty,
        };
        if let Some(id) = self.shared.response(position) {
            return self.resource_response(operation, position, id, ty);
        }
        if let Some(call) = self.calls.get(&position).copied()
            && let Some(group) = &self.api.shared_calls[call].group
            && let Some(joined) = group.joined(position)
        {
            return self.joined_response(operation, position, (call, joined));
        }
        let body = Body {
            ty,
            base: self.names.operation(position),
            request: Some(self.names.request(position))
                .filter(|_| self.calls.contains_key(&position)),
        };
        let base = body.base;
        let (response, path) = self.body(operation, &body);
        let shared = self.names.find_child(base, "response");
        let shared = shared.filter(|own| self.shared.common(*own).is_some());
        if let Some(path) = path.or_else(|| Some(self.path_of(shared?)))
            && serde_rules::list_item(ty).is_none()
        {
            self.register(&operation.id, operation.page, path, Role::Response);
        }
        response
    }

    /// The response that the operation shares with others. It is built with the first of these
    /// operations. The name that the response would have alone becomes an alias.
    fn joined_response(
        &mut self,
        operation: &Operation,
        position: usize,
        (call, ty): (usize, &Type),
    ) -> ResponseType {
        let Some(base) = self.names.call(call).map(|items| items.base) else {
            return ResponseType::Nothing;
        };
        let page = operation.page;
        let response = match self.joined.get(&call) {
            Some(response) => response.clone(),
            None => {
                // The members of the common response are not counted: not all of them belong to
                // this operation.
                let emitted = std::mem::take(&mut self.emitted);
                let request = None;
                let (response, _) = self.body(operation, &Body { ty, base, request });
                self.emitted = emitted;
                self.joined.insert(call, response.clone());
                response
            }
        };
        if let Response::Body(own) = &operation.response {
            for fields in own.objects() {
                self.emitted.add_all(fields);
            }
            let docs_path = format!("{}.{}", operation.id, part(&response));
            for key in ["item", "response"] {
                if let Some(item) = self.names.find_child(self.names.operation(position), key) {
                    self.types_inside((item, own), ty, page, &docs_path);
                }
            }
        }
        let own = Shared {
            own: self.names.operation(position),
            item: base,
        };
        for shared in self.names.pairs_inside(own.own, own.item) {
            let target = self.path_of(shared.item);
            let docs_path = format!("{}.{}", operation.id, part(&response));
            self.docs_paths.list(target.clone(), page, docs_path);
            let alias = self.alias(shared, &target, page, &operation.place.key("returns"));
            if !response.is_list() {
                self.register(&operation.id, page, alias, Role::Response);
            }
        }
        response
    }

    /// Adds the types of an operation for members that have no separate type in the common
    /// response. A resource gets an alias. A member that is any JSON in the common response gets
    /// its own type, so that a user can read the value as the documented type. No page of another
    /// operation can remove a name from this operation.
    fn types_inside(
        &mut self,
        (item, own): (ItemId, &Type),
        common: &Type,
        page: PageId,
        docs_path: &str,
    ) {
        let content = |ty| serde_rules::list_item(ty).map_or(ty, |(item, _)| item);
        let common = content(common).members().iter();
        let common: HashMap<&str, &Field> = common.map(|it| (it.name.as_str(), it)).collect();
        for field in content(own).members() {
            let Some(other) = common.get(field.name.as_str()) else {
                continue;
            };
            let Some(own) = self.names.find_child(item, &field.name) else {
                continue;
            };
            let docs_path = docs_path::join(docs_path, &field.name);
            if let Type::Resource(id) = other.ty.innermost() {
                let target = self.resource_path(*id);
                self.docs_paths.list(target.clone(), page, docs_path);
                let item = self.names.resource(id.0);
                self.alias(Shared { own, item }, &target, page, &field.place);
            } else if other.ty == Type::Any {
                let module = self.names.module(item).clone();
                let parent = ParentStruct {
                    path: &module.item(self.names.name(item)),
                    page,
                    id: item,
                    updates: false,
                };
                // The members have already been counted.
                let emitted = std::mem::take(&mut self.emitted);
                self.ty(&field.ty, field, &parent, false);
                self.emitted = emitted;
            } else {
                self.types_inside((own, &field.ty), &other.ty, page, &docs_path);
            }
        }
    }

    /// The response that is equal to a resource, or to a list of a resource.
    fn resource_response(
        &mut self,
        operation: &Operation,
        position: usize,
        id: ResourceId,
        ty: &Type,
    ) -> ResponseType {
        let target = self.resource_path(id);
        let item = RustType::Item(target.clone());
        let response = ResponseType::Body(match serde_rules::list_item(ty) {
            Some(_) => RustType::List(Box::new(item)),
            None => item,
        });
        for fields in ty.objects() {
            self.emitted.add_all(fields);
        }
        let docs_path = format!("{}.{}", operation.id, part(&response));
        self.docs_paths
            .list(target.clone(), operation.page, docs_path);
        let item = self.names.resource(id.0);
        let base = self.names.operation(position);
        for key in ["item", "response"] {
            if let Some(own) = self.names.find_child(base, key) {
                let (page, place) = (operation.page, operation.place.key("returns"));
                let alias = self.alias(Shared { own, item }, &target, page, &place);
                if !response.is_list() {
                    self.register(&operation.id, page, alias, Role::Response);
                }
            }
        }
        response
    }

    /// Builds the types of a body. Returns the response, and the path of the struct that was built
    /// for it, if there is one.
    fn body(&mut self, operation: &Operation, body: &Body<'_>) -> (ResponseType, Option<ItemPath>) {
        let page = operation.page;
        let module = self.names.module(body.base).clone();
        let parent = ParentStruct {
            path: &module.item(self.names.name(body.base)),
            page,
            id: body.base,
            updates: false,
        };
        let list = serde_rules::list_item(body.ty);
        let (member, content) = match list {
            Some((item, members)) => {
                self.emitted.add_all(members);
                ("item", item)
            }
            None => ("response", body.ty),
        };
        let lenient = serde_rules::wide_list(body.ty).map(lists::lenient);
        let content = lenient.as_ref().unwrap_or(content);
        let field = self.response_field(member, content, operation, body.request);
        let built = self.ty(&self.as_plain_type(content), &field, &parent, false);
        // A resource is in another module, and was not built for this response.
        let path = built.item().filter(|path| path.module == module).cloned();
        let response = ResponseType::Body(match list {
            Some(_) => RustType::List(Box::new(built)),
            None => built,
        });
        if let Some(path) = &path {
            let docs_path = format!("{}.{}", operation.id, part(&response));
            self.docs_paths.response(path, parent.path, page, docs_path);
        }
        (response, path)
    }

    /// The response as a member of the operation, with generated docs. They name the request,
    /// unless every request to the path has this response.
    fn response_field(
        &self,
        name: &str,
        ty: &Type,
        operation: &Operation,
        request: Option<ItemId>,
    ) -> Field {
        let Operation { method, path, .. } = operation;
        let mut field = Field::new(name, ty.clone(), operation.place.key("returns"));
        let call = format!("`{method} {path}`");
        let response = match request.map(|request| self.names.name(request)) {
            Some(request) => format!("esponse to `{request}`: {call}."),
            None => format!("esponse of {call}."),
        };
        field.docs = Some(match name {
            "item" => format!("An item of the r{response}"),
            _ => format!("R{response}"),
        });
        field
    }
}

/// The part of an operation's docs path that contains the items of its response.
fn part(response: &ResponseType) -> &'static str {
    if response.is_list() {
        "returns.data"
    } else {
        "returns"
    }
}
