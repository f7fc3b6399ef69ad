//! Decides which structs have a table of their members, by which serde reads and writes them. The
//! others derive both traits.

use std::collections::{HashMap, HashSet};

use syn::Attribute;
use syn::parse::Parser;

use super::rust_model::{FieldEncoding, Item, ItemPath, RustModel, RustType, StructItem};
use crate::config::{SerdeCode, Settings, TimeType};

/// The most members and parameters in a table. A set of them has one bit for each.
const MAX_MEMBERS: usize = 128;

/// Attributes that affect neither serde nor a derive of the settings.
const PLAIN_ATTRIBUTES: [&str; 8] = [
    "allow",
    "deny",
    "deprecated",
    "doc",
    "expect",
    "must_use",
    "non_exhaustive",
    "warn",
];

/// Derives that read no attributes of serde.
const PLAIN_DERIVES: [&str; 4] = ["PartialOrd", "Ord", "Eq", "Hash"];

/// Decides the code of each struct.
pub(super) fn decide(model: &mut RustModel, settings: &Settings) {
    if settings.serde_code == SerdeCode::Derive {
        return;
    }
    let derived = Derived::of(model, settings);
    for (module, items) in &mut model.modules {
        for item in &mut items.items {
            if let Item::Struct(item) = item
                && !derived.0.contains(&module.item(&item.name))
            {
                item.code = SerdeCode::Table;
            }
        }
    }
}

/// The structs without a table.
struct Derived(HashSet<ItemPath>);

impl Derived {
    /// The structs with a property that a table cannot express, and the deserialized structs with a
    /// member that has no blank value, such as another struct without a table.
    fn of(model: &RustModel, settings: &Settings) -> Self {
        let kinds = model.items().filter_map(|(module, item)| {
            let path = item.path(module)?;
            Some((path, item))
        });
        let items: HashMap<ItemPath, &Item> = kinds.collect();
        let mut found = Self(HashSet::new());
        let mut holders: HashMap<&ItemPath, Vec<ItemPath>> = HashMap::new();
        let mut open = Vec::new();
        for (module, item) in model.items() {
            let Item::Struct(item) = item else { continue };
            let path = module.item(&item.name);
            let mut is_derived = !can_be_listed(item);
            for field in item.fields.iter().filter(|_| item.directions.deserialize) {
                match blank(&field.ty, &items, settings) {
                    Blank::Known => {}
                    Blank::OfStruct(held) => holders.entry(held).or_default().push(path.clone()),
                    Blank::Unknown => is_derived = true,
                }
            }
            if is_derived {
                open.push(path);
            }
        }
        while let Some(path) = open.pop() {
            open.extend(holders.remove(&path).unwrap_or_default());
            found.0.insert(path);
        }
        found
    }
}

/// The blank value of a type, which a field has before its member is read.
enum Blank<'m> {
    Known,
    /// Known if this struct has a table.
    OfStruct(&'m ItemPath),
    Unknown,
}

fn blank<'m>(
    ty: &'m RustType,
    items: &HashMap<ItemPath, &'m Item>,
    settings: &Settings,
) -> Blank<'m> {
    match ty {
        RustType::String | RustType::I64 | RustType::F64 | RustType::Bool | RustType::Value => {
            Blank::Known
        }
        RustType::Option(_) | RustType::Vec(_) | RustType::Map(..) | RustType::Patch(_) => {
            Blank::Known
        }
        RustType::Id(_) => Blank::Known,
        RustType::External(path) => match &settings.time {
            time @ (TimeType::Jiff | TimeType::Chrono) if time.path() == Some(path) => Blank::Known,
            _ => Blank::Unknown,
        },
        // A blank box would be an allocation in vain. Only recursive types have a box.
        RustType::Box(_) | RustType::List(_) => Blank::Unknown,
        RustType::Item(path) => match items.get(path) {
            Some(Item::Struct(_)) => Blank::OfStruct(path),
            Some(Item::Enum(item)) if item.unknown.is_some() => Blank::Known,
            Some(Item::Alias(item)) => blank(&item.target, items, settings),
            _ => Blank::Unknown,
        },
    }
}

/// `true` if a table can express the serde attributes of each member, and is used: it reads the
/// struct, or writes and hashes it.
fn can_be_listed(item: &StructItem) -> bool {
    let mut attributes = item.fields.iter().flat_map(|field| &field.attributes);
    let mut written = item.fields.iter().filter(|field| !field.wire.is_skipped());
    let is_known = |wire| {
        use FieldEncoding::{CommaSeparated, Custom, Plain};
        matches!(wire, Plain | Custom | CommaSeparated)
    };
    written.all(|field| is_known(field.wire))
        && !item.transparent
        && (item.directions.deserialize || item.derives.hash)
        && item.fields.len() <= MAX_MEMBERS
        && item.extras.derives.iter().all(|it| is_plain_derive(it))
        && item
            .extras
            .attributes
            .iter()
            .all(|it| is_plain_attribute(it))
        && attributes.all(|it| is_plain_attribute(it))
}

fn is_plain_derive(path: &str) -> bool {
    let name = path.rsplit("::").next().unwrap_or_default();
    PLAIN_DERIVES.contains(&name.trim())
}

/// `true` if all attributes in this text are plain.
fn is_plain_attribute(text: &str) -> bool {
    let is_plain = |it: &Attribute| PLAIN_ATTRIBUTES.iter().any(|name| it.path().is_ident(name));
    let attributes = Attribute::parse_outer.parse_str(text);
    attributes.is_ok_and(|attributes| attributes.iter().all(is_plain))
}
