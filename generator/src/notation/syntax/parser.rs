//! Parses a type notation, with one method for each rule of the grammar.

use super::{NotationError, SyntaxMember, TypeSyntax, UNCLOSED};
use crate::notation::words::last_part;

/// The maximum nesting depth of types, so that no page can exhaust the stack of
/// a walk over the tree.
const MAX_DEPTH: usize = 64;

/// Words before a type that do not affect its values.
const MODIFIERS: [&str; 6] = ["readonly", "final", "out", "in", "extends", "super"];

/// The rest of a text. The `depth` of its methods counts the types around the one being read.
pub(super) struct Parser<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, offset: 0 }
    }

    /// A type with nothing after it.
    pub(super) fn whole(mut self) -> Result<TypeSyntax, NotationError> {
        let notation = self.union(0)?;
        match self.peek() {
            None => Ok(notation),
            Some(_) => Err(self.error("`|` or the end of the type")),
        }
    }

    fn union(&mut self, depth: usize) -> Result<TypeSyntax, NotationError> {
        self.eat('|');
        let mut alternatives = Vec::new();
        loop {
            match self.postfix(depth)? {
                TypeSyntax::Union(inner) => alternatives.extend(inner),
                other => alternatives.push(other),
            }
            if !self.eat('|') {
                break;
            }
        }
        if alternatives.len() == 1 {
            return Ok(alternatives.remove(0));
        }
        Ok(TypeSyntax::Union(alternatives))
    }

    fn postfix(&mut self, depth: usize) -> Result<TypeSyntax, NotationError> {
        let mut notation = self.primary(depth)?;
        loop {
            if self.at_empty_brackets() {
                self.nested(depth + notation.depth())?;
                self.empty_brackets()?;
                notation = TypeSyntax::Array(Box::new(notation));
            } else if self.peek() == Some('?') {
                self.nested(depth + notation.depth())?;
                self.eat('?');
                notation = nullable(notation);
            } else {
                return Ok(notation);
            }
        }
    }

    fn primary(&mut self, depth: usize) -> Result<TypeSyntax, NotationError> {
        while self.eat('@') {
            self.annotation()?;
        }
        match self.peek() {
            Some(quote @ ('"' | '\'')) => Ok(TypeSyntax::Literal(self.literal(quote)?)),
            Some('(') => {
                let depth = self.nested(depth)?;
                self.eat('(');
                let inner = self.union(depth)?;
                self.expect(')', "`|` or `)`")?;
                Ok(inner)
            }
            Some('{') => self.object(depth),
            Some('[') => {
                let depth = self.nested(depth)?;
                self.eat('[');
                self.length();
                self.expect(']', "`]`")?;
                Ok(TypeSyntax::Array(Box::new(self.primary(depth)?)))
            }
            Some('*') => {
                let depth = self.nested(depth)?;
                self.eat('*');
                Ok(nullable(self.primary(depth)?))
            }
            Some('?') => self.question(depth),
            Some(character) if character.is_ascii_digit() || character == '-' => self.number(),
            Some(character) if is_name_start(character) || character == '\\' => self.name(depth),
            _ => Err(self.error("a type")),
        }
    }

    /// Skips the name and the arguments of an annotation, which do not affect the values.
    fn annotation(&mut self) -> Result<(), NotationError> {
        if self.identifier().is_empty() {
            return Err(self.error("the name of an annotation"));
        }
        if self.rest().starts_with('(') {
            let rest = self.rest();
            self.offset += rest.find(')').unwrap_or(rest.len());
            self.expect(')', "`)`")?;
        }
        Ok(())
    }

    /// Skips the length of a Go array.
    fn length(&mut self) {
        self.peek();
        let rest = self.rest();
        self.offset += rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    }

    /// `?T` or `? extends T`.
    fn question(&mut self, depth: usize) -> Result<TypeSyntax, NotationError> {
        let depth = self.nested(depth)?;
        self.eat('?');
        if self.at_modifier() {
            return self.primary(depth);
        }
        Ok(nullable(self.primary(depth)?))
    }

    fn literal(&mut self, quote: char) -> Result<String, NotationError> {
        let [double, single] = UNCLOSED;
        let closing = if quote == '"' { double } else { single };
        self.eat(quote);
        let rest = self.rest();
        let length = rest.find(quote).unwrap_or(rest.len());
        self.offset += length;
        if !self.rest().starts_with(quote) {
            return Err(self.error(closing));
        }
        self.offset += quote.len_utf8();
        Ok(rest[..length].to_owned())
    }

    fn number(&mut self) -> Result<TypeSyntax, NotationError> {
        let rest = self.rest();
        let digits = rest.strip_prefix('-').unwrap_or(rest);
        let is_part = |character: char| character.is_ascii_digit() || character == '.';
        let length = digits.find(|character| !is_part(character));
        let length = rest.len() - digits.len() + length.unwrap_or(digits.len());
        let (number, behind) = rest.split_at(length);
        if number.parse::<f64>().is_err() || behind.starts_with(is_name_start) {
            return Err(self.error("a type"));
        }
        self.offset += length;
        Ok(TypeSyntax::Number(number.to_owned()))
    }

    fn object(&mut self, depth: usize) -> Result<TypeSyntax, NotationError> {
        let depth = self.nested(depth)?;
        self.eat('{');
        let mut members = Vec::new();
        while !self.eat('}') {
            if self.peek() == Some('[') {
                let value = self.index_signature(depth)?;
                self.expect('}', "`}`")?;
                return Ok(TypeSyntax::Map(Box::new(name("string")), Box::new(value)));
            }
            members.push(self.member(depth)?);
            if !self.eat(';') && !self.eat(',') && self.peek() != Some('}') {
                return Err(self.error("`;`, `,` or `}`"));
            }
        }
        Ok(TypeSyntax::Object(members))
    }

    /// `[key: string]: T`, a map with values of type `T`.
    fn index_signature(&mut self, depth: usize) -> Result<TypeSyntax, NotationError> {
        self.expect('[', "`[`")?;
        self.peek();
        self.identifier();
        self.expect(':', "`:`")?;
        self.union(depth)?;
        self.expect(']', "`]`")?;
        self.expect(':', "`:`")?;
        let value = self.union(depth)?;
        self.eat(';');
        Ok(value)
    }

    fn member(&mut self, depth: usize) -> Result<SyntaxMember, NotationError> {
        self.at_modifier();
        let key = match self.peek() {
            Some(quote @ ('"' | '\'')) => self.literal(quote)?,
            Some(character) if is_name_start(character) => self.part().to_owned(),
            _ => return Err(self.error("a key or `}`")),
        };
        let optional = self.eat('?');
        self.expect(':', "`:`")?;
        let ty = self.union(depth)?;
        Ok(SyntaxMember { key, optional, ty })
    }

    fn name(&mut self, depth: usize) -> Result<TypeSyntax, NotationError> {
        if self.at_modifier() {
            let depth = self.nested(depth)?;
            return self.primary(depth);
        }
        let start = self.offset;
        let name = self.identifier();
        if name.trim_start_matches('\\').is_empty() {
            self.offset = start;
            return Err(self.error("a type"));
        }
        if name == "map" && self.peek() == Some('[') && !self.at_empty_brackets() {
            return self.map(depth);
        }
        if name == "array" && self.peek() == Some('{') {
            return self.object(depth);
        }
        let before = self.offset;
        let is_nullable = self.eat('?') && self.at_arguments();
        if !is_nullable {
            self.offset = before;
        }
        let (name, args) = (name.to_owned(), self.arguments(name, depth)?);
        let name = TypeSyntax::Name { name, args };
        Ok(if is_nullable { nullable(name) } else { name })
    }

    fn map(&mut self, depth: usize) -> Result<TypeSyntax, NotationError> {
        let depth = self.nested(depth)?;
        self.expect('[', "`[`")?;
        let key = self.union(depth)?;
        self.expect(']', "`]`")?;
        let value = self.postfix(depth)?;
        Ok(TypeSyntax::Map(Box::new(key), Box::new(value)))
    }

    /// A type, or the wildcard `?`, which is only allowed here.
    fn argument(&mut self, depth: usize) -> Result<TypeSyntax, NotationError> {
        let before = self.offset;
        if self.eat('?') && matches!(self.peek(), Some('>' | ']' | ')' | ',')) {
            return Ok(name("?"));
        }
        self.offset = before;
        self.union(depth)
    }

    fn arguments(&mut self, name: &str, depth: usize) -> Result<Vec<TypeSyntax>, NotationError> {
        let (close, expected) = match self.peek() {
            Some('<') => ('>', "`,` or `>`"),
            Some('[') if !self.at_empty_brackets() => (']', "`,` or `]`"),
            Some('(') if name.starts_with("T.") => (')', "`,` or `)`"),
            _ => return Ok(Vec::new()),
        };
        let depth = self.nested(depth)?;
        self.offset += 1;
        let mut args = vec![self.argument(depth)?];
        let is_tuple = matches!(last_part(name), "tuple" | "Tuple");
        while self.eat(',') {
            self.peek();
            if is_tuple && args.len() == 1 && self.rest().starts_with("...") {
                self.offset += "...".len();
                break;
            }
            args.push(self.argument(depth)?);
        }
        self.expect(close, expected)?;
        Ok(args)
    }

    /// A name: its parts and the separators between them.
    fn identifier(&mut self) -> &'a str {
        let (start, rest) = (self.offset, self.rest());
        if rest.starts_with("interface{}") {
            self.offset += "interface{}".len();
            return &rest[.."interface{}".len()];
        }
        self.eat('\\');
        self.part();
        loop {
            let rest = self.rest();
            let joint = [".", "::", "\\"].into_iter().find(|joint| {
                let behind = rest.strip_prefix(joint);
                behind.is_some_and(|behind| behind.starts_with(is_name_start))
            });
            let Some(joint) = joint else {
                return &self.text[start..self.offset];
            };
            self.offset += joint.len();
            self.part();
        }
    }

    fn part(&mut self) -> &'a str {
        let rest = self.rest();
        let is_part = |character: char| is_name_start(character) || character.is_ascii_digit();
        let length = rest
            .find(|character| !is_part(character))
            .unwrap_or(rest.len());
        self.offset += length;
        &rest[..length]
    }

    /// Skips a modifier, if there is one before a type.
    fn at_modifier(&mut self) -> bool {
        self.peek();
        let start = self.offset;
        if MODIFIERS.contains(&self.part())
            && let Some(next) = self.peek()
            && (is_name_start(next) || matches!(next, '[' | '(' | '{' | '\\'))
            && self.offset > start
            && self.text[..self.offset].ends_with(char::is_whitespace)
        {
            return true;
        }
        self.offset = start;
        false
    }

    fn empty_brackets(&mut self) -> Result<(), NotationError> {
        self.expect('[', "`[`")?;
        self.expect(']', "`]`")
    }

    /// `true` if `[]` follows, the marker of an array, and not an argument list.
    fn at_empty_brackets(&mut self) -> bool {
        self.peek() == Some('[') && self.rest()[1..].trim_start().starts_with(']')
    }

    fn at_arguments(&mut self) -> bool {
        match self.peek() {
            Some('<') => true,
            Some('[') => !self.at_empty_brackets(),
            _ => false,
        }
    }

    /// The depth one level further in.
    fn nested(&self, depth: usize) -> Result<usize, NotationError> {
        if depth < MAX_DEPTH {
            return Ok(depth + 1);
        }
        Err(self.error("at most 64 types inside each other"))
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

/// `T?`. A type that is already nullable is unchanged.
fn nullable(ty: TypeSyntax) -> TypeSyntax {
    match ty {
        TypeSyntax::Nullable(_) => ty,
        ty => TypeSyntax::Nullable(Box::new(ty)),
    }
}

fn name(text: &str) -> TypeSyntax {
    TypeSyntax::Name {
        name: text.to_owned(),
        args: Vec::new(),
    }
}

fn is_name_start(character: char) -> bool {
    character.is_ascii_alphabetic() || matches!(character, '_' | '$')
}
