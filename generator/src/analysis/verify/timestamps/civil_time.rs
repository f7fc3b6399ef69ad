//! A valid date and time of day.

const SECONDS_OF_DAY: i64 = 86_400;

/// A date and a time of day, without a time zone.
#[derive(Debug, Clone, Copy)]
pub(super) struct CivilTime {
    /// The days since the Unix epoch.
    days: i64,
    /// The seconds since midnight.
    seconds: i64,
    /// The first days of this month and of the next month.
    months: [i64; 2],
}

impl CivilTime {
    /// The date and time; `None` if there is no such day or second.
    pub(super) fn new([year, month, day]: [i64; 3], time: [i64; 3]) -> Option<Self> {
        let [hour, minute, second] = time;
        let is_time = hour <= 23 && minute <= 59 && second <= 59;
        if !is_time || !(1..=12).contains(&month) {
            return None;
        }
        let months = [month, month + 1].map(|month| first_of_month(year, month));
        let days = months[0] + day - 1;
        if days < months[0] || months[1] <= days {
            return None;
        }
        Some(Self {
            days,
            seconds: hour * 3600 + minute * 60 + second,
            months,
        })
    }

    /// The seconds since the Unix epoch, for this time at `offset` seconds from UTC.
    pub(super) fn unix_seconds(self, offset: i64) -> i64 {
        self.days * SECONDS_OF_DAY + self.seconds - offset
    }

    /// `true` if this second, at `offset` seconds from UTC, is the last of a month in UTC.
    pub(super) fn ends_month(self, offset: i64) -> bool {
        let next = self.unix_seconds(offset) + 1;
        let day = next.div_euclid(SECONDS_OF_DAY);
        next % SECONDS_OF_DAY == 0 && self.months.contains(&day)
    }
}

/// The days from the Unix epoch to the first day of a month. Month 13 is the next January.
fn first_of_month(year: i64, month: i64) -> i64 {
    // The year begins in March, so that a leap day is its last.
    let months = year * 12 + month - 3;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12));
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    // From the first of March in the year 0 to the epoch.
    year * 365 + leap_days + (month * 153 + 2) / 5 - 719_468
}
