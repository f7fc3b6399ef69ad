//! From the parameters of a query to fields.

use super::items::{ModelBuilder, ParentStruct};
use super::rust_model::{FieldEncoding, RustType, StructField};
use crate::base::node_path::NodeRef;
use crate::names::Scope;
use crate::pipeline::api::{Field, Operation, Type};
use crate::pipeline::serde_rules;

impl ModelBuilder<'_> {
    /// The members of an operation's query. Beside a body they stay out of what is serialized.
    pub(super) fn query_fields(
        &mut self,
        operation: &Operation,
        owner: &ParentStruct<'_>,
        scope: &mut Scope<NodeRef>,
    ) -> Vec<StructField> {
        let fields = operation.query.iter();
        let fields = fields.map(|field| match operation.body.as_slice() {
            [] => self.query_field(field, owner, scope),
            [..] => self.field_beside_body(field, owner, scope),
        });
        fields.collect()
    }

    /// A member of a query that serde does not write, so that it tells no moment how to.
    fn field_beside_body(
        &mut self,
        field: &Field,
        owner: &ParentStruct<'_>,
        scope: &mut Scope<NodeRef>,
    ) -> StructField {
        let field = Field {
            ty: self.as_plain_type(&field.ty),
            ..field.clone()
        };
        StructField {
            skip_none: false,
            wire: FieldEncoding::QueryOnly,
            ..self.query_field(&field, owner, scope)
        }
    }

    /// A member of a query, which has no `null`: what is not given is not there.
    fn query_field(
        &mut self,
        field: &Field,
        owner: &ParentStruct<'_>,
        scope: &mut Scope<NodeRef>,
    ) -> StructField {
        let owner = ParentStruct {
            updates: false,
            ..*owner
        };
        let texts = list_of_texts(field);
        let made = self.field(texts.as_ref().unwrap_or(field), &owner, scope);
        StructField {
            skip_none: matches!(made.ty, RustType::Option(_)),
            wire: match (texts, made.wire) {
                (Some(_), FieldEncoding::Plain) => FieldEncoding::CommaSeparated,
                (_, wire) => wire,
            },
            ..made
        }
    }
}

/// A member of a query whose items are a text each, so that all of them fit into one.
fn list_of_texts(field: &Field) -> Option<Field> {
    Some(Field {
        ty: Type::List(Box::new(serde_rules::comma_separated(field)?)),
        ..field.clone()
    })
}
