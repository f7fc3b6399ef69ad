//! Members that other views have and the wire view lacks.

use super::*;

const KENNEL: &str = "---
reference:
  curl:
    - key: dog
      id: dog
      properties:
        - { key: name, type: string }
        - key: owner
          type: object
          properties:
            - { key: id, type: string }
        - { key: kennel, type: object, properties: [{ key: id, type: string }] }
    - key: keeper
      id: keeper
      properties:
        - { key: house, type: string }
    - key: walk_dog
      id: walk_dog
      title: /dogs/walks
      type: POST
      parameters:
        - { key: minutes, type: integer }
      returns:
        - { key: walk, type: string }
  js:
    - key: Dog
      id: dog
      properties:
        - { key: name, type: string }
        - { key: breed, type: string }
        - { key: tag, type: string }
        - { key: owner, type: object, properties: [{ key: id, type: string }, { key: phoneNumber, type: string }] }
        - { key: kennel, type: object, properties: [{ key: id, type: string }, { key: house, type: string }] }
    - key: walkDog
      id: walk_dog
      parameters:
        - { key: minutes, type: number }
        - { key: leash, type: string }
      returns:
        - { key: walk, type: string }
        - { key: leash, type: string }
  php:
    - key: Dog
      id: dog
      properties:
        - { key: name, type: string }
        - { key: breed, type: string }
        - { key: tag, type: string }
        - { key: owner, type: object, properties: [{ key: id, type: string }, { key: phone_number, type: string }] }
    - key: walkDog
      id: walk_dog
      parameters:
        - { key: leash, type: string }
      returns:
        - { key: walk, type: string }
        - { key: leash, type: string }
---

# Dogs
";

/// One finding names all views of a member; a request and its response have a finding each.
#[test]
fn a_member_is_found_once_for_all_views() {
    let folder = kennel();
    insta::assert_snapshot!(found(Config::new(), folder.path()), @r"
    pages/dogs/index.mdx:30:11: warning[missing-on-wire]: only the views `js`, `php` have `breed` of `dog`
      pages/dogs/index.mdx:47:11: php: listed
      help: document it in the wire view if it is on the wire, or add it by a correction
    pages/dogs/index.mdx:31:11: warning[missing-on-wire]: only the views `js`, `php` have `tag` of `dog`
      pages/dogs/index.mdx:48:11: php: listed
      help: document it in the wire view if it is on the wire, or add it by a correction
    pages/dogs/index.mdx:32:79: warning[missing-on-wire]: only the views `js`, `php` have `owner.phone_number` of `dog`
      pages/dogs/index.mdx:49:79: php: listed
      help: document it in the wire view if it is on the wire, or add it by a correction
    pages/dogs/index.mdx:33:80: warning[missing-on-wire]: only the view `js` has `kennel.house` of `dog`
      help: document it in the wire view if it is on the wire, or add it by a correction
    pages/dogs/index.mdx:38:11: warning[missing-on-wire]: only the views `js`, `php` have `leash` of `walk_dog`
      pages/dogs/index.mdx:53:11: php: listed
      help: document it in the wire view if it is on the wire, or add it by a correction
    pages/dogs/index.mdx:41:11: warning[missing-on-wire]: only the views `js`, `php` have `leash` of `walk_dog`
      pages/dogs/index.mdx:56:11: php: listed
      help: document it in the wire view if it is on the wire, or add it by a correction
    ");
}

/// Members that a correction adds, renames or brings in with the resource that it names are in the
/// models.
#[test]
fn a_correction_that_has_the_member_resolves_the_finding() {
    let folder = kennel();
    let file = folder.path().join("corrections.toml");
    let corrections = r#"
[[correct]]
path = "dog"
add = { name = "breed", type = "string" }
was = "absent"
reason = "every dog has one"

[[correct]]
path = "dog.owner"
add = { name = "phone_number", type = "string" }
was = "absent"
reason = "it is sent"

[[correct]]
path = "dog.kennel"
type = "keeper"
was = "object"
reason = "it is one"

[[correct]]
path = "walk_dog.returns"
add = { name = "leash", type = "string" }
was = "absent"
reason = "only the response has it"
"#;
    std::fs::write(&file, corrections).unwrap();
    let config = Config::new().corrections(&file);
    insta::assert_snapshot!(found(config, folder.path()), @r"
    pages/dogs/index.mdx:31:11: warning[missing-on-wire]: only the views `js`, `php` have `tag` of `dog`
      pages/dogs/index.mdx:48:11: php: listed
      help: document it in the wire view if it is on the wire, or add it by a correction
    pages/dogs/index.mdx:38:11: warning[missing-on-wire]: only the views `js`, `php` have `leash` of `walk_dog`
      pages/dogs/index.mdx:53:11: php: listed
      help: document it in the wire view if it is on the wire, or add it by a correction
    ");
}

fn kennel() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("pages/dogs")).unwrap();
    std::fs::write(folder.path().join("pages/dogs/index.mdx"), KENNEL).unwrap();
    folder
}

fn found(config: Config, folder: &std::path::Path) -> String {
    let levels = all(Level::Allow).set(Rule::MissingOnWire, Level::Warn);
    let lint = config.lint(&[folder.join("pages")], &levels).unwrap();
    assert_eq!(lint.errors(), []);
    shown(&lint).replace(&format!("{}/", folder.display()), "")
}
