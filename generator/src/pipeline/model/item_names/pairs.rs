//! The items inside two that are one type.

use super::ItemNames;
use crate::pipeline::model::aliases::Shared;

impl ItemNames {
    /// The items of the members of one item, each with that of the same member of the other.
    pub(in crate::pipeline::model) fn pairs_inside(&self, shared: Shared) -> Vec<Shared> {
        let own = self.children.range((shared.own, String::new())..);
        let own = own.take_while(|((parent, _), _)| *parent == shared.own);
        let pairs = own.filter_map(|((_, key), own)| {
            let item = *self.children.get(&(shared.item, key.clone()))?;
            Some(Shared { own: *own, item })
        });
        pairs.collect()
    }
}
