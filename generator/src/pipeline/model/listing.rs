//! Which member of the docs each field of the output stands for.

use std::collections::BTreeMap;

use super::rust_model::{FieldSource, ItemPath};
use crate::base::node_path::PageId;
use crate::names::Ident;
use crate::pipeline::api::Field;

/// Where in the docs the members of each struct stand.
#[derive(Debug, Default)]
pub(super) struct DocsPathIndex {
    homes: BTreeMap<ItemPath, StructSource>,
    fields: Vec<Listed>,
}

/// What a struct stands for.
#[derive(Debug)]
enum StructSource {
    /// A list of an entity, by its docs path: `list_users.parameters`.
    List { page: PageId, path: String },
    /// The value of a member of another struct.
    Member { owner: ItemPath, key: String },
}

/// A field, before the way to its struct is known.
#[derive(Debug)]
struct Listed {
    owner: ItemPath,
    name: Ident,
    key: String,
}

impl DocsPathIndex {
    /// Remembers that a struct holds the members of a list of an entity.
    pub(super) fn list(&mut self, of: ItemPath, page: PageId, path: String) {
        self.homes.insert(of, StructSource::List { page, path });
    }

    /// Remembers that a struct is the value of a member of another one.
    pub(super) fn member(&mut self, of: ItemPath, owner: ItemPath, key: &str) {
        let key = key.to_owned();
        self.homes.insert(of, StructSource::Member { owner, key });
    }

    /// Remembers that a struct is what an operation answers, if it was made for that: a member
    /// of `base`, which stands for the operation and is no struct.
    pub(super) fn answer(&mut self, of: ItemPath, base: &ItemPath, page: PageId, path: String) {
        if matches!(self.homes.get(&of), Some(StructSource::Member { owner, .. }) if owner == base)
        {
            self.list(of, page, path);
        }
    }

    /// Remembers that a struct is one of the values that a union may have.
    pub(super) fn alternative(&mut self, of: ItemPath, union: &ItemPath) {
        if let Some(StructSource::Member { owner, key }) = self.homes.get(union) {
            let (owner, key) = (owner.clone(), key.clone());
            self.homes.insert(of, StructSource::Member { owner, key });
        }
    }

    /// Remembers a field of a struct.
    pub(super) fn field(&mut self, owner: ItemPath, name: &Ident, field: &Field) {
        self.fields.push(Listed {
            owner,
            name: name.clone(),
            key: field.name.clone(),
        });
    }

    /// Every field with its docs path, in the order in which they were made.
    pub(super) fn finish(self) -> Vec<FieldSource> {
        let homes = &self.homes;
        let fields = self.fields.into_iter().filter_map(|listed| {
            let (page, path) = docs_path(homes, &listed.owner)?;
            Some(FieldSource {
                page,
                docs: format!("{path}.{}", listed.key),
                owner: listed.owner,
                name: listed.name,
            })
        });
        fields.collect()
    }
}

/// The way to a struct. What nests is made after what holds it, so the way ends.
fn docs_path(homes: &BTreeMap<ItemPath, StructSource>, of: &ItemPath) -> Option<(PageId, String)> {
    let mut keys = Vec::new();
    let mut of = of;
    loop {
        match homes.get(of)? {
            StructSource::List { page, path } => {
                let mut path = path.clone();
                for key in keys.iter().rev() {
                    path = format!("{path}.{key}");
                }
                return Some((*page, path));
            }
            StructSource::Member { owner, key } => {
                keys.push(key);
                of = owner;
            }
        }
    }
}
