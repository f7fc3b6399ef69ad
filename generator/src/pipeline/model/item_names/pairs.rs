//! The items inside two that are one type.

use super::{ItemId, ItemNames};

/// Two items that are one type: the one that a page would have alone, and the one that it has.
#[derive(Debug, Clone, Copy)]
pub(in crate::pipeline::model) struct Shared {
    pub(in crate::pipeline::model) own: ItemId,
    pub(in crate::pipeline::model) item: ItemId,
}

impl ItemNames {
    /// The items of the members of one item, each with that of the same member of the other.
    pub(in crate::pipeline::model) fn pairs_inside(
        &self,
        own: ItemId,
        item: ItemId,
    ) -> Vec<Shared> {
        let inside = self.children.range((own, String::new())..);
        let inside = inside.take_while(|((parent, _), _)| *parent == own);
        let pairs = inside.filter_map(|((_, key), own)| {
            let item = self.find_child(item, key)?;
            Some(Shared { own: *own, item })
        });
        pairs.collect()
    }

    /// The item of a member of another one, if it has one.
    pub(in crate::pipeline::model) fn find_child(&self, item: ItemId, key: &str) -> Option<ItemId> {
        self.children.get(&(item, key.to_owned())).copied()
    }
}
