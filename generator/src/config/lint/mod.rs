//! The rules of `lint`, and the level of each.

mod levels;
mod rule;

pub use levels::LintLevels;
pub use rule::{Level, Rule};
