//! The English singular, as far as the names of list fields and of parts of a path need it.

/// Words with an irregular singular.
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

/// The endings of plurals and of their singulars; the first that fits decides. Two equal endings
/// are those of a singular that only looks like a plural.
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

/// The singular of a name, which is that of its last word: `SignInTargets` gives `SignInTarget`.
///
/// A name that does not end like a plural, or would all but vanish (`S`), is returned as it is.
pub(crate) fn singular(name: &str) -> String {
    let (before, word) = split_last_word(name);
    let singular = irregular(word).or_else(|| regular(word));
    match singular.map(|word| format!("{before}{word}")) {
        Some(singular) if singular.chars().count() >= 2 => singular,
        _ => name.to_owned(),
    }
}

/// The part of a name before its last word, in any case, and the word.
fn split_last_word(name: &str) -> (&str, &str) {
    let mut chars = name.char_indices().rev();
    let start = match chars.find(|(_, c)| c.is_uppercase() || !c.is_alphanumeric()) {
        Some((at, c)) if c.is_uppercase() => at,
        Some((at, c)) => at + c.len_utf8(),
        None => 0,
    };
    name.split_at(start)
}

/// The singular of a word of the table, with the first letter of the word.
fn irregular(word: &str) -> Option<String> {
    let small = word.to_ascii_lowercase();
    let (_, singular) = WORDS.iter().find(|(plural, _)| *plural == small)?;
    Some(format!("{}{}", word.get(..1)?, singular.get(1..)?))
}

/// The singular of any other word.
fn regular(word: &str) -> Option<String> {
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
