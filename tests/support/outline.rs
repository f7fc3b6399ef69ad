//! The outline of generated models, a text for each section of the docs.

use std::collections::BTreeMap;

use reference_codegen::Generated;

/// The outline of every section: the first segment of the module path.
pub(crate) fn sections(generated: &Generated) -> BTreeMap<String, String> {
    let mut sections: BTreeMap<String, String> = BTreeMap::new();
    for (module, outline) in generated.outlines() {
        let module = if module.is_empty() { "index" } else { &module };
        let section = module.split("::").next().unwrap();
        let lines = outline.lines().map(|line| format!("  {line}\n"));
        let text = format!("{module}\n{}", lines.collect::<String>());
        sections
            .entry(section.to_owned())
            .or_default()
            .push_str(&text);
    }
    sections
}
