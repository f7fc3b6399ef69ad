use super::*;

fn files(names: &[&str]) -> BTreeMap<String, String> {
    names
        .iter()
        .map(|name| ((*name).to_owned(), String::new()))
        .collect()
}

#[test]
fn a_model_is_in_the_file_of_its_module() {
    let tree = files(&["authkit.rs", "authkit/api_keys.rs", "lib.rs", "type.rs"]);
    assert_eq!(
        file_of("authkit::api_keys::ApiKey", &tree),
        "authkit/api_keys.rs"
    );
    assert_eq!(file_of("authkit::Session", &tree), "authkit.rs");
    assert_eq!(file_of("Error", &tree), "lib.rs");
    assert_eq!(file_of("r#type::Thing", &tree), "type.rs");
    assert_eq!(
        file_of("authkit::api_keys::ApiKey", &files(&["reference.rs"])),
        "reference.rs"
    );
    let package = files(&["Cargo.toml", "README.md", "src/authkit.rs", "src/lib.rs"]);
    assert_eq!(file_of("authkit::Session", &package), "src/authkit.rs");
    assert_eq!(file_of("Error", &package), "src/lib.rs");
}

#[test]
fn the_text_cannot_control_the_terminal() {
    let model = Model {
        id: "a\u{1b}[31m".to_owned(),
        page: "p.mdx".to_owned(),
        role: Role::Resource,
        rust: "p::A".to_owned(),
        file: String::new(),
        corrections: Vec::new(),
        fields: Vec::new(),
    };
    let inspection = Inspection {
        version: VERSION,
        counts: Counts::default(),
        models: vec![model],
        operations: Vec::new(),
        request_enums: Vec::new(),
        omitted: Vec::new(),
        secrets: Vec::new(),
        untyped: Vec::new(),
        unmatched: Vec::new(),
    };
    assert!(
        inspection
            .to_string()
            .contains(r"p::A  (a\u{1b}[31m of p.mdx"),
        "{inspection}"
    );
}
