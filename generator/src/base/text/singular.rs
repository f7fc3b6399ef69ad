//! The English singular, for the names of list fields and of parts of a path.

mod words;

use words::{FAMILIES, SAME};

/// The endings of plurals, each with the ending of its singular. The first match applies. If both
/// endings are equal, the word is a singular that looks like a plural.
const ENDINGS: &[(&str, &str)] = &[
    ("ss", "ss"),       // address
    ("us", "us"),       // status
    ("is", "is"),       // analysis
    ("ies", "y"),       // identities
    ("sses", "ss"),     // addresses
    ("lyses", "lysis"), // analyses
    ("heses", "hesis"), // theses
    ("iases", "ias"),   // aliases
    ("ouses", "ouse"),  // warehouses
    ("auses", "ause"),  // clauses
    ("uses", "us"),     // statuses
    ("xes", "x"),       // indexes
    ("zzes", "zz"),     // buzzes
    ("tzes", "tz"),     // quartzes
    ("ches", "ch"),     // batches
    ("shes", "sh"),     // hashes
    ("oes", "o"),       // heroes
    ("s", ""),          // targets, responses
];

/// The singular of a name: its last word becomes singular, as in `SignInTarget` for
/// `SignInTargets`.
///
/// A name that does not end like a plural, or is too short (`S`), is returned unchanged.
pub(crate) fn singular(name: &str) -> String {
    let (before, word) = split_last_word(name);
    let small = word.to_ascii_lowercase();
    if SAME.contains(&small.as_str()) {
        return name.to_owned();
    }
    let singular = irregular(word, &small).or_else(|| regular(word));
    match singular.map(|word| format!("{before}{word}")) {
        Some(singular) if singular.chars().count() >= 2 => singular,
        _ => name.to_owned(),
    }
}

/// The part of a name before its last word, and that word. The name may be in any case style.
fn split_last_word(name: &str) -> (&str, &str) {
    let mut chars = name.char_indices().rev();
    let start = match chars.find(|(_, c)| c.is_uppercase() || !c.is_alphanumeric()) {
        Some((at, c)) if c.is_uppercase() => at,
        Some((at, c)) => at + c.len_utf8(),
        None => 0,
    };
    name.split_at(start)
}

/// The singular of a word in [`FAMILIES`]. It begins with the first letter of `word`, so that its
/// case stays.
fn irregular(word: &str, small: &str) -> Option<String> {
    let mut families = FAMILIES.iter();
    let family = families.find(|family| family.plurals.contains(&small))?;
    let stem = small.strip_suffix(family.ending)?;
    let singular = format!("{stem}{}", family.singular);
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
    use super::words::{FAMILIES, SAME};
    use super::*;

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
            ("Hypotheses", "Hypothesis"),
            ("Theses", "Thesis"),
            ("Lens", "Lens"),
            ("Sms", "Sms"),
            ("Mechanisms", "Mechanism"),
            ("Shelves", "Shelf"),
            ("Archives", "Archive"),
            ("Heroes", "Hero"),
            ("Quizzes", "Quiz"),
            ("Buzzes", "Buzz"),
            ("Sizes", "Size"),
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

    #[test]
    fn irregular_and_latin_plurals_are_known() {
        let cases = [
            ("RedirectUris", "RedirectUri"),
            ("redirect_uris", "redirect_uri"),
            ("Apis", "Api"),
            ("Skus", "Sku"),
            ("Menus", "Menu"),
            ("Criteria", "Criterion"),
            ("Phenomena", "Phenomenon"),
            ("Indices", "Index"),
            ("Matrices", "Matrix"),
            ("Vertices", "Vertex"),
            ("Services", "Service"),
            ("Devices", "Device"),
            ("Schemata", "Schema"),
            ("Schemas", "Schema"),
            ("Alumni", "Alumnus"),
            ("Formulae", "Formula"),
            ("Bacteria", "Bacterium"),
            ("Crises", "Crisis"),
            ("Phases", "Phase"),
            ("People", "Person"),
            ("Children", "Child"),
            ("Women", "Woman"),
            ("Feet", "Foot"),
            ("Mice", "Mouse"),
            ("Aliases", "Alias"),
            ("Biases", "Bias"),
            ("Phobias", "Phobia"),
            ("Data", "Data"),
            ("Metadata", "Metadata"),
            ("Analytics", "Analytics"),
            ("Metrics", "Metric"),
        ];
        for (plural, expected) in cases {
            assert_eq!(singular(plural), expected, "of {plural}");
        }
    }

    /// A duplicate word, or a plural without the ending of its family, would have no effect.
    #[test]
    fn the_tables_fit() {
        let mut seen: Vec<&str> = SAME.to_vec();
        for family in FAMILIES {
            for plural in family.plurals {
                assert!(plural.ends_with(family.ending), "{plural}");
                let singular = singular(plural);
                assert_ne!(singular, *plural, "{plural} is no plural");
                assert_eq!(singular[..1], plural[..1], "{plural}");
                seen.push(plural);
            }
        }
        let all = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), all);
        for word in SAME {
            assert_eq!(singular(word), *word);
        }
    }
}
