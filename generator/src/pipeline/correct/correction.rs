//! A correction, as the file has it.

use std::fmt;

use crate::base::diagnostic::Span;
use crate::notation::meaning::TypeExpr;

/// A value of the file, and where it is.
#[derive(Debug, Clone)]
pub(super) struct Located<T> {
    pub(super) value: T,
    pub(super) span: Span,
}

/// One `[[correct]]` table.
#[derive(Debug, Clone)]
pub(crate) struct Correction {
    /// The docs path of the target.
    pub(super) path: Located<String>,
    /// The keys of the path, without quotes.
    pub(super) keys: Vec<String>,
    /// The page, if the id is on several.
    pub(super) page: Option<Located<String>>,
    /// At least one, in the order in which they are applied.
    pub(super) changes: Vec<Change>,
    /// On one line.
    pub(super) reason: String,
}

impl Correction {
    /// `true` if the correction drops its target.
    pub(super) fn drops(&self) -> bool {
        let is_drop = |change: &Change| matches!(change.kind, ChangeKind::Drop(_));
        self.changes.iter().any(is_drop)
    }
}

/// One change of a correction.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// Its key in the file.
    pub(super) key: &'static str,
    pub(super) kind: ChangeKind,
    /// The location of its value.
    pub(super) span: Span,
}

#[derive(Debug, Clone)]
pub(super) enum ChangeKind {
    Description(Edit<String>),
    Type(Edit<TypeSpec, Located<TypeText>>),
    Optional(FlagEdit),
    Nullable(FlagEdit),
    Closed(FlagEdit),
    /// Values to add; `was` is all that the enum lists.
    AddValues(ValuesEdit),
    /// Values to drop; `was` is all that the enum lists.
    DropValues(ValuesEdit),
    Add(Vec<NewMember>),
    In(Edit<ParameterIn>),
    Method(Edit<String>),
    Url(Edit<String>),
    Server(TextEdit),
    Credential(TextEdit),
    Encoding(TextEdit),
    Returns(Edit<ReturnSpec<TypeSpec>, Located<ReturnSpec<TypeText>>>),
    /// The body is under this key.
    Wrap(WrapperEdit),
    /// This key, the only one, is not on the wire.
    Unwrap(WrapperEdit),
    Name(TextEdit),
    /// The target does not exist; the value is what it was.
    Drop(Option<Located<Dropped>>),
}

/// The right value, and the value in the docs.
///
/// `was` is an `Option` if its value follows from the docs, so that the error for a missing one can
/// show it.
#[derive(Debug, Clone)]
pub(super) struct Edit<T, W = Located<T>> {
    pub(super) to: T,
    pub(super) was: W,
}

/// A text in place of another, which the docs tell.
pub(super) type TextEdit = Edit<String, Option<Located<String>>>;

/// A flag; it replaces the opposite, so that only the presence of `was` matters.
pub(super) type FlagEdit = Edit<bool, Option<Located<bool>>>;

pub(super) type ValuesEdit = Edit<Vec<String>, Option<Located<Vec<String>>>>;

/// A key around the body, and the type of the body before.
pub(super) type WrapperEdit = Edit<String, Option<Located<TypeText>>>;

/// The target of `drop`, as it was.
#[derive(Debug, Clone)]
pub(super) enum Dropped {
    /// A member, by its type.
    Member(TypeText),
    /// An operation, by its method and path.
    Operation(String),
}

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(ty) => ty.fmt(f),
            Self::Operation(call) => f.write_str(call),
        }
    }
}

/// A type in the docs' notation.
#[derive(Debug, Clone)]
pub(super) struct TypeText {
    pub(super) text: String,
    pub(super) ty: TypeExpr,
}

impl fmt::Display for TypeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A type, and its members if they are listed with it.
#[derive(Debug, Clone)]
pub(super) struct TypeSpec {
    pub(super) notation: TypeText,
    pub(super) fields: Option<Vec<NewMember>>,
    pub(super) span: Span,
}

/// A member that the docs do not have.
#[derive(Debug, Clone)]
pub(super) struct NewMember {
    pub(super) name: Located<String>,
    pub(super) ty: TypeSpec,
    pub(super) optional: bool,
    pub(super) nullable: bool,
    pub(super) description: Option<String>,
    /// The location of a parameter, if it is not that of the others of its method.
    pub(super) location: Option<Located<ParameterIn>>,
}

/// The location of a parameter in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParameterIn {
    Path,
    Query,
    Header,
    /// The header of the credential: the parameter is the access token of a user.
    Authorization,
    Body,
    /// In the query, by assumption: the docs do not say it of a DELETE.
    Ambiguous,
}

impl ParameterIn {
    /// The locations to choose from.
    pub(super) const CHOICES: [Self; 5] = [
        Self::Path,
        Self::Query,
        Self::Header,
        Self::Authorization,
        Self::Body,
    ];
    /// The locations that the docs may have.
    pub(super) const ALL: [Self; 6] = [
        Self::Path,
        Self::Query,
        Self::Header,
        Self::Authorization,
        Self::Body,
        Self::Ambiguous,
    ];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Authorization => "authorization",
            Self::Body => "body",
            Self::Ambiguous => "ambiguous",
        }
    }
}

impl fmt::Display for ParameterIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The response of an operation.
#[derive(Debug, Clone)]
pub(super) enum ReturnSpec<T> {
    /// No body.
    Nothing,
    /// The request is a URL to open.
    Url,
    Body(T),
}

impl fmt::Display for ReturnSpec<TypeText> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "nothing",
            Self::Url => "url",
            Self::Body(ty) => &ty.text,
        })
    }
}
