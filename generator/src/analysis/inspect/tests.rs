use super::*;

#[test]
fn the_text_cannot_control_the_terminal() {
    let model = Model {
        id: "a\u{1b}[31m".to_owned(),
        page: "p.mdx".to_owned(),
        role: Role::Resource,
        rust: "p::A".to_owned(),
        file: String::new(),
        definition: None,
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
