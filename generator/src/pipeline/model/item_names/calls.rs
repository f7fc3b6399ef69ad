//! The names of the items that operations with the same method and path share: the enum of their
//! requests, and their response.

use std::collections::BTreeSet;

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

impl Planner<'_> {
    /// Adds the items of all groups. The items of pages already have their names.
    pub(super) fn calls(&mut self) {
        let mut taken = self.names.taken();
        let api = self.api;
        for call in &api.shared_calls {
            let group = call.group.as_ref();
            let items = group.and_then(|group| self.call(group, &mut taken));
            self.names.calls.push(items);
        }
    }

    /// Names the request and the response, such as `TokenRequest` and `TokenResponse`, after the
    /// path without its first segment. If one of these names is taken in the module, both names
    /// contain the whole path, or as a last resort also the method. The module is the one of the
    /// top-level folder, so that it does not depend on the set of pages.
    fn call(
        &mut self,
        group: &RequestGroup,
        taken: &mut BTreeSet<(ModulePath, Ident)>,
    ) -> Option<CallItems> {
        let mut operations = group.members.iter();
        let first = operations.next()?;
        let first = &self.api.operations[first.position];
        let page = first.page.index();
        let section = self.modules[page].section();
        let section =
            section.filter(|_| page_path::top_folder(&self.api.pages[page].path).is_some());
        let module = ModulePath(section.into_iter().cloned().collect());
        let bases = names::call_words(&first.method, &first.path);
        let is_free = |base: &&String| {
            let mut names = both(base).into_iter();
            names.all(|name| !taken.contains(&(module.clone(), name)))
        };
        let base = bases.iter().find(is_free).or(bases.last())?.clone();
        let names = both(&base);
        let request = names[0].clone();
        taken.extend(names.map(|name| (module.clone(), name)));
        let base = self.names.root(&module, ItemKind::Base, &base, None);
        self.names.items[base.0].yields = true;
        if let Some(response) = &group.response {
            self.response(base, response);
        }
        Some(CallItems {
            module,
            request,
            base,
        })
    }
}

/// The names of the request and of the response.
fn both(base: &str) -> [Ident; 2] {
    let base = names::type_name(base);
    ["request", "response"].map(|end| names::nested_type_name(&base, end))
}
