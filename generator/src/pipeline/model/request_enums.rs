//! Operations that share method and path: one enum of their requests.

mod group;

use super::items::ModelBuilder;
use super::rust_model::{
    Derives, ExtraAttributes, Item, ItemPath, ListedRequestEnum, ModulePath, OperationTypes,
    ParameterLocation, RequestEnumItem, RequestVariant, ResponseType, RustType,
};
use crate::base::diagnostic::{Code, Location};
use crate::names;
use crate::pipeline::api::{Operation, Response};

use group::Group;

impl ModelBuilder<'_> {
    /// The enum of every method and path that several operations have.
    ///
    /// Each request keeps its own type; the enum is for code that sends any of them.
    pub(super) fn request_enums(&mut self) {
        let api = self.api;
        for sharing in group::sharing(&api.operations) {
            match Group::new(&sharing) {
                Some(group) => self.request_enum(&group),
                None => self.warn_of_no_tag(&sharing),
            }
        }
    }

    fn request_enum(&mut self, group: &Group<'_>) {
        self.warn_of_untagged(group);
        let Operation { method, path, .. } = group.first;
        let item = self.request_enum_path(group);
        let response = self.common_answer(group);
        let requests = group.members.iter().map(|member| member.operation);
        self.model.request_enums.push(ListedRequestEnum {
            method: method.clone(),
            path: path.clone(),
            item: item.clone(),
            operations: requests
                .clone()
                .map(|operation| operation.id.clone())
                .collect(),
        });
        let variants = self.request_variants(group, &item);
        let docs = self
            .docs
            .request_enum(group.first, group.tag, response.is_some());
        let made = RequestEnumItem {
            name: item.name.clone(),
            docs,
            derives: Derives::default(),
            method: method.clone(),
            template: path.clone(),
            sends: ParameterLocation::Body,
            fills_path: !group.first.path_parameters.is_empty(),
            has_query: requests.clone().any(|request| !request.query.is_empty()),
            response: response.unwrap_or(ResponseType::Body(RustType::Value)),
            variants,
            extras: ExtraAttributes::default(),
        };
        self.model
            .add_to_parent(&item.module, Item::RequestEnum(made));
    }

    /// `TokenRequest`, from the end of the path, in the module that holds all the requests; where
    /// the name is taken there, more of the path is in it.
    fn request_enum_path(&mut self, group: &Group<'_>) -> ItemPath {
        let pages = group.members.iter().map(|member| member.operation.page);
        let module = ModulePath::shared(pages.map(|page| &self.modules[page.index()]));
        let place = &group.first.place;
        let mut names = names::request_names(&group.first.path);
        let last = names.pop();
        for name in names {
            let path = self.item_path(&module, &name);
            if self.scope(&module).claim(&path.name, place.clone()).is_ok() {
                return path;
            }
        }
        let name = last.unwrap_or_else(|| names::type_name("request"));
        let path = self.item_path(&module, &name);
        self.reserve_name(&path, place);
        path
    }

    /// A variant for each request, named after the literal that tells it apart.
    fn request_variants(&self, group: &Group<'_>, item: &ItemPath) -> Vec<RequestVariant> {
        let values: Vec<&str> = group.members.iter().map(|member| member.value).collect();
        let names = names::variant_names(&values, &[]);
        let variants = group.members.iter().zip(names).map(|(member, name)| {
            let docs = format!("`{}`: `{}`", group.tag, member.value);
            let page = member.operation.page;
            RequestVariant {
                name,
                docs: self.docs.text(Some(&docs), page, &item.module),
                request: RustType::Item(self.listed_operation(member.position).endpoint.clone()),
            }
        });
        variants.collect()
    }

    /// What comes back, if that is the same whichever request was sent.
    fn common_answer(&self, group: &Group<'_>) -> Option<ResponseType> {
        let mut answers = group.members.iter().map(|member| {
            let listed = self.listed_operation(member.position);
            match (&member.operation.response, &listed.response) {
                (Response::BrowserUrl, _) => ResponseType::Url,
                (_, Some(ty)) => ResponseType::Body(ty.clone()),
                (_, None) => ResponseType::Nothing,
            }
        });
        let first = answers.next()?;
        answers.all(|answer| answer == first).then_some(first)
    }

    /// Every operation was listed before, in the same order.
    fn listed_operation(&self, position: usize) -> &OperationTypes {
        &self.model.operations[position]
    }

    fn warn_of_no_tag(&mut self, sharing: &[(usize, &Operation)]) {
        let Some((_, first)) = sharing.first() else {
            return;
        };
        let ids = sharing.iter().map(|(_, each)| format!("`{}`", each.id));
        let message = format!(
            "no literal in a body tells the requests of `{} {}` apart: {}",
            first.method,
            first.path,
            ids.collect::<Vec<_>>().join(", "),
        );
        let help = help_for(sharing);
        let at = Location::Value(first.place.key("title"));
        let other = sharing.get(1).map(|(_, second)| second);
        let other = other.map(|second| Location::Value(second.place.key("title")));
        match other {
            Some(other) => {
                let places = [at, other];
                self.diagnostics
                    .report_with_related(Code::SharedPath, message, help, places);
            }
            None => self.diagnostics.report(Code::SharedPath, message, help, at),
        }
    }

    fn warn_of_untagged(&mut self, group: &Group<'_>) {
        for operation in &group.untagged {
            let message = format!(
                "`{}` shares `{} {}` with operations that `{}` tells apart, and has none",
                operation.id, operation.method, operation.path, group.tag,
            );
            let help = "check its path, or document the parameter; \
                        until then it is not in the enum of the others";
            let at = Location::Value(operation.place.key("title"));
            self.diagnostics.report(Code::SharedPath, message, help, at);
        }
    }
}

/// A page that was copied has the same id; and a request without a body has no literal to add.
fn help_for(sharing: &[(usize, &Operation)]) -> &'static str {
    let mut ids: Vec<&str> = sharing.iter().map(|(_, each)| each.id.as_str()).collect();
    ids.sort_unstable();
    let is_copied = ids.windows(2).any(|pair| pair[0] == pair[1]);
    let has_body =
        |(_, each): &(usize, &Operation)| !matches!(each.method.as_str(), "GET" | "DELETE");
    match sharing.iter().all(has_body) {
        _ if is_copied => "remove the copy, or give it an id and a path of its own",
        true => {
            "give each a required body parameter with a value of its own, as in \
             `type: '\"create\"'`; until then there is no enum of them"
        }
        false => "correct the path of one, or describe them as one operation",
    }
}
