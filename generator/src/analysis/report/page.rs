//! The page: templates, filled with the report.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::{Bodies, Correction, Drift, Entity, Field, Note, Report, write};
use crate::analysis::verify::Verdict;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

impl Report {
    /// One page with everything, which asks nobody for anything.
    pub fn html(&self) -> String {
        let page = Page {
            mark: write::MARK,
            policy: policy(),
            style: STYLE,
            script: SCRIPT,
            report: self,
        };
        // The templates hold no filter that fails, and writing into a `String` cannot fail.
        page.render().unwrap_or_default()
    }
}

/// Filters of the templates.
#[expect(unreachable_pub, reason = "the macro makes what it defines public")]
mod filters {
    use std::fmt::Display;

    use askama::filters::{Escaper, Html, Safe};

    /// Text with what stands between backticks as code, everything escaped.
    #[askama::filter_fn]
    pub(super) fn render_checked(
        text: impl Display,
        _: &dyn askama::Values,
    ) -> askama::Result<Safe<String>> {
        let text = text.to_string();
        let mut html = String::with_capacity(text.len() + 16);
        for (index, part) in text.split('`').enumerate() {
            html.push_str(match index % 2 {
                1 => "<code>",
                _ if index > 0 => "</code>",
                _ => "",
            });
            Html.write_escaped_str(&mut html, part)?;
        }
        if text.matches('`').count() % 2 == 1 {
            html.push_str("</code>");
        }
        Ok(Safe(html))
    }
}

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    mark: &'a str,
    policy: String,
    style: &'static str,
    script: &'static str,
    report: &'a Report,
}

/// What the page may do: show its own style, and run its own script.
fn policy() -> String {
    let hash = STANDARD.encode(Sha256::digest(SCRIPT));
    format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'; \
         base-uri 'none'; form-action 'none'"
    )
}

impl Report {
    /// The first folders of the pages, each once, in their order.
    fn sections(&self) -> Vec<&str> {
        let sections = self.entities.iter().map(|entity| entity.section.as_str());
        let sections: BTreeSet<&str> = sections.collect();
        sections.into_iter().collect()
    }

    /// What was corrected, and in what, by section.
    fn corrected(&self) -> BTreeMap<&str, Vec<(&Entity, &Correction)>> {
        let mut sections: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for entity in &self.entities {
            let corrected = entity
                .all_corrections()
                .map(|correction| (entity, correction));
            sections
                .entry(&entity.section)
                .or_default()
                .extend(corrected);
        }
        sections.retain(|_, corrected| !corrected.is_empty());
        sections
    }

    /// The drift, by what it is about.
    fn concerns(&self) -> impl Iterator<Item = &[Drift]> {
        self.drift.chunk_by(|one, next| one.concern == next.concern)
    }

    /// How many findings there are.
    fn findings(&self) -> usize {
        self.drift.iter().map(|drift| drift.findings.len()).sum()
    }
}

impl Entity {
    /// What the filters look for.
    fn tags(&self) -> String {
        let tags = [
            ("drift", self.drifts() > 0),
            ("untyped", self.untyped() > 0),
            ("corrected", self.corrected() > 0),
            ("changed", self.changed.is_some()),
            ("breaking", self.changed == Some("breaking")),
            ("moved", self.changed == Some("moved")),
            (
                "rejected",
                self.bodies.is_some_and(|bodies| bodies.rejected > 0),
            ),
        ];
        let tags: Vec<&str> = tags
            .into_iter()
            .filter_map(|(tag, is)| is.then_some(tag))
            .collect();
        tags.join(" ")
    }
}

impl Field {
    fn tags(&self) -> String {
        let tags = [
            ("drift", !self.drift.is_empty()),
            ("untyped", self.is_untyped()),
            ("corrected", !self.corrections.is_empty()),
        ];
        let tags: Vec<&str> = tags
            .into_iter()
            .filter_map(|(tag, is)| is.then_some(tag))
            .collect();
        tags.join(" ")
    }
}

impl Bodies {
    /// How many bodies met this fate.
    fn count(&self, verdict: Verdict) -> usize {
        let bodies = self.bodies.iter();
        bodies.filter(|body| body.verdict == verdict).count()
    }

    /// What is no matter of one body, each list with its title.
    fn notes(&self) -> impl Iterator<Item = (&'static str, &[Note])> {
        let lists = [
            ("Values that no enum knows", &*self.unknown_values),
            ("Bodies that nothing identifies", &self.unidentified),
            ("Members that no body has", &self.never_seen),
        ];
        lists.into_iter()
    }
}
