//! The timestamps that `time::serde::rfc3339` accepts: RFC 3339, also with any character between
//! date and time, and with a leap second at the end of a month.

use super::civil_time::CivilTime;
use super::rfc3339;

/// `true` if the crate reads the text.
pub(super) fn is_read(text: &str) -> bool {
    let Some(written) = rfc3339::read(text, |separator| separator.is_ascii()) else {
        return false;
    };
    let [hour, minute, second] = written.time;
    let is_leap = second == 60;
    let civil = CivilTime::new(written.date, [hour, minute, second - i64::from(is_leap)]);
    civil.is_some_and(|civil| !is_leap || civil.ends_month(written.offset))
}
