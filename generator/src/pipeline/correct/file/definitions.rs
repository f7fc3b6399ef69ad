//! The `[[define]]` tables of a corrections file.

use toml::de::DeTable;

use super::{Reader, Value};
use crate::base::diagnostic::{Code, Location};
use crate::notation::meaning::TypeExpr;
use crate::notation::syntax;
use crate::pipeline::correct::apply::words;
use crate::pipeline::correct::correction::{Located, NewMember, TypeSpec};
use crate::pipeline::correct::definition::{Definition, DefinitionBody, UnionSpec};
use crate::pipeline::correct::error::code;

/// The keys for the kinds of definitions. A definition has one of them.
const KINDS: [&str; 3] = ["resource", "error", "union"];

/// The keys of every definition.
const KEYS: [&str; 3] = ["page", "description", "reason"];

/// The id of a definition, even if the definition is invalid.
pub(super) fn id(value: &Value<'_>) -> Option<String> {
    let table = value.get_ref().as_table()?;
    let id = KINDS.iter().find_map(|kind| table.get(*kind))?;
    Some(id.get_ref().as_str()?.to_owned())
}

impl Reader<'_> {
    /// One definition; `None` if it is invalid.
    pub(super) fn definition(&mut self, value: &Value<'_>) -> Option<Definition> {
        let before = self.faults;
        let (span, table) = (value.span(), value.get_ref().as_table()?);
        let kinds: Vec<&str> = KINDS
            .into_iter()
            .filter(|kind| table.contains_key(*kind))
            .collect();
        let kind = self.only_kind(&kinds, value)?;
        let own_keys: &[&str] = match kind {
            "union" => &["key", "content", "variants", "fields"],
            _ => &["fields"],
        };
        let keys = [&[kind], &KEYS[..], own_keys].concat();
        let otherwise = format!("a definition of this kind has {}", keys.join(", "));
        self.refuse_unknown(table, &keys, &otherwise);
        let id = self.id(&table[kind]);
        let page = self.required(table, "page", &span, "the page whose module contains it");
        let reason = self.required(table, "reason", &span, "the evidence");
        let description = table.get("description").and_then(|text| self.text(text));
        let body = match kind {
            "union" => self
                .union(table, value)
                .map(|union| DefinitionBody::Union(Box::new(union))),
            "error" => Some(DefinitionBody::Error(self.fields(table, value))),
            _ => Some(DefinitionBody::Resource(self.fields(table, value))),
        };
        let definition = Definition {
            id: id?,
            page: page?,
            body: body?,
            description: description.map(|text| text.value),
            reason: words(&reason?.value),
        };
        if self.faults == before {
            Some(definition)
        } else {
            None
        }
    }

    /// The kind of a definition; an error if there is not exactly one.
    fn only_kind<'k>(&mut self, kinds: &[&'k str], value: &Value<'_>) -> Option<&'k str> {
        let help = "write `resource`, `error` or `union`, as in `resource = \"parcel_scan\"`";
        match kinds {
            [kind] => return Some(kind),
            [] => self.fault(value.span(), "the definition has no id", help),
            several => {
                let message = format!("this defines {} at once", several.join(" and "));
                self.fault(value.span(), message, help);
            }
        }
        None
    }

    /// An id that is valid in docs paths and types.
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
                format!("{} is not a valid id", code(&id.value)),
                "write letters, digits and `_`, as in `parcel_label`",
            ),
            Ok(_) => (
                format!("{} is already a type", code(&id.value)),
                "choose an id without another meaning",
            ),
        };
        self.fault_with(Code::InvalidCorrection, value.span(), message, help);
        None
    }

    /// The members of a definition.
    fn fields(&mut self, table: &DeTable<'_>, value: &Value<'_>) -> Vec<NewMember> {
        let Some(fields) = table.get("fields") else {
            let help = "add `fields = [{ name = \"...\", type = \"...\" }]`";
            self.fault(value.span(), "`fields` is missing", help);
            return Vec::new();
        };
        self.members(fields, "`fields`")
    }

    /// The members of a union, and the types of its content.
    fn union(&mut self, table: &DeTable<'_>, value: &Value<'_>) -> Option<UnionSpec> {
        let span = value.span();
        let key = self.required(
            table,
            "key",
            &span,
            "the member that determines the type of the content",
        );
        let content = self.required(table, "content", &span, "the member with the content");
        let fields = match table.get("fields") {
            Some(fields) => self.members(fields, "`fields`"),
            None => Vec::new(),
        };
        let variants = self.variants(table, value);
        let (key, content) = (key?, content?);
        let own = [&key, &content];
        let mut others: Vec<&Located<String>> = fields.iter().map(|field| &field.name).collect();
        others.extend(Some(&content).filter(|content| content.value == key.value));
        for name in others {
            if own.iter().any(|own| own.value == name.value) {
                let message = format!("duplicate member {}", code(&name.value));
                let help = "`key` and `content` add these members: remove them from `fields`";
                self.faults += 1;
                let at = Location::Known(name.span.clone());
                self.diagnostics
                    .report(Code::DuplicateMember, message, help, at);
            }
        }
        Some(UnionSpec {
            key,
            content,
            variants: variants?,
            fields,
        })
    }

    /// The type of the content for each text of the key.
    fn variants(
        &mut self,
        table: &DeTable<'_>,
        value: &Value<'_>,
    ) -> Option<Vec<(Located<String>, TypeSpec)>> {
        let help = "add a table as in `variants = { \"parcel.sent\" = \"parcel\" }`: \
                    a type for each value of the key";
        let listed = table.get("variants").and_then(|it| it.get_ref().as_table());
        let Some(listed) = listed.filter(|listed| !listed.is_empty()) else {
            self.fault(
                value.span(),
                "`variants` must be a table with a type for each value of the key",
                help,
            );
            return None;
        };
        let mut variants = Vec::with_capacity(listed.len());
        for (text, ty) in listed {
            let name = Located {
                value: text.get_ref().to_string(),
                span: self.span(text.span()),
            };
            variants.extend(self.type_spec(ty, None).map(|ty| (name, ty)));
        }
        variants.sort_by_key(|(name, _)| name.span.offset);
        Some(variants)
    }
}
