//! A correction, as written in the file.

use std::fmt;

use crate::base::diagnostic::Span;
use crate::notation::meaning::TypeExpr;

/// A value of the file, and its location.
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
    /// The changes, at least one, in the order in which they are applied.
    pub(super) changes: Vec<Change>,
    /// The reason, on one line.
    pub(super) reason: String,
}

impl Correction {
    /// `true` if the correction drops its target.
    pub(super) fn drops(&self) -> bool {
        let is_drop = |change: &Change| matches!(change.kind, ChangeKind::Drop(_));
        self.changes.iter().any(is_drop)
    }

    /// `true` if a type that it brings is one of several resources.
    pub(super) fn unites_resources(&self) -> bool {
        self.changes.iter().any(|change| match &change.kind {
            ChangeKind::Type(edit) => edit.to.unites_resources(),
            ChangeKind::Add(members) => members.iter().any(|it| it.ty.unites_resources()),
            _ => false,
        })
    }
}

/// One change of a correction.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// The key of the change in the file.
    pub(super) key: &'static str,
    pub(super) kind: ChangeKind,
    /// The location of the value.
    pub(super) span: Span,
}

#[derive(Debug, Clone)]
pub(super) enum ChangeKind {
    Description(Edit<String>),
    Type(Edit<TypeSpec, Located<TypeText>>),
    Optional(FlagEdit),
    Nullable(FlagEdit),
    Closed(FlagEdit),
    /// `null` clears the value, or does not.
    Patch(FlagEdit),
    /// Values to add; `was` has all values of the enum in the docs.
    AddValues(ValuesEdit),
    /// Values to drop; `was` has all values of the enum in the docs.
    DropValues(ValuesEdit),
    Add(Vec<NewMember>),
    In(Edit<ParameterIn>),
    Method(Edit<String>),
    Url(Edit<String>),
    Server(TextEdit),
    Credential(TextEdit),
    Encoding(TextEdit),
    Returns(Edit<ReturnSpec<TypeSpec>, Located<ReturnSpec<TypeText>>>),
    /// The body on the wire is the value of this key.
    Wrap(WrapperEdit),
    /// The only key of the body is not on the wire.
    Unwrap(WrapperEdit),
    Name(TextEdit),
    /// The target does not exist. The value is its type, or its method and path.
    Drop(Option<Located<Dropped>>),
}

/// The right value, and the value in the docs.
///
/// `was` is an `Option` if the docs determine its value, so that the error for a missing `was` can
/// show it.
#[derive(Debug, Clone)]
pub(super) struct Edit<T, W = Located<T>> {
    pub(super) to: T,
    pub(super) was: W,
}

/// A change of a text. The docs determine `was`.
pub(super) type TextEdit = Edit<String, Option<Located<String>>>;

/// A change of a flag. It replaces the opposite, so only the presence of `was` matters.
pub(super) type FlagEdit = Edit<bool, Option<Located<bool>>>;

pub(super) type ValuesEdit = Edit<Vec<String>, Option<Located<Vec<String>>>>;

/// A key around the body; `was` is the previous type of the body.
pub(super) type WrapperEdit = Edit<String, Option<Located<TypeText>>>;

/// The previous state of the target of `drop`.
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

/// A type, and its members if the correction lists them.
#[derive(Debug, Clone)]
pub(super) struct TypeSpec {
    pub(super) notation: TypeText,
    pub(super) fields: Option<Vec<NewMember>>,
    pub(super) span: Span,
}

impl TypeSpec {
    /// `true` if it is, or contains, one of several resources.
    fn unites_resources(&self) -> bool {
        let mut is_found = false;
        self.notation.ty.walk(&mut |ty| {
            if let TypeExpr::Union(alternatives) = ty {
                let mut alternatives = alternatives.iter();
                is_found |= alternatives.any(|it| matches!(it, TypeExpr::Named(_)));
            }
        });
        let mut members = self.fields.iter().flatten();
        is_found || members.any(|member| member.ty.unites_resources())
    }
}

/// A member that the docs do not have.
#[derive(Debug, Clone)]
pub(super) struct NewMember {
    pub(super) name: Located<String>,
    pub(super) ty: TypeSpec,
    pub(super) optional: bool,
    pub(super) nullable: bool,
    pub(super) description: Option<String>,
    /// The location of a parameter, if it differs from the default of the method.
    pub(super) location: Option<Located<ParameterIn>>,
}

/// The location of a parameter in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParameterIn {
    Path,
    Query,
    Header,
    /// The header `Authorization`: the parameter is the access token of a user.
    Authorization,
    Body,
    /// In the query by assumption: the docs do not give the location for a DELETE.
    Ambiguous,
}

impl ParameterIn {
    /// The locations that a correction may choose.
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
