//! The docs path of each field: the member of the docs that it stands for.

use std::collections::BTreeMap;

use super::rust_model::{FieldSource, ItemPath};
use crate::base::node_path::PageId;
use crate::names::Ident;
use crate::notation::docs_path;
use crate::pipeline::api::Field;

/// The members that structs and their fields stand for.
#[derive(Debug, Default)]
pub(super) struct DocsPathIndex {
    structs: BTreeMap<ItemPath, StructSource>,
    fields: Vec<StructMember>,
    /// The keys in the docs of members that have another name in the output, by owner and name.
    keys: BTreeMap<(ItemPath, String), String>,
}

/// The part of the docs that a struct stands for.
#[derive(Debug, Clone)]
enum StructSource {
    /// A list of an entity, by its docs path: `list_users.parameters`.
    List { page: PageId, path: String },
    /// The value of a member of another struct.
    Member { owner: ItemPath, key: String },
}

/// A field whose docs path is not known yet.
#[derive(Debug)]
struct StructMember {
    owner: ItemPath,
    name: Ident,
    key: String,
}

impl DocsPathIndex {
    /// Remembers that a struct holds the members of a list of an entity.
    pub(super) fn list(&mut self, item: ItemPath, page: PageId, path: String) {
        self.structs.insert(item, StructSource::List { page, path });
    }

    /// Remembers that a struct is the value of a member of another one.
    pub(super) fn member(&mut self, item: ItemPath, owner: &ItemPath, key: &str) {
        let (owner, key) = (owner.clone(), key.to_owned());
        self.structs
            .insert(item, StructSource::Member { owner, key });
    }

    /// Remembers that a struct is the response of an operation, if it was made for that: a member
    /// of `base`, which stands for the operation and is no struct.
    pub(super) fn response(
        &mut self,
        item: &ItemPath,
        base: &ItemPath,
        page: PageId,
        path: String,
    ) {
        if matches!(self.structs.get(item), Some(StructSource::Member { owner, .. }) if owner == base)
        {
            self.list(item.clone(), page, path);
        }
    }

    /// Remembers that a struct is an alternative of a union.
    pub(super) fn alternative(&mut self, item: &ItemPath, union: &ItemPath) {
        if let Some(source @ StructSource::Member { .. }) = self.structs.get(union) {
            self.structs.insert(item.clone(), source.clone());
        }
    }

    /// Remembers a field of a struct.
    pub(super) fn field(&mut self, owner: &ItemPath, name: &Ident, field: &Field) {
        self.fields.push(StructMember {
            owner: owner.clone(),
            name: name.clone(),
            key: field.name.clone(),
        });
    }

    /// Remembers the key that the docs have for a member of a struct.
    pub(super) fn rekey(&mut self, owner: &ItemPath, name: &str, key: &str) {
        self.keys
            .insert((owner.clone(), name.to_owned()), key.to_owned());
    }

    /// Every field with its docs path, in the order in which they were made.
    pub(super) fn finish(self) -> Vec<FieldSource> {
        let fields = self.fields.iter().filter_map(|field| {
            let (page, path) = self.path_of(&field.owner)?;
            Some(FieldSource {
                page,
                docs_path: docs_path::join(&path, self.key(&field.owner, &field.key)),
                owner: field.owner.clone(),
                name: field.name.clone(),
            })
        });
        fields.collect()
    }

    fn key<'a>(&'a self, owner: &ItemPath, name: &'a str) -> &'a str {
        if self.keys.is_empty() {
            return name;
        }
        let known = self.keys.get(&(owner.clone(), name.to_owned()));
        known.map_or(name, String::as_str)
    }

    /// The docs path of a struct. Nested structs are made after those that hold them, so it ends.
    fn path_of<'a>(&'a self, mut item: &'a ItemPath) -> Option<(PageId, String)> {
        let mut keys: Vec<&str> = Vec::new();
        loop {
            match self.structs.get(item)? {
                StructSource::List { page, path } => {
                    let keys = keys.iter().rev();
                    let path = keys.fold(path.clone(), |path, key| docs_path::join(&path, key));
                    return Some((*page, path));
                }
                StructSource::Member { owner, key } => {
                    keys.push(self.key(owner, key));
                    item = owner;
                }
            }
        }
    }
}
