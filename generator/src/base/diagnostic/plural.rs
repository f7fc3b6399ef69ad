//! A number with a noun that agrees with it.

use std::fmt;

/// A number with the noun for one and the noun for any other number.
///
/// ```
/// use reference_codegen::diagnostic::Plural;
///
/// assert_eq!(Plural(1, "body", "bodies").to_string(), "1 body");
/// assert_eq!(Plural(0, "body", "bodies").to_string(), "0 bodies");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plural<'a>(pub usize, pub &'a str, pub &'a str);

impl<'a> Plural<'a> {
    /// The noun that agrees with the number.
    pub fn noun(&self) -> &'a str {
        let Self(count, one, many) = *self;
        if count == 1 { one } else { many }
    }
}

impl fmt::Display for Plural<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, self.noun())
    }
}
