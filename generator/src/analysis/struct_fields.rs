//! The fields of the generated structs, for lookups by name.

use std::collections::{BTreeMap, BTreeSet};

use crate::names::Ident;
use crate::pipeline::model::rust_model::{FieldSource, ItemPath, RustModel, StructField};

/// The fields of each struct of the output.
#[derive(Debug, Default)]
pub(super) struct StructFields<'a>(BTreeMap<ItemPath, Fields<'a>>);

/// The fields of one struct.
#[derive(Debug, Default)]
struct Fields<'a> {
    by_name: BTreeMap<&'a Ident, &'a StructField>,
    /// The keys of the fields on the wire.
    keys: BTreeSet<&'a str>,
}

impl<'a> StructFields<'a> {
    pub(super) fn new(model: &'a RustModel) -> Self {
        let items = model.items();
        let structs = items.filter_map(|(module, item)| {
            let item = item.as_struct()?;
            let fields = Fields {
                by_name: item.fields.iter().map(|it| (&it.name, it)).collect(),
                keys: item.fields.iter().map(|it| it.keyed().key).collect(),
            };
            Some((module.item(&item.name), fields))
        });
        Self(structs.collect())
    }

    /// The field that was generated for a member.
    pub(super) fn get(&self, source: &FieldSource) -> Option<&'a StructField> {
        let fields = self.0.get(&source.owner)?;
        fields.by_name.get(&source.name).copied()
    }

    /// `true` if the struct has a field with this key on the wire.
    pub(super) fn has_key(&self, owner: &ItemPath, key: &str) -> bool {
        let fields = self.0.get(owner);
        fields.is_some_and(|fields| fields.keys.contains(key))
    }
}
