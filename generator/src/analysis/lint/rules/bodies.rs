//! A rule about bodies that are not JSON on the wire.

use super::LintContext;
use crate::analysis::lint::Rule;
use crate::analysis::lint::finding::{RawFinding, RawSubject};
use crate::analysis::members::MemberRef;
use crate::pipeline::api::{Field, Type};

/// The types of a file in the languages of the views.
const FILES: [&str; 3] = ["File", "file", "binary"];

/// The media types of forms.
const FORMS: [&str; 2] = ["multipart/form-data", "x-www-form-urlencoded"];

/// The words before `header` in a sentence about the value of a header: "the value of the header".
const BEFORE_CONTENT: [&str; 2] = ["of", "from"];

/// The number of words before `header` that are examined.
const MAX_WORDS: usize = 4;

/// Parameters of a JSON body that the docs call a file, a part of a form or a header.
pub(super) fn non_json_parameter(context: &LintContext<'_>) -> Vec<RawFinding> {
    let mut findings = Vec::new();
    for operation in context
        .api
        .operations
        .iter()
        .filter(|it| !it.body.is_empty())
    {
        let page = &context.api.pages[operation.page.index()];
        let prose = [Some(page.prose.as_str()), operation.docs.as_deref()];
        let prose: Vec<&str> = prose.into_iter().flatten().collect();
        let mut add = |path: &str, why: String, place| {
            findings.push(RawFinding {
                subject: Some(RawSubject {
                    docs_path: path.to_owned(),
                    page: operation.page,
                }),
                ..RawFinding::new(
                    Rule::NonJsonParameter,
                    format!("{why}, but `{path}` is sent as JSON"),
                    "drop it with a correction and send it with your own code, or allow this rule",
                    place,
                )
            });
        };
        if let Some(form) = prose.iter().find_map(|text| form(text)) {
            let place = operation.place.key("parameters");
            let why = format!("the page says `{form}`");
            add(&operation.id, why, place);
        }
        for member in operation.body_members() {
            if let MemberRef::Field(field) = member.kind
                && let Some(why) = reason(field, &prose)
            {
                add(&member.path, why, field.place.clone());
            }
        }
    }
    findings
}

/// The reason why a parameter may not be a member of a JSON body.
fn reason(field: &Field, prose: &[&str]) -> Option<String> {
    // A resource of this name is an object.
    let is_resource = matches!(field.ty.innermost(), Type::Resource(_));
    let declarations = &field.origin.declarations;
    let file = declarations
        .iter()
        .filter(|_| !is_resource)
        .find_map(|own| {
            let file = own.ty.as_deref().and_then(file)?;
            Some(format!("the type is `{file}` in {}", own.view.as_str()))
        });
    let texts = declarations.iter().filter_map(|own| own.docs.as_deref());
    let mut texts = field.docs.as_deref().into_iter().chain(texts);
    file.or_else(|| {
        texts.find_map(|text| match form(text) {
            Some(form) => Some(format!("the description says `{form}`")),
            None if sentences(text).any(|it| is_header(&it)) => {
                Some("the description says that it is a header".to_owned())
            }
            None => None,
        })
    })
    .or_else(|| {
        let mut sentences = prose.iter().flat_map(|text| sentences(text));
        let is_said =
            sentences.any(|it| is_header(&it) && it.iter().any(|word| names(word, field)));
        if is_said {
            Some("the page says that it is a header".to_owned())
        } else {
            None
        }
    })
}

/// The type of a file among the words of a type. A text in quotes is a value.
fn file(notation: &str) -> Option<&'static str> {
    let is_part = |character: char| character.is_alphanumeric() || "_\"'`".contains(character);
    let mut words = notation.split(|character| !is_part(character));
    words.find_map(|word| FILES.into_iter().find(|file| *file == word))
}

fn form(text: &str) -> Option<&'static str> {
    let text = text.to_ascii_lowercase();
    FORMS.into_iter().find(|form| text.contains(form))
}

/// The words of each sentence.
fn sentences(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.split("\n\n").flat_map(|paragraph| {
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        let sentences = words.split_inclusive(|word| word.ends_with(['.', ';', ':']));
        sentences.map(<[&str]>::to_vec).collect::<Vec<_>>()
    })
}

/// `true` if a sentence is about a header, not about the value of a header.
fn is_header(sentence: &[&str]) -> bool {
    let is_any = |word: &str, of: &[&str]| of.iter().any(|it| bare(word).eq_ignore_ascii_case(it));
    sentence.iter().enumerate().any(|(index, word)| {
        let mut before = sentence[index.saturating_sub(MAX_WORDS)..index].iter();
        is_any(word, &["header"]) && !before.any(|word| is_any(word, &BEFORE_CONTENT))
    })
}

/// `true` if a word is the name of a field, as code: `Idempotency-Key` is `idempotency_key`.
fn names(word: &str, field: &Field) -> bool {
    let plain = |name: &str| name.replace('-', "_");
    word.contains('`') && plain(bare(word)).eq_ignore_ascii_case(&plain(&field.name))
}

/// A word without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|character: char| !character.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::node_path::{NodeRef, PageId};

    #[test]
    fn a_value_in_quotes_is_no_type() {
        for (notation, expected) in [
            ("File", Some("File")),
            ("(File | null)[]", Some("File")),
            ("map[string]file", Some("file")),
            ("*os.File", Some("File")),
            ("binary", Some("binary")),
            (r#""file" | "link""#, None),
            ("'binary'", None),
            ("Filename", None),
            ("file_id", None),
        ] {
            assert_eq!(file(notation), expected, "{notation}");
        }
    }

    #[test]
    fn the_word_header_is_one_unless_its_content_is_meant() {
        for (text, expected) in [
            ("This is a header.", true),
            ("Header parameter", true),
            ("Use the header `X-Kite`", true),
            ("The `Idempotency-Key` header.", true),
            ("Optional header to prevent duplicates", true),
            ("The key of the call. Pass it in an HTTP\nheader.", true),
            ("The key (an HTTP HEADER)", true),
            ("The value of the `User-Agent` header.", false),
            (
                "Read it from a special header like `X-Forwarded-For`.",
                false,
            ),
            ("The name of the\nheader.", false),
            ("Shown below the `X-Header-Row`.", false),
            ("The subheader and the headers.", false),
        ] {
            assert_eq!(sentences(text).any(|it| is_header(&it)), expected, "{text}");
        }
    }

    #[test]
    fn a_form_is_found_in_any_case() {
        assert_eq!(form("Sent as Multipart/Form-Data."), Some(FORMS[0]));
        assert_eq!(form("Sent as JSON."), None);
    }

    #[test]
    fn prose_is_about_a_field_that_it_names_as_code() {
        let field = |name| Field::new(name, Type::Any, NodeRef::page(PageId(0)));
        for (word, name, expected) in [
            ("`photo`", "photo", true),
            ("`X-Photo`", "X-Photo", true),
            ("`X-Photo`,", "x_photo", true),
            ("`X-Photo`", "photo", false),
            ("photo", "photo", false),
        ] {
            assert_eq!(names(word, &field(name)), expected, "{word} {name}");
        }
    }
}
