//! Finds entities by the names in references and types (format, section 3.3).

use std::collections::{BTreeMap, HashMap};

use crate::base::node_path::{NodePath, NodeRef, PageId, PathSegment};
use crate::base::page_path;
use crate::base::text::did_you_mean;
use crate::base::view::View;
use crate::notation::words::last_part;
use crate::pipeline::api::EntityUrl;
use crate::pipeline::parse::{Entity, Item, Page};

/// An entity, by its location.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct EntityRef {
    pub(super) page: PageId,
    pub(super) view: View,
    pub(super) index: usize,
}

/// Every entity of every page, by view and name.
pub(super) struct EntityIndex<'a> {
    pages: &'a [Page],
    /// All entities, in page order.
    pub(super) all: Vec<EntityRef>,
    by_ref: HashMap<EntityRef, &'a Entity>,
    /// Shared definitions by their key.
    definitions: HashMap<(View, &'a str), Vec<EntityRef>>,
    /// The number of shared definitions of each page.
    definition_counts: HashMap<(View, PageId), usize>,
    /// All other entities by their key.
    by_key: HashMap<(View, &'a str), Vec<EntityRef>>,
    /// Resources by the last word of their title.
    by_title: HashMap<(View, &'a str), Vec<EntityRef>>,
    /// Wire resources by every suffix of whole words of their key: `challenge` for
    /// `authentication_challenge`.
    by_suffix: HashMap<(View, &'a str), Vec<EntityRef>>,
    /// Keys of the wire that are not valid names, up to [`MAX_REFUSED`].
    refused: Vec<(View, &'a str)>,
}

/// The maximum number of invalid keys that are compared with each unknown name.
const MAX_REFUSED: usize = 32;

/// The maximum number of definitions of a key that are compared for each list. In published pages,
/// each key has one.
const MAX_DEFINITIONS: usize = 64;

impl<'a> EntityIndex<'a> {
    /// Indexes the entities of all pages.
    pub(super) fn new(pages: &'a [Page]) -> Self {
        let mut index = Self {
            pages,
            all: Vec::new(),
            by_ref: HashMap::new(),
            definitions: HashMap::new(),
            definition_counts: HashMap::new(),
            by_key: HashMap::new(),
            by_title: HashMap::new(),
            by_suffix: HashMap::new(),
            refused: Vec::new(),
        };
        for (page, content) in (0..).map(PageId).zip(pages) {
            for (view, entities) in &content.views {
                for (position, entity) in entities.iter().enumerate() {
                    index.add(
                        EntityRef {
                            page,
                            view: *view,
                            index: position,
                        },
                        entity,
                    );
                }
            }
        }
        index
    }

    fn add(&mut self, at: EntityRef, entity: &'a Entity) {
        let key = entity.key.as_str();
        self.all.push(at);
        if at.view.is_wire() && !is_name(key) && self.refused.len() < MAX_REFUSED {
            self.refused.push((at.view, key));
        }
        self.by_ref.insert(at, entity);
        let by_key = if entity.ty.is_some() && entity.is_shared_definition() {
            let count = self.definition_counts.entry((at.view, at.page));
            *count.or_default() += 1;
            &mut self.definitions
        } else {
            &mut self.by_key
        };
        by_key.entry((at.view, key)).or_default().push(at);
        if entity.properties.is_none() {
            return;
        }
        let title = entity.title.as_deref().unwrap_or_default();
        if let Some(word) = title.split_whitespace().last() {
            self.by_title.entry((at.view, word)).or_default().push(at);
        }
        if at.view.is_wire() {
            for (end, _) in key.match_indices('_') {
                let suffix = (at.view, &key[end + 1..]);
                self.by_suffix.entry(suffix).or_default().push(at);
            }
        }
    }

    /// The prose of a page, as Markdown.
    pub(super) fn prose(&self, page: PageId) -> &'a str {
        &self.pages[page.index()].body.prose
    }

    /// The entity as its page describes it.
    pub(super) fn entity(&self, at: EntityRef) -> &'a Entity {
        self.by_ref[&at]
    }

    /// The location of the entity in its page.
    pub(super) fn place(&self, at: EntityRef) -> NodeRef {
        NodeRef {
            page: at.page,
            node: NodePath::from([
                PathSegment::key("reference"),
                PathSegment::key(at.view.as_str()),
                PathSegment::index(at.index),
            ]),
        }
    }

    /// The path of a page.
    pub(super) fn path(&self, page: PageId) -> &'a str {
        &self.pages[page.index()].path
    }

    /// The `url` of each entity that has one.
    pub(super) fn urls(&self) -> Vec<EntityUrl> {
        let url = |at: &EntityRef| {
            Some(EntityUrl {
                url: self.entity(*at).url.clone()?,
                place: self.place(*at).key("url"),
            })
        };
        self.all.iter().filter_map(url).collect()
    }

    /// The entity with this key in the same view, on the nearest page. If there are several kinds,
    /// it is no shared definition.
    pub(super) fn by_key(&self, view: View, key: &str, from: PageId) -> Option<EntityRef> {
        let others = self.by_key.get(&(view, key));
        self.nearest(others.or_else(|| self.definitions.get(&(view, key)))?, from)
    }

    /// The shared definition with this key in the same view. If several pages define it, it is the
    /// definition on the page itself, otherwise on the page `preferred`, otherwise on the nearest
    /// page. If there is none, it is another entity with this key.
    pub(super) fn definition(
        &self,
        view: View,
        key: &str,
        from: PageId,
        preferred: Option<PageId>,
    ) -> Option<EntityRef> {
        let Some(definitions) = self.definitions.get(&(view, key)) else {
            return self.nearest(self.by_key.get(&(view, key))?, from);
        };
        let nearest = self.nearest(definitions, from)?;
        if nearest.page == from {
            return Some(nearest);
        }
        let mut definitions = definitions.iter().copied();
        let found = definitions.find(|definition| Some(definition.page) == preferred);
        found.or(Some(nearest))
    }

    /// The page that defines most of the references of a list. Of several, it is the page with the
    /// most definitions, then the nearest. `None` if each reference has only one definition.
    ///
    /// A list takes its references from one page, so that another definition of `(after)` changes
    /// no list that also refers to `(before)`, `(limit)` and `(order)`.
    pub(super) fn defining_page(&self, items: &[Item], at: EntityRef) -> Option<PageId> {
        let definitions = items.iter().filter_map(|item| match item {
            Item::Reference(key) => self.definitions.get(&(at.view, key.as_str())),
            Item::Member(_) | Item::Faulty => None,
        });
        let definitions = definitions.filter(|of_key| of_key.len() <= MAX_DEFINITIONS);
        if definitions.clone().all(|of_key| of_key.len() < 2) {
            return None;
        }
        let mut counts = BTreeMap::<PageId, usize>::new();
        for definition in definitions.flatten() {
            *counts.entry(definition.page).or_default() += 1;
        }
        let rank = |page: &PageId| (counts[page], self.definition_counts[&(at.view, *page)]);
        let most = counts.keys().map(rank).max();
        let of_most = counts.keys().filter(|page| Some(rank(page)) == most);
        let pages: Vec<_> = of_most.copied().collect();
        page_path::nearest(&pages, at.page, |page| page, |page| self.path(page))
    }

    /// The entity to which a type's name refers. It is found by its key, by its key without the
    /// package, by the last word of its title or, on the wire, by the only key that ends with the
    /// name. The page itself and the page of its folder come before all others.
    pub(super) fn by_type_name(&self, view: View, name: &str, from: PageId) -> Option<EntityRef> {
        let bare = last_part(name);
        let by_key = self
            .by_key(view, name, from)
            .or_else(|| self.by_key(view, bare, from));
        let nearest_in = |index: &HashMap<(View, &str), Vec<EntityRef>>| {
            let candidates = index.get(&(view, bare));
            candidates.and_then(|candidates| self.nearest(candidates, from))
        };
        let found = [
            by_key,
            nearest_in(&self.by_title),
            nearest_in(&self.by_suffix),
        ];
        let folder = page_path::folder(self.path(from));
        let is_near =
            |at: &EntityRef| at.page == from || page_path::stem(self.path(at.page)) == folder;
        let mut near = found.into_iter().flatten().filter(is_near);
        let found = near.next().or_else(|| found.into_iter().flatten().next());
        if found.is_none() && view == View::Json {
            return self.by_type_name(View::Curl, name, from);
        }
        found
    }

    fn nearest(&self, candidates: &[EntityRef], from: PageId) -> Option<EntityRef> {
        page_path::nearest(candidates, from, |at| at.page, |page| self.path(page))
    }

    /// All keys of a view that are valid names, for suggestions.
    pub(super) fn names(&self, view: View) -> Vec<&'a str> {
        let of_view = self.all.iter().filter(|at| at.view == view);
        let keys = of_view.map(|at| self.entity(*at).key.as_str());
        let mut names: Vec<_> = keys.filter(|key| is_name(key)).collect();
        names.sort_unstable();
        names
    }

    /// `true` if an unknown name on the wire is similar to an invalid key of an entity. That key is
    /// already reported, so the name is not.
    pub(super) fn is_refused(&self, view: View, name: &str) -> bool {
        let refused = self.refused.iter().filter(|(of_view, _)| *of_view == view);
        did_you_mean::best_match(name, refused.map(|(_, key)| *key)).is_some()
    }
}

/// `true` if a text is a valid id or key of an entity on the wire.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || "_-".contains(c))
}
