//! The page: templates filled with the report.

mod packed;

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use askama::filters::Escaper;

use super::html::ShownHtml;
use super::overview::{self, Tile};
use super::{ChangedEntity, Entity, Field, Finding, Report, RuleFindings, entities, script, write};
use crate::analysis::explain::{Correction, Location, ViewDeclaration};
use crate::analysis::verify::{self, Verdict, Verification};
use crate::base::diagnostic::{Plural, Span};
use crate::notation::docs_path;

const STYLE: &str = include_str!("style.css");

impl Report {
    /// One page with everything, which loads nothing.
    ///
    /// In a long page, the evidence for entities and fields is compressed, and only the script of
    /// the page shows it. Everything else can be read without the script.
    pub fn html(&self) -> String {
        let mut page = Page {
            mark: write::MARK,
            policy: script::policy(),
            style: STYLE,
            script: script::SCRIPT,
            packed: None,
            report: self,
            entities: entities::by_key(&self.entities),
        };
        page.packed = packed::pack(&page, &self.entities);
        // The templates contain no filter that fails, and writing into a `String` cannot fail.
        page.render().unwrap_or_default()
    }
}

/// Filters of the templates.
#[expect(unreachable_pub, reason = "the macro makes what it defines public")]
mod filters {
    use std::fmt::Display;

    use askama::filters::{Escaper, Safe};

    use super::super::html::ShownHtml;

    /// A path that may break after each of its folders, everything escaped.
    #[askama::filter_fn]
    pub(super) fn render_path(
        text: impl Display,
        _: &dyn askama::Values,
    ) -> askama::Result<Safe<String>> {
        let mut html = String::new();
        for (index, part) in text.to_string().split_inclusive('/').enumerate() {
            if index > 0 {
                html.push_str("<wbr>");
            }
            ShownHtml.write_escaped_str(&mut html, part)?;
        }
        Ok(Safe(html))
    }

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
    /// The evidence for entities and fields, compressed, in base64; `None` if it is uncompressed in
    /// its places.
    packed: Option<String>,
    report: &'a Report,
    entities: BTreeMap<entities::Key<'a>, &'a Entity>,
}

/// Views that declare a field with the same type, markers and description.
struct Row<'a> {
    first: &'a ViewDeclaration,
    views: Vec<&'a ViewDeclaration>,
}

impl Row<'_> {
    /// The keys of the field, without duplicates.
    fn keys(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = Vec::new();
        for view in &self.views {
            if !keys.contains(&view.key.as_str()) {
                keys.push(&view.key);
            }
        }
        keys
    }
}

/// A correction with its entity, and the anchor of the corrected entity or field.
struct Corrected<'a> {
    entity: &'a Entity,
    anchor: &'a str,
    correction: &'a Correction,
}

impl Page<'_> {
    /// The first folders of the pages, sorted and without duplicates.
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

    /// The findings of a rule, by entity. The entity is given if it has several findings. Findings
    /// without an entity come first.
    fn by_entity<'p>(
        &'p self,
        rule: &'p RuleFindings,
    ) -> impl Iterator<Item = (Option<&'p Entity>, Vec<&'p Finding>)> {
        let mut by_entity: BTreeMap<Option<usize>, Vec<&Finding>> = BTreeMap::new();
        for finding in &rule.findings {
            by_entity.entry(finding.entity).or_default().push(finding);
        }
        let entities = &self.report.entities;
        by_entity.into_iter().map(|(position, findings)| {
            let position = position.filter(|_| findings.len() > 1);
            (position.and_then(|it| entities.get(it)), findings)
        })
    }

    /// The counts of possible problems, each with the state of the page that shows them.
    fn tiles(&self) -> Vec<Tile> {
        let counts = &self.report.counts;
        let findings = Plural(self.finding_count(), "finding", "findings");
        let untyped = Plural(counts.untyped, "untyped", "untyped");
        let corrections = Plural(counts.corrections, "correction", "corrections");
        let mut tiles = vec![
            Tile::new(findings, self.target_of_findings()),
            Tile::new(untyped, "with=untyped"),
            Tile::new(corrections, "with=corrected"),
        ];
        if self.report.changes.is_some() {
            let entities = self.report.entities.iter();
            let breaking = entities.filter(|entity| entity.changed == Some("breaking"));
            let one = "resource or operation with breaking changes";
            let many = "resources and operations with breaking changes";
            let breaking = Plural(breaking.count(), one, many);
            tiles.push(Tile::new(breaking, "with=breaking"));
        }
        if let Some(bodies) = &self.report.bodies {
            let rejected = Self::count(bodies, Verdict::Rejected);
            let rejected = Plural(rejected, "rejected body", "rejected bodies");
            tiles.push(Tile::new(rejected, "with=rejected"));
        }
        tiles
    }

    /// The filter for findings, or their list if no entity has one.
    fn target_of_findings(&self) -> &'static str {
        let mut entities = self.report.entities.iter();
        if entities.any(|entity| entity.finding_count() > 0) {
            "with=findings"
        } else {
            "findings"
        }
    }

    /// `page:line`, or the page alone, as HTML.
    fn span(&self, span: &Option<Span>) -> String {
        match span {
            None => String::new(),
            Some(span) if span.line == 0 => escaped(&span.file),
            Some(span) => {
                let text = format!("{}:{}", span.file, span.line);
                self.link(&span.file, span.line, &text)
            }
        }
    }

    /// The line of a location, with its page unless that is `page`, as HTML.
    fn line(&self, at: &Location, page: &str) -> String {
        let text = if at.file == page {
            at.line.to_string()
        } else {
            format!("{}:{}", at.file, at.line)
        };
        self.link(&at.file, at.line, &text)
    }

    /// `page:line` as HTML.
    fn docs_line(&self, text: &str) -> String {
        let parts = text.rsplit_once(':');
        match parts.and_then(|(page, line)| Some((page, line.parse().ok()?))) {
            Some((page, line)) => self.link(page, line, text),
            None => escaped(text),
        }
    }

    /// A text that links to a line of a page, if the site of the pages is known.
    fn link(&self, page: &str, line: usize, text: &str) -> String {
        let text = escaped(text);
        match &self.report.source_url {
            Some(url) => format!("<a href=\"{}\">{text}</a>", escaped(&url.line(page, line))),
            None => text,
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

    /// The entity for which a model was generated.
    fn entity_of(&self, model: &verify::Model) -> Option<&Entity> {
        self.entities.get(&entities::key_of_model(model)).copied()
    }

    /// The percentage of values that are typed, rounded down.
    fn typed(model: &verify::Model) -> String {
        match model.typed_values + model.untyped_values {
            0 => "–".to_owned(),
            all => format!("{} %", model.typed_values * 100 / all),
        }
    }
}

/// Text as HTML.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // Writing into a `String` cannot fail.
    ShownHtml
        .write_escaped_str(&mut html, text)
        .unwrap_or_default();
    html
}

/// `true` if two views declare a field with the same type, markers and description.
fn says_the_same(one: &ViewDeclaration, other: &ViewDeclaration) -> bool {
    one.ty == other.ty
        && one.members == other.members
        && (one.optional, one.deprecated) == (other.optional, other.deprecated)
        && one.docs == other.docs
}

impl Entity {
    /// The tags that are set, for the filters of the page.
    fn tags(&self) -> String {
        let tags = [
            ("findings", self.finding_count() > 0),
            ("untyped", self.untyped() > 0),
            ("corrected", self.corrected() > 0),
            ("changed", self.changed.is_some()),
            ("breaking", self.changed == Some("breaking")),
            ("moved", self.changed == Some("moved")),
            ("rejected", self.bodies.is_some_and(|it| it.rejected > 0)),
        ];
        let set = tags.iter().filter(|(_, is_set)| *is_set);
        set.map(|(tag, _)| *tag).collect::<Vec<_>>().join(" ")
    }
}

impl Field {
    /// The views in rows. Views in the same row differ only in their keys and lines.
    fn rows(&self) -> Vec<Row<'_>> {
        let mut rows: Vec<Row<'_>> = Vec::new();
        for view in &self.evidence.views {
            match rows.iter_mut().find(|row| says_the_same(row.first, view)) {
                Some(row) => row.views.push(view),
                None => rows.push(Row {
                    first: view,
                    views: vec![view],
                }),
            }
        }
        rows
    }

    /// `true` if the path of the field ends with its key on the wire.
    fn ends_with_wire(&self) -> bool {
        let wire = docs_path::segment(&self.evidence.wire);
        docs_path::segments(&self.path).last() == Some(&*wire)
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
