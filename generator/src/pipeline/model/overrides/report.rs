//! Reports the overrides that cannot be applied or match nothing.

use super::Overrides;
use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::text::did_you_mean::{self, Search};
use crate::config::{Override, OverrideKind};
use crate::names;
use crate::notation::docs_path;
use crate::pipeline::model::rust_model::{Item, Keyed, RustModel, StructField, Variant};

impl Overrides<'_> {
    /// Reports the overrides that cannot be applied and, if `strict`, the overrides that match
    /// nothing.
    pub(in crate::pipeline::model) fn report(
        &self,
        model: &RustModel,
        strict: bool,
        diagnostics: &mut Diagnostics,
    ) {
        let search = Search::default();
        for tracked in &self.all {
            let Override { span, pattern, .. } = tracked.setting;
            let at = span.clone().map_or(Location::Nowhere, Location::Known);
            if let Some((message, help)) = &tracked.conflict {
                diagnostics.report(Code::InvalidSettings, message.clone(), *help, at);
                continue;
            }
            if !strict || tracked.found {
                continue;
            }
            let searched = search.begin();
            let misspelt = searched.and_then(|()| self.misspelt_name(tracked.setting, model));
            if let Some((message, help)) = misspelt {
                diagnostics.report(Code::InvalidSettings, message, &help, at);
            } else {
                let what = match tracked.setting.kind {
                    OverrideKind::ValueName => "value",
                    _ if pattern.is_of_fields() => "field",
                    _ => "item",
                };
                let message = format!("`{}` matches no {what} of the output", pattern.as_str());
                let otherwise = match tracked.setting.kind {
                    OverrideKind::ValueName => "the name of a field is in lowercase letters",
                    _ => "`reference-codegen inspect` lists all names",
                };
                let near = searched.and_then(|()| {
                    best_match(pattern.as_str(), &self.names(tracked.setting, model))
                });
                let help = did_you_mean::hint(near.as_deref(), otherwise);
                diagnostics.report(Code::UnknownName, message, &help, at);
            }
        }
    }

    /// The problem and the fix for a new name of a value that is spelled like a field, or the
    /// reverse. `None` for other settings.
    fn misspelt_name(&self, setting: &Override, model: &RustModel) -> Option<(String, String)> {
        let (pattern, new) = (&setting.pattern, setting.value.as_str());
        let is_named = |members: fn(&Item) -> Vec<Keyed<'_>>| {
            model.items().any(|(module, item)| {
                item.path(module).is_some_and(|path| {
                    let named = members(item).into_iter();
                    let mut named = named.map(|member| self.original_field(&path, member));
                    named.any(|original| self.is_named(&original, setting))
                })
            })
        };
        let (what, spelling, near) = match setting.kind {
            OverrideKind::Name if pattern.is_of_fields() && is_named(values) => {
                let near = names::variant_names(&[new], &[names::UNDOCUMENTED]).remove(0);
                ("value", "begins with an uppercase letter", near)
            }
            OverrideKind::ValueName if is_named(fields) => {
                ("field", "is in lowercase letters", names::field_name(new))
            }
            _ => return None,
        };
        let message = format!(
            "`{new}` cannot be the name of the {what} `{}`",
            pattern.as_str()
        );
        let help = format!("the name of a {what} {spelling}, such as `{near}`");
        Some((message, help))
    }

    /// The names that a pattern of this kind can match, including names on the wire.
    fn names(&self, setting: &Override, model: &RustModel) -> Vec<String> {
        let is_path = setting.pattern.as_str().contains("::");
        let mut names = Vec::new();
        for (module, item) in model.items() {
            let Some(path) = item.path(module) else {
                continue;
            };
            let path = self.items.get(&path).unwrap_or(&path);
            let name = if is_path {
                path.to_string()
            } else {
                path.name.to_string()
            };
            if !setting.pattern.is_of_fields() {
                names.push(name);
                continue;
            }
            let members = match setting.kind {
                OverrideKind::ValueName => values(item),
                _ => fields(item),
            };
            for member in members {
                names.push(format!("{name}.{}", member.name.as_str()));
                if member.key != member.name.as_str() {
                    names.push(docs_path::join(&name, member.key));
                }
            }
        }
        names
    }
}

/// The fields of a struct; empty for other items.
fn fields(item: &Item) -> Vec<Keyed<'_>> {
    let fields = item.as_struct().map_or(&[][..], |item| &item.fields);
    fields.iter().map(StructField::keyed).collect()
}

/// The values of an enum. The variant for undocumented values has no key on the wire, so its name
/// is used.
fn values(item: &Item) -> Vec<Keyed<'_>> {
    if let Item::Enum(item) = item {
        let values = item.variants.iter();
        let values = values.map(|Variant { name, value, .. }| Keyed { name, key: value });
        return values.collect();
    }
    let names = item.variant_names().into_iter();
    names
        .map(|name| Keyed {
            name,
            key: name.as_str(),
        })
        .collect()
}

/// The name that is most similar to the pattern. If the pattern of the item has wildcards, only the
/// field is compared.
fn best_match(pattern: &str, names: &[String]) -> Option<String> {
    let all = names.iter().map(String::as_str);
    match docs_path::split_last(pattern) {
        Some((owner, field)) if owner.contains('*') => {
            let fields = all.filter_map(|name| Some(docs_path::split_last(name)?.1));
            let field = did_you_mean::best_match(field, fields)?;
            Some(format!("{owner}.{field}"))
        }
        _ => did_you_mean::best_match(pattern, all).map(str::to_owned),
    }
}
