//! Operations that share a method and a path: one enum of their requests.

use std::collections::BTreeSet;

use super::builder::ModelBuilder;
use super::rust_model::{
    Delegates, Derives, ExtraAttributes, Item, ItemPath, ListedRequestEnum, ParameterLocation,
    RequestEnumItem, RequestVariant, ResponseType, RustType,
};
use crate::base::diagnostic::{Code, Location};
use crate::base::text::markdown::escaped_code_span;
use crate::names;
use crate::notation::has_query;
use crate::pipeline::api::{Credential, Encoding, Operation, RequestGroup, Response, Type};

impl ModelBuilder<'_> {
    /// Builds an enum for every method and path that several operations share.
    ///
    /// Each request keeps its own type; the enum is for code that sends any of them.
    pub(super) fn request_enums(&mut self) {
        let api = self.api;
        for (position, call) in api.shared_calls.iter().enumerate() {
            match (&call.group, self.names.call(position).cloned()) {
                (Some(group), Some(names)) => {
                    let path = self.item_path(&names.module, &names.request);
                    self.request_enum(group, path);
                }
                _ => self.warn_of_no_tag(&call.operations),
            }
        }
    }

    fn request_enum(&mut self, group: &RequestGroup, item: ItemPath) {
        let api = self.api;
        let operations = group.members.iter();
        let operations = operations.map(|member| &api.operations[member.position]);
        let Some(first) = operations.clone().next() else {
            return;
        };
        self.reserve_name(&item, &first.place);
        self.warn_of_untagged(group);
        self.warn_of_clashes(group);
        let Operation { method, path, .. } = first;
        let response = self.common_response(group);
        let any = |test: fn(&Operation) -> bool| operations.clone().any(test);
        self.model.request_enums.push(ListedRequestEnum {
            method: method.clone(),
            path: path.to_string(),
            item: item.clone(),
            operations: operations.clone().map(|it| it.id.clone()).collect(),
        });
        let docs = self
            .docs
            .request_enum(first, &group.tag, response.is_some());
        let request_enum = RequestEnumItem {
            name: item.name.clone(),
            docs,
            derives: Derives::default(),
            method: method.clone(),
            template: path.to_string(),
            server: first.server.clone(),
            sends: if operations.clone().all(|it| it.encoding == Encoding::Form) {
                ParameterLocation::Form
            } else {
                ParameterLocation::Body
            },
            fills_path: !first.path_parameters.is_empty(),
            delegates: Delegates {
                credential: any(|it| it.credential() != Credential::ApiKey),
                query: any(|it| !it.query.is_empty()),
                headers: any(|it| !it.headers.is_empty()),
            },
            response: response.unwrap_or(ResponseType::Body(RustType::Value)),
            variants: self.request_variants(group, &item),
            extras: ExtraAttributes::default(),
        };
        let module = self.model.module_or_parent(item.module);
        module.items.push(Item::RequestEnum(request_enum));
    }

    /// A variant for each request, named after the literal that distinguishes it.
    fn request_variants(&mut self, group: &RequestGroup, item: &ItemPath) -> Vec<RequestVariant> {
        let values: Vec<&str> = group
            .members
            .iter()
            .map(|member| member.value.as_str())
            .collect();
        let names = names::variant_names(&values, &[]);
        let names = self.overrides.values_of(item, names, values);
        let module = &item.module;
        let variants = group.members.iter().zip(names).map(|(member, name)| {
            let [tag, value] = [&group.tag, &member.value].map(|text| escaped_code_span(text));
            let docs = format!("{tag}: {value}");
            let page = self.api.operations[member.position].page;
            let request = &self.model.operations[member.position].endpoint;
            RequestVariant {
                name,
                docs: self.docs.text(Some(&docs), page, module),
                request: RustType::Item(request.clone()),
            }
        });
        variants.collect()
    }

    /// The response, if it is the same for all requests.
    fn common_response(&self, group: &RequestGroup) -> Option<ResponseType> {
        let mut responses = group.members.iter().map(|member| {
            let types = &self.model.operations[member.position];
            match (
                &self.api.operations[member.position].response,
                &types.response,
            ) {
                (Response::BrowserUrl, _) => ResponseType::Url,
                (_, Some(ty)) => ResponseType::Body(ty.clone()),
                (_, None) => ResponseType::Nothing,
            }
        });
        let first = responses.next()?;
        if responses.all(|response| response == first) {
            Some(first)
        } else {
            None
        }
    }

    fn warn_of_no_tag(&mut self, positions: &[usize]) {
        let operations = positions.iter().map(|it| &self.api.operations[*it]);
        let operations: Vec<&Operation> = operations.collect();
        let [first, second, ..] = operations.as_slice() else {
            return;
        };
        let ids: BTreeSet<&str> = operations.iter().map(|it| it.id.as_str()).collect();
        let shown: Vec<String> = operations.iter().map(|it| format!("`{}`", it.id)).collect();
        let message = format!(
            "no literal in a body distinguishes the requests of `{} {}`: {}",
            first.method,
            first.path,
            shown.join(", "),
        );
        // Operations with the same id are probably a copied page. A request without a body cannot
        // have a literal.
        let mut methods = operations.iter().map(|it| it.method.as_str());
        let help = if ids.len() < operations.len() {
            "remove the copy, or give it its own id and path"
        } else if methods.any(has_query) {
            "correct the path of one, or describe them as one operation"
        } else {
            "give each a required body parameter with its own literal, as in \
             `type: '\"create\"'`; until then they have no enum"
        };
        let places = [first, second].map(|it| Location::Value(it.place.key("title")));
        self.diagnostics
            .report_with_related(Code::SharedPath, message, help, places);
    }

    fn warn_of_untagged(&mut self, group: &RequestGroup) {
        for position in &group.untagged {
            let operation = &self.api.operations[*position];
            let message = format!(
                "`{}` shares `{} {}` with operations that `{}` distinguishes, but has no such parameter",
                operation.id, operation.method, operation.path, group.tag,
            );
            let help = "check its path, or document the parameter; \
                        until then it is not in the enum of these requests";
            let at = Location::Value(operation.place.key("title"));
            self.diagnostics.report(Code::SharedPath, message, help, at);
        }
    }

    /// Warns of members of the common response whose type is any JSON, although no operation
    /// documents them as such.
    fn warn_of_clashes(&mut self, group: &RequestGroup) {
        let api = self.api;
        for clash in group.clashes(api) {
            if clash.fields.iter().any(|(_, it)| it.ty == Type::Any) {
                continue;
            }
            let mut fields = clash.fields.into_iter();
            let Some((operation, first)) = fields.next() else {
                continue;
            };
            let Some((other, last)) = fields.rfind(|(_, it)| it.ty != first.ty) else {
                continue;
            };
            let message = format!(
                "`{}` is `{}` in the response of `{}`, and `{}` in that of `{}`, which has the same \
                 method and path",
                clash.path,
                first.ty.notation(api),
                operation.id,
                last.ty.notation(api),
                other.id,
            );
            let help = "correct one of the types; until then the member is any JSON in the response \
                        that they share";
            let places = [last, first].map(|it| Location::Value(it.place.key("type")));
            self.diagnostics
                .report_with_related(Code::ContradictoryType, message, help, places);
        }
    }
}
