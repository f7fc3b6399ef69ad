//! Removes the headings and rules that remain in prose after components were removed.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag};

use crate::base::text::markdown::events;

/// A block at the top level.
struct Block {
    kind: BlockKind,
    range: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum BlockKind {
    Heading(HeadingLevel),
    Rule,
    Content,
}

/// `markdown` without the headings of empty sections, and without the rules before or after all
/// content.
pub(super) fn strip_empty_sections(markdown: &str) -> String {
    let blocks = blocks(markdown);
    let mut kept = markdown.to_owned();
    // From the end to the beginning, so that the remaining ranges stay valid.
    for (index, block) in blocks.iter().enumerate().rev() {
        let (above, below) = (&blocks[..index], &blocks[index + 1..]);
        let is_content = |block: &Block| block.kind == BlockKind::Content;
        let is_needed = match block.kind {
            BlockKind::Content => true,
            BlockKind::Rule => above.iter().any(is_content) && below.iter().any(is_content),
            BlockKind::Heading(level) => below
                .iter()
                .take_while(|it| !matches!(it.kind, BlockKind::Heading(other) if other <= level))
                .any(is_content),
        };
        if !is_needed {
            kept.replace_range(block.range.clone(), "");
        }
    }
    kept.trim().to_owned()
}

fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in events(markdown) {
        if let Event::End(_) = event {
            depth = depth.saturating_sub(1);
            continue;
        }
        if depth == 0 {
            let kind = match &event {
                Event::Start(Tag::Heading { level, .. }) => BlockKind::Heading(*level),
                Event::Rule => BlockKind::Rule,
                _ => BlockKind::Content,
            };
            blocks.push(Block { kind, range });
        }
        if let Event::Start(_) = event {
            depth += 1;
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::strip_empty_sections;

    #[test]
    fn what_nothing_is_left_of_goes() {
        let cases = [
            ("---\n\nOpens a door.", "Opens a door."),
            ("Opens a door.\n\n---\n", "Opens a door."),
            ("a\n\n---\n\nb", "a\n\n---\n\nb"),
            ("a\n\n## Example\n", "a"),
            ("## Example\n\n## Keys\n\nb", "## Keys\n\nb"),
            ("## Doors\n\n### Keys\n\nb", "## Doors\n\n### Keys\n\nb"),
            ("## Doors\n\n### Keys\n\n## Locks\n\nb", "## Locks\n\nb"),
            ("a\n\n## Example\n\n---\n", "a"),
            ("", ""),
        ];
        for (markdown, expected) in cases {
            assert_eq!(strip_empty_sections(markdown), expected, "of {markdown:?}");
        }
    }
}
