//! Corrections of members: of a resource, a request or a response.

use super::apply::{CorrectionContext, describe, refuse_present};
use super::build_type::{build_type, refuse_location};
use super::correction::{
    Change, ChangeKind, Dropped, Edit, FlagEdit, Located, NewMember, TypeSpec, TypeText, ValuesEdit,
};
use super::error::{CorrectionError, code, codes};
use super::matches;
use super::saved::SavedMember;
use super::target::{self, Member};
use crate::base::diagnostic::toml_string;
use crate::base::node_path::NodeRef;
use crate::notation::words::snake_case;
use crate::pipeline::api::{AppliedCorrection, CorrectedParts, EnumValue, EnumValues, Field, Type};

/// Corrects one member of a list. Returns the record if the member is dropped.
pub(super) fn correct(
    member: Member<'_>,
    context: &CorrectionContext<'_>,
) -> Result<Option<AppliedCorrection>, Vec<CorrectionError>> {
    correct_with(member, context, |field, change| {
        Err(context.not_applicable(change, &format!("the member {}", code(&field.name))))
    })
}

/// Corrects one member of a list. `other` applies the changes that are not valid for every member.
pub(super) fn correct_with(
    member: Member<'_>,
    context: &CorrectionContext<'_>,
    mut other: impl FnMut(&mut Field, &Change) -> Result<String, CorrectionError>,
) -> Result<Option<AppliedCorrection>, Vec<CorrectionError>> {
    let changes = &context.correction.changes;
    let found = Found::new(&member, changes);
    let Member { list, position, .. } = member;
    let field = &mut list[position];
    let saved = SavedMember::new(field, changes);
    let result = context.each(|change| apply(field, change, &found, context, &mut other));
    if result.is_err() || context.is_trial {
        saved.restore(field);
        return result;
    }
    let record = result?;
    if context.correction.drops() {
        list.remove(position);
        return Ok(record);
    }
    let mut parts = CorrectedParts::default();
    for change in changes {
        match change.kind {
            ChangeKind::Type(_) | ChangeKind::AddValues(_) | ChangeKind::DropValues(_) => {
                parts.ty = true;
            }
            ChangeKind::Optional(_) => parts.optional = true,
            ChangeKind::Nullable(_) => parts.nullable = true,
            _ => {}
        }
    }
    field.origin.corrected.add(parts);
    let record = record.map(|record| AppliedCorrection { parts, ..record });
    field.corrections.extend(record);
    Ok(None)
}

/// The state before a correction, so that its changes are independent of each other.
struct Found {
    /// `true` if another member has the new name.
    is_name_taken: bool,
    /// The values of the member's enum, if a change adds or drops values.
    values: Vec<String>,
    /// The number of types around the type of the member.
    levels: usize,
}

impl Found {
    fn new(member: &Member<'_>, changes: &[Change]) -> Self {
        let (mut is_name_taken, mut values) = (false, Vec::new());
        for change in changes {
            match &change.kind {
                ChangeKind::Name(edit) => {
                    is_name_taken = member.list.iter().any(|field| field.name == edit.to);
                }
                ChangeKind::AddValues(_) | ChangeKind::DropValues(_) => {
                    let listed = member.list[member.position].ty.values().unwrap_or_default();
                    values = listed.iter().map(|value| value.value.clone()).collect();
                }
                _ => {}
            }
        }
        Self {
            is_name_taken,
            values,
            levels: member.levels,
        }
    }
}

/// Adds members that the docs do not have, each with its own record. `levels` is the number of
/// types around their types.
pub(super) fn add(
    list: &mut Vec<Field>,
    members: &[NewMember],
    place: &NodeRef,
    levels: usize,
    context: &CorrectionContext<'_>,
) -> Result<String, CorrectionError> {
    refuse_present(members, |member| {
        list.iter().find(|field| field.name == member.name.value)
    })?;
    for member in members {
        refuse_location(member)?;
        context.add(list, member, place, levels)?;
    }
    Ok(String::new())
}

/// Applies one change, and returns it in words.
fn apply(
    field: &mut Field,
    change: &Change,
    found: &Found,
    context: &CorrectionContext<'_>,
    other: &mut impl FnMut(&mut Field, &Change) -> Result<String, CorrectionError>,
) -> Result<String, CorrectionError> {
    let before = &field.corrections;
    match &change.kind {
        ChangeKind::Description(edit) => describe(&mut field.docs, edit, change.after(before)),
        ChangeKind::Type(edit) => retype(field, change, edit, found.levels, context),
        ChangeKind::Optional(edit) => {
            check_patch(field, change, edit)?;
            let words = ["required", "optional"];
            set_flag(&mut field.optional, change, edit, words, before)
        }
        ChangeKind::Nullable(edit) => {
            check_patch(field, change, edit)?;
            let words = ["never `null`", "nullable"];
            set_flag(&mut field.nullable, change, edit, words, before)
        }
        ChangeKind::Closed(edit) => {
            enum_values(&mut field.ty, &field.name, change)?;
            let words = ["open to other values", "closed to other values"];
            set_flag(&mut field.closed, change, edit, words, before)
        }
        ChangeKind::AddValues(edit) => add_values(field, change, edit, &found.values),
        ChangeKind::DropValues(edit) => drop_values(field, change, edit, &found.values),
        ChangeKind::Add(members) => {
            let path = &context.correction.path.value;
            let levels = found.levels + field.ty.levels_to_members();
            let inside = target::members(&mut field.ty, path, &[], context)?;
            add(inside, members, &field.place, levels, context)
        }
        ChangeKind::Name(edit) => rename(field, change, edit, found.is_name_taken),
        ChangeKind::Drop(was) => check_dropped(field, change, was, context),
        _ => other(field, change),
    }
}

fn retype(
    field: &mut Field,
    change: &Change,
    Edit { to, was }: &Edit<TypeSpec, Located<TypeText>>,
    levels: usize,
    context: &CorrectionContext<'_>,
) -> Result<String, CorrectionError> {
    let wanted = build_type(to, &field.place, context.types())?;
    let now = matches::display_type(field, context.api);
    let stale = change.after(&field.corrections);
    // A correction from `number` to `integer` is allowed, although the resolved type is equal.
    let settles = matches::is_number(field) && !to.notation.ty.has_number();
    if wanted.is_equivalent(&field.ty) && !settles {
        return Err(stale.already_true(&format!("the type is {now}")));
    }
    let is_unchanged = matches::matches_declared(&was.value.ty, field, context.api);
    stale.check_was(was, is_unchanged, &now)?;
    context.refuse_deep(&wanted, levels)?;
    field.ty = wanted;
    let (to_shown, was_shown) = (code(&to.notation.text), code(&was.value.text));
    let with_members = if to.fields.is_some() {
        " with its members"
    } else {
        ""
    };
    Ok(format!("type {to_shown}{with_members} (was {was_shown})"))
}

/// Sets a flag; `words` are the words for `false` and `true`.
pub(super) fn set_flag(
    flag: &mut bool,
    change: &Change,
    Edit { to, was }: &FlagEdit,
    words: [&str; 2],
    before: &[AppliedCorrection],
) -> Result<String, CorrectionError> {
    let word = words[usize::from(*to)];
    if flag == to {
        let says = format!("it is {word}");
        return Err(change.after(before).already_true(&says));
    }
    change.require(was, || flag.to_string())?;
    *flag = *to;
    Ok(word.to_owned())
}

/// Rejects a change after which a correction's `patch` would have no effect.
fn check_patch(field: &Field, change: &Change, edit: &FlagEdit) -> Result<(), CorrectionError> {
    if edit.to || field.patch != Some(true) {
        return Ok(());
    }
    let name = code(&field.name);
    let message = format!("{name} has a `patch`, so it can be absent and `null`");
    Err(change.invalid(message, "remove the `patch`"))
}

fn rename(
    field: &mut Field,
    change: &Change,
    Edit { to, was }: &Edit<String, Option<Located<String>>>,
    is_taken: bool,
) -> Result<String, CorrectionError> {
    let (stale, now) = (change.after(&field.corrections), code(&field.name));
    if field.name == *to {
        return Err(stale.already_true(&format!("{now} is the name")));
    }
    let was = change.require(was, || toml_string(&field.name))?;
    let is_unchanged = snake_case(&was.value) == snake_case(&field.name);
    stale.check_was(was, is_unchanged, &now)?;
    if is_taken {
        let message = format!("a member {} already exists", code(to));
        return Err(change.invalid(message, format!("if both are the same, drop {now}")));
    }
    field.name.clone_from(to);
    field.unnamed = false;
    Ok(format!("name {} (was {now})", code(to)))
}

fn check_dropped(
    field: &Field,
    change: &Change,
    was: &Option<Located<Dropped>>,
    context: &CorrectionContext<'_>,
) -> Result<String, CorrectionError> {
    let was = change.require(was, || toml_string(&field.ty.notation(context.api)))?;
    let is_unchanged = match &was.value {
        Dropped::Member(was) => matches::matches_declared(&was.ty, field, context.api),
        Dropped::Operation(_) => false,
    };
    let now = matches::display_type(field, context.api);
    let stale = change.after(&field.corrections);
    stale.check_was(was, is_unchanged, &now)?;
    Ok(format!("without {}", code(&context.correction.path.value)))
}

/// Adds values that the docs do not list.
fn add_values(
    field: &mut Field,
    change: &Change,
    edit: &ValuesEdit,
    listed: &[String],
) -> Result<String, CorrectionError> {
    let present: Vec<&String> = edit.to.iter().filter(|it| listed.contains(it)).collect();
    let says = match present.as_slice() {
        [_] => format!("the value {} is listed", codes(&present)),
        _ => format!("the values {} are listed", codes(&present)),
    };
    let values = checked_values(field, change, edit, listed, &present, &says)?;
    values.extend(edit.to.iter().map(|value| EnumValue::new(value)));
    Ok(format!("with {}", codes_of_texts(&edit.to)))
}

/// Drops values that the docs list.
fn drop_values(
    field: &mut Field,
    change: &Change,
    edit: &ValuesEdit,
    listed: &[String],
) -> Result<String, CorrectionError> {
    let missing: Vec<&String> = edit.to.iter().filter(|it| !listed.contains(it)).collect();
    let says = match missing.as_slice() {
        [_] => format!("there is no value {}", codes(&missing)),
        _ => format!("there are no values {}", codes(&missing)),
    };
    let values = checked_values(field, change, edit, listed, &missing, &says)?;
    values.retain(|value| !edit.to.contains(&value.value));
    if values.is_empty() {
        let help = "correct the `type` to `string` instead";
        return Err(change.invalid("no values would remain", help));
    }
    Ok(format!("without {}", codes_of_texts(&edit.to)))
}

/// The values of an enum, if the docs list the values in `was`. For the values in `moot`, the
/// change is not needed; `says` is the reason for the message.
fn checked_values<'f>(
    field: &'f mut Field,
    change: &Change,
    Edit { to, was }: &ValuesEdit,
    listed: &[String],
    moot: &[&String],
    says: &str,
) -> Result<&'f mut EnumValues, CorrectionError> {
    let values = enum_values(&mut field.ty, &field.name, change)?;
    let stale = change.after(&field.corrections);
    if moot.len() == to.len() {
        return Err(stale.already_true(says));
    }
    if !moot.is_empty() {
        return Err(stale.partly_true(says, &codes(moot)));
    }
    let was = change.require(was, || {
        let values: Vec<String> = listed.iter().map(|value| toml_string(value)).collect();
        format!("[{}]", values.join(", "))
    })?;
    let without = |all: &[String], known: &[String]| {
        let others = all.iter().filter(|value| !known.contains(value));
        codes(others)
    };
    let (more, less) = (without(listed, &was.value), without(&was.value, listed));
    let difference = match (more.as_str(), less.as_str()) {
        ("", "") => return Ok(values),
        (more, "") => format!("also has {more}"),
        ("", less) => format!("has no {less}"),
        (more, less) => format!("also has {more} and has no {less}"),
    };
    Err(stale.lists(&was.span, &difference))
}

/// The known values of a member, if it is an enum.
fn enum_values<'f>(
    ty: &'f mut Type,
    name: &str,
    change: &Change,
) -> Result<&'f mut EnumValues, CorrectionError> {
    if let Type::Enum(values) = ty.innermost_mut() {
        return Ok(values);
    }
    let message = format!("{} has no known values", code(name));
    let help = "correct its `type` first, as in `\"a\" | \"b\"`";
    Err(change.invalid(message, help))
}

fn codes_of_texts(texts: &[String]) -> String {
    codes(texts.iter().map(|text| format!("\"{text}\"")))
}
