//! The result as text: first the findings, then the results of every model.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{
    Body, IdPrefix, Model, SeenIdType, UncoveredMember, Unidentified, UnknownValue, Verdict,
    Verification,
};
use crate::base::diagnostic::{Escaped, Plural};

/// The maximum number of names in a line. Further names are only counted.
const MAX_NAMES: usize = 8;

/// The columns of numbers, each as wide as its name.
const COLUMNS: [&str; 6] = [
    "bodies",
    "accepted",
    "rejected",
    "unchecked",
    "typed",
    "undocumented",
];

/// Control characters of pages and bodies are escaped, so that they do not reach the terminal.
impl fmt::Display for Verification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for body in &self.bodies {
            if body.verdict != Verdict::Accepted {
                show_body(f, body)?;
            }
        }
        for Unidentified { file, message, .. } in &self.unidentified {
            writeln!(f, "unidentified {}\n  {}", Escaped(file), Escaped(message))?;
        }
        for body in &self.bodies {
            show_undocumented(f, body)?;
        }
        show_unknown_values(f, &self.unknown_values)?;
        show_mixed_ids(f, &self.id_types)?;
        show_never_seen(f, &self.never_seen)?;
        if !self.models.is_empty() {
            show_table(f, &self.models)?;
        }
        self.show_totals(f)
    }
}

fn show_body(f: &mut fmt::Formatter<'_>, body: &Body) -> fmt::Result {
    let Body { verdict, role, .. } = body;
    let (file, id) = (Escaped(&body.file), Escaped(&body.id));
    writeln!(f, "{verdict:<9} {file}  ({role} {id})")?;
    for reason in &body.reasons {
        let pointer = match reason.pointer.as_str() {
            "" => "(root)",
            pointer => pointer,
        };
        let (message, docs) = (Escaped(&reason.message), Escaped(&reason.docs));
        writeln!(f, "  {}: {message}  ({docs})", Escaped(pointer))?;
    }
    Ok(())
}

/// Shows the undocumented members of a body. Members that differ only in the positions of items are
/// shown once.
fn show_undocumented(f: &mut fmt::Formatter<'_>, body: &Body) -> fmt::Result {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for member in &body.undocumented {
        let pointer = member.pointer.as_str();
        let tokens = pointer
            .split('/')
            .filter(|token| !token.bytes().all(|byte| byte.is_ascii_digit()));
        let without_indices = tokens.collect::<Vec<_>>().join("/");
        names.entry(without_indices).or_insert(pointer);
    }
    if names.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = names.into_values().collect();
    let file = Escaped(&body.file);
    writeln!(f, "undocumented in {file}: {}", first_names(&names))
}

/// Shows the unknown values of each enum, with the first body that has one.
fn show_unknown_values(f: &mut fmt::Formatter<'_>, values: &[UnknownValue]) -> fmt::Result {
    let mut positions: BTreeMap<&str, usize> = BTreeMap::new();
    let mut met: BTreeSet<(usize, &str)> = BTreeSet::new();
    let mut enums: Vec<(&UnknownValue, Vec<String>)> = Vec::new();
    for unknown in values {
        let position = *positions.entry(&unknown.docs).or_insert(enums.len());
        if position == enums.len() {
            enums.push((unknown, Vec::new()));
        }
        if met.insert((position, &unknown.value)) {
            enums[position].1.push(format!("`{}`", unknown.value));
        }
    }
    for (first, names) in enums {
        let (file, pointer) = (Escaped(&first.file), Escaped(&first.pointer));
        let (names, docs) = (first_names(&names), Escaped(&first.docs));
        writeln!(f, "unknown value {names} in {file} {pointer}  ({docs})")?;
    }
    Ok(())
}

/// Shows the types of ids whose values begin with more than one prefix.
fn show_mixed_ids(f: &mut fmt::Formatter<'_>, types: &[SeenIdType]) -> fmt::Result {
    for SeenIdType { rust, prefixes } in types.iter().filter(|it| it.prefixes.len() > 1) {
        writeln!(f, "ids with several prefixes in {rust}")?;
        for IdPrefix { prefix, members } in prefixes {
            let prefix = match prefix.as_str() {
                "" => "no prefix".to_owned(),
                prefix => format!("`{}_`", Escaped(prefix)),
            };
            writeln!(f, "  {prefix}: {}", first_names(members))?;
        }
    }
    Ok(())
}

/// Shows the members of each model that no body has.
fn show_never_seen(f: &mut fmt::Formatter<'_>, members: &[UncoveredMember]) -> fmt::Result {
    for members in members.chunk_by(|a, b| (a.role, &a.id) == (b.role, &b.id)) {
        let UncoveredMember { role, id, .. } = &members[0];
        let names: Vec<&str> = members.iter().map(|member| member.field.as_str()).collect();
        let (id, names) = (Escaped(id), first_names(&names));
        writeln!(f, "never seen in {role} {id}: {names}")?;
    }
    Ok(())
}

/// The first names, and the number of others.
fn first_names(names: &[impl AsRef<str>]) -> String {
    let mut shown: Vec<String> = names
        .iter()
        .take(MAX_NAMES)
        .map(|name| Escaped(name.as_ref()).to_string())
        .collect();
    if names.len() > MAX_NAMES {
        shown.push(format!("+{} more", names.len() - MAX_NAMES));
    }
    shown.join(", ")
}

fn show_table(f: &mut fmt::Formatter<'_>, models: &[Model]) -> fmt::Result {
    let width = models.iter().map(|model| model.id.chars().count()).max();
    let width = width.unwrap_or_default();
    writeln!(f, "{:<8}  {:<width$}  {}", "role", "id", COLUMNS.join("  "))?;
    for model in models {
        let Model { role, id, .. } = model;
        write!(f, "{role:<8}  {:<width$}", Escaped(id))?;
        let cells = [
            model.bodies.to_string(),
            model.accepted.to_string(),
            model.rejected.to_string(),
            model.unchecked.to_string(),
            share(model.typed_values, model.untyped_values),
            model.undocumented.to_string(),
        ];
        for (name, cell) in COLUMNS.iter().zip(cells) {
            write!(f, "  {cell:>width$}", width = name.len())?;
        }
        writeln!(f)?;
    }
    Ok(())
}

impl Verification {
    fn show_totals(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sum = |count: fn(&Model) -> usize| self.models.iter().map(count).sum::<usize>();
        let bodies = self.bodies.len() + self.unidentified.len();
        write!(
            f,
            "{}: {} accepted, {} rejected, {} unchecked, {} unidentified",
            Plural(bodies, "body", "bodies"),
            sum(|model| model.accepted),
            sum(|model| model.rejected),
            sum(|model| model.unchecked),
            self.unidentified.len(),
        )?;
        let broken = self.unidentified.iter().filter(|body| !body.is_json);
        match broken.count() {
            0 => writeln!(f)?,
            broken => writeln!(f, " ({broken} unreadable)")?,
        }
        let typed = sum(|model| model.typed_values);
        let untyped = sum(|model| model.untyped_values);
        let undocumented = sum(|model| model.undocumented);
        writeln!(
            f,
            "{typed} of {} typed ({}); {}, {} never seen, {}",
            Plural(typed + untyped, "value", "values"),
            share(typed, untyped),
            Plural(undocumented, "undocumented member", "undocumented members"),
            self.never_seen.len(),
            Plural(self.unknown_values.len(), "unknown value", "unknown values"),
        )?;
        let mixed = self.id_types.iter().filter(|it| it.prefixes.len() > 1);
        match self.id_types.len() {
            0 => Ok(()),
            types => writeln!(
                f,
                "{} seen, {} with several prefixes",
                Plural(types, "id type", "id types"),
                mixed.count()
            ),
        }
    }
}

/// The percentage of typed values, rounded down.
fn share(typed: usize, untyped: usize) -> String {
    match typed + untyped {
        0 => "-".to_owned(),
        all => format!("{}%", typed * 100 / all),
    }
}
