//! A change, as plain data.

use std::fmt;

use serde::Serialize;

use super::versions::Versions;
use crate::names::Ident;
use crate::pipeline::api::PageInfo;
use crate::pipeline::model::module_tree;
use crate::pipeline::model::rust_model::RustType;

/// The class of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Impact {
    /// Code that compiles with the old models may fail to compile with the new ones.
    BreaksRust,
    /// A program with the old models and the new server may not understand each other.
    BreaksWire,
    /// The models change, but neither code nor running programs break.
    Additive,
    /// Only documentation changes.
    Docs,
}

impl Impact {
    /// `true` if users of the models have to act.
    pub fn is_breaking(self) -> bool {
        matches!(self, Self::BreaksRust | Self::BreaksWire)
    }
}

/// The kind of an entity that can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SubjectKind {
    /// An object that the API returns.
    Resource,
    /// A call of the API.
    Operation,
    /// A page. Only its heading and its error codes are compared.
    Page,
}

/// Prints the name in the JSON output.
impl fmt::Display for SubjectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// A resource, an operation or a page, and its changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EntityChanges {
    /// The kind of the entity.
    pub thing: SubjectKind,
    /// The id in the docs (the new one, if it has changed), or the path of a page.
    pub id: String,
    /// The page, the new one unless the entity was removed.
    pub page: String,
    /// The URL of the page, relative to the docs: `/reference/authkit/api-keys`.
    pub url: String,
    /// The Rust path of the resource, of the request of the operation, or of the page's module.
    pub rust: String,
    /// The old Rust path, if it was a different one.
    pub rust_was: Option<String>,
    /// Method and path of an operation.
    pub endpoint: Option<String>,
    /// The changes of the entity itself, then those of its members.
    pub changes: Vec<Change>,
}

impl EntityChanges {
    /// The changes of a page.
    pub(super) fn of_page(page: &PageInfo, changes: Vec<Change>) -> Self {
        Self {
            thing: SubjectKind::Page,
            id: page.path.clone(),
            page: page.path.clone(),
            url: page.url.clone(),
            rust: module_tree::module_of(page).to_string(),
            rust_was: None,
            endpoint: None,
            changes,
        }
    }

    /// The sort key, which is unique.
    pub(super) fn key(&self) -> (&str, SubjectKind, &str) {
        (&self.page, self.thing, &self.id)
    }

    /// `true` if the new reference no longer has the entity.
    pub(super) fn is_removed(&self) -> bool {
        self.changes
            .iter()
            .any(|change| change.kind == ChangeKind::Removed && change.part.is_none())
    }
}

/// The part of an entity to which a member belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MemberLocation {
    /// The members of a resource.
    Properties,
    /// The parameters in the path of a request.
    Path,
    /// The access token of a request.
    Authorization,
    /// The headers of a request.
    Header,
    /// The query of a request.
    Query,
    /// The body of a request.
    Body,
    /// The whole body of a request: a parameter whose key is not on the wire.
    WholeBody,
    /// The body of a response.
    Response,
}

impl MemberLocation {
    /// `true` if the part is sent with a request.
    pub fn is_request(self) -> bool {
        matches!(
            self,
            Self::Path
                | Self::Authorization
                | Self::Header
                | Self::Query
                | Self::Body
                | Self::WholeBody
        )
    }
}

/// Prints the name in the JSON output.
impl fmt::Display for MemberLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// The kind of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It no longer exists.
    Removed,
    /// It has a different name.
    Renamed,
    /// It is on a different page.
    Moved,
    /// It has a different type.
    Type,
    /// It has become optional or required.
    Optionality,
    /// It has become nullable, or no longer is.
    Nullability,
    /// An enum has begun or ceased to accept unknown values.
    Openness,
    /// The HTTP method.
    Method,
    /// The path of the operation.
    Path,
    /// The server of the operation.
    Server,
    /// The credential of the operation.
    Credential,
    /// The encoding of the body of the request.
    Encoding,
    /// A parameter is in a different part of the request.
    Place,
    /// The operation returns a different type.
    Response,
    /// It has become deprecated, or no longer is.
    Deprecation,
    /// Its description.
    Description,
    /// The heading of the page.
    Heading,
    /// The generated Rust has changed, but not the docs of this part.
    Rust,
    /// A generated type no longer implements some traits. The old version is the name of the type.
    Traits,
}

/// Prints the name in the JSON output.
impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// One change of an entity, of a member of it, or of a value that a member may have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// Its classes: a single one, or both `BreaksRust` and `BreaksWire`.
    pub classes: Vec<Impact>,
    /// The kind of the change.
    pub kind: ChangeKind,
    /// The part of the entity; `None` if the entity itself changed.
    pub part: Option<MemberLocation>,
    /// The path of the member: `owner.id`.
    pub member: Option<String>,
    /// The value of an enum.
    pub value: Option<String>,
    /// The alternative of a union, in the notation of the docs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative: Option<String>,
    /// The traits that a generated type no longer implements: `Copy`, `Eq`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub traits: Vec<String>,
    /// The old version, in the notation of the docs. It is Rust code for [`ChangeKind::Rust`] and
    /// [`ChangeKind::Traits`], and for two types with the same notation, such as resources with the
    /// same id.
    pub old: Option<String>,
    /// The new version, in the same notation.
    pub new: Option<String>,
    /// The language of these versions, if they are types or contain types.
    #[serde(skip)]
    pub(super) language: Option<Language>,
    /// The types of the field, if they are known and differ.
    #[serde(skip)]
    pub(super) rust: Option<Versions<Option<String>>>,
}

/// The languages in which the versions of a change are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    /// The notation of the docs.
    Docs,
    Rust,
}

/// The two versions of a type.
pub(super) struct TypeTexts {
    pub(super) texts: Versions<String>,
    pub(super) language: Language,
}

impl TypeTexts {
    /// Types in the notation of the docs.
    pub(super) fn of_docs(texts: Versions<String>) -> Self {
        let language = Language::Docs;
        Self { texts, language }
    }
}

impl Change {
    /// A change that breaks Rust, the wire, both or neither.
    pub(super) fn new(kind: ChangeKind, breaks_rust: bool, breaks_wire: bool) -> Self {
        let classes = match (breaks_rust, breaks_wire) {
            (true, true) => vec![Impact::BreaksRust, Impact::BreaksWire],
            (true, false) => vec![Impact::BreaksRust],
            (false, true) => vec![Impact::BreaksWire],
            (false, false) => vec![match kind {
                // A page that moves without its module only affects links.
                ChangeKind::Description | ChangeKind::Heading | ChangeKind::Moved => Impact::Docs,
                _ => Impact::Additive,
            }],
        };
        Self {
            classes,
            kind,
            part: None,
            member: None,
            value: None,
            alternative: None,
            traits: Vec::new(),
            old: None,
            new: None,
            language: if kind == ChangeKind::Rust {
                Some(Language::Rust)
            } else {
                None
            },
            rust: None,
        }
    }

    /// A change of the generated Rust that breaks code, without a change of the docs that explains
    /// it.
    pub(super) fn in_rust(texts: Versions<impl Into<Option<String>>>) -> Self {
        Self::new(ChangeKind::Rust, true, false).with_texts(texts)
    }

    /// A change of a generated type that no longer implements these traits.
    pub(super) fn lost_traits(name: &Ident, traits: &[&str]) -> Self {
        let change = Self::new(ChangeKind::Traits, true, false);
        Self {
            traits: traits.iter().map(|&name| name.to_owned()).collect(),
            ..change.with_texts(Versions::new(Some(name.to_string()), None))
        }
    }

    /// A change of a description.
    pub(super) fn description(texts: Versions<Option<&str>>) -> Self {
        Self::new(ChangeKind::Description, false, false)
            .with_texts(texts.map(|text| text.map(str::to_owned)))
    }

    /// The change with its old and its new version.
    pub(super) fn with_texts(mut self, texts: Versions<impl Into<Option<String>>>) -> Self {
        (self.old, self.new) = (texts.old.into(), texts.new.into());
        self
    }

    /// The change with types in the notation of the docs.
    pub(super) fn with_docs(self, texts: Versions<impl Into<Option<String>>>) -> Self {
        let language = Some(Language::Docs);
        let change = self.with_texts(texts);
        Self { language, ..change }
    }

    /// The change with the old and the new type.
    pub(super) fn with_types(self, types: TypeTexts) -> Self {
        let language = Some(types.language);
        let change = self.with_texts(types.texts);
        Self { language, ..change }
    }

    /// The change with the types of the field, which say more to users of Rust than the types of
    /// the docs. They must be known for the same versions.
    pub(super) fn with_rust(self, types: Versions<Option<&RustType>>) -> Self {
        let docs = Versions::new(self.old.is_some(), self.new.is_some());
        if types.map(|ty| ty.is_some()) != docs {
            return self;
        }
        let rust = types.map(|ty| ty.map(RustType::to_string));
        Self {
            rust: Some(rust).filter(Versions::differ),
            ..self
        }
    }

    /// Adds the classes of another change of the same member.
    pub(super) fn add_breaks(&mut self, rust: bool, wire: bool) {
        let breaks = |class, also| self.is(class) || also;
        let (rust, wire) = (
            breaks(Impact::BreaksRust, rust),
            breaks(Impact::BreaksWire, wire),
        );
        self.classes = Self::new(self.kind, rust, wire).classes;
    }

    /// The old and the new version as people read them: types of Rust if the change breaks Rust.
    pub(super) fn shown(&self) -> Versions<Option<&str>> {
        match self.rust_of_break() {
            Some(rust) => Versions::new(rust.old.as_deref(), rust.new.as_deref()),
            None => Versions::new(self.old.as_deref(), self.new.as_deref()),
        }
    }

    /// The language of these versions, if they are types or contain types.
    pub(super) fn language(&self) -> Option<Language> {
        match self.rust_of_break() {
            Some(_) => Some(Language::Rust),
            None => self.language,
        }
    }

    fn rust_of_break(&self) -> Option<&Versions<Option<String>>> {
        self.rust.as_ref().filter(|_| self.is(Impact::BreaksRust))
    }

    /// `true` if it is of this class.
    pub fn is(&self, class: Impact) -> bool {
        self.classes.contains(&class)
    }

    /// `true` if it breaks Rust or the wire.
    pub fn is_breaking(&self) -> bool {
        self.classes.iter().copied().any(Impact::is_breaking)
    }
}
