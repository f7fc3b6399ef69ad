//! The page: templates filled with the report.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::{ChangedEntity, Entity, Field, Report, RuleFindings, entities, write};
use crate::analysis::explain::{Correction, Location, ViewDeclaration};
use crate::analysis::verify::{self, Verdict, Verification};
use crate::base::diagnostic::Span;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

impl Report {
    /// One page with everything, which loads nothing.
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

    use askama::filters::{Escaper, Safe};

    use super::super::html::ShownHtml;

    /// Text with the parts between backticks as code, everything escaped.
    #[askama::filter_fn]
    pub(super) fn render_checked(
        text: impl Display,
        _: &dyn askama::Values,
    ) -> askama::Result<Safe<String>> {
        let text = text.to_string();
        let mut html = String::with_capacity(text.len() + 16);
        for (index, part) in text.split('`').enumerate() {
            if index > 0 {
                html.push_str(if index % 2 == 1 { "<code>" } else { "</code>" });
            }
            ShownHtml.write_escaped_str(&mut html, part)?;
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

/// The permissions of the page: to show its own style, and run its own script.
fn policy() -> String {
    let hash = STANDARD.encode(Sha256::digest(SCRIPT));
    format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'; \
         base-uri 'none'; form-action 'none'"
    )
}

/// A correction with the entity that it is in, and the anchor of the corrected entity or field.
struct Corrected<'a> {
    entity: &'a Entity,
    anchor: &'a str,
    correction: &'a Correction,
}

impl Page<'_> {
    /// The first folders of the pages, each once, in their order.
    fn sections(&self) -> BTreeSet<&str> {
        self.report
            .entities
            .iter()
            .map(|entity| entity.section.as_str())
            .collect()
    }

    /// The corrections by section.
    fn corrected(&self) -> BTreeMap<&str, Vec<Corrected<'_>>> {
        let mut sections: BTreeMap<&str, Vec<Corrected<'_>>> = BTreeMap::new();
        for entity in &self.report.entities {
            let own = (&entity.anchor, &entity.corrections);
            let of_fields = entity
                .fields()
                .map(|field| (&field.anchor, &field.evidence.corrections));
            for (anchor, corrections) in std::iter::once(own).chain(of_fields) {
                for correction in corrections {
                    let section = sections.entry(&entity.section).or_default();
                    section.push(Corrected {
                        entity,
                        anchor,
                        correction,
                    });
                }
            }
        }
        sections
    }

    /// The rules with findings, by category.
    fn categories(&self) -> impl Iterator<Item = &[RuleFindings]> {
        self.report
            .findings
            .chunk_by(|one, next| one.category == next.category)
    }

    /// The number of findings.
    fn finding_count(&self) -> usize {
        self.report
            .findings
            .iter()
            .map(|rule| rule.findings.len())
            .sum()
    }

    /// `page:line`, or the page alone.
    fn span(span: &Option<Span>) -> String {
        match span {
            None => String::new(),
            Some(span) if span.line == 0 => span.file.clone(),
            Some(span) => format!("{}:{}", span.file, span.line),
        }
    }

    /// The line of a location, with its page unless that is `page`.
    fn line(at: &Location, page: &str) -> String {
        if at.file == page {
            at.line.to_string()
        } else {
            format!("{}:{}", at.file, at.line)
        }
    }

    /// The number of bodies with this verdict.
    fn count(bodies: &Verification, verdict: Verdict) -> usize {
        bodies
            .bodies
            .iter()
            .filter(|body| body.verdict == verdict)
            .count()
    }

    /// The entity that a model was generated for.
    fn entity_of(&self, model: &verify::Model) -> Option<&Entity> {
        self.report
            .entities
            .iter()
            .find(|entity| entities::is_model_of(model, entity))
    }

    /// The percentage of values that are typed, rounded down.
    fn typed(model: &verify::Model) -> String {
        match model.typed_values + model.untyped_values {
            0 => "–".to_owned(),
            all => format!("{} %", model.typed_values * 100 / all),
        }
    }
}

/// The tags that are set, as the filters of the page search for them.
fn tags(tags: &[(&'static str, bool)]) -> String {
    tags.iter()
        .filter(|(_, is_set)| *is_set)
        .map(|(tag, _)| *tag)
        .collect::<Vec<_>>()
        .join(" ")
}

impl Entity {
    fn tags(&self) -> String {
        tags(&[
            ("findings", self.finding_count() > 0),
            ("untyped", self.untyped() > 0),
            ("corrected", self.corrected() > 0),
            ("changed", self.changed.is_some()),
            ("breaking", self.changed == Some("breaking")),
            ("moved", self.changed == Some("moved")),
            ("rejected", self.bodies.is_some_and(|it| it.rejected > 0)),
        ])
    }
}

impl Field {
    fn tags(&self) -> String {
        tags(&[
            ("findings", !self.findings.is_empty()),
            ("untyped", self.is_untyped()),
            ("corrected", !self.evidence.corrections.is_empty()),
        ])
    }

    /// The first earlier view with the same description.
    fn same_docs(&self, view: &ViewDeclaration) -> Option<&'static str> {
        view.docs.as_ref()?;
        let first = self
            .evidence
            .views
            .iter()
            .find(|it| it.view == view.view || it.docs == view.docs)?;
        if first.view == view.view {
            return None;
        }
        Some(first.view)
    }
}
