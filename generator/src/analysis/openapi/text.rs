//! The result as text: every disagreement that is not kept, by operation or resource, and the
//! number of each kind.

use std::fmt;

use super::disagreement::{Comparison, Disagreement, Kind};
use crate::base::diagnostic::{Escaped, Plural};

/// Control characters of pages and descriptions are escaped, so that they do not reach the
/// terminal.
impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let open: Vec<&Disagreement> = self
            .disagreements
            .iter()
            .filter(|one| one.kept.is_none())
            .collect();
        for group in open.chunk_by(|a, b| a.entity == b.entity && a.page == b.page) {
            let count = Plural(group.len(), "disagreement", "disagreements");
            writeln!(f, "{}  ({count})", Escaped(&group[0].entity))?;
            for one in group {
                show(f, one)?;
            }
        }
        let count = Plural(self.operations, "operation", "operations");
        let resources = Plural(self.resources, "resource", "resources");
        writeln!(
            f,
            "{count} and {resources} compared with {}",
            Escaped(&self.description)
        )?;
        let kept = self.disagreements.len() - open.len();
        write!(f, "{}", Plural(open.len(), "disagreement", "disagreements"))?;
        let mut separator = ": ";
        for &kind in Kind::ALL {
            let count = open.iter().filter(|one| one.kind == kind).count();
            if count > 0 {
                write!(f, "{separator}{count} {kind}")?;
                separator = ", ";
            }
        }
        writeln!(f, "; {kept} kept")
    }
}

/// Writes two lines: the claims, and their places.
fn show(f: &mut fmt::Formatter<'_>, one: &Disagreement) -> fmt::Result {
    let (docs, openapi) = (Escaped(&one.docs), Escaped(&one.openapi));
    let (kind, path) = (one.kind, Escaped(&one.path));
    writeln!(f, "  {kind} {path}: docs {docs}, openapi {openapi}")?;
    let place = match one.place.as_str() {
        "" => "no page",
        place => place,
    };
    let pointer = match one.pointer.as_str() {
        "" => "the whole",
        pointer => pointer,
    };
    writeln!(f, "    {}, {}", Escaped(place), Escaped(pointer))
}
