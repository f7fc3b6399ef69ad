//! "Did you mean": the nearest of the names there are.

/// Nobody misspells a longer name, and to compare two takes the product of their lengths.
const MAX_LEN: usize = 128;

/// The name that is most like `wanted`, if any is like it at all.
///
/// The first wins among equals, so the order of the names decides.
pub(crate) fn best_match<'a>(
    wanted: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let mut best = None;
    for name in names {
        let likeness = likeness(wanted, name);
        if likeness > best.map_or(0.8, |(best, _)| best) {
            best = Some((likeness, name));
        }
    }
    best.map(|(_, name)| name)
}

/// The names that are most like `wanted`, the nearest first, at most `most` of them.
pub(crate) fn best_matches<'a>(
    wanted: &str,
    names: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    let mut near: Vec<(f64, &str)> = names
        .into_iter()
        .map(|name| (likeness(wanted, name), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .collect();
    near.sort_by(|(a, a_name), (b, b_name)| b.total_cmp(a).then_with(|| a_name.cmp(b_name)));
    near.dedup_by_key(|(_, name)| *name);
    near.into_iter().map(|(_, name)| name).take(most).collect()
}

/// From 0 to 1; none that is too long is like another.
fn likeness(wanted: &str, name: &str) -> f64 {
    match wanted.len().max(name.len()) <= MAX_LEN {
        true => strsim::jaro_winkler(wanted, name),
        false => 0.0,
    }
}

/// `did you mean ...?`, or the other advice where nothing is near.
pub(crate) fn hint(nearest: Option<&str>, otherwise: &str) -> String {
    match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => otherwise.to_owned(),
    }
}
