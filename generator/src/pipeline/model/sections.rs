//! The prose of a page without what is left of parts that are no prose.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag};

use crate::base::text::markdown::events;

/// What a block is, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    Heading(HeadingLevel),
    Rule,
    Content,
}

/// `markdown` without the headings that nothing stands below, and without the rules that have
/// nothing on one of their sides to keep apart.
pub(super) fn strip_empty_sections(markdown: &str) -> String {
    let blocks = blocks(markdown);
    let mut kept = markdown.to_owned();
    // What is below is cut first, so that the ranges above stay true.
    for (index, (block, range)) in blocks.iter().enumerate().rev() {
        let (above, below) = (&blocks[..index], &blocks[index + 1..]);
        if is_empty(*block, above, below) {
            kept.replace_range(range.clone(), "");
        }
    }
    kept.trim().to_owned()
}

/// Whether a block stands for nothing that is left.
fn is_empty(
    block: Block,
    above: &[(Block, Range<usize>)],
    below: &[(Block, Range<usize>)],
) -> bool {
    let mut below = below.iter().map(|(block, _)| *block);
    let is_content = |block: Block| block == Block::Content;
    match block {
        Block::Content => false,
        Block::Rule => !above.iter().any(|(block, _)| is_content(*block)) || !below.any(is_content),
        Block::Heading(level) => {
            let mut section = below
                .take_while(|block| !matches!(block, Block::Heading(other) if *other <= level));
            !section.any(is_content)
        }
    }
}

/// The blocks that are in no other one.
fn blocks(markdown: &str) -> Vec<(Block, Range<usize>)> {
    let mut blocks = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in events(markdown) {
        let outermost = depth == 0;
        let block = match event {
            Event::Start(tag) => {
                depth += 1;
                match tag {
                    Tag::Heading { level, .. } => Block::Heading(level),
                    _ => Block::Content,
                }
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                continue;
            }
            Event::Rule => Block::Rule,
            _ => Block::Content,
        };
        if outermost {
            blocks.push((block, range));
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
