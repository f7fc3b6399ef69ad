//! The numbers of the overview, each with the word for what is counted.

use crate::analysis::inspect::Counts;

/// A count, and the word for what is counted.
pub(super) struct Counted {
    pub(super) count: usize,
    pub(super) name: &'static str,
}

impl Counted {
    pub(super) fn new(count: usize, one: &'static str, many: &'static str) -> Self {
        let name = if count == 1 { one } else { many };
        Self { count, name }
    }
}

/// A count of what may be wrong, and the anchor or state of the page that shows it.
pub(super) struct Tile {
    pub(super) counted: Counted,
    pub(super) target: &'static str,
}

impl Tile {
    pub(super) fn new(counted: Counted, target: &'static str) -> Self {
        Self { counted, target }
    }
}

/// The size of the reference and of its models.
pub(super) fn facts(counts: &Counts) -> Vec<Counted> {
    let resources = counts.resources + counts.json_resources;
    let mut facts = vec![
        Counted::new(counts.pages, "page", "pages"),
        Counted::new(resources, "resource", "resources"),
        Counted::new(counts.operations, "operation", "operations"),
        Counted::new(counts.structs, "struct", "structs"),
        Counted::new(counts.enums, "enum", "enums"),
        Counted::new(counts.fields, "field", "fields"),
        Counted::new(counts.omitted, "omitted", "omitted"),
    ];
    if counts.definitions > 0 {
        let definitions = Counted::new(counts.definitions, "definition", "definitions");
        facts.push(definitions);
    }
    facts
}
