//! The English singular, as far as the names of list fields need it.

/// What a plural ending becomes; the first that fits decides. An ending that becomes itself marks
/// a singular that only looks like a plural.
const ENDINGS: &[(&str, &str)] = &[
    ("ss", "ss"),         // address
    ("us", "us"),         // status
    ("is", "is"),         // analysis
    ("ias", "ias"),       // alias
    ("Series", "Series"), // a plural that is its own singular
    ("ies", "y"),         // identities
    ("sses", "ss"),       // addresses
    ("iases", "ias"),     // aliases
    ("ouses", "ouse"),    // warehouses
    ("auses", "ause"),    // clauses
    ("uses", "us"),       // statuses
    ("xes", "x"),         // indexes
    ("ches", "ch"),       // batches
    ("shes", "sh"),       // hashes
    ("s", ""),            // targets, responses
];

/// The singular of a name that ends in a lower-case word: `Targets` gives `Target`.
///
/// What ends like no plural, or would all but vanish (`S`), is given back as it is.
pub(super) fn singular(name: &str) -> String {
    ENDINGS
        .iter()
        .find_map(|(plural, singular)| {
            let stem = name.strip_suffix(plural)?;
            Some(format!("{stem}{singular}"))
        })
        .filter(|found| found.chars().count() >= 2)
        .unwrap_or_else(|| name.to_owned())
}
