//! The command that fixes the findings of a check.

use std::ffi::OsString;

use reference_codegen::diagnostic::Escaped;

/// The `generate` command, quoted for a shell, for the arguments of a `check` command.
pub(super) fn fix_command(arguments: impl Iterator<Item = OsString>) -> String {
    let words = arguments.skip(1);
    let mut words = words.map(|word| word.to_string_lossy().into_owned());
    let mut command = "reference-codegen".to_owned();
    let mut has_subcommand = false;
    while let Some(word) = words.next() {
        match word.as_str() {
            // Options for messages do not affect the files.
            "-q" | "--quiet" => {}
            "--message-format" => drop(words.next()),
            word if word.starts_with("--message-format=") => {}
            // No option before the subcommand can have the value `check`.
            "check" if !has_subcommand => {
                has_subcommand = true;
                command += " generate";
            }
            word => command += &format!(" {}", quoted(word)),
        }
    }
    command
}

/// A word quoted for a shell, if necessary.
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
        let command = |words: &[&str]| fix_command(words.iter().map(OsString::from));
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
