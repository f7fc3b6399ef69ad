//! A page's text, taken apart: the front matter into types, the body into prose (format, section 1).

use std::ops::Range;

use serde::de::DeserializeSeed;

use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::place::PageId;
use crate::pipeline::parse::body;
use crate::pipeline::parse::broken;
use crate::pipeline::parse::document::FrontMatter;
use crate::pipeline::parse::events::{Verdict, refuse};
use crate::pipeline::parse::faults::{PageDiagnostics, YamlPath};
use crate::pipeline::parse::page::Page;
use crate::pipeline::parse::scan;
use crate::pipeline::parse::shape::{Read, Seed};
use crate::pipeline::source::Source;

/// The largest front matter met has 50 KiB.
const MAX_SIZE: usize = 4 * 1024 * 1024;

/// The largest body met has 7 KiB.
const MAX_BODY_SIZE: usize = 1024 * 1024;

/// The line that begins and ends the front matter.
const FENCE: &str = "---";

/// Reads a page, with all its faults; what is faulty is omitted of the page.
pub(crate) fn read(id: PageId, source: &Source) -> (Page, Diagnostics) {
    let faults = PageDiagnostics::new(id, &source.text);
    let parts = split(&source.text);
    let (front_matter, body) = match &parts {
        Parts::Both { yaml, body } => (read_yaml(&source.text, yaml.clone(), &faults), *body),
        Parts::BodyOnly => {
            raise_fence(
                &faults,
                Code::NoFrontMatter,
                "the page does not begin with front matter",
                0,
            );
            (FrontMatter::default(), 0)
        }
        Parts::Unclosed => {
            raise_fence(
                &faults,
                Code::UnclosedFrontMatter,
                "the front matter has no end",
                FENCE.len(),
            );
            (FrontMatter::default(), source.text.len())
        }
    };
    let body = read_body(&source.text, body, &faults);
    let FrontMatter {
        views,
        descriptions,
    } = front_matter;
    (
        Page {
            path: source.path.clone(),
            views: views.0,
            descriptions,
            body,
        },
        faults.into_report(),
    )
}

/// Where the YAML of a page stands, without the fences; none if it has no front matter.
pub(crate) fn yaml(text: &str) -> Option<Range<usize>> {
    match split(text) {
        Parts::Both { yaml, .. } => Some(yaml),
        Parts::BodyOnly | Parts::Unclosed => None,
    }
}

/// The two parts of a page.
enum Parts {
    Both { yaml: Range<usize>, body: usize },
    BodyOnly,
    Unclosed,
}

fn split(text: &str) -> Parts {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == FENCE) else {
        return Parts::BodyOnly;
    };
    let mut end = first.len();
    for line in lines {
        if line.trim_end() == FENCE {
            return Parts::Both {
                yaml: first.len()..end,
                body: end + line.len(),
            };
        }
        end += line.len();
    }
    Parts::Unclosed
}

fn raise_fence(faults: &PageDiagnostics<'_>, code: Code, message: &str, length: usize) {
    let help = "front matter stands at the top, between two lines `---`";
    faults.raise(
        code,
        message.to_owned(),
        help,
        Location::Text(faults.page(), 0..length),
    );
}

fn read_body(text: &str, start: usize, faults: &PageDiagnostics<'_>) -> body::Body {
    let size = text.len() - start;
    if size > MAX_BODY_SIZE {
        let message = format!("the body has {size} bytes; it may have {MAX_BODY_SIZE}");
        let at = Location::Text(faults.page(), start..start + 1);
        faults.raise(Code::PageTooLarge, message, "split the page", at);
        return body::Body::default();
    }
    let body = body::reduce(&text[start..]);
    for note in &body.notes {
        let at = Location::Text(faults.page(), start + note.offset..start + note.offset + 1);
        faults.raise(
            Code::UnbalancedComponent,
            note.fault.to_string(),
            "the text around it is kept",
            at,
        );
    }
    body
}

/// Reads the YAML into types; the default where it cannot be read at all.
///
/// What could make the YAML library run out of stack or memory does not reach it.
fn read_yaml(text: &str, range: Range<usize>, faults: &PageDiagnostics<'_>) -> FrontMatter {
    let (yaml, start) = (&text[range.clone()], range.start);
    if is_blank(yaml) || is_refused_unread(yaml, start, faults) {
        return FrontMatter::default();
    }
    let doubtful = scan::is_doubtful(yaml);
    if doubtful && !check_events(yaml, start, faults) {
        return FrontMatter::default();
    }
    match read_typed(yaml, faults) {
        Ok(read) => {
            if faults.suspects_duplicates() && !doubtful {
                check_events(yaml, start, faults);
            }
            read.value().unwrap_or_default()
        }
        Err(error) => {
            // Before the place where the YAML breaks, things only seem to be absent.
            faults.clear();
            if doubtful || !matches!(refuse(yaml, start, faults), Verdict::Refused) {
                broken::raise_yaml(yaml, start, &error, faults);
            }
            FrontMatter::default()
        }
    }
}

fn read_typed(yaml: &str, faults: &PageDiagnostics<'_>) -> serde_yaml::Result<Read<FrontMatter>> {
    let trail = YamlPath::root(faults);
    Seed::new(&trail).deserialize(serde_yaml::Deserializer::from_str(yaml))
}

/// Front matter of comments alone is an empty mapping, not an error.
fn is_blank(yaml: &str) -> bool {
    yaml.lines()
        .all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

fn is_refused_unread(yaml: &str, start: usize, faults: &PageDiagnostics<'_>) -> bool {
    if yaml.len() > MAX_SIZE {
        let message = format!(
            "the front matter has {} bytes; it may have {MAX_SIZE}",
            yaml.len()
        );
        faults.raise(
            Code::PageTooLarge,
            message,
            "split the page",
            Location::Text(faults.page(), 0..FENCE.len()),
        );
        return true;
    }
    let directive = scan::directive(yaml);
    if let Some(offset) = directive {
        let at = Location::Text(faults.page(), start + offset..start + offset + 1);
        faults.raise(
            Code::InvalidYaml,
            "the front matter holds a YAML directive".to_owned(),
            "remove the line",
            at,
        );
    }
    directive.is_some()
}

/// Whether the events hold nothing to refuse; otherwise it is reported.
fn check_events(yaml: &str, start: usize, faults: &PageDiagnostics<'_>) -> bool {
    match refuse(yaml, start, faults) {
        Verdict::Fine => true,
        Verdict::Refused => false,
        Verdict::NotYaml(error) => {
            broken::raise_events(yaml, start, &error, faults);
            false
        }
    }
}
