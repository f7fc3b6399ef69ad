//! Values that a setting cannot have: names, patterns, globs and metadata.

use super::*;

/// A crate with this name does not compile if warnings are errors.
#[test]
fn a_crate_name_that_rustc_warns_of_is_refused() {
    let settings = |name: &str| Config::new().crate_name(name).settings(&["pages"]);
    for (name, usual) in [
        ("A", "a"),
        ("a--b", "a-b"),
        ("a__b", "a-b"),
        ("a-_b", "a-b"),
        ("apiModels", "apimodels"),
    ] {
        let failure = settings(name).unwrap_err().to_string();
        let expected = format!("rustc warns about a crate with the name `{name}`");
        assert!(failure.contains(&expected), "{failure}");
        assert!(failure.contains(&format!("as in `{usual}`")), "{failure}");
        assert!(settings(usual).is_ok());
    }
    for name in ["a", "a1", "a_b-c", "api-2-models", "a-1", "a_"] {
        assert_eq!(settings(name).unwrap().crate_name, name);
    }
    assert!(settings(&"a".repeat(64)).is_ok());
    let failure = settings(&"a".repeat(65)).unwrap_err().to_string();
    assert!(failure.contains("has 65 characters"), "{failure}");
}

#[test]
fn names_that_the_output_cannot_have_are_refused() {
    let names = [
        "'A' = 'String'",
        "'B' = 'Vec'",
        "'C' = 'cat'",
        "'D' = 'Black_Cat'",
        "'E' = 'Größe'",
        "'F' = 'µCat'",
        "'A.a' = 'Undocumented'",
        "'A.b' = 'r#type'",
        "'A.c' = 'a__b'",
        "'A.d' = 'fn'",
        "'G' = 'Result'",
        "'H' = 'Default'",
        "'I' = 'V1_0'",
    ];
    let text = format!("reference = 'pages'\n[names]\n{}\n", names.join("\n"));
    insta::assert_snapshot!(problems_of(&text), @"
    codegen.toml:3:1: error[invalid-settings]: `String` cannot be the name of an item: generated code uses it for something else
      help: choose another one, such as `StringModel`
    codegen.toml:4:1: error[invalid-settings]: `Vec` cannot be the name of an item: generated code uses it for something else
      help: choose another one, such as `VecModel`
    codegen.toml:5:1: error[invalid-settings]: `cat` cannot be the name of an item: it is not in the usual case, so Rust would warn about it
      help: choose another one, such as `Cat`
    codegen.toml:6:1: error[invalid-settings]: `Black_Cat` cannot be the name of an item: it is not in the usual case, so Rust would warn about it
      help: choose another one, such as `BlackCat`
    codegen.toml:8:1: error[invalid-settings]: `µCat` cannot be the name of an item: it is not in the usual case, so Rust would warn about it
      help: choose another one, such as `U00b5Cat`
    codegen.toml:9:1: error[invalid-settings]: `Undocumented` cannot be the name of a value: generated code uses it for something else
      help: choose another one, such as `UndocumentedValue`
    codegen.toml:11:1: error[invalid-settings]: `a__b` cannot be the name of a field: it is not in the usual case, so Rust would warn about it
      help: choose another one, such as `a_b`
    codegen.toml:12:1: error[invalid-settings]: `fn` is not a name in Rust
      help: write it as in `permission`
    codegen.toml:13:1: error[invalid-settings]: `Result` cannot be the name of an item: generated code uses it for something else
      help: choose another one, such as `ResultModel`
    codegen.toml:14:1: error[invalid-settings]: `Default` cannot be the name of an item: generated code uses it for something else
      help: choose another one, such as `DefaultModel`
    ");
}

#[test]
fn what_is_wanted_of_items_and_fields_is_checked_with_its_place() {
    let text = "reference = 'pages'\nsecrets = ['**.pin', 'ApiKey']\n\n\
                [derives]\n'a b' = 'Eq'\n'ApiKey' = ['Ord', '#']\n'ApiKey.id' = 'Eq'\n\n\
                [attributes]\n'ApiKey' = 'non_exhaustive'\n\n\
                [types]\n'ApiKey.id' = 'Vec<'\n\n[names]\n'ApiKey' = 'fn key'\n";
    insta::assert_snapshot!(problems_of(text), @r#"
    codegen.toml:2:22: error[invalid-settings]: `ApiKey` is not a pattern for fields, as this setting requires
      help: write it as in `ApiKey.permissions`
    codegen.toml:5:1: error[invalid-settings]: `a b` is not a pattern for items or fields: a name cannot contain ` `
      help: write it as in `authkit::**`, `ApiKey` or `ApiKey.permissions`
    codegen.toml:6:1: error[invalid-settings]: `#` is not the path of a derive
      help: write it as in `PartialOrd`
    codegen.toml:7:1: error[invalid-settings]: `ApiKey.id` is not a pattern for items, as this setting requires
      help: leave the field out
    codegen.toml:10:1: error[invalid-settings]: `non_exhaustive` is not an attribute
      help: write it as in `#[non_exhaustive]`
    codegen.toml:13:1: error[invalid-settings]: `Vec<` is not a Rust type
      help: write it as in `Vec<crate::Permission>`
    codegen.toml:16:1: error[invalid-settings]: `fn key` is not a name in Rust
      help: write it as in `Permission`
    "#);
    let text = "secrets = 'pin'\nderives = ['Eq']\n";
    insta::assert_snapshot!(problems_of(text), @r#"
    codegen.toml:1:11: error[invalid-settings]: `secrets` must be a list of patterns
      help: write it as in `secrets = ["**.client_secret"]`
    codegen.toml:2:11: error[invalid-settings]: `derives` must be a table of patterns and their values
      help: write it as in `[derives]`, with `"ApiKey" = "..."` below
    "#);
}

#[test]
fn metadata_is_checked_with_its_place() {
    let text = "reference = 'pages'\n[package]\nversion = '1.02.3'\nlicence = 'MIT'\n\
                homepage = 'example.com'\nkeywords = ['a', '-b', 'c', 'd', 'e', 'f']\n\
                authors = 'Ada'\ndescription = ''\nlicense = \"a\\nb\"\n";
    insta::assert_snapshot!(problems_of(text), @r#"
    codegen.toml:3:11: error[invalid-settings]: `1.02.3` is not a version
      help: write three numbers, as in `1.4.0`
    codegen.toml:4:1: error[invalid-settings]: `licence` is not a supported key of `package`
      help: did you mean `license`?
    codegen.toml:5:12: error[invalid-settings]: `example.com` is not a URL
      help: write it as in `https://example.com/models`
    codegen.toml:6:12: error[invalid-settings]: crates.io allows at most 5 entries, found 6
      help: remove the others
    codegen.toml:6:18: error[invalid-settings]: `-b` is not a valid keyword on crates.io
      help: use up to 20 letters, digits, `-`, `_` and `+`, and begin with a letter or digit
    codegen.toml:7:11: error[invalid-settings]: expected a list of strings, found string
      help: write it as in `["api"]`
    codegen.toml:8:15: error[invalid-settings]: the value is empty
      help: write a value, or remove the setting
    codegen.toml:9:11: error[invalid-settings]: the text has a control character
      help: write it on one line, without invisible characters
    "#);
    insta::assert_snapshot!(problems_of("package = 'models'"), @r#"
    codegen.toml:1:11: error[invalid-settings]: `package` must be a table
      help: write it as in `[package]`, with `license = "MIT"` below
    "#);
}

#[test]
fn globs_are_checked_with_their_place() {
    let text = "reference = 'pages'\ninclude = ['.well-known', '/a', '[']\n\
                exclude = ['a/../b', 3, '']\n";
    insta::assert_snapshot!(problems_of(text), @"
    codegen.toml:2:27: error[invalid-settings]: `/a` is not a valid glob: a name is empty, `.` or `..`
      help: write it relative to the reference folder, as in `drafts/**` or `**/*.old.mdx`
    codegen.toml:2:33: error[invalid-settings]: `[` is not a valid glob: invalid range pattern
      help: write it relative to the reference folder, as in `drafts/**` or `**/*.old.mdx`
    codegen.toml:3:12: error[invalid-settings]: `a/../b` is not a valid glob: a name is empty, `.` or `..`
      help: write it relative to the reference folder, as in `drafts/**` or `**/*.old.mdx`
    codegen.toml:3:22: error[invalid-settings]: expected a string, found integer
      help: write it in quotes
    codegen.toml:3:25: error[invalid-settings]: the value is empty
      help: write a value, or remove the setting
    ");
    insta::assert_snapshot!(problems_of("exclude = 'a'\n"), @r#"
    codegen.toml:1:11: error[invalid-settings]: `exclude` must be a list of globs
      help: write it as in `exclude = ["drafts/**"]`
    "#);
    let globs = Config::new().include("a//b").settings(&["pages"]);
    assert_eq!(
        globs.unwrap_err().diagnostics()[0].code,
        Code::InvalidSettings
    );
}
