//! The changes of an operation: of its request, its response and its request enum.

use super::change::{Change, ChangeKind, Impact, MemberLocation};
use super::compare::Differ;
use super::entity::{Entity, Member, Typed};
use super::indexed_reference::RequestEnumMember;
use super::joined_response;
use super::match_entities::path_shape;
use super::member_diff::{MemberScope, Position};
use super::rust_compat::{is_literal, lost_derives};
use super::versions::Versions;
use super::wire_compat::Directions;
use crate::pipeline::api::{Credential, Operation, Response, Type};
use crate::pipeline::model::rust_model::{ItemPath, OperationTypes, ResponseType, RustType};

impl<'a> Differ<'a, '_> {
    /// Compares operations. The order matters: a reported change explains differences that a later
    /// comparison finds.
    pub(super) fn operation(
        &mut self,
        entities: Versions<&Entity<'a>>,
        operations: Versions<&'a Operation>,
        types: Versions<&'a OperationTypes>,
    ) {
        self.request(entities, operations);
        let rust = types.map(|types| types.response.as_ref());
        let responses = operations.map(|operation| &operation.response);
        self.response(responses, rust, entities.map(|entity| entity.id).differ());
        self.pagination(entities);
        self.request_enum(entities);
    }

    fn request(&mut self, entities: Versions<&Entity<'a>>, operations: Versions<&Operation>) {
        let methods = operations.map(|operation| &operation.method);
        if methods.differ() {
            let change = Change::new(ChangeKind::Method, false, true);
            self.changes
                .push(change.with_texts(methods.map(String::clone)));
        }
        let paths = operations.map(|operation| &operation.path);
        let same_path_shape = !paths.map(path_shape).differ();
        if paths.differ() {
            let change = Change::new(ChangeKind::Path, false, !same_path_shape);
            self.changes
                .push(change.with_texts(paths.map(ToString::to_string)));
        }
        self.sending(operations);
        let scope = MemberScope {
            is_request: true,
            is_literal: is_literal(entities.old.item, Directions::SENT),
            is_renamed: entities.map(|entity| entity.id).differ(),
            same_path_shape,
            ..MemberScope::new(Directions::SENT)
        };
        self.members(entities.map(Entity::members), &scope);
        let items = entities.map(|entity| entity.item);
        self.changes.extend(lost_derives(items));
        let paths = &self.context.paths;
        let change = paths.changed_constructor(items, scope.is_renamed, true);
        self.changes.extend(change);
    }

    /// Compares the server, credential and encoding of a request. The server still accepts an old
    /// client that sends a key to an operation that no longer needs one.
    fn sending(&mut self, operations: Versions<&Operation>) {
        let servers = operations.map(|operation| operation.server.clone());
        self.push_sending(ChangeKind::Server, true, servers);
        let credentials = operations.map(|operation| operation.credential());
        let breaks_wire = credentials.new != Credential::None;
        let credentials = credentials.map(|it| it.as_str().to_owned());
        self.push_sending(ChangeKind::Credential, breaks_wire, credentials);
        // The encoding is only compared if both requests have a body.
        if operations.map(|operation| !operation.body.is_empty()) == Versions::new(true, true) {
            let encodings = operations.map(|it| it.encoding.as_str().to_owned());
            self.push_sending(ChangeKind::Encoding, true, encodings);
        }
    }

    fn push_sending(&mut self, kind: ChangeKind, breaks_wire: bool, texts: Versions<String>) {
        if texts.differ() {
            let change = Change::new(kind, false, breaks_wire);
            self.changes.push(change.with_texts(texts));
        }
    }

    /// Reports that the next page of a list can no longer be requested.
    fn pagination(&mut self, entities: Versions<&Entity<'a>>) {
        let is_paginated = entities.map(|entity| {
            let endpoint = entity.endpoint;
            endpoint.is_some_and(|endpoint| endpoint.cursors.is_some())
        });
        let mut changes = self.changes.iter();
        let is_reported = changes.any(|change| change.is(Impact::BreaksRust));
        if is_paginated.old && !is_paginated.new && !is_reported {
            let name = &entities.old.path.name;
            self.changes.push(Change::lost_traits(name, &["Paginated"]));
        }
    }

    fn response(
        &mut self,
        responses: Versions<&'a Response>,
        rust: Versions<Option<&'a RustType>>,
        is_renamed: bool,
    ) {
        let same_rust = match rust.both() {
            Some(types) => self.context.paths.same(types, is_renamed),
            None => !responses.differ(),
        };
        let bodies = responses.zip(rust).map(|(response, rust)| match response {
            Response::Body(ty) => Some(Typed::new(ty, rust)),
            Response::NoBody | Response::BrowserUrl => None,
        });
        let Some(bodies) = bodies.both() else {
            if responses.differ() {
                self.other_kind_of_response(responses, !same_rust);
            }
            return;
        };
        let scope = MemberScope {
            is_renamed,
            ..MemberScope::new(Directions::READ)
        };
        let position = Position {
            scope: &scope,
            parts: Versions::new(MemberLocation::Response, MemberLocation::Response),
            names: Versions::new("", ""),
        };
        if !self.list_members(bodies, &scope) && !self.contents(bodies, position) {
            let types = bodies.map(|body| body.ty);
            let breaks_wire = self.context.wire.type_breaks(Directions::READ, types);
            let breaks_rust = !same_rust || self.is_other_item(rust);
            let types = self.context.notations(bodies);
            let change = Change::new(ChangeKind::Response, breaks_rust, breaks_wire);
            return self.push_response(change.with_types(types).with_rust(rust));
        }
        if !same_rust {
            let texts = rust.map(|ty| ty.map(RustType::to_string));
            self.push(Change::in_rust(texts), position);
        }
    }

    /// Reports a response with a body that had none, or the reverse.
    fn other_kind_of_response(&mut self, responses: Versions<&Response>, breaks_rust: bool) {
        // A client that expects no body accepts any body.
        let breaks_wire = *responses.old != Response::NoBody;
        let apis = self.context.wire.apis;
        let texts = responses.zip(apis).map(|(response, api)| match response {
            Response::NoBody => "no body".to_owned(),
            Response::BrowserUrl => "a URL to open".to_owned(),
            Response::Body(ty) => ty.notation(api),
        });
        let change = Change::new(ChangeKind::Response, breaks_rust, breaks_wire);
        self.push_response(change.with_docs(texts));
    }

    fn push_response(&mut self, mut change: Change) {
        change.part = Some(MemberLocation::Response);
        self.changes.push(change);
    }

    /// Compares the members of two objects if at least one is a page of a list. Such a page is a
    /// type of the runtime, so code sees only its items. Returns `false` for other bodies.
    fn list_members(&mut self, bodies: Versions<Typed<'a>>, scope: &MemberScope) -> bool {
        let (Type::Object(old), Type::Object(new)) = (bodies.old.ty, bodies.new.ty) else {
            return false;
        };
        let rust = bodies.map(|body| body.rust);
        let list_items = rust.map(|ty| match ty {
            Some(RustType::List(item)) => Some(item.as_ref()),
            _ => None,
        });
        if list_items.old.is_none() && list_items.new.is_none() {
            return false;
        }
        let items = self.context.items_in(rust).zip(list_items);
        let members = Versions::new(old, new)
            .zip(items)
            .map(|(fields, (item, list_item))| {
                let item = if list_item.is_none() { item } else { None };
                let mut members = Member::of_object(MemberLocation::Response, fields, item);
                if list_items.both().is_some()
                    && let Some(data) = members.iter_mut().find(|member| member.name == "data")
                {
                    data.rust_name = Some("data");
                    data.value.rust = list_item;
                }
                members
            });
        self.members(members, scope);
        true
    }

    /// Reports that a request is no longer the same variant of its request enum, or that the enum
    /// has a different response.
    fn request_enum(&mut self, entities: Versions<&Entity<'a>>) {
        let both = entities.zip(self.context.references);
        let members = both.map(|(entity, reference)| reference.request_enum_at(entity.path));
        let Some(old) = members.old else {
            return;
        };
        let paths = members.map(|member| {
            let member = member?;
            Some(format!("{}::{}", member.path, member.variant.name))
        });
        // A moved or renamed request is already reported, but not that it leaves the enum.
        let is_reported = members.new.is_some()
            && entities.map(|entity| entity.path).differ()
            && self
                .changes
                .iter()
                .any(|change| change.member.is_none() && change.is(Impact::BreaksRust));
        if paths.differ() && !is_reported {
            self.changes.push(Change::in_rust(paths));
        }
        match members.new {
            Some(new) if old.path == new.path => {
                self.request_enum_response(entities.old, Versions::new(old, new));
            }
            _ => {
                let response = entities.new.endpoint.map(|endpoint| &endpoint.response);
                let types = Versions::new(Some(&old.item.response), response);
                let types = types.map(|response| response?.body());
                self.joined_response(types, &[entities.old]);
            }
        }
    }

    /// Compares the responses of two request enums, once for each enum: for the first of its
    /// operations that are in both.
    fn request_enum_response(
        &mut self,
        entity: &Entity<'a>,
        members: Versions<&RequestEnumMember<'a>>,
    ) {
        let mut remaining = self.remaining(members).peekable();
        if remaining.peek() != Some(&entity.path) {
            return;
        }
        let old = self.context.references.old;
        let remaining: Vec<_> = remaining.filter_map(|path| old.entity_at(path)).collect();
        let responses = members.map(|member| &member.item.response);
        let bodies = responses.map(ResponseType::body);
        let is_same = match bodies.both() {
            Some(bodies) => self.context.paths.same(bodies, false),
            None => !responses.differ(),
        };
        if !is_same {
            let texts = bodies.map(|body| match body {
                Some(body) => format!("{}::Response = {body}", members.old.path),
                None => format!("{}::Response = no body", members.old.path),
            });
            self.changes.push(Change::in_rust(texts));
        }
        self.joined_response(bodies, &remaining);
    }

    /// The old requests of a request enum that are also in the new one.
    fn remaining(
        &self,
        enums: Versions<&RequestEnumMember<'a>>,
    ) -> impl Iterator<Item = &'a ItemPath> {
        let context = self.context;
        let variants = enums.old.item.variants.iter();
        let requests = variants.filter_map(|variant| variant.request.item());
        requests.filter(move |request| {
            let new = context.references.new;
            let member = context.paths.moved(request);
            let member = member.and_then(|request| new.request_enum_at(request));
            member.is_some_and(|member| member.path == enums.new.path)
        })
    }

    /// Reports the changes of a joined response that these operations do not list.
    fn joined_response(&mut self, types: Versions<Option<&RustType>>, operations: &[&Entity<'a>]) {
        for change in joined_response::unlisted_changes(self.context, types, operations) {
            self.push_response(change);
        }
    }
}
