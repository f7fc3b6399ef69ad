//! The numbers of the overview, each with its noun.

use crate::analysis::inspect::Counts;
use crate::base::diagnostic::Plural;

/// A count of possible problems, and the anchor or state of the page that shows them.
pub(super) struct Tile {
    pub(super) counted: Plural<'static>,
    pub(super) target: &'static str,
}

impl Tile {
    pub(super) fn new(counted: Plural<'static>, target: &'static str) -> Self {
        Self { counted, target }
    }
}

/// The size of the reference and of its models.
pub(super) fn facts(counts: &Counts) -> Vec<Plural<'static>> {
    let resources = counts.resources + counts.json_resources;
    let mut facts = vec![
        Plural(counts.pages, "page", "pages"),
        Plural(resources, "resource", "resources"),
        Plural(counts.operations, "operation", "operations"),
        Plural(counts.structs, "struct", "structs"),
        Plural(counts.enums, "enum", "enums"),
        Plural(counts.fields, "field", "fields"),
        Plural(counts.omitted, "omitted", "omitted"),
    ];
    if counts.definitions > 0 {
        let definitions = Plural(counts.definitions, "definition", "definitions");
        facts.push(definitions);
    }
    facts
}
