//! Which of `Eq`, `Hash`, `Copy` and `Default` a struct derives: those that all its parts have.

use std::collections::HashMap;

use super::rust_model::{
    Derives, EnumItem, ExtraAttributes, FieldEncoding, Item, ItemPath, RustModel, RustType,
    StructField,
};
use crate::config::{MapType, Settings, TimeType};
use crate::names::Ident;

/// Decides the derives of every struct intersection of every enum of requests.
///
/// It begins with everything and takes away what a part does not have, along the
/// users of a struct, until nothing changes; so circles need no care.
pub(super) fn decide(model: &mut RustModel, settings: &Settings) {
    let decided = Deriver::new(model, settings).run();
    let keep_what_has_no_default = |field: &mut StructField| {
        if field.wire == FieldEncoding::QueryOnly && !of(&field.ty, &decided, settings).default {
            field.wire = FieldEncoding::QueryOnlyDeserialized;
        }
    };
    for (path, module) in &mut model.modules {
        let decided = |name: &Ident| {
            let (module, name) = (path.clone(), name.clone());
            decided.get(&ItemPath { module, name }).copied()
        };
        for item in &mut module.items {
            match item {
                Item::Struct(item) => {
                    let derives = decided(&item.name).unwrap_or(item.derives);
                    item.derives = Derives {
                        default: derives.default && !item.required,
                        ..derives
                    };
                    item.extras.retain_supported(derives);
                    item.fields.iter_mut().for_each(&keep_what_has_no_default);
                }
                Item::RequestEnum(item) => {
                    let derives = decided(&item.name).unwrap_or(item.derives);
                    item.derives = Derives {
                        default: false,
                        ..derives
                    };
                    item.extras.retain_supported(derives);
                }
                Item::Union(item) => {
                    item.derives = decided(&item.name).unwrap_or(item.derives);
                    item.extras.retain_supported(item.derives);
                }
                Item::Enum(_) | Item::Alias(_) | Item::Endpoint(_) => {}
            }
        }
    }
}

const ALL: Derives = Derives {
    eq: true,
    hash: true,
    copy: true,
    default: true,
    order: true,
};
/// A union has no first choice, and keeps what it does not know.
const UNION: Derives = Derives {
    copy: false,
    default: false,
    order: false,
    ..ALL
};
const NONE: Derives = Derives {
    eq: false,
    hash: false,
    copy: false,
    default: false,
    order: false,
};

impl ExtraAttributes {
    /// What an item can have: an order is there only where it is asked for.
    fn allow(&self, derives: Derives) -> Derives {
        let asked = self
            .derives
            .iter()
            .any(|path| is_named(path, &["PartialOrd"]));
        Derives {
            order: derives.order && asked,
            ..derives
        }
    }

    /// Takes away the derives of an order where a part is not known to have one, so that they can
    /// be asked for a whole section at once.
    fn retain_supported(&mut self, derives: Derives) {
        let orders = ["PartialOrd", "Ord"];
        self.derives
            .retain(|path| derives.order || !is_named(path, &orders));
    }
}

/// Whether the path of a derive ends in one of these names.
fn is_named(path: &str, names: &[&str]) -> bool {
    names.contains(&path.rsplit("::").next().unwrap_or_default().trim())
}

struct Deriver<'a> {
    settings: &'a Settings,
    /// Every item with each of its parts.
    parts: Vec<(ItemPath, &'a RustType)>,
    /// Who has an item as a part, and as what.
    users: HashMap<&'a ItemPath, Vec<(ItemPath, &'a RustType)>>,
    decided: HashMap<ItemPath, Derives>,
}

impl<'a> Deriver<'a> {
    fn new(model: &'a RustModel, settings: &'a Settings) -> Self {
        let mut deriver = Self {
            settings,
            parts: Vec::new(),
            users: HashMap::new(),
            decided: HashMap::new(),
        };
        for (module, item) in model.items() {
            let path = |name: &Ident| ItemPath {
                module: module.clone(),
                name: name.clone(),
            };
            match item {
                Item::Struct(item) => deriver.add(
                    path(&item.name),
                    item.extras.allow(ALL),
                    item.fields.iter().map(|field| &field.ty).collect(),
                ),
                Item::Union(item) => deriver.add(
                    path(&item.name),
                    UNION,
                    item.variants.iter().map(|variant| &variant.ty).collect(),
                ),
                Item::Enum(item) => {
                    deriver.decided.insert(path(&item.name), of_enum(item));
                }
                Item::RequestEnum(item) => deriver.add(
                    path(&item.name),
                    item.extras.allow(ALL),
                    item.variants
                        .iter()
                        .map(|variant| &variant.request)
                        .collect(),
                ),
                Item::Alias(_) | Item::Endpoint(_) => {}
            }
        }
        deriver
    }

    /// Adds an item that begins with `derives` and has these parts.
    fn add(&mut self, item: ItemPath, derives: Derives, parts: Vec<&'a RustType>) {
        for part in parts {
            if let Some(used) = item_of(part) {
                let users = self.users.entry(used).or_default();
                users.push((item.clone(), part));
            }
            self.parts.push((item.clone(), part));
        }
        self.decided.insert(item, derives);
    }

    /// Looks at every part once, and again only where the item in it has lost something.
    fn run(self) -> HashMap<ItemPath, Derives> {
        let mut decided = self.decided;
        let mut lessen =
            |item: &ItemPath, part| intersect_part(&mut decided, item, part, self.settings);
        let mut lesser = Vec::new();
        for (item, part) in self.parts {
            if lessen(&item, part) {
                lesser.push(item);
            }
        }
        while let Some(item) = lesser.pop() {
            for (user, part) in self.users.get(&item).into_iter().flatten() {
                if lessen(user, part) {
                    lesser.push(user.clone());
                }
            }
        }
        decided
    }
}

/// Takes away what a part of the item does not have; whether that was anything. It never comes
/// back.
fn intersect_part(
    decided: &mut HashMap<ItemPath, Derives>,
    item: &ItemPath,
    part: &RustType,
    settings: &Settings,
) -> bool {
    let part = of(part, decided, settings);
    let Some(derives) = decided.get_mut(item) else {
        return false;
    };
    let before = std::mem::replace(derives, intersection(*derives, part));
    before != *derives
}

/// What is known of a type by what is known of items.
fn of(ty: &RustType, decided: &HashMap<ItemPath, Derives>, settings: &Settings) -> Derives {
    let of = |ty| of(ty, decided, settings);
    match ty {
        RustType::I64 | RustType::Bool => ALL,
        RustType::F64 => Derives {
            eq: false,
            hash: false,
            order: false,
            ..ALL
        },
        RustType::String => Derives { copy: false, ..ALL },
        RustType::Value => Derives {
            copy: false,
            order: false,
            ..ALL
        },
        RustType::External(path) if settings.time.path() == Some(path) => of_time(&settings.time),
        // A type that the user names: nothing is known of it.
        RustType::External(_) => NONE,
        RustType::Option(inner) => Derives {
            default: true,
            ..of(inner)
        },
        RustType::Map(MapType::IndexMap, inner) => Derives {
            copy: false,
            default: true,
            hash: false,
            order: false,
            ..of(inner)
        },
        RustType::Vec(inner) | RustType::Map(_, inner) => Derives {
            copy: false,
            default: true,
            ..of(inner)
        },
        RustType::Box(inner) => Derives {
            copy: false,
            ..of(inner)
        },
        RustType::Patch(inner) => Derives {
            default: true,
            ..of(inner)
        },
        // A page of a list is what comes back, and no part of anything.
        RustType::List(_) => NONE,
        RustType::Item(path) => decided.get(path).copied().unwrap_or(NONE),
    }
}

fn intersection(a: Derives, b: Derives) -> Derives {
    Derives {
        eq: a.eq && b.eq,
        hash: a.hash && b.hash,
        copy: a.copy && b.copy,
        default: a.default && b.default,
        order: a.order && b.order,
    }
}

/// What is known of a time type; of a path that a user gives nothing is.
fn of_time(time: &TimeType) -> Derives {
    match time {
        TimeType::Path(_) => NONE,
        TimeType::String => Derives { copy: false, ..ALL },
        TimeType::Jiff | TimeType::Chrono | TimeType::Time => Derives {
            default: false,
            ..ALL
        },
    }
}

/// An open enum keeps unknown texts, which are not `Copy`.
fn of_enum(item: &EnumItem) -> Derives {
    Derives {
        copy: item.unknown.is_none(),
        default: item.default_first,
        ..item.extras.allow(ALL)
    }
}

fn item_of(ty: &RustType) -> Option<&ItemPath> {
    match ty {
        RustType::Item(path) => Some(path),
        RustType::Option(inner) | RustType::Patch(inner) | RustType::Box(inner) => item_of(inner),
        RustType::Vec(inner) | RustType::Map(_, inner) | RustType::List(inner) => item_of(inner),
        _ => None,
    }
}
