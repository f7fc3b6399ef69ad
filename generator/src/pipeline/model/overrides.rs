//! What the settings want of single items and fields, and whether it has found them.

use std::collections::BTreeMap;

use super::rust_model::{ExtraAttributes, Item, ItemPath, ModulePath, RustModel, StructItem};
use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::text::did_you_mean;
use crate::config::{Override, OverrideKind};
use crate::names::{self, Ident};

/// The overrides on their way through the model. Their patterns name what there would be without
/// them, so that none of them changes what another one finds.
pub(super) struct Overrides<'a> {
    all: Vec<TrackedOverride<'a>>,
    /// What items and fields are called that have another name now.
    items: BTreeMap<ItemPath, ItemPath>,
    fields: BTreeMap<(ItemPath, Ident), Ident>,
}

/// An override, and what has come of it.
struct TrackedOverride<'a> {
    wish: &'a Override,
    found: bool,
    /// Why it cannot be fulfilled, and the next step.
    conflict: Option<(String, &'static str)>,
}

/// The next step where two patterns want two things of one.
const NARROWER: &str = "make one of the two patterns narrower";

impl<'a> Overrides<'a> {
    pub(super) fn new(overrides: &'a [Override]) -> Self {
        let wanted = |wish| TrackedOverride {
            wish,
            found: false,
            conflict: None,
        };
        Self {
            all: overrides.iter().map(wanted).collect(),
            items: BTreeMap::new(),
            fields: BTreeMap::new(),
        }
    }

    /// The item that stands for this one: it may have another name.
    pub(super) fn item(&mut self, path: ItemPath) -> ItemPath {
        if self.all.is_empty() {
            return path;
        }
        let text = path.to_string();
        let Some(name) = self.one(OverrideKind::Name, &text, |wish| {
            wish.pattern.names_item(&text)
        }) else {
            return path;
        };
        let renamed = ItemPath {
            module: path.module.clone(),
            name: names::custom_name(name),
        };
        self.items.insert(renamed.clone(), path);
        renamed
    }

    /// The name of a field: its own, or the one that is wanted.
    pub(super) fn field(&mut self, owner: &ItemPath, name: Ident) -> Ident {
        let Some(wanted) = self.field_override(OverrideKind::Name, owner, &name) else {
            return name;
        };
        let renamed = names::custom_name(wanted);
        self.fields.insert((owner.clone(), renamed.clone()), name);
        renamed
    }

    /// Says that an item cannot have the name that is wanted for it, if it is one that is wanted.
    pub(super) fn refuse_item(&mut self, path: &ItemPath) -> bool {
        let Some(own) = self.items.get(path).map(ItemPath::to_string) else {
            return false;
        };
        let fits = |wish: &Override| wish.pattern.names_item(&own);
        self.refuse_name(&own, path.name.as_str(), fits);
        true
    }

    /// The same of a field.
    pub(super) fn refuse_field(&mut self, owner: &ItemPath, name: &Ident) -> bool {
        let Some(own) = self.fields.get(&(owner.clone(), name.clone())).cloned() else {
            return false;
        };
        let owner = self.items.get(owner).unwrap_or(owner).to_string();
        let fits = |wish: &Override| wish.pattern.names_field(&owner, own.as_str());
        self.refuse_name(&format!("{owner}.{own}"), name.as_str(), fits);
        true
    }

    fn refuse_name(&mut self, of: &str, name: &str, fits: impl Fn(&Override) -> bool) {
        let is_it =
            |wish: &Override| wish.kind == OverrideKind::Name && wish.value == name && fits(wish);
        for wanted in self.all.iter_mut().filter(|wanted| is_it(wanted.wish)) {
            let message = format!("`{of}` cannot be `{name}`: something beside it has that name");
            wanted.conflict = Some((message, "choose a name that is free"));
        }
    }

    /// The type that is wanted for a field, by the name that it would have.
    pub(super) fn ty(&mut self, owner: &ItemPath, name: &Ident) -> Option<&'a str> {
        self.field_override(OverrideKind::Type, owner, name)
    }

    /// Says of a field, by the name that it has now, that it cannot have the type that is wanted.
    pub(super) fn refuse_type(&mut self, owner: &ItemPath, field: &Ident, why: &str) {
        let own = self.fields.get(&(owner.clone(), field.clone()));
        let name = own.unwrap_or(field).clone();
        let owner = self.items.get(owner).unwrap_or(owner).to_string();
        let fits = |wish: &Override| wish.pattern.names_field(&owner, name.as_str());
        let mut all = self.all.iter_mut();
        if let Some(wanted) = all.find(|one| one.wish.kind == OverrideKind::Type && fits(one.wish))
        {
            let message = format!("`{owner}.{name}` cannot have another type: {why}");
            wanted.conflict = Some((message, "leave this field out of the pattern"));
        }
    }

    fn field_override(
        &mut self,
        want: OverrideKind,
        owner: &ItemPath,
        name: &Ident,
    ) -> Option<&'a str> {
        if self.all.is_empty() {
            return None;
        }
        let owner = self.items.get(owner).unwrap_or(owner).to_string();
        let fits = |wish: &Override| wish.pattern.names_field(&owner, name.as_str());
        self.one(want, &format!("{owner}.{name}"), fits)
    }

    /// The one value that is wanted of something. All that fit have found it.
    fn one(
        &mut self,
        want: OverrideKind,
        of: &str,
        fits: impl Fn(&Override) -> bool,
    ) -> Option<&'a str> {
        let mut chosen: Option<&'a str> = None;
        for wanted in &mut self.all {
            if wanted.wish.kind != want || !fits(wanted.wish) {
                continue;
            }
            wanted.found = true;
            let value = wanted.wish.value.as_str();
            match chosen {
                Some(other) if other != value => {
                    let message = format!("`{of}` is to be `{other}` and `{value}`");
                    wanted.conflict = Some((message, NARROWER));
                }
                _ => chosen = Some(value),
            }
        }
        chosen
    }

    /// Adds what is wanted of items and fields that are made.
    pub(super) fn decorate(&mut self, model: &mut RustModel) {
        if self.all.is_empty() {
            return;
        }
        for (module, items) in &mut model.modules {
            for item in &mut items.items {
                self.decorate_item(module, item);
            }
        }
    }

    fn decorate_item(&mut self, module: &ModulePath, item: &mut Item) {
        let Some((name, extras)) = item.extras_mut() else {
            return;
        };
        let path = ItemPath {
            module: module.clone(),
            name: name.clone(),
        };
        let original = self.items.get(&path).unwrap_or(&path).to_string();
        let fits = |wish: &Override| wish.pattern.names_item(&original);
        extras.derives = self.several(OverrideKind::Derive, fits);
        extras.attributes = self.several(OverrideKind::Attribute, fits);
        if let Item::Struct(item) = item {
            self.decorate_fields(&path, &original, item);
        }
    }

    fn decorate_fields(&mut self, path: &ItemPath, original: &str, item: &mut StructItem) {
        for field in &mut item.fields {
            let renamed = self.fields.get(&(path.clone(), field.name.clone()));
            let name = renamed.unwrap_or(&field.name).clone();
            let fits = |wish: &Override| wish.pattern.names_field(original, name.as_str());
            field.attributes = self.several(OverrideKind::Attribute, fits);
            field.secret = !self.several(OverrideKind::Secret, fits).is_empty();
        }
    }

    fn several(&mut self, want: OverrideKind, fits: impl Fn(&Override) -> bool) -> Vec<String> {
        let mut values = Vec::new();
        for wanted in &mut self.all {
            if wanted.wish.kind == want && fits(wanted.wish) {
                wanted.found = true;
                values.push(wanted.wish.value.clone());
            }
        }
        values
    }

    /// Reports the patterns that want two things of one and, if they must fit, those that name
    /// nothing.
    pub(super) fn report(&self, model: &RustModel, must_fit: bool, diagnostics: &mut Diagnostics) {
        for TrackedOverride {
            wish,
            found,
            conflict,
        } in &self.all
        {
            let at = wish.span.clone().map_or(Location::Nowhere, Location::Known);
            if let Some((message, help)) = conflict {
                diagnostics.report(Code::InvalidSettings, message.clone(), *help, at);
            } else if must_fit && !found {
                let of_fields = wish.pattern.is_of_fields();
                let what = if of_fields { "field" } else { "item" };
                let message = format!("`{}` names no {what} of the output", wish.pattern.as_str());
                let help = self.nearest(wish, model);
                diagnostics.report(Code::UnknownName, message, &help, at);
            }
        }
    }

    /// The thing that the pattern would name if it were spelt a little differently.
    fn nearest(&self, wish: &Override, model: &RustModel) -> String {
        let text = wish.pattern.as_str();
        let is_path = text.contains("::");
        let items = model.items().filter_map(|(module, item)| {
            let path = ItemPath {
                module: module.clone(),
                name: item.name()?.clone(),
            };
            let path = self.items.get(&path).cloned().unwrap_or(path);
            let shown = if is_path {
                path.to_string()
            } else {
                path.name.to_string()
            };
            Some((shown, item))
        });
        let names: Vec<String> = if wish.pattern.is_of_fields() {
            items
                .flat_map(|(owner, item)| fields_of(&owner, item))
                .collect()
        } else {
            items.map(|(name, _)| name).collect()
        };
        let otherwise = "`reference-codegen inspect` lists what there is";
        did_you_mean::hint(near(text, &names).as_deref(), otherwise)
    }
}

/// The nearest name; where stars stand for the owner of a field, that of any field.
fn near(pattern: &str, names: &[String]) -> Option<String> {
    let all = names.iter().map(String::as_str);
    match pattern.rsplit_once('.') {
        Some((owner, field)) if owner.contains('*') => {
            let fields = all.filter_map(|name| name.rsplit('.').next());
            Some(format!(
                "{owner}.{}",
                did_you_mean::best_match(field, fields)?
            ))
        }
        _ => did_you_mean::best_match(pattern, all).map(str::to_owned),
    }
}

fn fields_of(owner: &str, item: &Item) -> Vec<String> {
    match item {
        Item::Struct(item) => {
            let fields = item.fields.iter();
            fields
                .map(|field| format!("{owner}.{}", field.name.as_str()))
                .collect()
        }
        _ => Vec::new(),
    }
}

impl Item {
    /// The name of an item that settings can say something of, and what they say.
    fn extras_mut(&mut self) -> Option<(&Ident, &mut ExtraAttributes)> {
        match self {
            Self::Struct(item) => Some((&item.name, &mut item.extras)),
            Self::Enum(item) => Some((&item.name, &mut item.extras)),
            Self::Union(item) => Some((&item.name, &mut item.extras)),
            Self::RequestEnum(item) => Some((&item.name, &mut item.extras)),
            Self::Alias(_) | Self::Endpoint(_) => None,
        }
    }
}
