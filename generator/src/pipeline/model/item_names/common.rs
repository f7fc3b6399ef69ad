//! The names of the types that several members share.

use std::collections::HashSet;

use super::planner::Planner;
use super::{ItemId, ItemKind, ItemNames};
use crate::names::{self, Ident};
use crate::pipeline::api::{Api, Type};
use crate::pipeline::model::rust_model::ModulePath;

impl ItemNames {
    /// Every name in use, with its module.
    pub(in crate::pipeline::model) fn taken(&self) -> HashSet<(ModulePath, Ident)> {
        let items = self.items.iter();
        let items = items.filter(|item| item.kind != ItemKind::Base);
        let items = items.map(|item| (item.module.clone(), item.name.clone()));
        let requests = self.calls.iter().flatten();
        let requests = requests.map(|call| (call.module.clone(), call.request.clone()));
        items.chain(requests).collect()
    }

    /// Adds an item under an unused name, and the items inside its type.
    pub(in crate::pipeline::model) fn add_common(
        &mut self,
        module: &ModulePath,
        name: &Ident,
        ty: &Type,
        (api, modules): (&Api, &[ModulePath]),
    ) -> ItemId {
        let short = Some(name.clone()).filter(|short| names::type_name(short.as_str()) != *short);
        let item = self.root(module, ItemKind::Entity, name.as_str(), short);
        self.items[item.0].yields = true;
        let mut planner = Planner {
            api,
            modules,
            names: std::mem::take(self),
        };
        planner.inside(item, ty);
        *self = planner.names;
        item
    }
}
