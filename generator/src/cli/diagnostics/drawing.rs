//! A diagnostic as annotated source: the message, the lines of the source and the help.

use std::fmt;
use std::io;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    SourceCode, SourceSpan, SpanContents,
};
use reference_codegen::Diagnostic;
use reference_codegen::diagnostic::{Escaped, Excerpt, Severity, Span};

use crate::cli::terminal::Colour;

/// The width of the text; it does not depend on the terminal.
const WIDTH: usize = 80;
/// The number of characters shown of a message.
const MAX_LINE_LEN: usize = 400;

/// Draws a diagnostic, with an empty line below it.
pub(super) fn draw(diagnostic: &Diagnostic, colour: Colour) -> io::Result<String> {
    let theme = match colour {
        Colour::Yes => GraphicalTheme::unicode(),
        Colour::No => GraphicalTheme::unicode_nocolor(),
    };
    let span = diagnostic.span.as_ref();
    let drawn = Drawn {
        diagnostic,
        source: span.map(|span| Lines { span }),
    };
    let mut text = String::new();
    GraphicalReportHandler::new_themed(theme)
        .with_width(WIDTH)
        .with_break_words(false)
        .without_primary_span_start()
        .without_syntax_highlighting()
        .render_report(&mut text, &drawn)
        .map_err(io::Error::other)?;
    text.push('\n');
    Ok(text)
}

/// A diagnostic for the renderer; every text is printable.
#[derive(Debug)]
struct Drawn<'a> {
    diagnostic: &'a Diagnostic,
    source: Option<Lines<'a>>,
}

/// The excerpt of a file, if there is one, below the location.
#[derive(Debug)]
struct Lines<'a> {
    span: &'a Span,
}

/// The message, which may quote the page, cut at [`MAX_LINE_LEN`].
impl fmt::Display for Drawn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = &self.diagnostic.message;
        match message.char_indices().nth(MAX_LINE_LEN) {
            None => Escaped(message).fmt(f),
            Some((end, _)) => write!(f, "{}…", Escaped(&message[..end])),
        }
    }
}

impl std::error::Error for Drawn<'_> {}

impl miette::Diagnostic for Drawn<'_> {
    fn code<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        let Diagnostic { code, severity, .. } = self.diagnostic;
        Some(Box::new(format!("{severity}[{code}]")))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            _ => miette::Severity::Warning,
        })
    }

    fn help<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        match self.diagnostic.help.as_str() {
            "" => None,
            help => Some(Box::new(Escaped(help))),
        }
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|lines| lines as _)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let excerpt = self.source.as_ref()?.span.excerpt.as_ref();
        let (offset, length) = excerpt.map_or((0, 0), underlined);
        let label = Some(self.diagnostic.code.label().to_owned());
        let label = LabeledSpan::new(label, offset, length);
        Some(Box::new(std::iter::once(label)))
    }
}

/// The span to underline: the first line of a mapping or list, whose own span is empty.
fn underlined(excerpt: &Excerpt) -> (usize, usize) {
    let rest = excerpt.text.get(excerpt.offset..).unwrap_or_default();
    let first_line = rest.lines().next().unwrap_or_default();
    match excerpt.length {
        0 => (excerpt.offset, first_line.len()),
        length => (excerpt.offset, length),
    }
}

/// The excerpt already contains only the lines to show, so every request gets all of it.
impl SourceCode for Lines<'_> {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (text, line) = match &self.span.excerpt {
            Some(Excerpt { text, line, .. }) => (text.as_str(), *line),
            None => ("", 0),
        };
        Ok(Box::new(MietteSpanContents::new_named(
            self.span.to_string(),
            text.as_bytes(),
            SourceSpan::from(0..text.len()),
            line.saturating_sub(1),
            0,
            text.lines().count(),
        )))
    }
}
