//! Many corrections of one entity.

use std::fs;
use std::path::Path;

use reference_codegen::Config;

use super::measure::assert_growth_of;
use super::{Shape, correction, entity, many, member, written};

/// The members of an object, and as many corrections of it.
const CORRECTIONS: &[(&str, Shape)] = &[
    ("flags", |count| {
        many(count, |at| correction(&format!("thing0.member{at}")))
    }),
    ("flags of inner members", |count| {
        many(count, |at| correction(&format!("thing0.inner.member{at}")))
    }),
    ("flags of parameters", |count| {
        many(count, |at| {
            correction(&format!("send.parameters.member{at}"))
        })
    }),
    ("flags of parameters beside a header", |count| {
        let header = "add = [{ name = \"Trace-Id\", type = \"string\", in = \"header\" }]";
        let flags = many(count, |at| {
            correction(&format!("send.parameters.member{at}"))
        });
        changed("send.parameters", header) + &flags
    }),
    ("flags of answers", |count| {
        many(count, |at| correction(&format!("send.returns.member{at}")))
    }),
    ("new types", |count| {
        many(count, |at| {
            changed(
                &format!("thing0.member{at}"),
                "type = \"integer\"\nwas = \"string\"",
            )
        })
    }),
    ("new names", |count| {
        many(count, |at| {
            changed(
                &format!("thing0.member{at}"),
                &format!("name = \"part{at}\"\nwas = \"member{at}\""),
            )
        })
    }),
    ("new members", |count| {
        many(count, |at| changed("thing0", &new_member(at)))
    }),
    ("new inner members", |count| {
        many(count, |at| changed("thing0.inner", &new_member(at)))
    }),
    ("new parameters", |count| {
        many(count, |at| changed("send.parameters", &new_member(at)))
    }),
    ("new members of answers", |count| {
        many(count, |at| changed("send.returns", &new_member(at)))
    }),
    ("dropped members", |count| {
        many(count, |at| {
            changed(
                &format!("thing0.member{at}"),
                "drop = true\nwas = \"string\"",
            )
        })
    }),
    ("corrections that do not fit", |count| {
        many(count, |at| {
            changed(
                &format!("thing0.member{at}"),
                "optional = true\nnullable = false\nwas = { optional = false }",
            )
        })
    }),
];

/// The time of a correction does not depend on the size of its entity: only the changed members are
/// looked at.
#[test]
fn time_grows_with_the_corrections_of_an_entity_and_not_faster() {
    for (name, corrections) in CORRECTIONS {
        let folder = |count| {
            let members = many(count, |at| member(at, "string"));
            let inner = members.replace("        ", "            ");
            let thing = format!(
                "{}        - key: inner\n          type: object\n          properties:\n{inner}",
                entity(0, &members)
            );
            let send = format!("{}      returns:\n{members}", send(&members));
            let page = format!("---\nreference:\n  curl:\n{thing}{send}---\n# Things\n");
            let folder = written(&[page]);
            fs::write(folder.path().join("corrections.toml"), corrections(count)).unwrap();
            folder
        };
        let run = |folder: &Path| {
            let config = Config::new().corrections(folder.join("corrections.toml"));
            let fits = config.generate(&[folder]).is_ok();
            assert_eq!(fits, *name != "corrections that do not fit", "{name}");
        };
        assert_growth_of(name, folder, run);
    }
}

pub(super) fn changed(path: &str, change: &str) -> String {
    format!("[[correct]]\npath = \"{path}\"\nreason = \"Seen.\"\n{change}\n")
}

fn new_member(number: usize) -> String {
    format!("add = [{{ name = \"part{number}\", type = \"string\" }}]")
}

/// A request with these parameters.
pub(super) fn send(parameters: &str) -> String {
    format!(
        "    - key: send\n      id: send\n      title: /things\n      type: POST\n      \
         parameters:\n{parameters}"
    )
}
