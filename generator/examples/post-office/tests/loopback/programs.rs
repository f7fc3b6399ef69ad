//! The binaries that list parcels, as a user runs them.

use std::process::{Command, Output};

use super::{client, created, server};

const PROGRAMS: [&str; 2] = [
    env!("CARGO_BIN_EXE_list-ureq"),
    env!("CARGO_BIN_EXE_list-reqwest"),
];

#[test]
fn each_program_lists_the_parcels() {
    let client = client();
    for to in ["Ada", "Bo", "Cy"] {
        created(&client, to);
    }
    for program in PROGRAMS {
        let ran = run(program, &client.bases["api"], server::KEY);
        assert!(ran.status.success(), "{ran:?}");
        let listed = String::from_utf8(ran.stdout).unwrap();
        assert_eq!(listed, "p1 to Ada\np2 to Bo\np3 to Cy\n", "{program}");
    }
}

#[test]
fn a_refused_key_is_an_error_of_each_program() {
    for program in PROGRAMS {
        let ran = run(program, &server::start(), "another key");
        assert!(!ran.status.success(), "{ran:?}");
        let error = String::from_utf8(ran.stderr).unwrap();
        assert!(error.contains("401"), "{program}: {error}");
    }
}

/// The proxy of the machine, if it has one, is not for this server.
fn run(program: &str, base: &str, key: &str) -> Output {
    let mut command = Command::new(program);
    command.arg(base).env("API_KEY", key);
    command.env("NO_PROXY", "127.0.0.1").output().unwrap()
}
