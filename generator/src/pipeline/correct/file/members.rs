//! Types with members, and members that the docs do not have.

use toml::Spanned;
use toml::de::DeValue;

use super::Reader;
use crate::notation::meaning::TypeExpr;
use crate::pipeline::correct::correction::{NewMember, ParameterIn, TypeSpec, TypeText};

const KEYS: [&str; 7] = [
    "name",
    "type",
    "fields",
    "optional",
    "nullable",
    "description",
    "in",
];

impl Reader<'_> {
    /// Every member of a table, or of a list of tables.
    pub(super) fn members(&mut self, value: &Spanned<DeValue<'_>>, what: &str) -> Vec<NewMember> {
        self.tables(value, what)
            .into_iter()
            .filter_map(|table| self.member(table))
            .collect()
    }

    fn member(&mut self, value: &Spanned<DeValue<'_>>) -> Option<NewMember> {
        let (span, table) = (value.span(), value.get_ref().as_table()?);
        self.refuse_unknown(table, &KEYS, &format!("a member has {}", KEYS.join(", ")));
        let name = self.required(table, "name", &span, "its key on the wire");
        let shape = match (table.get("type"), table.get("fields")) {
            (Some(ty), fields) => self.shape(ty, fields),
            (None, Some(fields)) => Some(self.object(fields)),
            (None, None) => {
                let help = "add `type = \"...\"`, as the docs would write it";
                self.fault(span, "`type` is missing", help);
                None
            }
        };
        let mut flag = |key| table.get(key).and_then(|value| self.flag(value));
        let (optional, nullable) = (flag("optional"), flag("nullable"));
        let description = table.get("description").and_then(|text| self.word(text));
        let place = table
            .get("in")
            .and_then(|place| self.sent(place, &ParameterIn::CHOICES));
        Some(NewMember {
            name: name?,
            shape: shape?,
            optional: optional.unwrap_or(false),
            nullable: nullable.unwrap_or(false),
            description: description.map(|text| text.value),
            place,
        })
    }

    /// A type, and the members that are listed with it.
    pub(super) fn shape(
        &mut self,
        ty: &Spanned<DeValue<'_>>,
        fields: Option<&Spanned<DeValue<'_>>>,
    ) -> Option<TypeSpec> {
        let notated = self.notated(ty)?;
        Some(TypeSpec {
            notated: notated.value,
            fields: fields.map(|fields| self.members(fields, "`fields`")),
            span: notated.span,
        })
    }

    /// Members without a type are those of an object.
    fn object(&mut self, fields: &Spanned<DeValue<'_>>) -> TypeSpec {
        TypeSpec {
            notated: TypeText {
                text: "object".to_owned(),
                ty: TypeExpr::Object,
            },
            fields: Some(self.members(fields, "`fields`")),
            span: self.span(fields.span()),
        }
    }
}
