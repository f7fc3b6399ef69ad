//! Many parts of one kind, for the commands that look at the output of `generate`.

use std::fs;
use std::path::Path;

use reference_codegen::diff::ReferenceSource;
use reference_codegen::lint::LintLevels;
use reference_codegen::{Config, IdType};

use super::measure::assert_growth_of;
use super::{entity, many, member, request, written};

/// A folder with one page, which has these entities.
fn page(entities: &str) -> tempfile::TempDir {
    written(&[text(entities)])
}

fn text(entities: &str) -> String {
    format!("---\nreference:\n  curl:\n{entities}---\n# Things\n")
}

/// Every resource has a type for its ids, and is found by it.
#[test]
fn time_of_an_inspection_grows_with_the_types_of_ids_and_not_faster() {
    let folder = |count| {
        page(&many(count, |at| {
            entity(at, "        - { key: id, type: string }\n")
        }))
    };
    let run = |folder: &Path| {
        let config = Config::new().ids(IdType::Typed);
        let inspection = config.generate(&[folder]).unwrap().inspection();
        assert!(!inspection.models.is_empty());
        let explanation = config.explain(&[folder], "Thing0Id").unwrap();
        assert_eq!(explanation.ids.len(), 1);
    };
    assert_growth_of("types of ids", folder, run);
}

/// Each resource has a member that may be a secret, with a name of its own.
#[test]
fn time_of_lint_grows_with_the_members_that_may_be_secrets_and_not_faster() {
    let folder = |count| {
        page(&many(3 * count, |at| {
            entity(
                at,
                &format!("        - {{ key: part{at}_token, type: string }}\n"),
            )
        }))
    };
    let run = |folder: &Path| {
        let lint = Config::new().lint(&[folder], &LintLevels::default());
        assert!(!lint.unwrap().findings().is_empty());
    };
    assert_growth_of("members that may be secrets", folder, run);
}

/// There is an exchange for each operation, and all paths begin alike.
#[test]
fn time_of_verification_grows_with_the_exchanges_and_not_faster() {
    let folder = |count| {
        let operations = many(count, |at| {
            request(at).replace("/things", &format!("/v1/things{at}/:id"))
        });
        let path_parameter = "- { key: id, type: string }\n        - { key: kind";
        let folder = page(&operations.replace("- { key: kind", path_parameter));
        let exchanges: Vec<_> = (0..count).map(exchange).collect();
        let har = format!(r#"{{"log":{{"entries":[{}]}}}}"#, exchanges.join(",\n"));
        fs::write(folder.path().join("all.har"), har).unwrap();
        folder
    };
    let run = |folder: &Path| {
        let verification = Config::new().verify(&[folder], folder).unwrap();
        assert!(verification.unidentified.is_empty() && !verification.has_rejected());
    };
    assert_growth_of("exchanges", folder, run);
}

/// An entry of a HAR, for the operation of this number.
fn exchange(number: usize) -> String {
    let url = format!("https://host.example/v1/things{number}/1");
    let sent = format!(r#"{{"mimeType":"application/json","text":"{{\"kind\":\"k{number}\"}}"}}"#);
    format!(
        r#"{{"request":{{"method":"POST","url":"{url}","postData":{sent}}},
             "response":{{"status":200,"content":{{"text":"{{\"done\":true}}"}}}}}}"#
    )
}

/// Every page has a resource of the same id, and none of them changes.
#[test]
fn time_of_a_diff_grows_with_the_pages_of_one_id_and_not_faster() {
    let folder = |count| {
        let text = |at| text(&entity(0, &member(at, "string")));
        written(&(0..count).map(text).collect::<Vec<_>>())
    };
    let run = |folder: &Path| {
        let same = ReferenceSource::Folder(folder.to_owned());
        let diff = Config::new().diff(&same, &same).unwrap();
        assert!(diff.entities.is_empty());
    };
    assert_growth_of("pages of one id", folder, run);
}
