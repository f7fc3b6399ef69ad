//! Reads a type notation, one method a rule of the grammar.

use super::{NotationError, TypeSyntax};

/// How many arrays, maps and argument lists may stand inside each other, so
/// that no page can exhaust the stack of whatever walks the tree.
const MAX_DEPTH: usize = 64;

/// What is left of a text. The `depth` of its methods counts the types around the one being read.
pub(super) struct Parser<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, offset: 0 }
    }

    /// A type with nothing behind it.
    pub(super) fn whole(mut self) -> Result<TypeSyntax, NotationError> {
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

    /// Whether `[]`, an array's mark, comes next, and not an argument list.
    fn at_empty_brackets(&mut self) -> bool {
        self.peek() == Some('[') && self.rest()[1..].trim_start().starts_with(']')
    }

    /// The depth one level further in.
    fn nested(&self, depth: usize) -> Result<usize, NotationError> {
        match depth < MAX_DEPTH {
            true => Ok(depth + 1),
            false => Err(self.error("at most 64 types inside each other")),
        }
    }

    fn expect(&mut self, token: char, expected: &'static str) -> Result<(), NotationError> {
        match self.eat(token) {
            true => Ok(()),
            false => Err(self.error(expected)),
        }
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
