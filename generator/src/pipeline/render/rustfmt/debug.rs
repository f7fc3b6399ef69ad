//! `Debug` that is written by hand: a field a line, and each in lines of its own if it is wide.

use super::width;

/// The widest arguments of a call that stay on one line.
const WIDEST_ARGUMENTS: usize = 60;

/// What the chain of calls begins with.
const HEAD: &str = "f.debug_struct(";

/// What every call for a field begins with.
pub(super) const FIELD: &str = ".field(";

/// Whether the whole chain stands on this line, or a field of it.
pub(super) fn is_part(code: &str) -> bool {
    code.starts_with(FIELD) && code.ends_with(')') || code.starts_with(HEAD) && code.contains(FIELD)
}

/// The lines of such a part. No chain with a field is short enough for one line.
pub(super) fn lines(code: &str, within: usize) -> Vec<String> {
    let margin = " ".repeat(within);
    if code.starts_with(FIELD) {
        return field(code, &margin);
    }
    let broken = code.replace(FIELD, &format!("\n{FIELD}"));
    let broken = broken.replace(".finish()", "\n.finish()");
    let mut lines = Vec::new();
    for line in broken.lines() {
        match line.starts_with('.') {
            true => lines.extend(field(line, &format!("{margin}    "))),
            false => lines.push(format!("{margin}{line}")),
        }
    }
    lines
}

/// One call of the chain: on one line, or with an argument a line.
fn field(code: &str, margin: &str) -> Vec<String> {
    let arguments = code
        .strip_prefix(FIELD)
        .and_then(|code| code.strip_suffix(')'));
    match arguments.and_then(|all| Some((all, all.split_once(", ")?))) {
        Some((all, (name, value))) if width(all) > WIDEST_ARGUMENTS => vec![
            format!("{margin}{FIELD}"),
            format!("{margin}    {name},"),
            format!("{margin}    {value},"),
            format!("{margin})"),
        ],
        _ => vec![format!("{margin}{code}")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_has_a_call_a_line() {
        let code = r#"f.debug_struct("A").field("b", &format_args!("[redacted]")).finish()"#;
        assert!(is_part(code));
        let expected = [
            r#"  f.debug_struct("A")"#,
            r#"      .field("b", &format_args!("[redacted]"))"#,
            "      .finish()",
        ];
        assert_eq!(lines(code, 2), expected);
    }

    #[test]
    fn a_wide_call_has_an_argument_a_line() {
        let name = "a".repeat(30);
        let code = format!(".field(\"{name}\", &self.{name})");
        let expected = [
            "    .field(".to_owned(),
            format!("        \"{name}\","),
            format!("        &self.{name},"),
            "    )".to_owned(),
        ];
        assert_eq!(lines(&code, 4), expected);
    }
}
