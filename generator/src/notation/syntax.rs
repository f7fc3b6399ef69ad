//! The notation of a member's type: one grammar for all nine views.
//!
//! ```text
//! type     := ['|'] postfix ('|' postfix)*
//! postfix  := primary '[]'*
//! primary  := '"' chars '"' | '[]' primary | 'map[' type ']' postfix | name ['?'] [args]
//! args     := '<' type (',' type)* '>' | '[' type (',' type)* ']'
//! name     := [A-Za-z_$][A-Za-z0-9_$.]* | 'interface{}'
//! ```
//!
//! White space, line breaks included, may stand between any two tokens. The
//! text of a literal is taken as it is: the notation has no escapes.

mod parser;

use parser::Parser;
use std::fmt;

/// A type as it is written, free of what its names mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TypeSyntax {
    /// `A | B`: two or more alternatives, none of them a union. Stands only at
    /// the top, among arguments and as the key of a map.
    Union(Vec<TypeSyntax>),
    /// `T[]` or `[]T`.
    Array(Box<TypeSyntax>),
    /// `map[K]V`.
    Map(Box<TypeSyntax>, Box<TypeSyntax>),
    /// `"lit"`, without its quotes.
    Literal(String),
    /// `string`, `Any?`, `pkg.Name`, `list[str]`, `Promise<A | B>`.
    Name {
        /// The name, package prefix included.
        name: String,
        /// Whether a `?` follows the name.
        nullable: bool,
        /// What stands between the brackets; empty without brackets.
        args: Vec<TypeSyntax>,
    },
}

/// Where a text stops being a type notation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NotationError {
    /// The byte offset into the text.
    pub(crate) offset: usize,
    /// What the grammar allows there.
    pub(crate) expected: &'static str,
    /// The character that stands there, or `None` at the end of the text.
    pub(crate) found: Option<char>,
}

/// Reads a whole text as one type.
///
/// Takes time linear in the length of the text, and fails at the first place
/// that the grammar does not allow or where types are nested too deeply.
pub(crate) fn parse(text: &str) -> Result<TypeSyntax, NotationError> {
    Parser::new(text).whole()
}

/// Prints the canonical notation, which [`parse`] reads back as an equal tree.
impl fmt::Display for TypeSyntax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Union(alternatives) => write_joined(f, alternatives, " | "),
            Self::Array(item) if item.ends_in_map() => write!(f, "[]{item}"),
            Self::Array(item) => write!(f, "{item}[]"),
            Self::Map(key, value) => write!(f, "map[{key}]{value}"),
            Self::Literal(text) => write!(f, "\"{text}\""),
            Self::Name {
                name,
                nullable,
                args,
            } => {
                let mark = if *nullable { "?" } else { "" };
                write!(f, "{name}{mark}")?;
                if args.is_empty() {
                    return Ok(());
                }
                f.write_str("<")?;
                write_joined(f, args, ", ")?;
                f.write_str(">")
            }
        }
    }
}

impl fmt::Display for NotationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found ", self.expected)?;
        match self.found {
            Some(character) => write!(f, "`{}`", character.escape_debug()),
            None => f.write_str("the end of the type"),
        }
    }
}

impl std::error::Error for NotationError {}

impl TypeSyntax {
    /// Whether a `[]` written behind this type would bind to a map's value.
    fn ends_in_map(&self) -> bool {
        match self {
            Self::Map(..) => true,
            Self::Array(item) => item.ends_in_map(),
            _ => false,
        }
    }

    /// How many arrays, maps and argument lists the deepest part stands in.
    fn depth(&self) -> usize {
        let deepest = |parts: &[Self]| parts.iter().map(Self::depth).max();
        match self {
            Self::Literal(_) => 0,
            Self::Union(alternatives) => deepest(alternatives).unwrap_or(0),
            Self::Array(item) => 1 + item.depth(),
            Self::Map(key, value) => 1 + key.depth().max(value.depth()),
            Self::Name { args, .. } => deepest(args).map_or(0, |depth| 1 + depth),
        }
    }
}

fn write_joined(f: &mut fmt::Formatter<'_>, parts: &[TypeSyntax], separator: &str) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(separator)?;
        }
        write!(f, "{part}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
