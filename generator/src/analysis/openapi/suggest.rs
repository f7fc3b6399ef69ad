//! Suggests corrections that would resolve the disagreements. A maintainer reviews them and adds
//! them to the corrections file.

mod inferred;

use std::collections::BTreeSet;
use std::fmt::{self, Write};

use super::compare::Comparer;
use super::described::Place;
use super::disagreement::{Disagreement, Kind};
use super::found::{Fix, Found, NewMember, Owner};
use super::schema::Schema;
use crate::analysis::verify::inferred_type::{InferredMember, InferredType};
use crate::analysis::verify::suggest::toml::{Correction, array, pairs, tables};
use crate::base::diagnostic::{Escaped, toml_string};
use crate::notation::header_name::{is_header_name, is_reserved};
use crate::pipeline::api::Field;
use crate::pipeline::correct;

/// Corrections as TOML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suggestions(Vec<Suggestion>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Suggestion {
    /// It changes a fact in the docs.
    Change(Correction),
    /// It only adds a fact: the docs may be older, but not wrong.
    Addition(Correction),
    /// No correction resolves it, so only a `[[keep]]` is possible.
    Keep(Disagreement),
}

impl Suggestions {
    /// The disagreements that no correction resolves, one line each.
    pub fn unfixable(&self) -> Vec<String> {
        let kept = self.0.iter().filter_map(|suggestion| match suggestion {
            Suggestion::Keep(one) => Some(format!(
                "{} at {}: no correction resolves it; a `[[keep]]` can accept it",
                one.path, one.pointer
            )),
            Suggestion::Change(_) | Suggestion::Addition(_) => None,
        });
        kept.collect()
    }
}

/// Prints the tables as TOML, separated by empty lines.
impl fmt::Display for Suggestions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, suggestion) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            match suggestion {
                Suggestion::Change(correction) => write!(f, "{correction}")?,
                Suggestion::Addition(correction) => {
                    write!(
                        f,
                        "# An addition: the description may be newer than the docs.\n{correction}"
                    )?;
                }
                Suggestion::Keep(one) => show_keep(f, one)?,
            }
        }
        Ok(())
    }
}

/// Prints a `[[keep]]` table as comments, because the maintainer must add the reason.
fn show_keep(f: &mut fmt::Formatter<'_>, one: &Disagreement) -> fmt::Result {
    writeln!(
        f,
        "# No correction resolves this, at {}:",
        Escaped(&one.pointer)
    )?;
    writeln!(f, "# [[keep]]\n# path = {}", toml_string(&one.path))?;
    if let Some(page) = &one.page {
        writeln!(f, "# page = {}", toml_string(page))?;
    }
    let (docs, openapi) = (toml_string(&one.docs), toml_string(&one.openapi));
    writeln!(
        f,
        "# kind = \"{}\"\n# docs = {docs}\n# openapi = {openapi}",
        one.kind
    )?;
    writeln!(f, "# reason = \"\"")
}

/// The corrections that would resolve these disagreements, in the same order.
pub(super) fn suggest<'a>(
    found: &[Found<'a>],
    disagreements: &[Disagreement],
    comparer: &Comparer<'a>,
) -> Suggestions {
    let mut suggestions = Vec::new();
    let mut added = BTreeSet::new();
    let found = found.iter().zip(disagreements);
    for (found, one) in found.filter(|(_, one)| one.kept.is_none()) {
        let suggester = Suggester {
            found,
            one,
            comparer,
        };
        let is_free = suggester.is_free(&mut added);
        match suggester.suggest().filter(|_| is_free) {
            Some(mut more) => suggestions.append(&mut more),
            None => suggestions.push(Suggestion::Keep(one.clone())),
        }
    }
    Suggestions(suggestions)
}

/// Suggests corrections for one disagreement.
struct Suggester<'s, 'a> {
    found: &'s Found<'a>,
    one: &'s Disagreement,
    comparer: &'s Comparer<'a>,
}

impl<'a> Suggester<'_, 'a> {
    /// `false` for a new parameter if its name is already used, in the docs or by an earlier
    /// addition: all parameters of a request have different names. Case is ignored, because header
    /// names are case-insensitive.
    fn is_free(&self, added: &mut BTreeSet<(String, String)>) -> bool {
        let (Fix::Add { container, member }, Owner::Operation(index)) =
            (&self.found.fix, self.found.owner)
        else {
            return true;
        };
        let operation = &self.comparer.api.operations[index];
        if *container != format!("{}.parameters", operation.id) {
            return true;
        }
        let in_path = operation.path_parameters.iter().map(|it| &it.name);
        let mut names = in_path.chain(operation.parameters().map(|it| &it.name));
        let is_documented = names.any(|name| name.eq_ignore_ascii_case(&member.name));
        !is_documented && added.insert((container.clone(), member.name.to_ascii_lowercase()))
    }

    /// The corrections; `None` if no correction resolves it.
    fn suggest(&self) -> Option<Vec<Suggestion>> {
        let change = |change: String| vec![Suggestion::Change(self.correction(change))];
        Some(match &self.found.fix {
            Fix::None => return None,
            Fix::OfAnother => Vec::new(),
            Fix::Flag(flag, to) => change(format!("{flag} = {to}\nwas = {}", !to)),
            Fix::Type(field, schema) => {
                let was = correct::expected_notation(field, self.comparer.api)?;
                change(self.retype(&field.name, &was, schema.as_ref())?)
            }
            Fix::TypeOfText(name, schema) => change(self.retype(name, "string", Some(schema))?),
            Fix::Values {
                field,
                docs,
                openapi,
            } => self.values(field, docs, openapi)?,
            Fix::Add { container, member } => {
                let correction = Correction {
                    path: container.clone(),
                    ..self.correction(self.add(member)?)
                };
                vec![Suggestion::Addition(correction)]
            }
            Fix::Drop(field) => {
                let was = correct::expected_notation(field, self.comparer.api)?;
                change(format!("drop = true\nwas = {}", toml_string(&was)))
            }
            Fix::DropOperation => change(format!(
                "drop = true\nwas = {}",
                toml_string(&self.one.docs)
            )),
            Fix::In { to, was } => change(format!("in = \"{}\"\nwas = \"{was}\"", to.as_str())),
            Fix::Call { key, to, was } => change(format!(
                "{key} = {}\nwas = {}",
                toml_string(to),
                toml_string(was)
            )),
            Fix::Returns { to, is_url } => vec![self.returns(to.as_ref(), *is_url)?],
        })
    }

    fn correction(&self, change: String) -> Correction {
        let Disagreement { kind, openapi, .. } = self.one;
        let claim = match kind {
            Kind::Credential | Kind::Server | Kind::Encoding => format!("{kind} `{openapi}`"),
            Kind::Type | Kind::Response => format!("`{openapi}`"),
            Kind::Values => "with other values".to_owned(),
            Kind::Place => format!("in the {openapi}"),
            _ => openapi.clone(),
        };
        Correction {
            path: self.one.path.clone(),
            page: self.one.page.clone(),
            change,
            reason: format!(
                "{claim} in the API's OpenAPI description ({})",
                self.one.pointer
            ),
        }
    }

    fn retype(&self, name: &str, was: &str, schema: Option<&Schema<'a>>) -> Option<String> {
        let member = inferred::member(name, schema, false, self.comparer)?;
        let change = typed("type", &member.ty.to_string(), &member);
        Some(format!("{change}\nwas = {}", toml_string(was)))
    }

    /// Drops the values that only the docs have, then adds the values that they lack. An enum that
    /// would lose all its values gets another type.
    fn values(
        &self,
        field: &Field,
        docs: &[String],
        openapi: &[String],
    ) -> Option<Vec<Suggestion>> {
        let texts = |values: &[String]| array(values.iter().map(String::as_str));
        let values = field.ty.values()?.iter();
        let mut was: Vec<String> = values.map(|value| value.value.clone()).collect();
        if was.len() == docs.len() {
            return None;
        }
        let mut suggestions = Vec::new();
        if !docs.is_empty() {
            let change = format!("drop_values = {}\nwas = {}", texts(docs), texts(&was));
            suggestions.push(Suggestion::Change(self.correction(change)));
            was.retain(|value| !docs.contains(value));
        }
        if !openapi.is_empty() {
            let change = format!("add_values = {}\nwas = {}", texts(openapi), texts(&was));
            suggestions.push(Suggestion::Addition(self.correction(change)));
        }
        Some(suggestions)
    }

    fn add(&self, new: &NewMember<'a>) -> Option<String> {
        let schema = new.schema.as_ref();
        let member = inferred::member(&new.name, schema, new.optional, self.comparer)?;
        let mut pairs = pairs(&member, 0);
        match new.place {
            None => {}
            Some(Place::Header) if !can_be_header(&member) => return None,
            Some(place @ (Place::Query | Place::Header | Place::Body)) => {
                pairs.push(format!("in = \"{}\"", place.as_str()));
            }
            Some(Place::Path | Place::Cookie) => return None,
        }
        Some(format!(
            "add = {{ {} }}\nwas = \"absent\"",
            pairs.join(", ")
        ))
    }

    fn returns(&self, to: Option<&Schema<'a>>, is_url: bool) -> Option<Suggestion> {
        let Owner::Operation(index) = self.found.owner else {
            return None;
        };
        let api = self.comparer.api;
        let operation = &api.operations[index];
        let was = correct::display_response(&operation.response, api);
        let change = match to {
            None if is_url => "returns = \"url\"".to_owned(),
            None => "returns = \"nothing\"".to_owned(),
            Some(schema) => {
                let member = inferred::member("body", Some(schema), false, self.comparer)?;
                let null = if member.nullable { " | null" } else { "" };
                typed("returns", &format!("{}{null}", member.ty), &member)
            }
        };
        Some(Suggestion::Change(Correction {
            path: operation.id.clone(),
            ..self.correction(format!("{change}\nwas = {}", toml_string(&was)))
        }))
    }
}

/// `true` for a member that a correction may send as a header.
fn can_be_header(member: &InferredMember) -> bool {
    let is_nested = |ty: &InferredType| {
        matches!(
            ty,
            InferredType::Array(_)
                | InferredType::Map(_)
                | InferredType::Object(_)
                | InferredType::Resource(_)
        )
    };
    let is_text = match &member.ty {
        InferredType::Array(item) => !is_nested(item),
        ty => !is_nested(ty),
    };
    is_text && is_header_name(&member.name) && !is_reserved(&member.name)
}

/// A change to a type, with the members of its object.
fn typed(key: &str, notation: &str, member: &InferredMember) -> String {
    let mut change = format!("{key} = {}", toml_string(notation));
    let fields = tables(member.ty.members(), 1);
    if !fields.is_empty() {
        // Writing into a `String` cannot fail.
        let _ = write!(change, "\nfields = {fields}");
    }
    change
}
