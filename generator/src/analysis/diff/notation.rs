//! A type as the docs would write it.

use super::members::Context;
use crate::pipeline::api::{Api, Type};
use crate::pipeline::model::rust_model::RustType;

/// `string`, `"a" | "b"`, `user[]`, `string | null`.
pub(super) fn notation(ty: &Type, nullable: bool, api: &Api) -> String {
    let text = ty.notation(api);
    if nullable {
        format!("{text} | null")
    } else {
        text
    }
}

/// A type of a member, with what was made of it.
pub(super) type TypePair<'a> = (&'a Type, bool, Option<&'a RustType>);

/// Both types as the docs would write them; as Rust where that leaves them alike.
pub(super) fn distinct_notations(
    context: &Context<'_>,
    old: TypePair<'_>,
    new: TypePair<'_>,
) -> [String; 2] {
    let (was, is) = (
        notation(old.0, old.1, context.old.api),
        notation(new.0, new.1, context.new.api),
    );
    match (old.2, new.2) {
        (Some(old), Some(new)) if was == is => [old.to_string(), new.to_string()],
        _ => [was, is],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::api::EnumValue;

    fn literals(values: &[&str]) -> Type {
        let values = values.iter().map(|value| EnumValue {
            value: (*value).to_owned(),
            docs: None,
        });
        Type::Enum(values.collect())
    }

    #[test]
    fn what_is_written_reads_as_in_the_docs() {
        let list = |item| Type::List(Box::new(item));
        let map = |value| Type::Map(Box::new(value));
        for (ty, nullable, expected) in [
            (Type::String, true, "string | null"),
            (list(Type::Any), false, "array"),
            (list(literals(&["a:b"])), false, "\"a:b\"[]"),
            (list(literals(&["a", "b"])), false, "List<\"a\" | \"b\">"),
            (literals(&["a", "b"]), false, "\"a\" | \"b\""),
            (map(Type::Any), true, "object | null"),
            (map(list(Type::Integer)), false, "map[string]integer[]"),
        ] {
            let written = notation(&ty, nullable, &Api::default());
            assert_eq!(written, expected);
            assert!(
                crate::notation::syntax::parse(&written).is_ok(),
                "{written}"
            );
        }
    }
}
