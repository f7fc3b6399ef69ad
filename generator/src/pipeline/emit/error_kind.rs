//! The enum of the documented errors in the support module.

use crate::base::text::markdown::escaped_code_span;
use crate::pipeline::model::rust_model::{ErrorVariant, RustModel};

const ERROR_KIND: &str = include_str!("runtime/error_kind.rs.in");

/// The text of the enum, with a variant for each documented error. In a package, the variants of a
/// section need its feature.
pub(super) fn text(model: &RustModel) -> String {
    let lines = |line: fn(&ErrorVariant, &str) -> String| -> String {
        let lines = model.errors.iter().map(|error| {
            let condition = feature(error, model).map_or(String::new(), |feature| {
                format!("    #[cfg(feature = \"{feature}\")]\n")
            });
            line(error, &condition)
        });
        lines.collect()
    };
    ERROR_KIND
        .replace("    // VARIANTS\n", &lines(variant))
        .replace("    // READERS\n", &lines(reader))
        .replace("            // NAMES\n", &indented(&lines(debug_name)))
}

fn variant(error: &ErrorVariant, condition: &str) -> String {
    let ErrorVariant {
        name, member, body, ..
    } = error;
    let texts: Vec<String> = error
        .texts
        .iter()
        .map(|text| escaped_code_span(text))
        .collect();
    format!(
        "    /// `{member}`: {}\n{condition}    {name}(Box<super::{body}>),\n",
        texts.join(", ")
    )
}

fn reader(error: &ErrorVariant, condition: &str) -> String {
    let ErrorVariant {
        name,
        member,
        texts,
        ..
    } = error;
    format!(
        "{condition}    |json| documented_error(json, {member:?}, &{texts:?}).map(ErrorKind::{name}),\n"
    )
}

fn debug_name(error: &ErrorVariant, condition: &str) -> String {
    let name = &error.name;
    format!("{condition}    Self::{name}(_) => \"{name}\",\n")
}

/// Lines, indented by two levels.
fn indented(lines: &str) -> String {
    let lines = lines.lines().map(|line| format!("        {line}\n"));
    lines.collect()
}

/// The feature of the section of an error, unless the section is always compiled.
fn feature<'m>(error: &ErrorVariant, model: &'m RustModel) -> Option<&'m str> {
    let section = error.body.module.section()?;
    let section = model.package.as_ref()?.sections.get(section)?;
    if section.always {
        None
    } else {
        Some(&section.feature)
    }
}
