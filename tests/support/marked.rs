//! Pages that mark their own mistakes: `type: «unknown-type|weel»`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use reference_codegen::diagnostic::Diagnostic;

/// A file of `tests/fixtures/positions`: one page, or several, each below `==> name <==`.
#[derive(Debug, Clone)]
pub(crate) struct Marked {
    pub(crate) name: String,
    text: String,
}

/// The differences in the bytes of a page that do not change its meaning.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Variant {
    AsIs,
    CarriageReturns,
    CarriageReturnsAlone,
    ByteOrderMark,
}

/// A problem and its place, with the text of the file there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fault {
    page: String,
    code: String,
    /// Line and column of the first character.
    start: (usize, usize),
    /// Line and column after the last character.
    end: (usize, usize),
    offset: usize,
    text: String,
}

impl Marked {
    /// Every case, in the order of their names.
    pub(crate) fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/positions");
        let mut cases: Vec<Self> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|file| Self {
                name: file.file_stem().unwrap().to_str().unwrap().to_owned(),
                text: fs::read_to_string(&file).unwrap(),
            })
            .collect();
        cases.sort_by(|a, b| a.name.cmp(&b.name));
        cases
    }

    /// The codes that the pages name.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        let marks = self.text.split('«').skip(1);
        marks.map(|mark| mark.split('|').next().unwrap())
    }

    /// Writes the pages without their marks into a folder, and returns their mistakes.
    pub(crate) fn write(&self, variant: Variant, folder: &Path) -> BTreeSet<Fault> {
        let pages: Vec<(&str, &str)> = if self.text.starts_with("==> ") {
            let pages = self.text.split("==> ").skip(1);
            pages
                .map(|page| page.split_once(" <==\n").unwrap())
                .collect()
        } else {
            vec![("page.mdx", &self.text)]
        };
        let mut faults = BTreeSet::new();
        for (name, marked) in pages {
            let marked = match variant {
                Variant::AsIs => marked.to_owned(),
                Variant::CarriageReturns => marked.replace('\n', "\r\n"),
                Variant::CarriageReturnsAlone => marked.replace('\n', "\r"),
                Variant::ByteOrderMark => format!("\u{feff}{marked}"),
            };
            fs::write(folder.join(name), read(name, &marked, &mut faults)).unwrap();
        }
        faults
    }
}

impl Fault {
    /// A reported problem, with the text of the file at its place.
    pub(crate) fn of(problem: &Diagnostic, folder: &Path) -> Self {
        let span = problem.span.as_ref().unwrap();
        let file = Path::new(&span.file);
        let bytes = fs::read(file).unwrap();
        let text = &bytes[span.offset..span.offset + span.length];
        let text = String::from_utf8(text.to_vec()).unwrap();
        let excerpt = span.excerpt.as_ref().unwrap();
        let shown = &excerpt.text[excerpt.offset..excerpt.offset + excerpt.length];
        let first_line = text.split(['\n', '\r']).next();
        assert_eq!(shown, first_line.unwrap_or_default());
        Self {
            page: file
                .strip_prefix(folder)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned(),
            code: problem.code.to_string(),
            start: (span.line, span.column),
            end: (span.end_line, span.end_column),
            offset: span.offset,
            text,
        }
    }
}

/// The page without its marks, which go to `faults`.
fn read(page: &str, marked: &str, faults: &mut BTreeSet<Fault>) -> String {
    let mut parts = marked.split('«');
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let (mark, after) = part.split_once('»').unwrap();
        let (code, stretch) = mark.split_once('|').unwrap();
        let (offset, start) = (text.len(), position(&text));
        text += stretch;
        faults.insert(Fault {
            page: page.to_owned(),
            code: code.to_owned(),
            start,
            end: position(&text),
            offset,
            text: stretch.to_owned(),
        });
        text += after;
    }
    text
}

/// The line and column at the end of a text, as an editor shows them.
fn position(text: &str) -> (usize, usize) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let line = text.split('\n').next_back().unwrap();
    (text.split('\n').count(), line.chars().count() + 1)
}
