//! The command that mends what a check has found.

use std::ffi::OsString;

use reference_codegen::diagnostic::Printable;

/// The command with the same arguments that writes, as a shell takes it.
pub(super) fn command(arguments: impl Iterator<Item = OsString>) -> String {
    let mut words: Vec<String> = arguments
        .skip(1)
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    // No option before the subcommand has this as its value.
    if let Some(check) = words.iter_mut().find(|word| *word == "check") {
        "generate".clone_into(check);
    }
    let words = words.iter().map(|word| quoted(word));
    let words: Vec<String> = std::iter::once("reference-codegen".to_owned())
        .chain(words)
        .collect();
    words.join(" ")
}

/// A word that a shell leaves alone.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:=,@%+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", Printable(word).to_string().replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_has_the_same_arguments() {
        let command = |words: &[&str]| command(words.iter().map(OsString::from));
        assert_eq!(
            command(&[
                "target/debug/x",
                "-q",
                "check",
                "docs",
                "--out",
                "src/my api",
                "--time=jiff"
            ]),
            "reference-codegen -q generate docs --out 'src/my api' --time=jiff"
        );
        assert_eq!(
            command(&["x", "check", "check", "it's"]),
            r"reference-codegen generate check 'it'\''s'"
        );
    }
}
