//! The content of entities and fields, compressed for the script of the page.

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use miniz_oxide::deflate::compress_to_vec_zlib;
use serde::Serialize;

use super::{Page, filters};
use crate::analysis::explain::Location;
use crate::analysis::report::{Entity, Field};
use crate::base::diagnostic::Span;

/// The maximum size in bytes of the content without compression.
const MAX_PLAIN: usize = 256 << 10;

/// The compression level. Higher levels save almost nothing.
const LEVEL: u8 = 8;

/// The content of one entity, and of its fields in the order of the page.
#[derive(Serialize)]
struct EntityContent<'a> {
    #[serde(flatten)]
    own: Content<'a>,
    fields: Vec<Content<'a>>,
}

/// The Rust names of an entity or field, which the page searches before it shows the HTML.
#[derive(Serialize)]
struct Content<'a> {
    rust: Vec<&'a str>,
    html: String,
}

/// The HTML inside a field, or inside an entity before its fields.
#[derive(Template)]
#[template(path = "content.html")]
struct ContentHtml<'a> {
    page: &'a Page<'a>,
    entity: &'a Entity,
    field: Option<&'a Field>,
}

impl ContentHtml<'_> {
    fn line(&self, at: &Location, page: &str) -> String {
        self.page.line(at, page)
    }

    fn span(&self, span: &Option<Span>) -> String {
        self.page.span(span)
    }
}

/// The content of all entities as compressed JSON in base64; `None` if it is short enough for its
/// places in the page.
pub(super) fn pack(page: &Page<'_>, entities: &[Entity]) -> Option<String> {
    let contents: Vec<_> = entities.iter().map(|it| of_entity(page, it)).collect();
    let all = contents.iter();
    let all = all.flat_map(|it| std::iter::once(&it.own).chain(&it.fields));
    if all.map(|it| it.html.len()).sum::<usize>() <= MAX_PLAIN {
        return None;
    }
    // Text is always valid JSON.
    let json = serde_json::to_vec(&contents).unwrap_or_default();
    Some(STANDARD.encode(compress_to_vec_zlib(&json, LEVEL)))
}

fn of_entity<'a>(page: &Page<'_>, entity: &'a Entity) -> EntityContent<'a> {
    let html = |field| {
        let content = ContentHtml {
            page,
            entity,
            field,
        };
        // The template contains no filter that fails, and writing into a `String` cannot fail.
        content.render().unwrap_or_default()
    };
    let fields = entity.fields().map(|field| Content {
        rust: field.evidence.rust.as_deref().into_iter().collect(),
        html: html(Some(field)),
    });
    EntityContent {
        own: Content {
            rust: entity.rust.iter().map(String::as_str).collect(),
            html: html(None),
        },
        fields: fields.collect(),
    }
}
