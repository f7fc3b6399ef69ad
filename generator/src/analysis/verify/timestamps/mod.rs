//! Timestamps, for settings that give them a type.
//!
//! Each crate for times reads more than RFC 3339, in its own way. There is one grammar for each, so
//! that a body is accepted exactly when the crate reads its timestamps.

mod chrono;
mod civil_time;
mod cursor;
mod jiff;
mod rfc3339;
mod time;

use crate::config::TimeType;

/// `true` if the type of the settings reads the text.
pub(super) fn is_read(text: &str, time: &TimeType) -> bool {
    match time {
        TimeType::String => true,
        TimeType::Chrono => chrono::is_read(text),
        TimeType::Jiff => jiff::is_read(text),
        TimeType::Time => time::is_read(text),
        TimeType::Path(_) => rfc3339::is_read(text),
    }
}

/// `true` if every type for times reads the text.
pub(super) fn is_timestamp(text: &str) -> bool {
    // The other crates read all of RFC 3339.
    rfc3339::is_read(text) && jiff::is_read(text)
}

/// The text that the type of the settings reads, in a sentence.
pub(super) fn expected(time: &TimeType) -> &'static str {
    match time {
        TimeType::String => "a string",
        TimeType::Chrono => "a timestamp that `chrono::DateTime` reads",
        TimeType::Jiff => "a timestamp that `jiff::Timestamp` reads",
        TimeType::Time => "a timestamp that `time::OffsetDateTime` reads",
        TimeType::Path(_) => "a timestamp as in RFC 3339",
    }
}
