//! A generated file on disk that may contain text of the user.

use std::fs;
use std::path::Path;

use super::manifest::Above;
use super::{MANIFEST, MARKER, is_section, readme};
use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::read::{self, MAX_TEXT_SIZE, ReadError};
use crate::pipeline::header;

/// The help for text that another layout would remove.
const MOVE: &str = "move the text to another file, or name another folder with `out`";

pub(super) fn problem(message: String, help: impl Into<String>, span: Span) -> Diagnostic {
    Diagnostic::new(Code::OutputFailed, message, help.into(), Some(span))
}

/// A generated file in the output folder.
pub(super) struct OnDisk<'f> {
    folder: &'f Path,
    path: &'f str,
    /// The text, with LF line breaks like all generated files.
    text: Result<String, Vec<u8>>,
}

impl<'f> OnDisk<'f> {
    /// Reads a file; `None` if it is not a generated file. The output never replaces other files or
    /// unreadable files.
    pub(super) fn read(folder: &'f Path, path: &'f str) -> Result<Option<Self>, ReadError> {
        let file = folder.join(path);
        if !fs::symlink_metadata(&file).is_ok_and(|there| there.is_file()) {
            return Ok(None);
        }
        let file = match read::file(&file, MAX_TEXT_SIZE) {
            Ok(file) => file,
            Err(error @ ReadError::TooLarge { .. }) => return Err(error),
            Err(ReadError::NotAFile(_) | ReadError::Io(_)) => return Ok(None),
        };
        let first = header::expected_first_line(path);
        if !first.is_some_and(|first| file.starts_with(first.as_bytes())) {
            return Ok(None);
        }
        let text = String::from_utf8(file).map_err(|error| error.into_bytes());
        let text = text.map(|text| text.replace("\r\n", "\n"));
        Ok(Some(Self { folder, path, text }))
    }

    /// The text above the line of the marker, and the text below. If text follows on the same line,
    /// because a line break was lost, it is below.
    pub(super) fn parts(&self) -> Option<(&str, &str)> {
        let text = self.text.as_ref().ok()?;
        let marker = header::comment_line(self.path, MARKER);
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if let Some(rest) = line.strip_prefix(&marker) {
                let below = start + line.len() - rest.trim_ascii_start().len();
                return Some((&text[..start], &text[below..]));
            }
            start += line.len();
        }
        None
    }

    /// The errors for text of the user that the new file does not contain.
    pub(super) fn lost_text(&self, new: Option<&String>, layout: &str) -> Vec<Diagnostic> {
        match (self.parts(), new) {
            (None, _) => vec![self.without_parts()],
            (Some((above, below)), None) => Vec::from_iter(self.removed(above, below, layout)),
            (Some((above, _)), Some(new)) if self.path == MANIFEST => self.unkept(above, new),
            (Some((above, _)), Some(new)) => Vec::from_iter(self.own_heading(above, new)),
        }
    }

    /// The error for a file whose text of the user cannot be found.
    fn without_parts(&self) -> Diagnostic {
        match &self.text {
            Err(bytes) => {
                let valid =
                    str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
                let before = String::from_utf8_lossy(&bytes[..valid]);
                let span = Span::within(&self.file(), &before, before.len(), 0);
                let message = "is not UTF-8 from here on, so this text of yours cannot be kept";
                problem(message.to_owned(), "save the file as UTF-8", span)
            }
            Ok(_) => {
                let marker = header::comment_line(self.path, MARKER);
                let message =
                    format!("has no line `{marker}`, so text of yours below it would be lost");
                let help = "write this line above your text; without such text, remove the file";
                problem(message, help, Span::file(self.file()))
            }
        }
    }

    /// The error for a file that the layout would remove, with text of the user.
    fn removed(&self, above: &str, below: &str, layout: &str) -> Option<Diagnostic> {
        let is_section = is_section(self.folder);
        let own = match self.path {
            MANIFEST => Above::read(above, &is_section).map_or(Some(0), |old| old.first_own()),
            _ => readme::own_heading(above, "").map(|heading| heading.start),
        };
        let at_end = self.text.as_ref().map_or(0, String::len) - below.len();
        let own = own.or((!below.trim_ascii().is_empty()).then_some(at_end))?;
        let message =
            format!("has text of yours from here on, which the layout `{layout}` would remove");
        Some(problem(message, MOVE, self.span(own)))
    }

    /// The errors for lines of the user in a manifest that the new one cannot have.
    fn unkept(&self, above: &str, new: &str) -> Vec<Diagnostic> {
        let not_toml = |error: &toml::de::Error, span| {
            let message = error.message().lines().collect::<Vec<_>>().join("; ");
            let message = format!("is not TOML, so lines of yours cannot be kept: {message}");
            problem(message, "correct the file, or remove it", span)
        };
        let is_section = is_section(self.folder);
        let old = match Above::read(above, &is_section) {
            Ok(old) => old,
            Err(error) => {
                let start = error.span().map_or(0, |span| span.start);
                return vec![not_toml(&error, self.span(start))];
            }
        };
        let marker = header::comment_line(MANIFEST, MARKER);
        let new = new.split_once(&marker).map_or(new, |(above, _)| above);
        match old.settings(new) {
            Ok(lost) => {
                let lost = lost.into_iter().map(|(start, setting)| {
                    let message =
                        format!("has a key that would be lost, as only the setting `{setting}` writes it");
                    let help = format!(
                        "write `{setting}` in the table `[package]` of the settings, or remove the line"
                    );
                    problem(message, help, self.span(start))
                });
                lost.collect()
            }
            Err(error) => {
                let message = error.message().lines().collect::<Vec<_>>().join("; ");
                let message =
                    format!("has lines of yours that contradict the generated: {message}");
                let help = "remove the lines, or rename what they define";
                let first = old.first_own().unwrap_or_default();
                vec![problem(message, help, self.span(first))]
            }
        }
    }

    /// The error for a section of the user in a README above the marker.
    fn own_heading(&self, above: &str, new: &str) -> Option<Diagnostic> {
        let heading = readme::own_heading(above, new)?;
        let title = above[heading.clone()].lines().next().unwrap_or_default();
        let message = format!("has the section `{title}` of yours, which would be lost");
        let help = "move it below the line `What follows is yours`";
        Some(problem(message, help, self.span(heading.start)))
    }

    fn file(&self) -> String {
        self.folder.join(self.path).display().to_string()
    }

    /// The span of a byte of the text.
    fn span(&self, offset: usize) -> Span {
        let text = self.text.as_deref().unwrap_or_default();
        Span::within(&self.file(), text, offset, 0)
    }
}
