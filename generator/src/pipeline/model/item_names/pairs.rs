//! The corresponding items inside two items that share one type.

use super::{ItemId, ItemNames};

/// Two items that share one type: the item that a page would have alone, and the item of the
/// output.
#[derive(Debug, Clone, Copy)]
pub(in crate::pipeline::model) struct Shared {
    pub(in crate::pipeline::model) own: ItemId,
    pub(in crate::pipeline::model) item: ItemId,
}

impl ItemNames {
    /// The items of the members of `own`, each with the item of the same member of `item`.
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

    /// The item of a member of another item, if the member has one.
    pub(in crate::pipeline::model) fn find_child(&self, item: ItemId, key: &str) -> Option<ItemId> {
        self.children.get(&(item, key.to_owned())).copied()
    }
}
