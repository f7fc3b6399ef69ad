//! Numbers that are integers only by default.

use super::*;

const SCALES: &str = "---
reference:
  curl:
    - key: scale
      id: scale
      properties:
        - { key: alone, type: number }
        - { key: in_list, type: 'number[]' }
        - { key: in_map, type: 'map[string]number' }
        - { key: in_object, type: '{ grams: number }' }
        - { key: or_text, type: number | string }
        - { key: or_null, type: number | null }
        - { key: tied, type: number }
        - { key: whole, type: integer }
        - { key: counted, type: number }
        - { key: weighed, type: number }
        - { key: text, type: string }
        - key: inside
          type: object
          properties:
            - { key: deep, type: number }
    - key: weigh
      title: /scales/:number
      type: POST
      parameters:
        - { key: number, type: number }
        - { key: tare, type: number }
  go:
    - key: Scale
      id: scale
      properties:
        - { key: Tied, type: int }
        - { key: Counted, type: int }
        - { key: Weighed, type: float64 }
  ruby:
    - key: Scale
      id: scale
      properties:
        - { key: tied, type: Float }
---

# Scales
";

/// The members of the page that are `number`, and `i64` by the default alone.
fn integers_by_default(config: &Config) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("scales.mdx"), SCALES).unwrap();
    let lint = config.lint(&[folder.path()], &LintLevels::default());
    let lint = lint.unwrap();
    assert_eq!(lint.errors(), []);
    let findings = lint.findings().iter();
    let found = findings.filter(|finding| finding.rule == Rule::IntegerByDefault);
    let subjects = found.map(|finding| finding.subject.clone().unwrap().docs_path);
    subjects.collect()
}

#[test]
fn a_number_that_only_its_default_decides_is_found() {
    let all = [
        "scale.alone",
        "scale.in_list",
        "scale.in_map",
        "scale.in_object",
        "scale.or_text",
        "scale.or_null",
        "scale.tied",
        "scale.inside.deep",
        "weigh.parameters.tare",
    ];
    assert_eq!(integers_by_default(&Config::new()), all);
}

#[test]
fn a_correction_or_a_type_of_the_settings_decides_a_number() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corrections.toml");
    let correction = |path: &str, ty: &str| {
        format!(
            "[[correct]]\npath = \"{path}\"\ntype = \"{ty}\"\nwas = \"number\"\nreason = \"seen\"\n"
        )
    };
    let corrections = correction("scale.alone", "integer") + &correction("scale.tied", "float");
    std::fs::write(&file, corrections).unwrap();
    let config = Config::new()
        .corrections(&file)
        .types("Scale.in_*", "crate::Grams")
        .types("WeighRequest.tare", "f64");
    let left = ["scale.or_text", "scale.or_null", "scale.inside.deep"];
    assert_eq!(integers_by_default(&config), left);
}
