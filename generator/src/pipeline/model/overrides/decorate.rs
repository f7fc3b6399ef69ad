//! The derives, attributes and secrets from the settings.

use super::{Original, Overrides};
use crate::config::OverrideKind;
use crate::pipeline::model::rust_model::{Item, ItemPath, RustModel, Secrecy};

impl Overrides<'_> {
    /// Adds the derives, attributes and secrets from the settings to the items and fields.
    pub(in crate::pipeline::model) fn decorate(&mut self, model: &mut RustModel) {
        if self.all.is_empty() {
            return;
        }
        for (module, items) in &mut model.modules {
            for item in &mut items.items {
                if let Some(path) = item.path(module) {
                    self.decorate_item(&path, item);
                }
            }
        }
    }

    fn decorate_item(&mut self, path: &ItemPath, item: &mut Item) {
        let Some(extras) = item.extras_mut() else {
            return;
        };
        let mut original = self.original_item(path);
        extras.derives = self.values(OverrideKind::Derive, &original);
        extras.attributes = self.values(OverrideKind::Attribute, &original);
        if let Item::Struct(item) = item {
            for field in &mut item.fields {
                original = self.original_field(path, field.keyed());
                field.attributes = self.values(OverrideKind::Attribute, &original);
                field.secrecy = self.secrecy(field.secrecy, &original);
            }
        }
    }

    /// The secrecy of a field: that of the settings, otherwise its own. An access token always
    /// stays secret.
    fn secrecy(&mut self, own: Secrecy, original: &Original) -> Secrecy {
        let is_secret = !self.values(OverrideKind::Secret, original).is_empty();
        let is_public = !self.values(OverrideKind::Public, original).is_empty();
        if is_public && (is_secret || own == Secrecy::Secret) {
            let message = format!("`{original}` is in both `secrets` and `public`");
            for position in self.naming(OverrideKind::Public, original) {
                let help = "make one of the two patterns narrower";
                self.all[position].conflict = Some((message.clone(), help));
            }
        }
        match own {
            _ if is_secret => Secrecy::Secret,
            Secrecy::Undecided if is_public => Secrecy::Public,
            own => own,
        }
    }
}
