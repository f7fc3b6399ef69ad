//! Statements about the headers and the credential of a request, in the prose of its page and in
//! the descriptions of parameters that only SDKs have.

mod credential;

use std::collections::{BTreeSet, HashMap};

use pulldown_cmark::{Event, Tag, TagEnd};

use super::catalog::Catalog;
use super::entity_index::EntityRef;
use super::types::TypeResolver;
use crate::base::node_path::PageId;
use crate::base::text::markdown;
use crate::notation::header_name::{self, is_reserved, is_train_case};
use crate::notation::words::snake_case;
use crate::pipeline::api::{Field, Operation, Type};
use credential::{StatedCredential, credential};

/// The name of the parameter that is an access token.
const ACCESS_TOKEN: &str = "access_token";

/// The statements of one page.
pub(super) struct PageStatements {
    /// The names of headers.
    headers: Vec<String>,
    credential: Option<StatedCredential>,
}

/// The statements of each page with operations. Its prose is read once for all its operations.
pub(super) fn by_page(catalog: &Catalog<'_>) -> HashMap<PageId, PageStatements> {
    let mut counts: HashMap<PageId, usize> = HashMap::new();
    for operation in &catalog.operations {
        *counts.entry(operation.page).or_default() += 1;
    }
    let statements = counts.into_iter().map(|(page, count)| {
        let sentences = sentences(catalog.index.prose(page));
        // If a page has several operations, it is unclear which of them "this endpoint" means.
        let credential = if count == 1 {
            credential(&sentences)
        } else {
            None
        };
        let headers = headers(&sentences);
        let stated = PageStatements {
            headers,
            credential,
        };
        (page, stated)
    });
    statements.collect()
}

impl PageStatements {
    /// Adds to an operation of the page the headers and the credential of the request.
    pub(super) fn add_to(
        &self,
        operation: &mut Operation,
        at: EntityRef,
        types: &mut TypeResolver<'_>,
    ) {
        if !self.headers.is_empty() {
            self.add_headers(operation, at, types);
        }
        add_described_headers(operation, at, types);
        match self.credential {
            Some(StatedCredential::AccessToken) => take_access_token(operation),
            Some(StatedCredential::NoHeader) => operation.is_public = true,
            None => {}
        }
    }

    /// Adds the headers that SDKs list, but not the wire.
    fn add_headers(&self, operation: &mut Operation, at: EntityRef, types: &mut TypeResolver<'_>) {
        let listed = operation.parameters();
        let listed: BTreeSet<String> = listed.map(|field| snake_case(&field.name)).collect();
        for name in &self.headers {
            let key = header_name::snake_case(name);
            if listed.contains(&key) {
                continue;
            }
            add_header(operation, at, (&key, name), types);
        }
    }
}

/// Adds the header with this name, if SDKs have a text parameter with this key.
fn add_header(
    operation: &mut Operation,
    at: EntityRef,
    (key, name): (&str, &str),
    types: &mut TypeResolver<'_>,
) {
    let header = types.parameter_of_other_views(at, key);
    let header = header.filter(|field| field.ty.is_text());
    let name = name.to_owned();
    let headers = &mut operation.headers;
    headers.extend(header.map(|field| Field { name, ..field }));
}

/// Adds the parameters that only SDKs list, and whose descriptions call them headers.
fn add_described_headers(operation: &mut Operation, at: EntityRef, types: &mut TypeResolver<'_>) {
    for (key, docs) in types.described_parameters_of_other_views(at) {
        let names: BTreeSet<String> = docs
            .into_iter()
            .flat_map(|docs| headers(&sentences(docs)))
            .collect();
        let mut names = names.into_iter();
        // If there are several headers, it is unclear which of them the parameter is.
        let (Some(name), None) = (names.next(), names.next()) else {
            continue;
        };
        if operation.headers.iter().any(|known| known.name == name) {
            continue;
        }
        add_header(operation, at, (&key, &name), types);
    }
}

/// Makes the access token the credential. If no parameter is the access token, adds one.
fn take_access_token(operation: &mut Operation) {
    let lists = [&mut operation.query, &mut operation.body];
    let listed = lists.into_iter().find_map(|list| {
        let position = list
            .iter()
            .position(|field| snake_case(&field.name) == ACCESS_TOKEN)?;
        Some(list.remove(position))
    });
    let token = listed.unwrap_or_else(|| Field {
        docs: Some("The access token of the user, sent in the header `Authorization`.".to_owned()),
        ..Field::new(ACCESS_TOKEN, Type::String, operation.place.clone())
    });
    operation.authorization.push(token);
}

/// The names of the headers that a request can have: `Trace-Id` in "the `Trace-Id` header".
fn headers(sentences: &[String]) -> Vec<String> {
    let (mut headers, mut known) = (Vec::new(), BTreeSet::new());
    for sentence in sentences {
        for (before, code, after) in code_spans(sentence) {
            let is_header = begins_with_header(after) || before.trim_end().ends_with("header");
            let fits = is_header && is_train_case(code) && !is_reserved(code);
            if fits && known.insert(code.to_owned()) {
                headers.push(code.to_owned());
            }
        }
    }
    headers
}

/// `true` for the text after the name of a header of requests: " header", " request header".
fn begins_with_header(text: &str) -> bool {
    let mut words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let first = words.next().map(str::to_ascii_lowercase);
    match first.as_deref() {
        Some("header") => true,
        Some("request" | "http") => words.next() == Some("header"),
        _ => false,
    }
}

/// The sentences of a text, each on one line, with its inline code in backticks. Code blocks are
/// left out.
fn sentences(prose: &str) -> Vec<String> {
    let (mut sentences, mut block, mut in_code) = (Vec::new(), String::new(), false);
    for (event, _) in markdown::events(prose) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if !in_code => block.push_str(&text),
            Event::Code(code) => block.push_str(&format!("`{code}`")),
            Event::SoftBreak | Event::HardBreak => block.push(' '),
            Event::Start(Tag::List(_) | Tag::Item)
            | Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell,
            ) => {
                sentences.extend(block.split(". ").map(str::to_owned));
                block.clear();
            }
            _ => {}
        }
    }
    sentences
}

/// The code spans of a sentence, each with the text before and after it.
fn code_spans(sentence: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    let marks: Vec<usize> = sentence.match_indices('`').map(|(at, _)| at).collect();
    let spans = (0..marks.len() / 2).map(move |pair| (marks[2 * pair], marks[2 * pair + 1]));
    spans.map(|(start, end)| {
        let code = &sentence[start + 1..end];
        (&sentence[..start], code, &sentence[end + 1..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_called_so() {
        for prose in [
            "Send the `Trace-Id` header.",
            "You can add a `Trace-Id` request header.",
            "- Set the header `Trace-Id`: any text.\n- Or do not.",
            "With the HTTP header `Trace-Id` it is found again. And again.",
        ] {
            assert_eq!(headers(&sentences(prose)), ["Trace-Id"], "{prose}");
        }
        for prose in [
            "The `Trace-Id` is in the answer.",
            "It answers with the `Trace-Id` response header.",
            "Send the `trace_id`, or no header at all.",
            "Send the `trace-id` header.",
            "Send the Trace-Id header.",
            "Send the `Authorization` header, and a `Content-Type` header.",
            "```\nSend the `Trace-Id` header.\n```",
        ] {
            assert!(headers(&sentences(prose)).is_empty(), "{prose}");
        }
    }
}
