//! Where the values of a page stand, for whoever has something to say of one.

use std::collections::BTreeMap;
use std::iter::successors;
use std::ops::Range;

use crate::base::place::NodePath;
use crate::pipeline::parse::EntryPart;
use crate::pipeline::parse::events::{self, Site};
use crate::pipeline::parse::front_matter;

/// Where the values of a page's front matter stand, and their keys.
#[derive(Debug, Default)]
pub(crate) struct Sites {
    by_path: BTreeMap<NodePath, Site>,
    /// The first byte of the front matter.
    start: usize,
}

impl Sites {
    /// Reads the front matter of a page once more. A page without any has no sites.
    pub(crate) fn new(text: &str) -> Self {
        let yaml = front_matter::yaml(text);
        yaml.map_or_else(Self::default, |yaml| Self {
            start: yaml.start,
            by_path: events::sites(&text[yaml]),
        })
    }

    /// The bytes of the page in which a value or its key stands.
    ///
    /// Where the node does not exist, it is the nearest ancestor that does.
    pub(crate) fn find(&self, node: &NodePath, part: EntryPart) -> Option<Range<usize>> {
        let key = self.by_path.get(node).and_then(|site| site.key.as_ref());
        let key = key.filter(|_| part == EntryPart::Key);
        let range = key.or_else(|| {
            let mut ways = successors(Some(node.clone()), NodePath::parent);
            ways.find_map(|node| Some(&self.by_path.get(&node)?.value))
        })?;
        Some(self.start + range.start..self.start + range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "---\nreference:\n  curl:\n    - key: parcel\n---\n# Parcels\n";

    fn written(node: &NodePath, part: EntryPart) -> &'static str {
        &PAGE[Sites::new(PAGE).find(node, part).unwrap()]
    }

    #[test]
    fn a_value_and_its_key_are_found_in_the_page() {
        let node = NodePath::default().key("reference").key("curl");
        let node = node.index(0).key("key");
        assert_eq!(written(&node, EntryPart::Value), "parcel");
        assert_eq!(written(&node, EntryPart::Key), "key");
    }

    #[test]
    fn what_is_not_there_is_in_the_nearest_that_is() {
        let item = NodePath::default().key("reference").key("curl").index(0);
        let there = Sites::new(PAGE).find(&item, EntryPart::Value);
        for part in [EntryPart::Key, EntryPart::Value] {
            let node = item.key("properties").index(3).key("type");
            assert_eq!(Sites::new(PAGE).find(&node, part), there);
        }
        assert_eq!(
            Sites::new("# Parcels\n").find(&item, EntryPart::Value),
            None
        );
    }
}
