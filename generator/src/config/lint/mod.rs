//! The rules of `lint`, and the level of each.

mod levels;
mod rule;

pub use levels::Levels;
pub use rule::{Level, Rule};
