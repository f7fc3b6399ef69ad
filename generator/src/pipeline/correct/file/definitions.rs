//! The `[[define]]` tables of a corrections file.

use toml::de::DeTable;

use super::{Reader, Value};
use crate::base::diagnostic::Code;
use crate::notation::meaning::TypeExpr;
use crate::notation::syntax;
use crate::pipeline::correct::apply::words;
use crate::pipeline::correct::correction::{Located, NewMember};
use crate::pipeline::correct::definition::{Definition, DefinitionBody};
use crate::pipeline::correct::error::code;

/// The keys that say what is defined; a definition has one of them.
const KINDS: [&str; 2] = ["resource", "error"];

/// The keys of every definition.
const KEYS: [&str; 3] = ["page", "description", "reason"];

/// The id of a definition, whatever its faults.
pub(super) fn id(value: &Value<'_>) -> Option<String> {
    let table = value.get_ref().as_table()?;
    let id = KINDS.iter().find_map(|kind| table.get(*kind))?;
    Some(id.get_ref().as_str()?.to_owned())
}

impl Reader<'_> {
    /// One definition; `None` if it has a fault.
    pub(super) fn definition(&mut self, value: &Value<'_>) -> Option<Definition> {
        let before = self.faults;
        let (span, table) = (value.span(), value.get_ref().as_table()?);
        let kinds: Vec<&str> = KINDS
            .into_iter()
            .filter(|kind| table.contains_key(*kind))
            .collect();
        let kind = self.only_kind(&kinds, value)?;
        let own_keys: &[&str] = &["fields"];
        let keys = [&[kind], &KEYS[..], own_keys].concat();
        let otherwise = format!("a definition of this kind has {}", keys.join(", "));
        self.refuse_unknown(table, &keys, &otherwise);
        let id = self.id(&table[kind]);
        let page = self.required(table, "page", &span, "the page whose module it goes to");
        let reason = self.required(table, "reason", &span, "how it is known");
        let description = table.get("description").and_then(|text| self.text(text));
        let fields = self.fields(table, value);
        let definition = Definition {
            id: id?,
            page: page?,
            body: match kind {
                "error" => DefinitionBody::Error(fields),
                _ => DefinitionBody::Resource(fields),
            },
            description: description.map(|text| text.value),
            reason: words(&reason?.value),
        };
        (self.faults == before).then_some(definition)
    }

    /// The only kind of a definition; else a fault.
    fn only_kind<'k>(&mut self, kinds: &[&'k str], value: &Value<'_>) -> Option<&'k str> {
        let help = "write one of `resource = \"...\"` and `error = \"...\"`, with the id";
        match kinds {
            [kind] => return Some(kind),
            [] => self.fault(value.span(), "what is defined?", help),
            several => {
                let message = format!("this defines {} at once", several.join(" and "));
                self.fault(value.span(), message, help);
            }
        }
        None
    }

    /// An id that docs paths and types can spell.
    fn id(&mut self, value: &Value<'_>) -> Option<Located<String>> {
        let id = self.text(value)?;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
        let notation = syntax::parse(&id.value).map(|notation| TypeExpr::from_syntax(&notation));
        let is_name = matches!(&notation, Ok(TypeExpr::Named(name)) if *name == id.value);
        if is_name && id.value.chars().all(is_plain) {
            return Some(id);
        }
        let (message, help) = match notation {
            Ok(TypeExpr::Named(_)) | Err(_) => (
                format!("{} is no id", code(&id.value)),
                "write letters, digits and `_`, as in `parcel_label`",
            ),
            Ok(_) => (
                format!("{} is a type already", code(&id.value)),
                "choose an id that stands for nothing else",
            ),
        };
        self.fault_with(Code::InvalidCorrection, value.span(), message, help);
        None
    }

    /// The members that are defined.
    fn fields(&mut self, table: &DeTable<'_>, value: &Value<'_>) -> Vec<NewMember> {
        let Some(fields) = table.get("fields") else {
            let help = "add `fields = [{ name = \"...\", type = \"...\" }]`";
            self.fault(value.span(), "`fields` is missing", help);
            return Vec::new();
        };
        self.members(fields, "`fields`")
    }
}
