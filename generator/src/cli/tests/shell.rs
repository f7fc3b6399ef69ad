//! The completions, and the pages for `man`.

use std::process::ExitCode;

use clap::CommandFactory;

use super::run_with;
use crate::cli::arguments::Arguments;

#[test]
fn every_shell_completes_every_subcommand() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = run_with(&["completions", shell]);
        assert_eq!((ran.status, ran.err.as_str()), (ExitCode::SUCCESS, ""));
        for command in Arguments::command().get_subcommands() {
            let name = command.get_name();
            assert!(ran.out.contains(name), "{shell} does not complete {name}");
        }
        assert!(ran.out.contains("--message-format") || ran.out.contains("message-format"));
    }
    let ran = run_with(&["completions", "bsh"]);
    assert_eq!(ran.status, ExitCode::from(2));
    assert!(ran.err.contains("'bash'"), "{}", ran.err);
}

#[test]
fn man_has_a_page_for_the_whole_and_for_each_subcommand() {
    let whole = run_with(&["man"]);
    assert_eq!((whole.status, whole.err.as_str()), (ExitCode::SUCCESS, ""));
    for command in Arguments::command().get_subcommands() {
        let name = command.get_name().replace('-', "\\-");
        let title = format!("reference\\-codegen\\-{name}(1)");
        assert!(whole.out.contains(&title), "{title}: {}", whole.out);
        let page = run_with(&["man", command.get_name()]);
        assert_eq!((page.status, page.err.as_str()), (ExitCode::SUCCESS, ""));
        for section in ["SYNOPSIS\n.nf", "DESCRIPTION", "OPTIONS", "EXAMPLES\n.nf"] {
            assert!(
                page.out.contains(&format!(".SH {section}\n")),
                "{}",
                page.out
            );
        }
        assert!(!page.out.contains("EXTRA"), "{}", page.out);
    }
    let ran = run_with(&["man", "dif"]);
    assert_eq!(ran.status, ExitCode::from(2));
    assert!(
        ran.err.contains("a similar value exists: 'diff'"),
        "{}",
        ran.err
    );
}
