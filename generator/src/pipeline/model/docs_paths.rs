//! The docs path of each field: the member of the docs for which the field was generated.

use std::collections::{HashMap, HashSet};

use super::rust_model::{FieldSource, ItemPath};
use crate::base::node_path::PageId;
use crate::names::Ident;
use crate::notation::docs_path;
use crate::pipeline::api::Field;

/// The members for which structs and their fields were generated.
#[derive(Debug, Default)]
pub(super) struct DocsPathIndex {
    /// The parts of the docs for which each struct was generated. A shared struct has several.
    structs: HashMap<ItemPath, Sources>,
    fields: Vec<StructMember>,
    /// The keys in the docs of members with another name in the output, by owner and name.
    keys: HashMap<(ItemPath, String), String>,
}

/// The parts of the docs for which one struct was generated, each once.
#[derive(Debug, Default)]
struct Sources {
    all: Vec<StructSource>,
    known: HashSet<StructSource>,
}

impl Sources {
    fn only(source: StructSource) -> Self {
        Self {
            all: vec![source.clone()],
            known: HashSet::from([source]),
        }
    }
}

/// The part of the docs for which a struct was generated.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum StructSource {
    /// A list of an entity, by its docs path: `list_users.parameters`.
    List { page: PageId, path: String },
    /// An alternative of a union.
    Alternative { union: ItemPath },
    /// The value of a member of another struct.
    Member { owner: ItemPath, key: String },
}

/// A field whose docs path is not known yet.
#[derive(Debug)]
struct StructMember {
    owner: ItemPath,
    name: Ident,
    key: String,
    is_no_id: bool,
}

impl DocsPathIndex {
    /// Records that a struct contains the members of a list of an entity.
    pub(super) fn list(&mut self, item: ItemPath, page: PageId, path: String) {
        self.add(item, StructSource::List { page, path });
    }

    fn add(&mut self, item: ItemPath, source: StructSource) {
        let sources = self.structs.entry(item).or_default();
        if sources.known.insert(source.clone()) {
            sources.all.push(source);
        }
    }

    /// Records that a struct is the value of a member of another struct.
    pub(super) fn member(&mut self, item: ItemPath, owner: &ItemPath, key: &str) {
        let (owner, key) = (owner.clone(), key.to_owned());
        self.add(item, StructSource::Member { owner, key });
    }

    /// Records that a struct is the response of an operation, if it was generated for it. Such a
    /// struct was recorded as a member of `base`, the path of the operation, at which there is no
    /// struct.
    pub(super) fn response(
        &mut self,
        item: &ItemPath,
        base: &ItemPath,
        page: PageId,
        path: String,
    ) {
        if let Some(sources) = self.structs.get_mut(item)
            && let [StructSource::Member { owner, .. }] = sources.all.as_slice()
            && owner == base
        {
            *sources = Sources::only(StructSource::List { page, path });
        }
    }

    /// Records that a struct is an alternative of a union.
    pub(super) fn alternative(&mut self, item: &ItemPath, union: &ItemPath) {
        let union = union.clone();
        let source = StructSource::Alternative { union };
        self.structs.insert(item.clone(), Sources::only(source));
    }

    /// Records a field of a struct. `is_no_id` is `true` if the settings say that it is no id.
    pub(super) fn field(&mut self, owner: &ItemPath, name: &Ident, field: &Field, is_no_id: bool) {
        self.fields.push(StructMember {
            owner: owner.clone(),
            name: name.clone(),
            key: field.name.clone(),
            is_no_id,
        });
    }

    /// Records the key in the docs of a member of a struct.
    pub(super) fn rekey(&mut self, owner: &ItemPath, name: &str, key: &str) {
        self.keys
            .insert((owner.clone(), name.to_owned()), key.to_owned());
    }

    /// Every field with its docs paths, in the order in which the fields were recorded.
    pub(super) fn finish(self) -> Vec<FieldSource> {
        let mut known: HashMap<&ItemPath, Vec<(PageId, String)>> = HashMap::new();
        let mut fields = Vec::with_capacity(self.fields.len());
        for field in &self.fields {
            let paths = known
                .entry(&field.owner)
                .or_insert_with(|| self.paths_of(&field.owner));
            fields.extend(paths.iter().map(|(page, path)| FieldSource {
                page: *page,
                docs_path: docs_path::join(path, self.key(&field.owner, &field.key)),
                owner: field.owner.clone(),
                name: field.name.clone(),
                is_no_id: field.is_no_id,
            }));
        }
        fields
    }

    fn key<'a>(&'a self, owner: &ItemPath, name: &'a str) -> &'a str {
        if self.keys.is_empty() {
            return name;
        }
        let known = self.keys.get(&(owner.clone(), name.to_owned()));
        known.map_or(name, String::as_str)
    }

    /// The docs paths of a struct. The recursion ends because a struct is recorded after the
    /// structs around it.
    fn paths_of(&self, item: &ItemPath) -> Vec<(PageId, String)> {
        let mut paths = Vec::new();
        let sources = self.structs.get(item).map(|sources| &sources.all);
        for source in sources.into_iter().flatten() {
            match source {
                StructSource::List { page, path } => paths.push((*page, path.clone())),
                StructSource::Alternative { union } => paths.extend(self.paths_of(union)),
                StructSource::Member { owner, key } => {
                    let owners = self.paths_of(owner).into_iter();
                    let key = self.key(owner, key);
                    paths.extend(owners.map(|(page, path)| (page, docs_path::join(&path, key))));
                }
            }
        }
        paths
    }
}
