//! Checks timestamps, for settings with a type for timestamps.
//!
//! Each time crate accepts other timestamps in addition to RFC 3339. There is one grammar for each
//! crate, so that a body is accepted exactly if the crate accepts its timestamps.

mod chrono;
mod civil_time;
mod cursor;
mod jiff;
mod rfc3339;
mod time;

use crate::config::TimeType;

/// `true` if the type in the settings accepts the text.
pub(super) fn is_read(text: &str, time: &TimeType) -> bool {
    match time {
        TimeType::String => true,
        TimeType::Chrono => chrono::is_read(text),
        TimeType::Jiff => jiff::is_read(text),
        TimeType::Time => time::is_read(text),
        TimeType::Path(_) => rfc3339::is_read(text),
    }
}

/// `true` if all types for timestamps accept the text.
pub(super) fn is_timestamp(text: &str) -> bool {
    // The other crates accept all of RFC 3339.
    rfc3339::is_read(text) && jiff::is_read(text)
}

/// The expected text for the type in the settings, for a message.
pub(super) fn expected(time: &TimeType) -> &'static str {
    match time {
        TimeType::String => "a string",
        TimeType::Chrono => "a timestamp that `chrono::DateTime` reads",
        TimeType::Jiff => "a timestamp that `jiff::Timestamp` reads",
        TimeType::Time => "a timestamp that `time::OffsetDateTime` reads",
        TimeType::Path(_) => "a timestamp as in RFC 3339",
    }
}
