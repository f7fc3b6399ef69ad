//! A page's text, taken apart: the front matter into types, the body into prose (format, section
//! 1).

use std::ops::Range;

use serde::de::DeserializeSeed;

use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::node_path::PageId;
use crate::pipeline::parse::conflict;
use crate::pipeline::parse::from_yaml::Seed;
use crate::pipeline::parse::mdx::{self, Body};
use crate::pipeline::parse::page::Page;
use crate::pipeline::parse::page_diagnostics::{PageDiagnostics, YamlPath};
use crate::pipeline::parse::yaml_error::YamlError;
use crate::pipeline::parse::yaml_walk::{YamlWalk, may_be_unsafe};
use crate::pipeline::source::Source;

/// The maximum size of a front matter. The largest published one has 50 KiB.
const MAX_SIZE: usize = 4 * 1024 * 1024;

/// The maximum size of a body. The largest published one has 7 KiB.
const MAX_BODY_SIZE: usize = 1024 * 1024;

/// The line that begins and ends the front matter.
const FENCE: &str = "---";

/// Reads a page. Faulty parts are omitted, and reported in `empty`.
pub(crate) fn read(id: PageId, source: &Source, empty: Diagnostics) -> (Page, Diagnostics) {
    let text = source.text.as_str();
    let diagnostics = PageDiagnostics::new(id, text, empty);
    let parts = split(text);
    let body = match parts {
        Parts::Both { body, .. } => body,
        Parts::BodyOnly => 0,
        Parts::Unclosed { .. } => text.len(),
    };
    let first = report_conflicts(text, body, &diagnostics);
    let is_below = matches!(parts, Parts::Both { .. }) && first.is_some_and(|first| first >= body);
    let page = if first.is_none() || is_below {
        read_front_matter(text, parts, &diagnostics)
    } else {
        Page::default()
    };
    let body = match first {
        Some(_) => Body::default(),
        None => read_body(text, body, &diagnostics),
    };
    let page = Page {
        path: source.path.clone(),
        body,
        ..page
    };
    let mut diagnostics = diagnostics.into_diagnostics();
    if source.is_outside && !diagnostics.is_empty() && !is_of_reference(text) {
        diagnostics = Diagnostics::default();
        let message = "a link leads out of the folder to this file, which is not a reference page";
        let help = "remove the link, or begin the page with front matter that has `reference`";
        let location = Location::Page(id);
        diagnostics.report(Code::NoFrontMatter, message, help, location);
    }
    (page, diagnostics)
}

/// `true` if the text looks like a reference page, even an invalid one. Any other file outside the
/// folder may be secret, so its content is not reported.
fn is_of_reference(text: &str) -> bool {
    let mut lines = text.lines().skip_while(|line| line.trim().is_empty());
    lines.next().is_some_and(|line| line.trim_end() == FENCE)
        && lines.any(|line| {
            let key = line.split(':').next().unwrap_or_default();
            matches!(key.trim_matches(['"', '\'']), "reference" | "descriptions")
        })
}

/// Reports every merge conflict; returns the place of the first one.
fn report_conflicts(text: &str, body: usize, diagnostics: &PageDiagnostics<'_>) -> Option<usize> {
    let conflicts = conflict::find(text, body);
    for conflict in &conflicts {
        let lines = conflict.lines;
        let message = format!("a merge conflict of {lines} lines begins here");
        let help = "resolve the conflict, and remove the marker lines: \
                    `<<<<<<<`, `=======` and `>>>>>>>`";
        diagnostics.report(Code::MergeConflict, message, help, conflict.first.clone());
    }
    Some(conflicts.first()?.first.start)
}

fn read_front_matter(text: &str, parts: Parts, diagnostics: &PageDiagnostics<'_>) -> Page {
    let help = "put the front matter at the top, between two lines `---`";
    match parts {
        Parts::Both { yaml, .. } => return read_yaml(text, yaml, diagnostics),
        Parts::BodyOnly => {
            let message = "the page does not begin with front matter";
            diagnostics.report(Code::NoFrontMatter, message, help, 0..0);
        }
        Parts::Unclosed { fence } => {
            let message = "the front matter is not closed";
            diagnostics.report(Code::UnclosedFrontMatter, message, help, fence);
        }
    }
    Page::default()
}

/// The parts of a page.
pub(super) enum Parts {
    /// The bytes of the YAML without the fences, and the first byte of the body.
    Both { yaml: Range<usize>, body: usize },
    /// The page does not begin with front matter.
    BodyOnly,
    /// The front matter has no end. `fence` is its opening fence.
    Unclosed { fence: Range<usize> },
}

/// Finds the front matter and the body of a page. Blank lines before the front matter are allowed.
pub(super) fn split(text: &str) -> Parts {
    let mut end = 0;
    let mut yaml = None;
    for line in text.split_inclusive('\n') {
        let start = end;
        end += line.len();
        let is_fence = line.starts_with(FENCE) && line.trim_end() == FENCE;
        match yaml {
            Some(yaml) if is_fence => {
                return Parts::Both {
                    yaml: yaml..start,
                    body: end,
                };
            }
            None if is_fence => yaml = Some(end),
            None if !line.trim().is_empty() => return Parts::BodyOnly,
            _ => {}
        }
    }
    match yaml {
        Some(yaml) => {
            let start = text[..yaml].trim_end().len() - FENCE.len();
            Parts::Unclosed {
                fence: start..start + FENCE.len(),
            }
        }
        None => Parts::BodyOnly,
    }
}

fn read_body(text: &str, start: usize, diagnostics: &PageDiagnostics<'_>) -> Body {
    let size = text.len() - start;
    if size > MAX_BODY_SIZE {
        let message = format!("the body has {size} bytes; the limit is {MAX_BODY_SIZE}");
        let range = start..start + 1;
        diagnostics.report(Code::PageTooLarge, message, "split the page", range);
        return Body::default();
    }
    let body = mdx::reduce(&text[start..]);
    for found in &body.diagnostics {
        let message = found.error.to_string();
        let range = start + found.offset..start + found.offset + 1;
        let help = "close or remove it; the text around it is kept";
        diagnostics.report(Code::UnbalancedComponent, message, help, range);
    }
    body
}

/// Reads the YAML into types. Returns an empty page if the YAML cannot be read at all.
///
/// YAML that could make serde_yaml exhaust the stack, memory or time is not passed to it.
fn read_yaml(text: &str, range: Range<usize>, diagnostics: &PageDiagnostics<'_>) -> Page {
    let (yaml, start) = (&text[range.clone()], range.start);
    if is_refused_unread(yaml, start, diagnostics) {
        return Page::default();
    }
    let is_walked = may_be_unsafe(yaml);
    let read = if is_walked && !diagnostics.walk().is_readable() {
        None
    } else {
        let root = YamlPath::Root(diagnostics);
        let seed = Seed::<Page>::new(&root);
        Some(seed.deserialize(serde_yaml::Deserializer::from_str(yaml)))
    };
    let page = match read {
        Some(Ok(read)) if !is_walked && !diagnostics.is_walk_requested() => {
            return read.value().unwrap_or_default();
        }
        Some(Ok(read)) if diagnostics.walk().is_readable() => read.value().unwrap_or_default(),
        read => {
            // Invalid YAML may make keys seem to be missing.
            diagnostics.clear();
            let error = read.and_then(Result::err);
            if let Some(error) = yaml_error(yaml, error, diagnostics.walk()) {
                let message = format!("the front matter is not valid YAML: {}", error.message);
                let range = start + error.range.start..start + error.range.end;
                diagnostics.report(Code::InvalidYaml, message, &error.help, range);
            }
            Page::default()
        }
    };
    diagnostics.report_violations();
    page
}

/// The error to report for YAML that cannot be read. `None` if a violation already explains the
/// problem.
fn yaml_error(yaml: &str, error: Option<serde_yaml::Error>, walk: &YamlWalk) -> Option<YamlError> {
    if !walk.violations.is_empty() {
        return None;
    }
    match (error, &walk.error) {
        (Some(error), _) => Some(YamlError::from_serde(yaml, &error)),
        (None, Some(error)) => Some(YamlError::from_walk(yaml, error)),
        (None, None) => None,
    }
}

/// Rejects YAML that is too large or has a directive (`%YAML`, `%TAG`), without reading it.
fn is_refused_unread(yaml: &str, start: usize, diagnostics: &PageDiagnostics<'_>) -> bool {
    if yaml.len() > MAX_SIZE {
        let size = yaml.len();
        let message = format!("the front matter has {size} bytes; the limit is {MAX_SIZE}");
        let range = start..start + 1;
        diagnostics.report(Code::PageTooLarge, message, "split the page", range);
        return true;
    }
    let directive = yaml.match_indices('%').find(|(offset, _)| {
        let (before, line) = yaml.split_at(*offset);
        let is_named = line.starts_with("%YAML") || line.starts_with("%TAG");
        is_named && (before.is_empty() || before.ends_with(['\n', '\r']))
    });
    if let Some((offset, _)) = directive {
        let message = "the front matter contains a YAML directive";
        let range = start + offset..start + offset + 1;
        diagnostics.report(Code::InvalidYaml, message, "remove the line", range);
    }
    directive.is_some()
}
