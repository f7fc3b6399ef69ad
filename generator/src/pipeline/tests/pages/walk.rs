//! The walk over the YAML of a page: its limits, and the pages that it is needed for.

use std::path::Path;
use std::time::{Duration, Instant};

use super::{fault, faults, read};
use crate::base::diagnostic::{Diagnostics, LineIndex};
use crate::config::Config;
use crate::pipeline::parse::yaml_walk::{Violation, YamlWalk};
use crate::pipeline::source;

#[test]
fn nesting_is_bounded() {
    let flow = |depth: usize| format!("links: {}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(faults(&flow(63)), [""; 0]);
    let too_deep = |place| {
        format!("p.mdx:{place}: error[too-deep]: the front matter nests deeper than 64 levels")
    };
    assert_eq!(fault(&flow(64)), too_deep("2:71"));
    assert_eq!(
        fault(&format!("links:\n{}x", "- ".repeat(64))),
        too_deep("3:127")
    );
    assert!(
        fault(&flow(1000))
            .ends_with("error[too-deep]: the front matter nests deeper than 64 levels")
    );
    let block: String = (0..65)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    assert_eq!(fault(&block), too_deep("66:65"));
}

/// None of these may take long, whatever is made of them.
#[test]
fn hostile_pages_cost_little() {
    let many = 1 << 18;
    let pages = [
        format!("links: {}", "[".repeat(many)),
        format!("links: {}", "{a: ".repeat(many / 8)),
        format!("\u{feff}{}", "[".repeat(many)),
        format!("links:\n{}", "- ".repeat(many)),
        "? ".repeat(many),
        format!("a: {}", "x: ".repeat(many)),
        "a: 1\n".repeat(many / 4),
        (0..many / 16).map(|n| format!("k{n}: 1\n")).collect(),
        "%TAG !a! tag:\n".repeat(many / 16) + "--- a",
        format!("a: {}", "b".repeat(17 * many)),
        format!("a: {}", "!".repeat(many)),
        format!("a: \"{}", "\\".repeat(many)),
    ];
    for page in pages {
        let start = Instant::now();
        let found = faults(&page);
        assert!(
            !found.is_empty() && found.len() <= 200,
            "{} faults: {}",
            found.len(),
            &page[..20]
        );
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{:?}: {}",
            start.elapsed(),
            &page[..20]
        );
    }
}

/// A page is walked only if it may have to be; a walk of each of them would report no more.
#[test]
fn walking_every_page_gives_the_same_diagnostics() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let roots = ["tests/fixtures", "schema"].map(|folder| root.join(folder));
    let settings = Config::new().settings(&roots).unwrap();
    let sources = source::read(&settings, &mut Diagnostics::default()).sources;
    assert!(sources.len() > 200, "{}", sources.len());
    for source in &sources {
        let text = unmarked(&source.text);
        let (_, found) = read(&text);
        let walk = YamlWalk::new(&text);
        let lines = LineIndex::new("p.mdx", &text);
        let expected: Vec<String> = walk
            .violations
            .iter()
            .map(|violation| {
                let Violation { code, message, .. } = violation;
                let span = lines.span(violation.range.start, 0);
                format!("{span}: error[{code}]: {message}")
            })
            .collect();
        let is_expected = |line: &&String| expected.contains(line);
        let reported: Vec<String> = found.iter().filter(is_expected).cloned().collect();
        assert_eq!(reported, expected, "{}", source.path);
        let is_no_yaml = found.iter().any(|line| {
            ["[invalid-yaml]", "[merge-conflict]"]
                .iter()
                .any(|code| line.contains(code))
        });
        assert!(walk.error.is_none() || is_no_yaml, "{}", source.path);
    }
}

/// A page without the marks `«code|` and `»` around its faults.
fn unmarked(text: &str) -> String {
    let mut parts = text.split('«');
    let before = parts.next().unwrap_or_default().to_owned();
    let parts = parts.map(|part| part.split_once('|').map_or(part, |(_, rest)| rest));
    (before + &parts.collect::<String>()).replace('»', "")
}
