//! The notation of a member's type: one grammar for all nine views.
//!
//! ```text
//! type     := ['|'] postfix ('|' postfix)*
//! postfix  := primary ('[]' | '?')*
//! primary  := '"' chars '"' | "'" chars "'" | number | '(' type ')' | '{' members '}'
//!           | '[' [digits] ']' primary | '*' primary | '?' primary | modifier primary
//!           | 'map[' type ']' postfix | name ['?'] [args] | '?' | annotation primary
//! args     := '<' types '>' | '[' types ']' | '(' types ')' (behind a name of Sorbet, `T.any`)
//! types    := type (',' type)* | type ',' '...' (behind the name of a tuple)
//! members  := [member ((';' | ',') member)* [';' | ',']]
//! member   := modifier* (name | literal) ['?'] ':' type | '[' name ':' type ']' ':' type
//! modifier := 'readonly' | 'final' | 'out' | 'in' | '?' ('extends' | 'super')
//! annotation := '@' name ['(' chars ')']
//! name     := ['\'] part (('.' | '::' | '\') part)* | 'interface{}'
//! part     := [A-Za-z_$][A-Za-z0-9_$]*
//! ```
//!
//! White space, including line breaks, is allowed between any two tokens. The
//! text of a literal is verbatim: the notation has no escapes. A `?` by itself
//! is the wildcard of Java.

mod parser;

use parser::Parser;
use std::fmt;

use crate::base::diagnostic::is_control;

/// A type as written, without the meaning of its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TypeSyntax {
    /// `A | B`: two or more alternatives, none of them a union.
    Union(Vec<TypeSyntax>),
    /// `T[]` or `[]T`.
    Array(Box<TypeSyntax>),
    /// `map[K]V`.
    Map(Box<TypeSyntax>, Box<TypeSyntax>),
    /// `T?`, `?T` or `*T`; never directly inside another.
    Nullable(Box<TypeSyntax>),
    /// `"lit"` or `'lit'`, without its quotes.
    Literal(String),
    /// `12` or `0.5`: a value in place of its type.
    Number(String),
    /// `{ a: string; b?: number }`.
    Object(Vec<SyntaxMember>),
    /// `string`, `pkg.Name`, `list[str]`, `Promise<A | B>`.
    Name {
        /// The name with its package; `?` for a wildcard.
        name: String,
        /// The types between the brackets; empty without brackets.
        args: Vec<TypeSyntax>,
    },
}

/// A member of an object type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxMember {
    pub(crate) key: String,
    pub(crate) optional: bool,
    pub(crate) ty: TypeSyntax,
}

/// The place at which a text stops being a type notation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NotationError {
    /// The byte offset into the text.
    pub(crate) offset: usize,
    /// The tokens that the grammar allows there.
    pub(crate) expected: &'static str,
    /// The character at that position, or `None` at the end of the text.
    pub(crate) found: Option<char>,
}

/// The expected tokens for a literal that is not closed.
const UNCLOSED: [&str; 2] = ["a closing `\"`", "a closing `'`"];

/// Reads a whole text as one type.
///
/// It takes linear time. It fails at the first token that the grammar does not allow, or if types
/// are nested too deeply.
pub(crate) fn parse(text: &str) -> Result<TypeSyntax, NotationError> {
    Parser::new(text).whole()
}

/// A text as a literal in quotes; `None` if it contains both kinds of quotes, since a literal has
/// no escapes.
pub(crate) fn literal(text: &str) -> Option<String> {
    match (text.contains('"'), text.contains('\'')) {
        (false, _) => Some(format!("\"{text}\"")),
        (true, false) => Some(format!("'{text}'")),
        (true, true) => None,
    }
}

/// Prints the canonical notation, which [`parse`] reads back as an equal tree.
impl fmt::Display for TypeSyntax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Union(alternatives) => write_joined(f, alternatives, " | "),
            Self::Array(item) if item.ends_in_map() => write!(f, "[]{item}"),
            Self::Array(item) => write!(f, "{}[]", Grouped(item)),
            Self::Map(key, value) => write!(f, "map[{key}]{}", Grouped(value)),
            Self::Nullable(inner) if inner.ends_in_map() => write!(f, "({inner})?"),
            Self::Nullable(inner) => write!(f, "{}?", Grouped(inner)),
            Self::Literal(text) if text.contains('"') => write!(f, "'{text}'"),
            Self::Literal(text) => write!(f, "\"{text}\""),
            Self::Number(text) => f.write_str(text),
            Self::Object(members) => {
                f.write_str("{")?;
                write_joined(f, members, "; ")?;
                f.write_str("}")
            }
            Self::Name { name, args } => {
                f.write_str(name)?;
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

impl fmt::Display for SyntaxMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = TypeSyntax::Literal(self.key.clone());
        let mark = if self.optional { "?" } else { "" };
        write!(f, "{key}{mark}: {}", self.ty)
    }
}

/// A type that is written in parentheses if it is a union.
struct Grouped<'a>(&'a TypeSyntax);

impl fmt::Display for Grouped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            TypeSyntax::Union(_) => write!(f, "({})", self.0),
            other => write!(f, "{other}"),
        }
    }
}

impl fmt::Display for NotationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found ", self.expected)?;
        match self.found {
            Some(character) if is_control(character) => {
                write!(f, "`{}`", character.escape_default())
            }
            Some('`') => f.write_str("a backtick"),
            Some(character) => write!(f, "`{character}`"),
            None => f.write_str("the end of the type"),
        }
    }
}

impl std::error::Error for NotationError {}

impl NotationError {
    /// The help for the author of the type.
    pub(crate) fn help(&self) -> &'static str {
        if UNCLOSED.contains(&self.expected) {
            return "close the quote after the literal";
        }
        "write a name, a literal in quotes, `T[]`, `Name<T>`, or a union with `|`"
    }
}

impl TypeSyntax {
    /// `true` if a `[]` or `?` after this type would bind to the value of a map.
    fn ends_in_map(&self) -> bool {
        match self {
            Self::Map(..) => true,
            Self::Array(item) => item.ends_in_map(),
            _ => false,
        }
    }

    /// The number of types around the deepest part.
    fn depth(&self) -> usize {
        let deepest = |parts: &[Self]| parts.iter().map(Self::depth).max();
        match self {
            Self::Literal(_) | Self::Number(_) => 0,
            Self::Union(alternatives) => deepest(alternatives).unwrap_or(0),
            Self::Array(item) | Self::Nullable(item) => 1 + item.depth(),
            Self::Map(key, value) => 1 + key.depth().max(value.depth()),
            Self::Object(members) => {
                let deepest = members.iter().map(|member| member.ty.depth()).max();
                1 + deepest.unwrap_or(0)
            }
            Self::Name { args, .. } => deepest(args).map_or(0, |depth| 1 + depth),
        }
    }
}

fn write_joined<T: fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    parts: &[T],
    separator: &str,
) -> fmt::Result {
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
