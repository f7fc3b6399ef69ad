//! The outline of generated models: names, types and wire values, no prose.

use std::collections::BTreeMap;
use std::fmt::Write;

use reference_codegen::Generated;

/// The outline of every section of the docs: the first segment of the module path.
pub(crate) fn sections(generated: &Generated) -> BTreeMap<String, String> {
    let mut sections: BTreeMap<String, String> = BTreeMap::new();
    let files = generated
        .files()
        .iter()
        .filter(|(path, _)| *path != "runtime.rs");
    for (path, text) in files {
        let section = match path.split(['/', '.']).next() {
            Some("lib") | None => "index",
            Some(section) => section,
        };
        let outline = sections.entry(section.to_owned()).or_default();
        writeln!(outline, "{path}").unwrap();
        for (head, body) in items(text) {
            for fact in facts(head, &body) {
                writeln!(outline, "  {fact}").unwrap();
            }
        }
    }
    sections.retain(|_, outline| outline.lines().count() > 1);
    sections
}

/// The items of a file: the line that each begins with, and the lines in its braces.
fn items(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut items = Vec::new();
    let mut lines = text.lines();
    while let Some(head) = lines.next() {
        if head.starts_with("pub ") || head.starts_with("impl ") {
            let body = match head.ends_with('{') {
                true => lines
                    .by_ref()
                    .take_while(|line| *line != "}")
                    .map(str::trim)
                    .collect(),
                false => Vec::new(),
            };
            items.push((head, body));
        }
    }
    items
}

fn facts(head: &str, body: &[&str]) -> Vec<String> {
    let name = head.trim_end_matches(['{', '}', ';', ' ']);
    let name = name.strip_prefix("pub ").unwrap_or(name);
    if head.starts_with("pub struct ") {
        let fields = fields(body).into_iter().map(|field| format!("  {field}"));
        return [name.to_owned()].into_iter().chain(fields).collect();
    }
    if head.starts_with("pub ") {
        return vec![name.to_owned()];
    }
    let constant = |name: &str| {
        body.iter()
            .find(|line| line.starts_with(name))
            .and_then(|line| line.split('"').nth(1))
    };
    let response: String = body
        .iter()
        .skip_while(|line| !line.starts_with("type Response"))
        .take_while(|line| !line.is_empty())
        .copied()
        .collect();
    let response = response
        .strip_prefix("type Response =")
        .and_then(|rest| rest.strip_suffix(';'));
    match (constant("const METHOD"), constant("const PATH"), response) {
        (Some(method), Some(path), Some(response)) => {
            vec![format!(
                "  {method} {path} -> {}",
                response.trim().replace(",>", ">")
            )]
        }
        _ => values(body).collect(),
    }
}

/// `name: Type`, and what serde has to know.
fn fields(body: &[&str]) -> Vec<String> {
    let mut fields = Vec::new();
    let mut marks = String::new();
    let mut field = String::new();
    for line in body.iter().filter(|line| !line.starts_with("//")) {
        if field.is_empty() && !line.starts_with("pub ") {
            marks.push_str(&mark(line));
            continue;
        }
        field.push_str(line);
        if field.matches('<').count() == field.matches('>').count() && field.ends_with(',') {
            let kept = field.replace(",>", ">");
            let kept = kept.trim_start_matches("pub ").trim_end_matches(',');
            fields.push(format!("{kept}{marks}"));
            field.clear();
            marks.clear();
        }
    }
    fields
}

/// What a line of an attribute says.
fn mark(line: &str) -> String {
    let renamed = line
        .split("rename = ")
        .nth(1)
        .and_then(|rest| rest.split('"').nth(1));
    let mut mark = renamed.map_or_else(String::new, |name| format!(" = {name:?}"));
    let said = [
        ("skip_serializing_if", ", may be absent"),
        ("serde(skip)", ", in the path"),
        ("#[deprecated", ", deprecated"),
    ];
    mark.extend(
        said.into_iter()
            .filter(|(text, _)| line.contains(text))
            .map(|(_, mark)| mark),
    );
    mark
}

/// `Variant = "value"` for each value that an enum knows.
fn values<'a>(body: &'a [&'a str]) -> impl Iterator<Item = String> + 'a {
    body.iter().filter_map(|line| {
        let (name, value) = line.strip_prefix("Self::")?.split_once(" => \"")?;
        Some(format!("  {name} = \"{}", value.trim_end_matches(',')))
    })
}
