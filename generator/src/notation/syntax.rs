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
//! White space, line breaks included, is allowed between any two tokens. The text of a literal is
//! taken as it is: the notation has no escapes.

use std::fmt;

/// The number of arrays, maps and argument lists that may be nested, so that no page can exhaust the
/// stack of whatever walks the tree.
const MAX_DEPTH: usize = 64;

/// A type as it is written, its names without a meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TypeSyntax {
    /// `A | B`: two or more alternatives, none of them a union. Only at the
    /// top, among arguments and as the key of a map.
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
        /// A `?` follows the name.
        nullable: bool,
        /// The types between the brackets; empty without brackets.
        args: Vec<TypeSyntax>,
    },
}

/// The place at which a text stops being a type notation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NotationError {
    /// The byte offset into the text.
    pub(crate) offset: usize,
    /// The tokens that the grammar allows there.
    pub(crate) expected: &'static str,
    /// The character there; `None` at the end of the text.
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
    /// `true` if a `[]` written behind this type would bind to a map's value.
    fn ends_in_map(&self) -> bool {
        match self {
            Self::Map(..) => true,
            Self::Array(item) => item.ends_in_map(),
            _ => false,
        }
    }

    /// The number of arrays, maps and argument lists around the deepest part.
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

/// The rest of a text, with one method a rule of the grammar. Their `depth` counts the types around the
/// one being read.
struct Parser<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, offset: 0 }
    }

    /// A type with nothing behind it.
    fn whole(mut self) -> Result<TypeSyntax, NotationError> {
        let notation = self.union(0)?;
        match self.peek() {
            None => Ok(notation),
            Some(_) => Err(self.error("`|` or the end of the type")),
        }
    }

    fn union(&mut self, depth: usize) -> Result<TypeSyntax, NotationError> {
        self.eat('|');
        let first = self.postfix(depth)?;
        if self.peek() != Some('|') {
            return Ok(first);
        }
        let mut alternatives = vec![first];
        while self.eat('|') {
            alternatives.push(self.postfix(depth)?);
        }
        Ok(TypeSyntax::Union(alternatives))
    }

    fn postfix(&mut self, depth: usize) -> Result<TypeSyntax, NotationError> {
        let mut notation = self.primary(depth)?;
        while self.at_empty_brackets() {
            self.nested(depth + notation.depth())?;
            self.empty_brackets()?;
            notation = TypeSyntax::Array(Box::new(notation));
        }
        Ok(notation)
    }

    fn primary(&mut self, depth: usize) -> Result<TypeSyntax, NotationError> {
        match self.peek() {
            Some('"') => self.literal(),
            Some('[') => {
                let depth = self.nested(depth)?;
                self.empty_brackets()?;
                Ok(TypeSyntax::Array(Box::new(self.primary(depth)?)))
            }
            Some(character) if is_name_start(character) => self.name(depth),
            _ => Err(self.error("a type")),
        }
    }

    fn literal(&mut self) -> Result<TypeSyntax, NotationError> {
        self.expect('"', "`\"`")?;
        let rest = self.rest();
        let length = rest.find('"').unwrap_or(rest.len());
        self.offset += length;
        self.expect('"', "a closing `\"`")?;
        Ok(TypeSyntax::Literal(rest[..length].to_owned()))
    }

    fn name(&mut self, depth: usize) -> Result<TypeSyntax, NotationError> {
        let name = self.identifier();
        if name == "map" && self.peek() == Some('[') && !self.at_empty_brackets() {
            return self.map(depth);
        }
        Ok(TypeSyntax::Name {
            name: name.to_owned(),
            nullable: self.eat('?'),
            args: self.arguments(depth)?,
        })
    }

    fn map(&mut self, depth: usize) -> Result<TypeSyntax, NotationError> {
        let depth = self.nested(depth)?;
        self.expect('[', "`[`")?;
        let key = self.union(depth)?;
        self.expect(']', "`]`")?;
        let value = self.postfix(depth)?;
        Ok(TypeSyntax::Map(Box::new(key), Box::new(value)))
    }

    fn arguments(&mut self, depth: usize) -> Result<Vec<TypeSyntax>, NotationError> {
        let (close, expected) = match self.peek() {
            Some('<') => ('>', "`,` or `>`"),
            Some('[') if !self.at_empty_brackets() => (']', "`,` or `]`"),
            _ => return Ok(Vec::new()),
        };
        let depth = self.nested(depth)?;
        self.offset += 1;
        let mut args = vec![self.union(depth)?];
        while self.eat(',') {
            args.push(self.union(depth)?);
        }
        self.expect(close, expected)?;
        Ok(args)
    }

    fn identifier(&mut self) -> &'a str {
        let rest = self.rest();
        let length = match rest.find(|character| !is_name_part(character)) {
            Some(end) if rest.starts_with("interface{}") => end + "{}".len(),
            Some(end) => end,
            None => rest.len(),
        };
        self.offset += length;
        &rest[..length]
    }

    fn empty_brackets(&mut self) -> Result<(), NotationError> {
        self.expect('[', "`[`")?;
        self.expect(']', "`]`")
    }

    /// `true` if `[]`, the suffix of an array, comes next, and not an argument list.
    fn at_empty_brackets(&mut self) -> bool {
        self.peek() == Some('[') && self.rest()[1..].trim_start().starts_with(']')
    }

    /// The depth one level further in.
    fn nested(&self, depth: usize) -> Result<usize, NotationError> {
        if depth == MAX_DEPTH {
            return Err(self.error("at most 64 types inside each other"));
        }
        Ok(depth + 1)
    }

    fn expect(&mut self, token: char, expected: &'static str) -> Result<(), NotationError> {
        if self.eat(token) {
            return Ok(());
        }
        Err(self.error(expected))
    }

    fn eat(&mut self, token: char) -> bool {
        let found = self.peek() == Some(token);
        if found {
            self.offset += token.len_utf8();
        }
        found
    }

    /// The next character that is not white space.
    fn peek(&mut self) -> Option<char> {
        let rest = self.rest();
        self.offset += rest.len() - rest.trim_start().len();
        self.rest().chars().next()
    }

    fn rest(&self) -> &'a str {
        &self.text[self.offset..]
    }

    fn error(&self, expected: &'static str) -> NotationError {
        let found = self.rest().chars().next();
        NotationError {
            offset: self.offset,
            expected,
            found,
        }
    }
}

fn is_name_start(character: char) -> bool {
    character.is_ascii_alphabetic() || matches!(character, '_' | '$')
}

fn is_name_part(character: char) -> bool {
    is_name_start(character) || character.is_ascii_digit() || character == '.'
}

#[cfg(test)]
mod tests;
