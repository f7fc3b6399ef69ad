//! Settings for single items and fields.

mod decorate;
mod ids;
mod paths;
mod report;

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use super::rust_model::{ItemPath, Keyed};
use crate::config::{Override, OverrideKind};
use crate::names::{self, Ident, Scope};
pub(super) use paths::PublicPaths;

/// The state of the overrides while the model is built. Their patterns match the items and fields
/// as they would be without overrides, so that no override changes the matches of another one.
pub(super) struct Overrides<'a> {
    all: Vec<TrackedOverride<'a>>,
    /// The positions in `all`, by the names that a pattern matches.
    by_name: HashMap<NameKey<'a>, Vec<usize>>,
    /// The other paths of items.
    paths: PublicPaths,
    /// The original paths of renamed items, by the new paths.
    items: HashMap<ItemPath, ItemPath>,
    /// The original names of renamed fields and values, by the new names.
    fields: HashMap<(ItemPath, Ident), OriginalField>,
}

/// A kind of override, with the only item name and the only name of a field or value that its
/// pattern can match. `None` stands for a pattern that can match several names.
type NameKey<'a> = (OverrideKind, Option<&'a str>, Option<&'a str>);

/// An override, and the result of applying it.
struct TrackedOverride<'a> {
    setting: &'a Override,
    found: bool,
    /// The items, fields and values that it renames.
    renamed: Vec<Original>,
    /// The reason why the override cannot be applied, and the fix.
    conflict: Option<(String, &'static str)>,
}

/// An item, field or value by the names that it would have without overrides.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Original {
    item: String,
    field: Option<OriginalField>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct OriginalField {
    name: Ident,
    key: String,
}

impl Original {
    /// `true` if the two share a namespace: a module, a struct or an enum.
    fn is_beside(&self, other: &Self) -> bool {
        let module = |item: &str| item.rsplit_once("::").map(|(module, _)| module.to_owned());
        match (&self.field, &other.field) {
            (Some(_), Some(_)) => self.item == other.item && self != other,
            (None, None) => module(&self.item) == module(&other.item) && self != other,
            _ => false,
        }
    }
}

/// `true` if the pattern of the setting matches `original`, with this path of its item.
fn is_named_by(path: &str, original: &Original, setting: &Override) -> bool {
    match &original.field {
        Some(OriginalField { name, key }) => setting.pattern.names_field(path, name.as_str(), key),
        None => setting.pattern.names_item(path),
    }
}

impl fmt::Display for Original {
    /// `api_keys::ApiKey.owner`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.item)?;
        match &self.field {
            Some(field) => write!(f, ".{}", field.name),
            None => Ok(()),
        }
    }
}

impl<'a> Overrides<'a> {
    pub(super) fn new(overrides: &'a [Override], paths: PublicPaths) -> Self {
        let tracked = overrides.iter().map(|setting| TrackedOverride {
            setting,
            found: false,
            renamed: Vec::new(),
            conflict: None,
        });
        let mut by_name: HashMap<NameKey<'a>, Vec<usize>> = HashMap::new();
        for (position, Override { kind, pattern, .. }) in overrides.iter().enumerate() {
            let fields = match pattern.field_names() {
                Some(names) => BTreeSet::from(names.map(Some)),
                None => BTreeSet::from([None]),
            };
            for field in fields {
                let key = (*kind, pattern.item_name(), field);
                by_name.entry(key).or_default().push(position);
            }
        }
        Self {
            all: tracked.collect(),
            by_name,
            paths,
            items: HashMap::new(),
            fields: HashMap::new(),
        }
    }

    /// `true` if the settings have an override of this kind. Few have overrides of every kind, and
    /// each item and field is looked up for each kind.
    fn has(&self, kind: OverrideKind) -> bool {
        self.all.iter().any(|it| it.setting.kind == kind)
    }

    /// `true` if the pattern of the setting matches `original`, with one of the paths of its item.
    fn is_named(&self, original: &Original, setting: &Override) -> bool {
        let mut paths = self.paths_of(setting.kind, original).into_iter();
        paths.any(|path| is_named_by(path, original, setting))
    }

    /// The paths of an item that patterns of this kind can match. An alias counts as its type,
    /// except for renaming: a new name for an alias does not rename the type.
    fn paths_of<'p>(&'p self, kind: OverrideKind, original: &'p Original) -> Vec<&'p str> {
        if kind == OverrideKind::Name && original.field.is_none() {
            return self.paths.of_name(&original.item);
        }
        self.paths.of_type(&original.item)
    }

    fn original_item(&self, path: &ItemPath) -> Original {
        Original {
            item: self.items.get(path).unwrap_or(path).to_string(),
            field: None,
        }
    }

    /// The original of a field or value with this new name.
    fn original_field(&self, owner: &ItemPath, field: Keyed<'_>) -> Original {
        match self.fields.get(&(owner.clone(), field.name.clone())) {
            Some(original) => Original {
                field: Some(original.clone()),
                ..self.original_item(owner)
            },
            None => self.original(owner, field),
        }
    }

    /// The original of a field or value with this original name.
    fn original(&self, owner: &ItemPath, field: Keyed<'_>) -> Original {
        let (name, key) = (field.name.clone(), field.key.to_owned());
        Original {
            field: Some(OriginalField { name, key }),
            ..self.original_item(owner)
        }
    }

    /// The path of an item, with the name from the settings if there is one.
    pub(super) fn item(&mut self, path: ItemPath) -> ItemPath {
        if !self.has(OverrideKind::Name) {
            return path;
        }
        let original = Original {
            item: path.to_string(),
            field: None,
        };
        let Some(name) = self.name(OverrideKind::Name, &original) else {
            return path;
        };
        let renamed = path.module.item(&names::custom_name(name));
        self.items.insert(renamed.clone(), path);
        renamed
    }

    /// The name of a field: the one from the settings, otherwise its own.
    pub(super) fn field(&mut self, owner: &ItemPath, field: Keyed<'_>) -> Ident {
        self.rename(OverrideKind::Name, owner, field)
    }

    /// The names of the values of an enum: those from the settings, otherwise their own.
    pub(super) fn values_of<'k>(
        &mut self,
        owner: &ItemPath,
        names: Vec<Ident>,
        keys: impl IntoIterator<Item = &'k str>,
    ) -> Vec<Ident> {
        if !self.has(OverrideKind::ValueName) {
            return names;
        }
        let mut scope = Scope::new();
        let mut renamed = Vec::with_capacity(names.len());
        for (name, key) in names.iter().zip(keys) {
            let own = Keyed { name, key };
            let new = self.rename(OverrideKind::ValueName, owner, own);
            if scope.claim(&new, ()).is_err() {
                self.refuse_renamed(OverrideKind::ValueName, owner, own, &new);
            }
            renamed.push(new);
        }
        renamed
    }

    /// The name of a field or value from the settings, otherwise its own name.
    fn rename(&mut self, kind: OverrideKind, owner: &ItemPath, field: Keyed<'_>) -> Ident {
        if !self.has(kind) {
            return field.name.clone();
        }
        let original = self.original(owner, field);
        let Some(value) = self.name(kind, &original) else {
            return field.name.clone();
        };
        let renamed = names::custom_name(value);
        let key = (owner.clone(), renamed.clone());
        // If two fields get the same new name, the first keeps it.
        self.fields.entry(key).or_insert_with(|| OriginalField {
            name: field.name.clone(),
            key: field.key.to_owned(),
        });
        renamed
    }

    /// The type from the settings for a field with this original name.
    pub(super) fn ty(&mut self, owner: &ItemPath, field: Keyed<'_>) -> Option<&'a str> {
        if !self.has(OverrideKind::Type) {
            return None;
        }
        let original = self.original(owner, field);
        self.value(OverrideKind::Type, &original)
    }

    /// The new name from the settings, if there is one. The rename is recorded.
    fn name(&mut self, kind: OverrideKind, original: &Original) -> Option<&'a str> {
        let name = self.value(kind, original)?;
        for position in self.naming(kind, original) {
            let tracked = &mut self.all[position];
            tracked.renamed.push(original.clone());
        }
        Some(name)
    }

    /// The positions of the overrides of this kind whose pattern matches `original`.
    fn naming(&self, kind: OverrideKind, original: &Original) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        if !self.has(kind) {
            return found;
        }
        let field = original.field.as_ref();
        let fields = [
            field.map(|it| it.name.as_str()),
            field.map(|it| it.key.as_str()),
            None,
        ];
        for path in self.paths_of(kind, original) {
            for item in [path.rsplit("::").next(), None] {
                for field in fields {
                    let positions = self.by_name.get(&(kind, item, field)).into_iter().flatten();
                    found.extend(
                        positions.filter(|it| is_named_by(path, original, self.all[**it].setting)),
                    );
                }
            }
        }
        found
    }

    /// The value from the settings, if there is one. All matching overrides are marked as found.
    fn value(&mut self, kind: OverrideKind, original: &Original) -> Option<&'a str> {
        let mut chosen: Option<&'a str> = None;
        for position in self.naming(kind, original) {
            let tracked = &mut self.all[position];
            tracked.found = true;
            let value = tracked.setting.value.as_str();
            match chosen {
                Some(other) if other != value => {
                    let message = format!("`{original}` is set to both `{other}` and `{value}`");
                    tracked.conflict = Some((message, "make one of the two patterns narrower"));
                }
                _ => chosen = Some(value),
            }
        }
        chosen
    }

    /// All values from the settings.
    fn values(&mut self, kind: OverrideKind, original: &Original) -> Vec<String> {
        let mut values = Vec::new();
        for position in self.naming(kind, original) {
            let tracked = &mut self.all[position];
            tracked.found = true;
            values.push(tracked.setting.value.clone());
        }
        values
    }

    /// Rejects the name from the settings for an item; `false` if there is none.
    pub(super) fn refuse_item(&mut self, path: &ItemPath) -> bool {
        let is_renamed = self.items.contains_key(path);
        if is_renamed {
            self.refuse_name(OverrideKind::Name, &self.original_item(path), &path.name);
        }
        is_renamed
    }

    /// Rejects the name that two fields share, if it comes from the settings; `false` if it does
    /// not.
    pub(super) fn refuse_field(&mut self, owner: &ItemPath, own: Keyed<'_>, name: &Ident) -> bool {
        self.refuse_renamed(OverrideKind::Name, owner, own, name)
    }

    fn refuse_renamed(
        &mut self,
        kind: OverrideKind,
        owner: &ItemPath,
        own: Keyed<'_>,
        name: &Ident,
    ) -> bool {
        let original = if name != own.name {
            self.original(owner, own)
        } else if self.fields.contains_key(&(owner.clone(), name.clone())) {
            self.original_field(owner, own)
        } else {
            return false;
        };
        self.refuse_name(kind, &original, name);
        true
    }

    fn refuse_name(&mut self, kind: OverrideKind, original: &Original, name: &Ident) {
        let name = name.as_str();
        for position in self.naming(kind, original) {
            let tracked = &mut self.all[position];
            if names::custom_name(&tracked.setting.value).as_str() != name {
                continue;
            }
            let mut renamed = tracked.renamed.iter();
            tracked.conflict = Some(match renamed.find(|it| it.is_beside(original)) {
                Some(other) => {
                    let pattern = tracked.setting.pattern.as_str();
                    let message = format!(
                        "`{pattern}` matches `{other}` and `{original}`; only one can be `{name}`"
                    );
                    (message, "write a pattern that matches only one of them")
                }
                None => {
                    let message =
                        format!("`{original}` cannot be `{name}`: that name is already in use");
                    (message, "choose an unused name")
                }
            });
        }
    }

    /// Rejects the type, or the id, from the settings for a field that is always a string. `field`
    /// has its new name.
    pub(super) fn refuse_always_text(
        &mut self,
        kind: OverrideKind,
        owner: &ItemPath,
        field: Keyed<'_>,
        why: &str,
    ) {
        let original = self.original_field(owner, field);
        let other = match kind {
            OverrideKind::Id => "be an id",
            _ => "have another type",
        };
        let message = format!("`{original}` cannot {other}: {why}");
        self.refuse(
            kind,
            &original,
            message,
            "exclude this field from the pattern",
        );
    }

    fn refuse(
        &mut self,
        kind: OverrideKind,
        original: &Original,
        message: String,
        help: &'static str,
    ) {
        if let Some(position) = self.naming(kind, original).first() {
            let tracked = &mut self.all[*position];
            tracked.conflict = Some((message, help));
        }
    }
}
