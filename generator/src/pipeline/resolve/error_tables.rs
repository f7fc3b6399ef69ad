//! Tables of error codes in the prose of pages without entities.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::node_path::{NodeRef, PageId};
use crate::base::text::markdown;
use crate::pipeline::api::{EnumValue, EnumValues, SharedEnum, Type};
use crate::pipeline::parse::Page;

/// The headers of a column of error codes, in lowercase.
const HEADERS: [&str; 4] = ["error", "errors", "error code", "error codes"];

/// The key of the enum of a page's codes.
const KEY: &str = "error_code";

const DOCS: &str = "A code of an error.";

/// A table, as the byte ranges of its cells.
#[derive(Default)]
struct Table {
    header: Vec<Range<usize>>,
    rows: Vec<Vec<Range<usize>>>,
}

/// For each page without entities, the error codes in its tables, as an enum.
///
/// The first column of the table is called `Error code` or `Error`, and has one code span in each
/// row. The other cells describe the code.
pub(super) fn enums(pages: &[Page]) -> Vec<SharedEnum> {
    let pages = (0..).map(PageId).zip(pages);
    let pages = pages.filter(|(_, page)| page.views.iter().all(|(_, it)| it.is_empty()));
    let enums = pages.filter_map(|(id, page)| {
        let values = codes(&page.body.prose);
        if values.is_empty() {
            return None;
        }
        Some(SharedEnum {
            key: KEY.to_owned(),
            page: id,
            place: NodeRef::page(id),
            docs: Some(DOCS.to_owned()),
            ty: Type::Enum(values),
        })
    });
    enums.collect()
}

/// The codes in all tables of a text.
fn codes(prose: &str) -> EnumValues {
    let tables = tables(prose).into_iter();
    let tables = tables.filter(|table| {
        let first = table.header.first();
        first.is_some_and(|cell| is_header(&prose[cell.clone()]))
    });
    let rows = tables.flat_map(|table| table.rows);
    rows.filter_map(|row| value(&row, prose)).collect()
}

fn is_header(cell: &str) -> bool {
    let text = cell.trim_matches(['*', '_', ' ']).to_lowercase();
    HEADERS.contains(&text.as_str())
}

/// The code of a row, with the text of the other cells.
fn value(row: &[Range<usize>], prose: &str) -> Option<EnumValue> {
    let mut cells = row.iter().map(|cell| prose[cell.clone()].trim());
    let code = cells.next()?.strip_prefix('`')?.strip_suffix('`')?;
    if code.is_empty() || code.contains('`') {
        return None;
    }
    let beside: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
    Some(EnumValue {
        docs: Some(beside.join("; ")).filter(|docs| !docs.is_empty()),
        ..EnumValue::new(code)
    })
}

fn tables(prose: &str) -> Vec<Table> {
    let (mut tables, mut table, mut cells) = (Vec::new(), Table::default(), Vec::new());
    for (event, range) in markdown::events(prose) {
        match event {
            Event::Start(Tag::TableCell) => cells.push(range),
            Event::End(TagEnd::TableHead) => table.header = std::mem::take(&mut cells),
            Event::End(TagEnd::TableRow) => table.rows.push(std::mem::take(&mut cells)),
            Event::End(TagEnd::Table) => tables.push(std::mem::take(&mut table)),
            _ => {}
        }
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(prose: &str) -> Vec<(String, String)> {
        let codes = codes(prose);
        let pairs = codes.iter().map(|code| {
            let docs = code.docs.clone();
            (code.value.clone(), docs.unwrap_or_default())
        });
        pairs.collect()
    }

    #[test]
    fn a_row_is_a_code_with_the_texts_beside_it() {
        let prose = "| **Error code** | Description | Next |\n|:--|---|---|\n\
                     | `too_windy` | No kite *holds*. | Wait. |\n| `no_wind` | | |\n\n\
                     And:\n\n| error |\n|---|\n| `too_windy` |\n| `no-string` |\n";
        let expected = [
            ("too_windy", "No kite *holds*.; Wait."),
            ("no_wind", ""),
            ("no-string", ""),
        ];
        let expected = expected.map(|(code, docs)| (code.to_owned(), docs.to_owned()));
        assert_eq!(found(prose), expected);
    }

    #[test]
    fn other_tables_have_no_codes() {
        for prose in [
            "| Name | Error code |\n|---|---|\n| `wind` | `too_windy` |\n",
            "| Code | Description |\n|---|---|\n| `200` | All is well. |\n",
            "| Error code | Description |\n|---|---|\n| too_windy | No kite holds. |\n",
            "| Error code | Description |\n|---|---|\n| `a` or `b` | No kite holds. |\n",
            "- Error code: `too_windy`\n",
            "```\n| Error code |\n|---|\n| `too_windy` |\n```\n",
        ] {
            assert!(found(prose).is_empty(), "{prose}");
        }
    }
}
