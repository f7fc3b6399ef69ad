//! The known values of a member's enum.

use crate::base::diagnostic::{Code, Span};
use crate::pipeline::api::{EnumValue, Field, Type};
use crate::pipeline::correct::change::{code, quoted as in_toml};
use crate::pipeline::correct::correction::{EnumValueChange, Located};
use crate::pipeline::correct::problem::CorrectionError;

/// Adds values that the docs do not list.
pub(super) fn add(
    field: &mut Field,
    added: &EnumValueChange,
    listed: &[String],
    span: &Span,
) -> Result<String, CorrectionError> {
    let there = |value: &&String| listed.contains(value);
    let present: Vec<&String> = added.values.iter().filter(there).collect();
    let says = match present.as_slice() {
        [_] => format!("the value {} is there", codes(&present)),
        _ => format!("the values {} are there", codes(&present)),
    };
    refuse_moot(field, added, &present, &says, span)?;
    check_was(field, added, listed, ("add_values", span))?;
    let values = of(field, span)?;
    values.extend(added.values.iter().map(|value| EnumValue::new(value)));
    Ok(format!("with {}", quoted(&added.values)))
}

/// Drops values that the docs list.
pub(super) fn drop(
    field: &mut Field,
    dropped: &EnumValueChange,
    listed: &[String],
    span: &Span,
) -> Result<String, CorrectionError> {
    let missing = |value: &&String| !listed.contains(value);
    let missing: Vec<&String> = dropped.values.iter().filter(missing).collect();
    let says = match missing.as_slice() {
        [_] => format!("there is no value {}", codes(&missing)),
        _ => format!("there are no values {}", codes(&missing)),
    };
    refuse_moot(field, dropped, &missing, &says, span)?;
    check_was(field, dropped, listed, ("drop_values", span))?;
    let values = of(field, span)?;
    values.retain(|value| !dropped.values.contains(&value.value));
    if values.is_empty() {
        let help = "correct the `type` to `string` instead";
        let message = "no value is left";
        return Err(CorrectionError::new(
            Code::InvalidCorrection,
            span,
            message,
            help,
        ));
    }
    Ok(format!("without {}", quoted(&dropped.values)))
}

/// Refuses a change of which some values, or all, are as the docs have them.
fn refuse_moot(
    field: &mut Field,
    change: &EnumValueChange,
    moot: &[&String],
    says: &str,
    span: &Span,
) -> Result<(), CorrectionError> {
    of(field, span)?;
    let before = &field.corrections;
    match moot.len() {
        0 => Ok(()),
        all if all == change.values.len() => Err(CorrectionError::already_true(span, says, before)),
        _ => {
            let items = codes(moot);
            Err(CorrectionError::caught_up_in_part(
                span, says, &items, before,
            ))
        }
    }
}

/// Whether all that the docs list is what the correction takes for it, in any order.
fn check_was(
    field: &Field,
    change: &EnumValueChange,
    listed: &[String],
    (key, at): (&str, &Span),
) -> Result<(), CorrectionError> {
    let Some(Located { value: was, span }) = &change.was else {
        let values: Vec<String> = listed.iter().map(|value| in_toml(value)).collect();
        let now = format!("[{}]", values.join(", "));
        return Err(CorrectionError::missing_expected(key, &now, at));
    };
    let without = |all: &[String], known: &[String]| -> Vec<String> {
        let others = all.iter().filter(|value| !known.contains(value));
        others.cloned().collect()
    };
    let (more, less) = (without(listed, was), without(was, listed));
    let said = [("also has", more), ("has no", less)];
    let said = said.iter().filter(|(_, values)| !values.is_empty());
    let said: Vec<String> = said
        .map(|(verb, values)| format!("{verb} {}", codes(values)))
        .collect();
    match said.is_empty() {
        true => Ok(()),
        false => Err(CorrectionError::lists(
            span,
            &said.join(" and "),
            &field.corrections,
        )),
    }
}

/// The known values of a member, if it is an enum.
pub(super) fn of<'f>(
    field: &'f mut Field,
    span: &Span,
) -> Result<&'f mut Vec<EnumValue>, CorrectionError> {
    let name = code(&field.name);
    enum_of(&mut field.ty).ok_or_else(|| {
        let help = "correct its `type` first, as in `\"a\" | \"b\"`";
        let message = format!("{name} has no known values");
        CorrectionError::new(Code::InvalidCorrection, span, message, help)
    })
}

fn enum_of(ty: &mut Type) -> Option<&mut Vec<EnumValue>> {
    match ty {
        Type::Enum(values) => Some(values),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => enum_of(inner),
        _ => None,
    }
}

fn codes(values: &[impl AsRef<str>]) -> String {
    let values = values.iter().map(|value| code(value.as_ref()));
    values.collect::<Vec<_>>().join(", ")
}

fn quoted(values: &[String]) -> String {
    let values = values.iter().map(|value| format!("\"{value}\""));
    codes(&values.collect::<Vec<_>>())
}
