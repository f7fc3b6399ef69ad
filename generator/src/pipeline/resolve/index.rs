//! Finds entities by what other text calls them (format, section 3.3).

use std::collections::HashMap;

use super::check;
use crate::base::node_path::{NodeRef, PageId};
use crate::base::page_path;
use crate::base::text::did_you_mean;
use crate::base::view::View;
use crate::pipeline::api::EntityUrl;
use crate::pipeline::parse::{Entity, Page};

/// An entity, by where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct EntityRef {
    pub(super) page: PageId,
    pub(super) view: View,
    pub(super) index: usize,
}

/// Every entity of every page, by view and name.
pub(super) struct Index<'a> {
    pages: &'a [Page],
    /// All entities, in page order.
    all: Vec<EntityRef>,
    by_ref: HashMap<EntityRef, &'a Entity>,
    by_key: HashMap<(View, &'a str), Vec<EntityRef>>,
    /// Resources by the last word of their title.
    by_title: HashMap<(View, &'a str), Vec<EntityRef>>,
    /// Wire resources by every tail of their key: `challenge` of `authentication_challenge`.
    by_suffix: HashMap<(View, &'a str), Vec<EntityRef>>,
}

impl<'a> Index<'a> {
    /// Indexes the entities of all pages.
    pub(super) fn new(pages: &'a [Page]) -> Self {
        let mut index = Self {
            pages,
            all: Vec::new(),
            by_ref: HashMap::new(),
            by_key: HashMap::new(),
            by_title: HashMap::new(),
            by_suffix: HashMap::new(),
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

    /// The address that each entity gives for itself.
    pub(super) fn addresses(&self) -> Vec<EntityUrl> {
        let address = |at: &EntityRef| {
            Some(EntityUrl {
                url: self.entity(*at).url.clone()?,
                place: self.place(*at).key("url"),
            })
        };
        self.all.iter().filter_map(address).collect()
    }

    fn add(&mut self, at: EntityRef, entity: &'a Entity) {
        self.all.push(at);
        self.by_ref.insert(at, entity);
        self.by_key
            .entry((at.view, entity.key.as_str()))
            .or_default()
            .push(at);
        if entity.properties.is_none() {
            return;
        }
        if let Some(word) = entity
            .title
            .as_deref()
            .and_then(|title| title.split_whitespace().last())
        {
            self.by_title.entry((at.view, word)).or_default().push(at);
        }
        if at.view.is_wire() {
            for (position, _) in entity.key.match_indices('_') {
                self.by_suffix
                    .entry((at.view, &entity.key[position + 1..]))
                    .or_default()
                    .push(at);
            }
        }
    }

    /// Every entity, in page order.
    pub(super) fn all(&self) -> &[EntityRef] {
        &self.all
    }

    /// What the page says of the entity.
    pub(super) fn entity(&self, at: EntityRef) -> &'a Entity {
        self.by_ref[&at]
    }

    /// Where the entity stands in its page.
    pub(super) fn place(&self, at: EntityRef) -> NodeRef {
        NodeRef::page(at.page)
            .key("reference")
            .key(at.view.as_str())
            .index(at.index)
    }

    /// The address of a page.
    pub(super) fn url(&self, page: PageId) -> String {
        page_path::url(self.path(page))
    }

    /// The entity of that key in the same view, the nearest page first.
    pub(super) fn by_key(&self, view: View, key: &str, from: PageId) -> Option<EntityRef> {
        self.nearest(self.by_key.get(&(view, key))?, from)
    }

    /// The entity that a type's name means: by key, without its package, by the
    /// last word of a title, or on the wire by the only key that ends so.
    pub(super) fn by_type_name(&self, view: View, name: &str, from: PageId) -> Option<EntityRef> {
        let bare = name.rsplit('.').next().unwrap_or(name);
        self.by_key(view, name, from)
            .or_else(|| self.by_key(view, bare, from))
            .or_else(|| self.nearest(self.by_title.get(&(view, bare))?, from))
            .or_else(|| self.nearest(self.by_suffix.get(&(view, bare))?, from))
            .or_else(|| {
                if view == View::Json {
                    self.by_type_name(View::Curl, name, from)
                } else {
                    None
                }
            })
    }

    /// Every key of a view that is a name, for suggestions.
    pub(super) fn names(&self, view: View) -> Vec<&'a str> {
        let mut names: Vec<_> = self.keys(view).filter(|key| check::is_name(key)).collect();
        names.sort_unstable();
        names
    }

    /// Whether a name on the wire that leads nowhere is like the key of an entity which is no
    /// name: that is reported, and there is no more to say.
    pub(super) fn is_refused(&self, view: View, name: &str) -> bool {
        let refused = self.keys(view).filter(|key| !check::is_name(key));
        view.is_wire() && did_you_mean::best_match(name, refused).is_some()
    }

    fn keys(&self, view: View) -> impl Iterator<Item = &'a str> {
        let all = self.all.iter().filter(move |at| at.view == view);
        all.map(|at| self.entity(*at).key.as_str())
    }

    fn nearest(&self, candidates: &[EntityRef], from: PageId) -> Option<EntityRef> {
        page_path::nearest(candidates, from, |at| at.page, |page| self.path(page))
    }

    /// The path of a page.
    pub(super) fn path(&self, page: PageId) -> &'a str {
        &self.pages[page.index()].path
    }
}
