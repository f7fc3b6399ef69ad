//! A correction, as the file has it.

use crate::base::diagnostic::Span;
use crate::notation::meaning::TypeExpr;

/// Something of the file, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Located<T> {
    pub(super) value: T,
    pub(super) span: Span,
}

/// One `[[correct]]` table.
#[derive(Debug, Clone)]
pub(crate) struct Correction {
    /// The docs path of what is wrong.
    pub(super) path: Located<String>,
    /// The page, where the id is on several.
    pub(super) page: Option<Located<String>>,
    /// At least one, in the order in which they are made.
    pub(super) changes: Vec<Located<Change>>,
    /// On one line.
    pub(super) reason: String,
}

/// What is wrong with one thing, and what is right.
#[derive(Debug, Clone)]
pub(super) enum Change {
    Description {
        is: String,
        was: Located<String>,
    },
    Type {
        is: TypeSpec,
        was: Located<TypeText>,
    },
    Optional(FlagChange),
    Nullable(FlagChange),
    AddValues(EnumValueChange),
    DropValues(EnumValueChange),
    Closed(FlagChange),
    Add(Vec<NewMember>),
    Place {
        is: ParameterIn,
        was: Located<ParameterIn>,
    },
    Method {
        is: String,
        was: Located<String>,
    },
    Url {
        is: String,
        was: Located<String>,
    },
    Returns {
        is: ReturnSpec<TypeSpec>,
        was: Located<ReturnSpec<TypeText>>,
    },
    /// The body stands under this key.
    Wrap(Wrapper),
    /// This key, the only one, is not on the wire.
    Unwrap(Wrapper),
    Name {
        is: String,
        was: Option<Located<String>>,
    },
    Drop {
        was: Option<Located<Dropped>>,
    },
}

impl Change {
    /// The key of the change in the file.
    pub(super) fn key(&self) -> &'static str {
        match self {
            Self::Description { .. } => "description",
            Self::Type { .. } => "type",
            Self::Optional(_) => "optional",
            Self::Nullable(_) => "nullable",
            Self::AddValues(_) => "add_values",
            Self::DropValues(_) => "drop_values",
            Self::Closed(_) => "closed",
            Self::Add(_) => "add",
            Self::Place { .. } => "in",
            Self::Method { .. } => "method",
            Self::Url { .. } => "url",
            Self::Returns { .. } => "returns",
            Self::Wrap(_) => "wrap",
            Self::Unwrap(_) => "unwrap",
            Self::Name { .. } => "name",
            Self::Drop { .. } => "drop",
        }
    }
}

/// A yes or no; what it replaces is the opposite.
#[derive(Debug, Clone, Copy)]
pub(super) struct FlagChange {
    pub(super) is: bool,
    /// Whether `was` says so.
    pub(super) has_was: bool,
}

/// Values of an enum, and all that it has before.
#[derive(Debug, Clone)]
pub(super) struct EnumValueChange {
    pub(super) values: Vec<String>,
    pub(super) was: Option<Located<Vec<String>>>,
}

/// A key that a body stands under, and the type of the body before.
#[derive(Debug, Clone)]
pub(super) struct Wrapper {
    pub(super) key: String,
    pub(super) was: Option<Located<TypeText>>,
}

/// What is dropped, as it was.
#[derive(Debug, Clone)]
pub(super) enum Dropped {
    /// A member, by its type.
    Member(TypeText),
    /// An operation, by its method and path.
    Operation(String),
}

impl Dropped {
    /// The same, as it is written.
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Member(notated) => &notated.text,
            Self::Operation(call) => call,
        }
    }
}

/// A type in the docs' notation.
#[derive(Debug, Clone)]
pub(super) struct TypeText {
    pub(super) text: String,
    pub(super) ty: TypeExpr,
}

/// A type, and its members where they are listed with it.
#[derive(Debug, Clone)]
pub(super) struct TypeSpec {
    pub(super) notated: TypeText,
    pub(super) fields: Option<Vec<NewMember>>,
    pub(super) span: Span,
}

/// A member that the docs do not have.
#[derive(Debug, Clone)]
pub(super) struct NewMember {
    pub(super) name: Located<String>,
    pub(super) shape: TypeSpec,
    pub(super) optional: bool,
    pub(super) nullable: bool,
    pub(super) description: Option<String>,
    /// Where a parameter goes, if not where the method sends it.
    pub(super) place: Option<Located<ParameterIn>>,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParameterIn {
    Path,
    Query,
    Body,
    /// In the query, as far as anybody knows: what the docs leave open of a DELETE.
    Undecided,
}

impl ParameterIn {
    /// The places to choose from.
    pub(super) const CHOICES: [Self; 3] = [Self::Path, Self::Query, Self::Body];
    /// What the docs may say.
    pub(super) const ALL: [Self; 4] = [Self::Path, Self::Query, Self::Body, Self::Undecided];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Body => "body",
            Self::Undecided => "undecided",
        }
    }
}

/// What an operation answers.
#[derive(Debug, Clone)]
pub(super) enum ReturnSpec<T> {
    /// No body.
    Nothing,
    /// The request is an address to open.
    Url,
    Body(T),
}
