//! The English singular, as far as the names of list fields and of parts of a path need it.

/// Words whose singular no ending tells.
const WORDS: &[(&str, &str)] = &[
    ("atlas", "atlas"),
    ("aws", "aws"),
    ("axes", "axis"),
    ("caches", "cache"),
    ("calories", "calorie"),
    ("canvas", "canvas"),
    ("chaos", "chaos"),
    ("cookies", "cookie"),
    ("css", "css"),
    ("dns", "dns"),
    ("excuses", "excuse"),
    ("fuses", "fuse"),
    ("gas", "gas"),
    ("gases", "gas"),
    ("gps", "gps"),
    ("halves", "half"),
    ("headaches", "headache"),
    ("https", "https"),
    ("kms", "kms"),
    ("knives", "knife"),
    ("leaves", "leaf"),
    ("lens", "lens"),
    ("lenses", "lens"),
    ("lies", "lie"),
    ("movies", "movie"),
    ("news", "news"),
    ("niches", "niche"),
    ("os", "os"),
    ("pies", "pie"),
    ("quizzes", "quiz"),
    ("selfies", "selfie"),
    ("series", "series"),
    ("shelves", "shelf"),
    ("shoes", "shoe"),
    ("sms", "sms"),
    ("species", "species"),
    ("ties", "tie"),
    ("tls", "tls"),
    ("toes", "toe"),
    ("uses", "use"),
];

/// What a plural ending becomes; the first that fits decides. An ending that becomes itself marks
/// a singular that only looks like a plural.
const ENDINGS: &[(&str, &str)] = &[
    ("ss", "ss"),       // address
    ("us", "us"),       // status
    ("is", "is"),       // analysis
    ("ias", "ias"),     // alias
    ("ies", "y"),       // identities
    ("sses", "ss"),     // addresses
    ("lyses", "lysis"), // analyses
    ("iases", "ias"),   // aliases
    ("ouses", "ouse"),  // warehouses
    ("auses", "ause"),  // clauses
    ("uses", "us"),     // statuses
    ("xes", "x"),       // indexes
    ("ches", "ch"),     // batches
    ("shes", "sh"),     // hashes
    ("oes", "o"),       // heroes
    ("s", ""),          // targets, responses
];

/// The singular of a name, that of its last word: `SignInTargets` gives `SignInTarget`.
///
/// What ends like no plural, or would all but vanish (`S`), is given back as it is.
pub(crate) fn singular(name: &str) -> String {
    let (before, last) = last_word(name);
    let found = of_word(last).or_else(|| by_ending(last));
    let found = found.map(|last| format!("{before}{last}"));
    found
        .filter(|found| found.chars().count() >= 2)
        .unwrap_or_else(|| name.to_owned())
}

/// The last word of a name in any case, and what stands before it.
fn last_word(name: &str) -> (&str, &str) {
    let starts = |(_, c): &(usize, char)| c.is_uppercase() || !c.is_alphanumeric();
    let start = name.char_indices().rev().find(starts);
    let start = start.map_or(0, |(at, c)| match c.is_uppercase() {
        true => at,
        false => at + c.len_utf8(),
    });
    name.split_at(start)
}

/// The singular of a word that is known, which begins like it.
fn of_word(word: &str) -> Option<String> {
    let small = word.to_ascii_lowercase();
    let (_, singular) = WORDS.iter().find(|(plural, _)| *plural == small)?;
    Some(format!("{}{}", word.get(..1)?, singular.get(1..)?))
}

/// The singular of any other word.
fn by_ending(word: &str) -> Option<String> {
    ENDINGS.iter().find_map(|(plural, singular)| {
        let stem = word.strip_suffix(plural)?;
        Some(format!("{stem}{singular}"))
    })
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn words_have_their_singular() {
        let cases = [
            ("Cookies", "Cookie"),
            ("HttpCookies", "HttpCookie"),
            ("Caches", "Cache"),
            ("Batches", "Batch"),
            ("Coaches", "Coach"),
            ("Movies", "Movie"),
            ("Identities", "Identity"),
            ("News", "News"),
            ("TimeSeries", "TimeSeries"),
            ("addresses", "address"),
            ("ip_addresses", "ip_address"),
            ("feature-flags", "feature-flag"),
            ("Uses", "Use"),
            ("Statuses", "Status"),
            ("Analyses", "Analysis"),
            ("Lens", "Lens"),
            ("Sms", "Sms"),
            ("Mechanisms", "Mechanism"),
            ("Shelves", "Shelf"),
            ("Heroes", "Hero"),
            ("ClientIds", "ClientId"),
            ("S", "S"),
            ("", ""),
            ("é", "é"),
            ("roles_", "roles_"),
        ];
        for (plural, expected) in cases {
            assert_eq!(singular(plural), expected, "of {plural}");
        }
    }
}
