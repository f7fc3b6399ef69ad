//! A position in a text that is read from left to right.

/// The rest of a text. A method returns `None` if the text does not continue as expected.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) rest: &'a str,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// Reads one character that satisfies `fits`.
    pub(super) fn take(&mut self, fits: impl Fn(char) -> bool) -> Option<char> {
        let first = self.rest.chars().next().filter(|first| fits(*first))?;
        self.rest = &self.rest[first.len_utf8()..];
        Some(first)
    }

    /// Reads this character.
    pub(super) fn expect(&mut self, character: char) -> Option<()> {
        self.take(|first| first == character).map(drop)
    }

    /// Reads all characters that satisfy `fits`, and returns their number.
    pub(super) fn skip(&mut self, fits: impl Fn(char) -> bool) -> usize {
        let before = self.rest.len();
        self.rest = self.rest.trim_start_matches(fits);
        before - self.rest.len()
    }

    /// `+1` or `-1` for a sign.
    pub(super) fn sign(&mut self) -> Option<i64> {
        match self.take(|first| matches!(first, '+' | '-'))? {
            '-' => Some(-1),
            _ => Some(1),
        }
    }

    /// `true` if the next `count` bytes are digits.
    pub(super) fn is_at_digits(&self, count: usize) -> bool {
        let next = self.rest.as_bytes().get(..count);
        next.is_some_and(|next| next.iter().all(u8::is_ascii_digit))
    }

    /// Reads a number of exactly `count` digits.
    pub(super) fn digits(&mut self, count: usize) -> Option<i64> {
        let (number, rest) = self.rest.split_at_checked(count)?;
        if !self.is_at_digits(count) {
            return None;
        }
        self.rest = rest;
        number.parse().ok()
    }

    /// `Some` at the end of the text.
    pub(super) fn end(&self) -> Option<()> {
        if self.rest.is_empty() { Some(()) } else { None }
    }
}
