//! Enums of requests, whose types have long paths: their variants, and the conversions into them.

use super::{WIDEST, width};

/// The head of a conversion.
pub(super) const IMPL: &str = "impl From<";

/// The head of the function of a conversion.
pub(super) const FROM: &str = "fn from(";

/// Whether a variant starts here whose only field has a line of its own; not a pattern.
pub(super) fn is_variant(code: &str) -> bool {
    code.strip_suffix('(').is_some_and(|name| {
        name != "Some"
            && name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().all(char::is_alphanumeric)
    })
}

/// Whether this is a head on the one line that rustfmt gives it, wherever that ends.
pub(super) fn is_head(code: &str) -> bool {
    code.starts_with(IMPL) && code.ends_with('{') && width(code) <= WIDEST
}

/// A variant: one line, or its field on a line of its own.
pub(super) fn variant<'a>(
    head: &str,
    rest: &mut impl Iterator<Item = &'a str>,
    indent: usize,
) -> Vec<String> {
    let lines: Vec<&str> = rest.by_ref().take(2).collect();
    let field = lines
        .first()
        .map_or("", |line| line.trim())
        .trim_end_matches(',');
    let one = format!("{head}{field}),");
    if indent + width(&one) <= WIDEST {
        return vec![one];
    }
    let lines = lines.into_iter().map(str::to_owned);
    [head.to_owned()].into_iter().chain(lines).collect()
}

/// The head of an `impl`: one line, or the trait, the type and the brace on lines of their own.
/// A trait that is too wide is left on one line. rustfmt does not count the indentation of the one
/// line.
pub(super) fn implementation<'a>(
    first: &str,
    rest: &mut impl Iterator<Item = &'a str>,
    indent: usize,
) -> Vec<String> {
    let mut one = first.to_owned();
    while !one.ends_with('{')
        && let Some(line) = rest.next()
    {
        one.push(' ');
        one.push_str(line.trim());
    }
    let one = one.replace("< ", "<").replace(", >", ">");
    let parts = one
        .strip_suffix(" {")
        .and_then(|head| head.rsplit_once(" for "));
    match parts {
        Some((of, name)) if width(&one) > WIDEST && indent + width(of) <= WIDEST => {
            vec![of.to_owned(), format!("    for {name}"), "{".to_owned()]
        }
        _ => vec![one],
    }
}
