//! Reads a description: JSON or YAML, with any file name.

mod json;
mod yaml;

use std::path::Path;

use super::node::Node;
use crate::base::diagnostic::{Code, Diagnostic, Error, LineIndex, Span};
use crate::base::read;

/// The maximum nesting depth of values. Descriptions have about thirty levels.
const MAX_DEPTH: usize = 128;

/// A description as text.
pub(super) struct Text {
    /// The file as shown in messages.
    pub(super) file: String,
    pub(super) root: Node,
}

/// Reads the file.
///
/// # Errors
///
/// It cannot be read, or it is neither JSON nor YAML.
pub(super) fn read(path: &Path) -> Result<Text, Error> {
    let file = path.display().to_string();
    let text = read::text(path).map_err(|error| {
        let message = format!("cannot be read: {error}");
        let at = Some(Span::file(file.clone()));
        Error::from_problem(Code::UnreadableFile, message, error.help(), at)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let root = if is_json(path, text) {
        json::parse(text)
    } else {
        yaml::parse(text)
    };
    match root {
        Ok(root) => Ok(Text { file, root }),
        Err(fault) => {
            let at = LineIndex::new(&file, text).span(fault.offset, 1);
            Err(Error::new(vec![Diagnostic::new(
                Code::InvalidDescription,
                fault.message,
                fault.help.to_owned(),
                Some(at),
            )]))
        }
    }
}

/// `true` for JSON, by the extension of the file, or by the first character if the extension is
/// neither of JSON nor of YAML.
fn is_json(path: &Path, text: &str) -> bool {
    match path.extension().and_then(|end| end.to_str()) {
        Some("json") => true,
        Some("yaml" | "yml") => false,
        _ => text.trim_start().starts_with('{'),
    }
}

/// A fault that ends the parsing.
#[derive(Debug)]
struct Fault {
    message: String,
    help: &'static str,
    /// The byte offset in the text.
    offset: usize,
}
