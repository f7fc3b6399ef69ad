//! A parsed description: its version, and the targets of its references.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use super::node::{At, Node, Pointer};
use super::read;
use crate::base::diagnostic::{Code, Diagnostic, Error, Span};
use crate::base::text::percent;

/// The keys whose values are examples or other literal values, in which nothing is a reference.
const EXAMPLES: [&str; 5] = ["const", "default", "enum", "example", "examples"];

/// The maximum length of a chain of references.
const MAX_REFERENCES: usize = 64;

/// A description in which all references have a target.
pub(super) struct Document {
    /// The file as shown in messages.
    pub(super) file: String,
    root: Node,
    /// The faults that are only found during a comparison, without duplicates.
    faults: RefCell<BTreeSet<(String, &'static str)>>,
}

impl Document {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// It cannot be read, is not OpenAPI 3.0 or 3.1, or has unresolved references.
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let read::Text { file, root } = read::read(path)?;
        let document = Self {
            file,
            root,
            faults: RefCell::default(),
        };
        document.check_version()?;
        document.check_references(&document.root());
        document.stop_at_faults()?;
        Ok(document)
    }

    /// The root of the description.
    pub(super) fn root(&self) -> At<'_> {
        At {
            node: &self.root,
            pointer: Pointer::root(),
        }
    }

    /// Records a fault, with a help.
    pub(super) fn fault(&self, pointer: &Pointer, message: &str, help: &'static str) {
        let mut faults = self.faults.borrow_mut();
        faults.insert((format!("{pointer}: {message}"), help));
    }

    /// Fails with all faults so far.
    pub(super) fn stop_at_faults(&self) -> Result<(), Error> {
        let faults = self.faults.borrow();
        if faults.is_empty() {
            return Ok(());
        }
        let problems = faults.iter().map(|(message, help)| {
            let at = Some(Span::file(self.file.clone()));
            let help = (*help).to_owned();
            Diagnostic::new(Code::InvalidDescription, message.clone(), help, at)
        });
        Err(Error::new(problems.collect()))
    }

    /// The target of a reference, or the value itself if it is no reference.
    pub(super) fn resolve<'a>(&'a self, at: At<'a>) -> At<'a> {
        let mut at = at;
        for _ in 0..MAX_REFERENCES {
            let Some(target) = at.text("$ref").and_then(|text| self.target(text)) else {
                return at;
            };
            at = target;
        }
        let help = "let one of the references refer to a value";
        self.fault(
            &at.pointer,
            "its `$ref` starts an endless chain of references",
            help,
        );
        at
    }

    /// The target of a text such as `#/components/schemas/Parcel`.
    pub(super) fn target(&self, reference: &str) -> Option<At<'_>> {
        let pointer = percent::decoded(reference.strip_prefix('#')?)?;
        let mut node = &self.root;
        for token in pointer.split('/').skip(1) {
            let key = token.replace("~1", "/").replace("~0", "~");
            node = match node {
                Node::List(items) => items.get(key.parse::<usize>().ok()?)?,
                node => node.get(&key)?,
            };
        }
        let is_pointer = pointer.is_empty() || pointer.starts_with('/');
        let pointer = Pointer::from_text(&pointer);
        if is_pointer {
            Some(At { node, pointer })
        } else {
            None
        }
    }

    fn check_version(&self) -> Result<(), Error> {
        let version = self.root.get("openapi").and_then(Node::text);
        if version.is_some_and(|version| version.starts_with("3.0") || version.starts_with("3.1")) {
            return Ok(());
        }
        let found = match (version, self.root.get("swagger").is_some()) {
            (Some(version), _) => format!("OpenAPI {version}"),
            (None, true) => "Swagger 2".to_owned(),
            (None, false) => format!("{} without `openapi`", self.root.kind()),
        };
        let message = format!("expected OpenAPI 3.0 or 3.1, found {found}");
        let help = "name a description that begins as in `openapi: 3.1.0`, or convert it";
        let at = Some(Span::file(self.file.clone()));
        Err(Error::from_problem(
            Code::InvalidDescription,
            message,
            help,
            at,
        ))
    }

    /// Records every reference without a target, or with a target outside the file.
    fn check_references(&self, at: &At<'_>) {
        if let Some(reference) = at.text("$ref") {
            if !reference.starts_with('#') {
                let message = format!("`{reference}` refers to another file");
                let help = "bundle the description into one file; nothing else is read or fetched";
                self.fault(&at.pointer, &message, help);
            } else if self.target(reference).is_none() {
                let message = format!("`{reference}` has no target");
                let help = "correct the `$ref`: it is a JSON pointer after `#`";
                self.fault(&at.pointer, &message, help);
            }
        }
        match at.node {
            Node::Map(entries) => {
                for (key, node) in entries {
                    // A member of an object may have the name of such a key. Its value is then a
                    // schema.
                    let is_example = EXAMPLES.contains(&key.as_str()) || key.starts_with("x-");
                    let is_member = at.pointer.as_str().ends_with("/properties");
                    if !is_example || is_member {
                        let pointer = at.pointer.key(key);
                        self.check_references(&At { node, pointer });
                    }
                }
            }
            Node::List(items) => {
                for (index, node) in items.iter().enumerate() {
                    let pointer = at.pointer.index(index);
                    self.check_references(&At { node, pointer });
                }
            }
            _ => {}
        }
    }
}
