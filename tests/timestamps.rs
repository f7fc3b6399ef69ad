//! Verification accepts the timestamps that the crates for times read, and no others.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::fs;

use proptest::prelude::*;
use reference_codegen::{Config, TimeType};
use serde::Deserialize;
use serde::de::DeserializeOwned;

const PAGE: &str = "\
---
reference:
  curl:
    - key: watch
      properties:
        - { key: at, type: 'datetime[]' }
---

# Watch
";

/// The type of `TimeType::Time`, read as the models read it.
#[derive(Deserialize)]
struct OfTime(
    #[expect(dead_code, reason = "it is only read")]
    #[serde(with = "time::serde::rfc3339")]
    time::OffsetDateTime,
);

/// A setting, and whether its crate reads a text.
type Reader = (TimeType, fn(&str) -> bool);

const READERS: [Reader; 3] = [
    (TimeType::Chrono, reads::<chrono::DateTime<chrono::Utc>>),
    (TimeType::Jiff, reads::<jiff::Timestamp>),
    (TimeType::Time, reads::<OfTime>),
];

fn reads<T: DeserializeOwned>(text: &str) -> bool {
    serde_json::from_value::<T>(text.into()).is_ok()
}

/// The texts that verification accepts, by their place in the list.
fn accepted(texts: &[String], time: TimeType) -> BTreeSet<usize> {
    let folder = tempfile::tempdir().unwrap();
    let bodies = folder.path().join("bodies");
    fs::create_dir(&bodies).unwrap();
    fs::write(folder.path().join("index.mdx"), PAGE).unwrap();
    let body = serde_json::json!({ "at": texts });
    fs::write(bodies.join("watch.json"), body.to_string()).unwrap();
    let verification = Config::new().time(time).verify(&[folder.path()], &bodies);
    let verification = verification.unwrap_or_else(|failure| panic!("{failure}"));
    let reasons = &verification.bodies[0].reasons;
    let index = |pointer: &str| pointer.strip_prefix("/at/").unwrap().parse().unwrap();
    let rejected: BTreeSet<usize> = reasons.iter().map(|it| index(&it.pointer)).collect();
    (0..texts.len())
        .filter(|index| !rejected.contains(index))
        .collect()
}

/// Compares the crates with verification; returns how many of the texts each of them reads.
fn compare(texts: &[String]) -> [usize; 3] {
    READERS.map(|(time, reads)| {
        let accepted = accepted(texts, time.clone());
        let differ: Vec<&String> = (0..texts.len())
            .filter(|index| reads(&texts[*index]) != accepted.contains(index))
            .map(|index| &texts[index])
            .collect();
        assert!(differ.is_empty(), "{time:?}: {differ:#?}");
        accepted.len()
    })
}

const DATES: &[&str] = &[
    "2024-05-01|20240501|2024-0501|202405-01|2024-5-1|2024 - 05 - 01| 2024-05-01",
    "2024-02-29|2023-02-29|1900-02-29|2000-02-29|2024-02-30|2024-04-31|2024-06-30",
    "2024-12-31|2024-13-01|2024-00-01|2024-01-00|2024-01-32|24-05-01|99999-05-01",
    "0000-01-01|0000-02-29|-0001-01-01|+2024-05-01|+002024-05-01|+00200405-01",
    "-000000-01-01|+000000-01-01|-009999-01-02|-009999-01-01|-010000-01-01|9999-12-30",
    "9999-12-31|+010000-01-01|+262142-12-31|+262143-01-01|-262143-01-01|-262144-12-31",
    "2024/05/01|2024-W18-3|2024-122|１２24-05-01|2024-05-01\u{a0}",
];

const TIMES: &[&str] = &[
    "T10:00:00|t10:00:00| 10:00:00|_10:00:00|é10:00:00|510:00:00|10:00:00||  10:00:00",
    "T 10:00:00|T10 : 00 : 00|T10:00|T1000|T100000|T10|T1:2:3|T10:0000|T1000:00|T10:00:0",
    "T10:00:000|T24:00:00|T23:59:60|T10:00:60|T22:59:60|T00:59:60|T23:59:61|T10:60:00",
    "T00:00:00|T23:59:59|T01:59:59|T01:59:58|T22:00:00|T22:00:01|T10:00:00.5|T10:00:00,5",
    "T10:00:00.|T10:00:00.123456789|T10:00:00.1234567891|T23:59:60.5",
    "T23:59:60.123456789123|T100000.5|T10:00.5|T10:00:00. 5|T-1:00:00",
];

const OFFSETS: &[&str] = &[
    "Z|z|| Z|Z |UTC|utc| UTC|GMT|+00:00|-00:00|+02:00|+0200|+02|+2|+02:|+02:0|+02 00",
    "+02 : 00| +02:00|+01:00|-01:00|\u{2212}02:00|+23:59|+24:00|+25:59|+26:00|+25:59:59",
    "+25:59:59.4|+25:59:59.5|-23:59|+02:60|+02:00:30|+020030|+0200:30|+02:0030",
    "+02:00:30.5|+02:00:60|+99:00|Z[UTC]|Z[Europe/Berlin]|+02:00[Europe/Berlin]",
    "Z[!Europe/Berlin]|Z[u-ca=gregory]|Z[!u-ca=gregory]|Z[UTC][u-ca=a-b]|Z[u-ca=a][UTC]",
    "Z[UTC][UTC]|Z[+02:00]|Z[+02]|Z[+02:00:00]|Z[]|Z[|Z[UTC|Z[UTC]x|Z[1a]|Z[a/]|Z[_a=b]",
    "Z[a=]|Z[A=b]|[UTC]|Zulu|+-2:00|+02:00Z",
];

/// The days on which times and offsets are tried: ends of months, and of what the crates know.
const DAYS: &str = "\
    2024-05-01|2024-06-30|2024-07-01|9999-12-30|-009999-01-02|+262142-12-31|-262143-01-01";

const OTHERS: &str = "\
    |soon|Z|2024|1714557600|May 1, 2024|Wed, 01 May 2024 10:00:00 GMT|2024-05-01|10:00:00Z";

/// Every date with each time and with each offset, and some days with every pair of both.
fn spellings() -> Vec<String> {
    let (dates, times, offsets) = (parts(DATES), parts(TIMES), parts(OFFSETS));
    let mut texts: BTreeSet<String> = OTHERS.split('|').map(str::to_owned).collect();
    for date in dates {
        texts.extend(times.iter().map(|time| format!("{date}{time}Z")));
        texts.extend(
            offsets
                .iter()
                .map(|offset| format!("{date}T10:00:00{offset}")),
        );
    }
    for time in &times {
        for offset in &offsets {
            texts.extend(DAYS.split('|').map(|day| format!("{day}{time}{offset}")));
        }
    }
    texts.into_iter().collect()
}

/// The entries of a table, whose lines have `|` between them.
fn parts(table: &[&'static str]) -> Vec<&'static str> {
    table.iter().flat_map(|line| line.split('|')).collect()
}

#[test]
fn verification_accepts_what_the_crates_read() {
    let texts = spellings();
    let read = compare(&texts);
    // Each crate reads many of the texts, and rejects many.
    let some = texts.len() / 100;
    assert!(
        read.iter()
            .all(|read| (some..texts.len() - some).contains(read)),
        "{read:?}"
    );
}

/// Spellings of timestamps that real APIs send.
#[test]
fn spellings_that_apis_send() {
    let texts = [
        ("2024-05-01T10:00:00Z", [true, true, true]),
        ("2024-05-01 10:00:00Z", [true, true, true]),
        ("2024-05-01T10:00Z", [false, true, false]),
        ("20240501T100000Z", [false, true, false]),
        ("2024-05-01T10:00:00+0200", [true, true, false]),
        ("2024-05-01T10:00:60Z", [true, true, false]),
        ("2024-06-30T23:59:60Z", [true, true, true]),
        ("9999-12-31T23:59:59Z", [true, false, true]),
        ("2024-05-01T10:00:00", [false, false, false]),
    ];
    for (text, expected) in texts {
        let read = compare(&[text.to_owned()]).map(|read| read == 1);
        assert_eq!(read, expected, "{text}");
    }
}

/// A pattern for texts that are mostly timestamps, in a spelling of one of the crates.
const TEXT: &str = concat!(
    r"(20[0-9]{2}|20[0-9]{2}|[0-9]{4}|[+-]?[0-9]{4,6})(-|-|-|)(0[1-9]|1[012]|1?[0-9])(-|-|-|)",
    r"([012][0-9]|30|31)[TT t_](0[0-9]|1[0-9]|2[0-4])(:|:|:|)[0-5][0-9]((:|:|:|)[0-5][0-9]|:60|)",
    r"([.,][0-9]{0,11}|)(Z|Z|Z|z|UTC|[+-][0-2][0-9]:?[0-6][0-9](:?[0-6][0-9])?|)",
    r"(\[[!+a-z0-9=/_-]{0,6}\]|||)",
);

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// Texts that begin as a timestamp, with some characters changed, added or removed.
    #[test]
    fn texts_that_nobody_thought_of(
        texts in prop::collection::vec(
            (TEXT,
            prop::option::of((0_usize..40, "[-+:.,TZ 0-9\u{a0}\u{2212}é\\[\\]]?"))),
            50,
        )
    ) {
        let texts: Vec<String> = texts.into_iter().map(|(text, change)| match change {
            Some((at, new)) if at < text.len() => format!("{}{new}{}", &text[..at], &text[at + 1..]),
            _ => text,
        }).collect();
        compare(&texts);
    }
}
