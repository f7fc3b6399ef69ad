//! The names of the items that operations with the same method and path share: the enum of their
//! requests, and their response.

use std::collections::HashMap;

use super::planner::Planner;
use super::{ItemId, ItemKind, ItemNames};
use crate::base::page_path;
use crate::names::{self, Ident};
use crate::pipeline::api::RequestGroup;
use crate::pipeline::model::rust_model::ModulePath;

/// The items of a group of operations.
#[derive(Debug, Clone)]
pub(in crate::pipeline::model) struct CallItems {
    /// The module of the top-level folder of their pages; the root for pages outside all folders.
    pub(in crate::pipeline::model) module: ModulePath,
    /// The enum of the requests.
    pub(in crate::pipeline::model) request: Ident,
    /// The prefix of the names inside the response. It is no item of the output.
    pub(in crate::pipeline::model) base: ItemId,
}

impl ItemNames {
    /// The items of the group of the shared call at this position, if it has one.
    pub(in crate::pipeline::model) fn call(&self, position: usize) -> Option<&CallItems> {
        self.calls.get(position)?.as_ref()
    }
}

/// A group of operations without a name.
struct UnnamedCall<'a> {
    group: &'a RequestGroup,
    module: ModulePath,
    /// The possible prefixes of its names, from the shortest to the longest.
    bases: Vec<String>,
    /// The position of the prefix that it has.
    form: usize,
}

impl UnnamedCall<'_> {
    /// The names of the request and of the response, with their module.
    fn names(&self) -> [(ModulePath, Ident); 2] {
        both(&self.bases[self.form]).map(|name| (self.module.clone(), name))
    }
}

impl<'a> Planner<'a> {
    /// Adds the items of all groups. The items of pages already have their names.
    ///
    /// The request and the response, such as `TokenRequest` and `TokenResponse`, are named after
    /// the path without its first segment. If one of these names is taken in the module, both names
    /// contain the whole path, or as a last resort also the method and the parameters. If several
    /// groups have the same name, all of them get a longer one, so that the order of the pages has
    /// no influence.
    pub(super) fn calls(&mut self) {
        let api = self.api;
        let groups = api.shared_calls.iter().map(|call| call.group.as_ref());
        let calls = groups.map(|group| self.unnamed(group?));
        let mut calls: Vec<Option<UnnamedCall<'a>>> = calls.collect();
        self.lengthen(&mut calls);
        for call in calls {
            let items = call.map(|call| self.name(&call));
            self.names.calls.push(items);
        }
    }

    /// The group with its possible names. The module is the one of the top-level folder, so that it
    /// does not depend on the set of pages.
    fn unnamed(&self, group: &'a RequestGroup) -> Option<UnnamedCall<'a>> {
        let first = &self.api.operations[group.members.first()?.position];
        let page = first.page.index();
        let section = self.modules[page].section();
        let section =
            section.filter(|_| page_path::top_folder(&self.api.pages[page].path).is_some());
        Some(UnnamedCall {
            group,
            module: ModulePath(section.into_iter().cloned().collect()),
            bases: names::call_words(&first.method, &first.path),
            form: 0,
        })
    }

    /// Gives longer names to groups that share a name with each other or with an item of a page,
    /// until the names are distinct or cannot be made longer.
    fn lengthen(&self, calls: &mut [Option<UnnamedCall<'_>>]) {
        let taken = self.names.taken();
        loop {
            let mut claims: HashMap<(ModulePath, Ident), usize> = HashMap::new();
            for name in calls.iter().flatten().flat_map(UnnamedCall::names) {
                *claims.entry(name).or_default() += 1;
            }
            let mut is_longer = false;
            for call in calls.iter_mut().flatten() {
                let mut names = call.names().into_iter();
                let is_free = names.all(|name| claims[&name] == 1 && !taken.contains(&name));
                if !is_free && call.form + 1 < call.bases.len() {
                    call.form += 1;
                    is_longer = true;
                }
            }
            if !is_longer {
                return;
            }
        }
    }

    /// Adds the items of a group.
    fn name(&mut self, call: &UnnamedCall<'_>) -> CallItems {
        let base = &call.bases[call.form];
        let [request, _] = both(base);
        let base = self.names.root(&call.module, ItemKind::Base, base, None);
        self.names.items[base.0].yields = true;
        if let Some(response) = &call.group.response {
            self.response(base, response);
        }
        CallItems {
            module: call.module.clone(),
            request,
            base,
        }
    }
}

/// The names of the request and of the response.
fn both(base: &str) -> [Ident; 2] {
    let base = names::type_name(base);
    ["request", "response"].map(|end| names::nested_type_name(&base, end))
}
