//! The accessors of unions: the members that all alternatives have.

use std::collections::{BTreeSet, HashMap};

use super::rust_model::{
    AccessedField, Accessor, AccessorType, FieldEncoding, Item, ItemPath, RustModel, RustType,
    StructField, StructItem, UnionItem,
};
use crate::names::{self, Ident};

/// Decides the accessors of every union whose alternatives are all structs.
pub(super) fn decide(model: &mut RustModel) {
    let accessors: HashMap<ItemPath, Vec<Accessor>> = {
        let structs = Structs::new(model);
        let unions = model.items().filter_map(|(module, item)| match item {
            Item::Union(item) => Some((module.item(&item.name), structs.accessors(item)?)),
            _ => None,
        });
        unions.collect()
    };
    for (module, items) in &mut model.modules {
        for item in &mut items.items {
            if let Item::Union(item) = item
                && let Some(accessors) = accessors.get(&module.item(&item.name))
            {
                item.accessors.clone_from(accessors);
            }
        }
    }
}

/// The structs by path, and the paths of the enums of texts.
struct Structs<'m> {
    structs: HashMap<ItemPath, &'m StructItem>,
    enums: BTreeSet<ItemPath>,
}

impl<'m> Structs<'m> {
    fn new(model: &'m RustModel) -> Self {
        let (mut structs, mut enums) = (HashMap::new(), BTreeSet::new());
        for (module, item) in model.items() {
            match item {
                Item::Struct(item) => {
                    structs.insert(module.item(&item.name), item);
                }
                Item::Enum(item) => {
                    enums.insert(module.item(&item.name));
                }
                _ => {}
            }
        }
        Self { structs, enums }
    }

    /// The accessors of a union; `None` if an alternative is no struct.
    fn accessors(&self, union: &UnionItem) -> Option<Vec<Accessor>> {
        let structs = union
            .variants
            .iter()
            .map(|variant| match unboxed(&variant.ty) {
                RustType::Item(path) => self.structs.get(path).copied(),
                _ => None,
            });
        let structs: Vec<&StructItem> = structs.collect::<Option<_>>()?;
        let shared = structs.first()?.fields.iter();
        let shared = shared.filter_map(|field| Some((field, self.accessor(field, &structs)?)));
        let (fields, mut accessors): (Vec<&StructField>, Vec<Accessor>) = shared.unzip();
        let names: Vec<&Ident> = fields.iter().map(|field| &field.name).collect();
        let taken: &[&[&str]] = match union.content {
            Some(_) => &[names::OF_NAMED],
            None => &[],
        };
        for accessor in &mut accessors {
            accessor.name = names::method_name(&accessor.name, "get_", &names, taken);
        }
        Some(accessors)
    }

    /// The accessor of a member, if all of these structs have the member.
    fn accessor(&self, field: &StructField, structs: &[&StructItem]) -> Option<Accessor> {
        let key = field.keyed().key;
        let fields = structs.iter().map(|item| {
            let mut fields = item.fields.iter();
            fields.find(|field| field.keyed().key == key && !is_part(field))
        });
        let fields: Vec<&StructField> = fields.collect::<Option<_>>()?;
        let ty = self.shared_type(&fields)?;
        let accessed = fields.iter().map(|field| AccessedField {
            name: field.name.clone(),
            ty: field.ty.clone(),
        });
        Some(Accessor {
            name: field.name.clone(),
            key: key.to_owned(),
            ty,
            fields: accessed.collect(),
            deprecated: fields.iter().find_map(|field| field.deprecated.clone()),
        })
    }

    /// The common type of these fields: a text, or the type that all of them have. `None` if there
    /// is none.
    fn shared_type(&self, fields: &[&StructField]) -> Option<AccessorType> {
        let is_text = |field: &&StructField| match value(field) {
            RustType::String | RustType::Id(_) => true,
            RustType::Item(path) => self.enums.contains(path),
            _ => false,
        };
        if fields.iter().all(is_text) {
            return Some(AccessorType::Text);
        }
        let first = value(fields.first()?);
        if !fields.iter().all(|field| value(field) == first) {
            return None;
        }
        Some(match first {
            RustType::I64 | RustType::F64 | RustType::Bool => AccessorType::Value(first.clone()),
            other => AccessorType::Reference(other.clone()),
        })
    }
}

/// `true` if the field is not a separate member of the JSON, or if it is a `Patch`.
fn is_part(field: &StructField) -> bool {
    field.wire == FieldEncoding::Flattened || matches!(field.ty, RustType::Patch(_))
}

/// The type of a field's value, if there is one.
fn value(field: &StructField) -> &RustType {
    match &field.ty {
        RustType::Option(inner) => unboxed(inner),
        ty => unboxed(ty),
    }
}

fn unboxed(ty: &RustType) -> &RustType {
    match ty {
        RustType::Box(inner) => inner,
        ty => ty,
    }
}
