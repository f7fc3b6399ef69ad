//! The command that mends what a check has found.

use std::ffi::OsString;

use reference_codegen::diagnostic::Escaped;

/// The command that writes what these arguments check, as a shell takes it.
pub(super) fn command(arguments: impl Iterator<Item = OsString>) -> String {
    let mut words: Vec<String> = arguments
        .skip(1)
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    // No option before the subcommand has this as its value.
    if let Some(check) = words.iter_mut().find(|word| *word == "check") {
        "generate".clone_into(check);
    }
    let words = relevant_args(&words).into_iter().map(quoted);
    let words: Vec<String> = std::iter::once("reference-codegen".to_owned())
        .chain(words)
        .collect();
    words.join(" ")
}

/// The words without those that decide only how the command talks.
fn relevant_args(words: &[String]) -> Vec<&str> {
    let mut kept = Vec::new();
    let mut rest = words.iter().map(String::as_str);
    while let Some(word) = rest.next() {
        match word {
            "-q" | "--quiet" => {}
            "--message-format" => drop(rest.next()),
            word if word.starts_with("--message-format=") => {}
            word => kept.push(word),
        }
    }
    kept
}

/// A word that a shell leaves alone.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:=,@%+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", Escaped(word).to_string().replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_has_the_arguments_that_decide_the_files() {
        let command = |words: &[&str]| command(words.iter().map(OsString::from));
        assert_eq!(
            command(&[
                "target/debug/x",
                "-q",
                "check",
                "docs",
                "--message-format",
                "short",
                "--out",
                "src/my api",
                "--time=jiff"
            ]),
            "reference-codegen generate docs --out 'src/my api' --time=jiff"
        );
        assert_eq!(
            command(&["x", "check", "check", "it's"]),
            r"reference-codegen generate check 'it'\''s'"
        );
    }
}
