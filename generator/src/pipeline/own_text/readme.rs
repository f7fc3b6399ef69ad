//! Sections of the user among the generated sections of a README.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};

/// The headings of the generated sections below the title.
pub(crate) const USE: &str = "## Use";
pub(crate) const FEATURES: &str = "## Features";
pub(crate) const ORIGIN: &str = "## Origin";

/// The first heading of the text that the generator never writes, and that the new text does not
/// have.
pub(super) fn own_heading(text: &str, new: &str) -> Option<Range<usize>> {
    let headings = Parser::new(text).into_offset_iter();
    let mut headings = headings.filter_map(|(event, place)| match event {
        Event::Start(Tag::Heading { level, .. }) => Some((level, place)),
        _ => None,
    });
    // The first title is the name of the API, as in the settings of that run.
    let mut has_title = false;
    let own = headings.find(|(level, place)| {
        let is_title = *level == HeadingLevel::H1 && !std::mem::replace(&mut has_title, true);
        let title = text[place.clone()].trim();
        !is_title
            && ![USE, FEATURES, ORIGIN].contains(&title)
            && !new.lines().any(|line| line == title)
    });
    own.map(|(_, place)| place)
}
