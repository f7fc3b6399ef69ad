//! The colours of the words that say whom a change concerns.

use super::phrase::Section;

const BOLD_RED: &str = "1;31";
const RED: &str = "31";
const GREEN: &str = "32";
const CYAN: &str = "36";

/// The title of a section.
pub(super) fn title(section: Section, is_coloured: bool) -> String {
    let colour = match section {
        Section::Breaking => BOLD_RED,
        Section::Moved => RED,
        Section::Additive => GREEN,
        Section::Docs => CYAN,
    };
    painted(section.title().to_owned(), colour, is_coloured)
}

/// Whom a change breaks, in a column of this width; nothing where there is no such column.
pub(super) fn impact_column(breaks: &str, width: usize, is_coloured: bool) -> String {
    let mark = format!("{breaks:<width$}");
    match mark.is_empty() {
        true => mark,
        false => painted(mark, RED, is_coloured),
    }
}

fn painted(text: String, colour: &str, is_coloured: bool) -> String {
    match is_coloured {
        true => format!("\u{1b}[{colour}m{text}\u{1b}[0m"),
        false => text,
    }
}
