//! The help, and the messages about wrong arguments.

use std::process::ExitCode;

use super::run_with;

#[test]
fn help_of_a_command_is_its_long_help() {
    for name in ["diff", "help"] {
        let ran = run_with(&["help", name]);
        assert_eq!((ran.status, ran.err.as_str()), (ExitCode::SUCCESS, ""));
        assert_eq!(ran.out, run_with(&[name, "--help"]).out);
    }
    assert_eq!(run_with(&["help"]).out, run_with(&["--help"]).out);
    let ran = run_with(&["help", "dif"]);
    assert_eq!(ran.status, ExitCode::from(2));
    assert!(
        ran.err.contains("a similar value exists: 'diff'"),
        "{}",
        ran.err
    );
}

#[test]
fn wrong_arguments_name_the_nearest_right_one() {
    let ran = run_with(&["generate", "--layout", "tre"]);
    assert_eq!(ran.status, ExitCode::from(2));
    assert!(ran.err.contains("did you mean `tree`?"), "{}", ran.err);
    let ran = run_with(&["generate", "--tiem", "jiff"]);
    assert_eq!(ran.status, ExitCode::from(2));
    assert!(ran.err.contains("'--time'"), "{}", ran.err);
}

#[test]
fn what_is_like_output_suggests_out() {
    let tip = "tip: a similar argument exists: '--out'";
    for given in ["--ouput", "--output", "--outptu", "--outpt"] {
        for command in [&["generate"][..], &["-q", "report"]] {
            let ran = run_with(&[command, &[given, "x"]].concat());
            assert_eq!(ran.status, ExitCode::from(2));
            assert!(ran.err.contains(tip), "{}", ran.err);
        }
        for command in [&["lint", "docs"][..], &["inspect"], &[]] {
            let ran = run_with(&[command, &[given, "x"]].concat());
            assert_eq!(ran.status, ExitCode::from(2));
            assert!(!ran.err.contains("'--out'"), "{}", ran.err);
        }
    }
}
