//! Where prettyplease and rustfmt disagree, rustfmt is right.
//!
//! Derives, signatures, match arms and conversions are laid out here as rustfmt does it. Whatever else may come out
//! differently is rare (it takes names of unusual length) and gets `#[rustfmt::skip]`.

mod conversion;
mod debug;

/// The widest line.
const WIDEST: usize = 100;

/// The widest derive that stays on one line.
const WIDEST_DERIVE: usize = 96;

/// The widest list of arguments of an attribute that stays on one line.
const WIDEST_ARGUMENTS: usize = 70;

/// The widest fields of a struct literal that stay on one line.
const WIDEST_LITERAL: usize = 18;

/// The head of a list that is laid out here.
const DERIVE: &str = "#[derive(";

/// The end of a derive's elements where they have lines of their own; rustfmt does not count its
/// comma.
const DERIVED: &str = "::serde::Deserialize,";

/// What every arm of a union does.
const ALTERNATIVE: &str = " => runtime::alternative(value)";

/// The head of a function's signature.
const FUNCTION: &str = "pub fn ";

/// An item that prettyplease has printed, as rustfmt leaves it in place `depth` modules deep.
pub(super) fn settle(printed: &str, depth: usize) -> String {
    let indent = depth * 4;
    let mut settled = Vec::new();
    let mut lines = printed.trim_end().lines();
    while let Some(line) = lines.next() {
        if is_comment(line) {
            settled.push(line.to_owned());
        } else {
            settled.extend(lay_out(line, &mut lines, indent));
        }
    }
    let is_disputed = settled.iter().any(|line| is_disputed(line, indent));
    if printed.starts_with("impl ") {
        settled = spaced(settled);
    }
    if is_disputed {
        settled.insert(0, "#[rustfmt::skip]".to_owned());
    }
    settled.join("\n")
}

/// Whether this is documentation, which nobody lays out again.
fn is_comment(line: &str) -> bool {
    line.trim_start_matches(' ').starts_with("///")
}

/// The construct that starts in `line`, with as many of the lines after it as belong to it.
fn lay_out<'a>(line: &str, rest: &mut impl Iterator<Item = &'a str>, indent: usize) -> Vec<String> {
    let code = line.trim_start();
    let within = line.len() - code.len();
    if code.starts_with(DERIVE) {
        derive(&elements(code, rest), within, indent)
    } else if code.starts_with(conversion::IMPL) {
        conversion::implementation(line, rest, indent)
    } else if conversion::is_variant(code) {
        conversion::variant(line, rest, indent)
    } else if is_function(code) && code.ends_with('(') {
        signature(line, rest, indent)
    } else if debug::is_part(code) {
        debug::lines(code, within)
    } else if let Some(fields) = literal(code) {
        lines_of(&fields, within)
    } else if let Some((pattern, value)) = code.split_once(" => ").filter(|_| is_arm(code)) {
        arm(pattern, value, within, rest, indent)
    } else if let Some((pattern, _)) = code.split_once(ALTERNATIVE) {
        arm(
            pattern,
            &code[pattern.len() + " => ".len()..],
            within,
            rest,
            indent,
        )
    } else if let Some(pattern) = code.strip_suffix(" => {").filter(|code| is_selector(code)) {
        block(line, pattern, within, rest, indent)
    } else {
        vec![line.to_owned()]
    }
}

/// Whether this is the head of a function whose signature is laid out here.
fn is_function(code: &str) -> bool {
    code.starts_with(FUNCTION) || code.starts_with(conversion::FROM)
}

/// An arm of a union that prettyplease has given a block. A block of several lines stays.
fn block<'a>(
    line: &str,
    pattern: &str,
    within: usize,
    rest: &mut impl Iterator<Item = &'a str>,
    indent: usize,
) -> Vec<String> {
    let end = format!("{}}}", " ".repeat(within));
    let mut lines: Vec<&str> = rest.take_while(|line| *line != end).collect();
    match lines.as_slice() {
        [value] => arm(pattern, value.trim(), within, rest, indent),
        _ => {
            lines.insert(0, line);
            lines.push(&end);
            lines.into_iter().map(str::to_owned).collect()
        }
    }
}

/// Whether this is what a value must say of itself to be an alternative of a union.
fn is_selector(code: &str) -> bool {
    code.starts_with("Some(\"") || code.starts_with("::serde_json::Value::")
}

/// The fields of a struct literal that is too wide for the one line it stands on.
fn literal(code: &str) -> Option<String> {
    let fields = code.strip_prefix("Self { ")?.strip_suffix(" }")?;
    (width(fields) > WIDEST_LITERAL).then(|| fields.to_owned())
}

/// A struct literal with a field a line.
fn lines_of(fields: &str, within: usize) -> Vec<String> {
    let margin = " ".repeat(within);
    let mut lines = vec![format!("{margin}Self {{")];
    lines.extend(
        fields
            .split(", ")
            .map(|field| format!("{margin}    {field},")),
    );
    lines.push(format!("{margin}}}"));
    lines
}

/// Whether this is an arm for one of an enum's requests that has got a block.
fn is_arm(code: &str) -> bool {
    code.starts_with("Self::") && code.ends_with("=> {")
}

/// The parts of an `impl`, with an empty line after each.
fn spaced(lines: Vec<String>) -> Vec<String> {
    let mut spaced: Vec<String> = Vec::new();
    for line in lines {
        let ended = spaced.last().is_some_and(|last| {
            let code = last.trim_start();
            last.len() - code.len() == 4 && code.ends_with(['}', ';'])
        });
        if ended && line != "}" {
            spaced.push(String::new());
        }
        spaced.push(line);
    }
    spaced
}

/// The elements of a derive that starts in `first`.
fn elements<'a>(first: &str, rest: &mut impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut list = first.to_owned();
    while !list.ends_with(")]")
        && let Some(line) = rest.next()
    {
        list.push_str(line.trim());
    }
    let inner = list.trim_start_matches(DERIVE).trim_end_matches(")]");
    let elements = inner
        .split(',')
        .map(str::trim)
        .filter(|element| !element.is_empty());
    elements.map(str::to_owned).collect()
}

/// A derive: one line, or all elements on a line of their own, or one element a line.
fn derive(elements: &[String], within: usize, indent: usize) -> Vec<String> {
    let margin = " ".repeat(within);
    let inner = elements.join(", ");
    let one = format!("{margin}{DERIVE}{inner})]");
    if indent + width(&one) <= WIDEST_DERIVE {
        return vec![one];
    }
    let mut lines = vec![format!("{margin}{DERIVE}")];
    if indent + within + 4 + width(&inner) <= WIDEST {
        lines.push(format!("{margin}    {inner},"));
    } else {
        lines.extend(
            elements
                .iter()
                .map(|element| format!("{margin}    {element},")),
        );
    }
    lines.push(format!("{margin})]"));
    lines
}

/// The signature of a function that is too wide for prettyplease: one line if there is room after
/// all, or one argument a line.
fn signature<'a>(
    head: &str,
    rest: &mut impl Iterator<Item = &'a str>,
    indent: usize,
) -> Vec<String> {
    let mut lines = vec![head.to_owned()];
    for line in rest.by_ref() {
        lines.push(line.to_owned());
        if line.trim_start().starts_with(')') {
            break;
        }
    }
    let joined: Vec<&str> = lines.iter().skip(1).map(|line| line.trim()).collect();
    let one = format!("{head}{}", joined.join(" ").replace(", )", ")"));
    if indent + width(&one) <= WIDEST {
        return vec![one];
    }
    lines
}

/// An arm: one line, or a block for a value that does not fit.
fn arm<'a>(
    pattern: &str,
    value: &str,
    within: usize,
    rest: &mut impl Iterator<Item = &'a str>,
    indent: usize,
) -> Vec<String> {
    let margin = " ".repeat(within);
    let value = if value == "{" {
        let value = rest.next().unwrap_or_default().trim();
        rest.next();
        value
    } else {
        value.trim_end_matches(',')
    };
    let one = format!("{margin}{pattern} => {value},");
    if indent + width(&one) <= WIDEST {
        return vec![one];
    }
    vec![
        format!("{margin}{pattern} => {{"),
        format!("{margin}    {value}"),
        format!("{margin}}}"),
    ]
}

/// Whether rustfmt could break this line, or join it with the next.
fn is_disputed(line: &str, indent: usize) -> bool {
    let code = line.trim_start();
    let is_text = code.starts_with("#[deprecated =") || code.starts_with("#[doc");
    if is_comment(line) || is_text || code == debug::FIELD || conversion::is_head(code) {
        return false;
    }
    let is_laid_out = code.starts_with(DERIVE);
    let opens = code.ends_with('(') && (is_function(code) || conversion::is_variant(code));
    if is_laid_out || opens || code.ends_with(DERIVED) {
        return false;
    }
    let arguments = code
        .split_once('(')
        .filter(|_| code.starts_with("#[serde("));
    let too_wide = arguments.is_some_and(|(_, rest)| width(rest) > WIDEST_ARGUMENTS + ")]".len());
    let broken = code == "runtime::alternative(value)"
        || ["(", "[", "<", "="].iter().any(|end| code.ends_with(end));
    too_wide || broken || indent + width(line) > WIDEST
}

/// The columns of `text`: two for each character that may be that wide.
fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
