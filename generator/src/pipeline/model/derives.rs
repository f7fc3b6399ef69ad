//! The derives of each item: those of `Eq`, `Hash`, `Copy` and `Default` that all its parts
//! support.

use std::collections::HashMap;

use super::rust_model::{
    Derives, ExtraAttributes, Item, ItemPath, RustModel, RustType, StructItem,
};
use crate::config::{MapType, Settings, TimeType};

/// The derives of a type that has all of them.
const ALL: Derives = Derives {
    eq: true,
    hash: true,
    copy: true,
    default: true,
    order: true,
};

/// Decides the derives of every struct, every union and every enum of requests.
pub(super) fn decide(model: &mut RustModel, settings: &Settings) {
    let known = Fixpoint::new(model, settings).run();
    for (module, items) in &mut model.modules {
        for item in &mut items.items {
            let path = item.path(module);
            let Some(derives) = path.and_then(|path| known.items.get(&path).copied()) else {
                continue;
            };
            match item {
                Item::Struct(item) => {
                    item.derives = derives;
                    // For a struct that is only received, `new` also takes fields with no default.
                    for field in &mut item.fields {
                        field.methods.is_argument |= !known.of(&field.ty).default;
                    }
                    item.extras.retain_supported(derives);
                }
                Item::RequestEnum(item) => {
                    item.derives = Derives {
                        default: false,
                        ..derives
                    };
                    item.extras.retain_supported(derives);
                }
                Item::Union(item) => {
                    item.derives = derives;
                    item.extras.retain_supported(derives);
                }
                Item::Enum(_) | Item::Alias(_) | Item::Endpoint(_) | Item::Id(_) => {}
            }
        }
    }
}

impl ExtraAttributes {
    /// The derives that an item can have. An order is possible only if the settings ask for it.
    fn limit(&self) -> Derives {
        Derives {
            order: self.derives.iter().any(|it| is_named(it, &["PartialOrd"])),
            ..ALL
        }
    }

    /// Removes `PartialOrd` and `Ord` unless all parts are known to have an order. So the settings
    /// can ask for them for a whole section.
    fn retain_supported(&mut self, derives: Derives) {
        self.derives
            .retain(|path| derives.order || !is_named(path, &["PartialOrd", "Ord"]));
    }
}

/// `true` if the path of a derive ends in one of these names.
fn is_named(path: &str, names: &[&str]) -> bool {
    names.contains(&path.rsplit("::").next().unwrap_or_default().trim())
}

/// The derives that a struct can have: no `Default` if `new` has arguments.
fn limit_of_struct(item: &StructItem) -> Derives {
    Derives {
        default: !item.has_new(),
        ..item.extras.limit()
    }
}

/// A search for the derives of all items at once.
///
/// It begins with all derives for every item, and removes those that a part does not
/// have, from an item and then from its users, until nothing changes. This works for
/// cycles, too.
struct Fixpoint<'m, 's> {
    known: Known<'s>,
    /// Every item with each of its parts.
    parts: Vec<(ItemPath, &'m RustType)>,
    /// The positions of the parts that contain an item.
    uses: HashMap<&'m ItemPath, Vec<usize>>,
}

impl<'m, 's> Fixpoint<'m, 's> {
    fn new(model: &'m RustModel, settings: &'s Settings) -> Self {
        let mut items = HashMap::new();
        let mut parts = Vec::new();
        let mut uses: HashMap<&ItemPath, Vec<usize>> = HashMap::new();
        for (module, item) in model.items() {
            let (limit, types) = match item {
                Item::Struct(it) => (limit_of_struct(it), item.types()),
                // A union has no default variant, and keeps unknown values, which are not `Copy`.
                Item::Union(_) => {
                    let limit = Derives {
                        copy: false,
                        default: false,
                        order: false,
                        ..ALL
                    };
                    (limit, item.types())
                }
                // An open enum keeps unknown texts, which are not `Copy`. Every enum is ordered by
                // the value on the wire.
                Item::Enum(it) => {
                    let limit = Derives {
                        copy: it.unknown.is_none(),
                        default: it.default_first,
                        ..ALL
                    };
                    (limit, Vec::new())
                }
                Item::RequestEnum(it) => {
                    let requests = it.variants.iter().map(|variant| &variant.request);
                    (it.extras.limit(), requests.collect())
                }
                Item::Alias(_) | Item::Endpoint(_) | Item::Id(_) => continue,
            };
            let Some(path) = item.path(module) else {
                continue;
            };
            for ty in types {
                if let Some(used) = ty.item() {
                    uses.entry(used).or_default().push(parts.len());
                }
                parts.push((path.clone(), ty));
            }
            items.insert(path, limit);
        }
        Self {
            known: Known { items, settings },
            parts,
            uses,
        }
    }

    /// Looks at every part once, and again only after the item in it has lost a derive.
    fn run(mut self) -> Known<'s> {
        let mut open: Vec<usize> = (0..self.parts.len()).collect();
        while let Some(position) = open.pop() {
            let (path, ty) = &self.parts[position];
            let part = self.known.of(ty);
            if let Some(derives) = self.known.items.get_mut(path) {
                let before = std::mem::replace(derives, intersection(*derives, part));
                if before != *derives {
                    open.extend(self.uses.get(path).into_iter().flatten());
                }
            }
        }
        self.known
    }
}

/// The derives that each item still has.
struct Known<'a> {
    items: HashMap<ItemPath, Derives>,
    settings: &'a Settings,
}

impl Known<'_> {
    /// The derives of a type.
    fn of(&self, ty: &RustType) -> Derives {
        match ty {
            RustType::I64 | RustType::Bool => ALL,
            RustType::F64 => Derives {
                eq: false,
                hash: false,
                order: false,
                ..ALL
            },
            RustType::String | RustType::Id(_) => Derives { copy: false, ..ALL },
            RustType::Value => Derives {
                copy: false,
                order: false,
                ..ALL
            },
            RustType::External(path) => self.of_external(path),
            RustType::Option(inner) | RustType::Patch(inner) => Derives {
                default: true,
                ..self.of(inner)
            },
            RustType::Map(MapType::IndexMap, inner) => Derives {
                copy: false,
                default: true,
                hash: false,
                order: false,
                ..self.of(inner)
            },
            RustType::Vec(inner) | RustType::Map(_, inner) => Derives {
                copy: false,
                default: true,
                ..self.of(inner)
            },
            RustType::Box(inner) => Derives {
                copy: false,
                ..self.of(inner)
            },
            // A page of a list is a response, and never a part of another item.
            RustType::List(_) => Derives::default(),
            RustType::Item(path) => self.items.get(path).copied().unwrap_or(Derives::default()),
        }
    }

    /// The derives of a type from the settings. Only those of the time types are known.
    fn of_external(&self, path: &str) -> Derives {
        if self.settings.time.path() != Some(path) {
            return Derives::default();
        }
        match self.settings.time {
            TimeType::Path(_) => Derives::default(),
            TimeType::String => Derives { copy: false, ..ALL },
            TimeType::Jiff | TimeType::Chrono | TimeType::Time => Derives {
                default: false,
                ..ALL
            },
        }
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
