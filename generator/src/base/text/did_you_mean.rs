//! "Did you mean": the nearest of the names there are.

/// Longer names are not compared, since that takes the product of their lengths.
const MAX_LEN: usize = 128;

/// Names that are less similar are not suggested.
const MIN_SIMILARITY: f64 = 0.8;

/// The name that is most similar to `wanted`, or `None` if none is similar.
///
/// The first wins among equals, so the order of the names decides.
pub(crate) fn best_match<'a>(
    wanted: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let mut best = None;
    for name in names {
        let similarity = similarity(wanted, name);
        if similarity > best.map_or(MIN_SIMILARITY, |(best, _)| best) {
            best = Some((similarity, name));
        }
    }
    best.map(|(_, name)| name)
}

/// The names that are most similar to `wanted`, the nearest first, at most `most` of them.
pub(crate) fn best_matches<'a>(
    wanted: &str,
    names: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    let mut near: Vec<(f64, &str)> = names
        .into_iter()
        .map(|name| (similarity(wanted, name), name))
        .filter(|(similarity, _)| *similarity > MIN_SIMILARITY)
        .collect();
    near.sort_by(|(a, a_name), (b, b_name)| b.total_cmp(a).then_with(|| a_name.cmp(b_name)));
    near.dedup_by_key(|(_, name)| *name);
    near.into_iter().map(|(_, name)| name).take(most).collect()
}

/// The similarity of two names, from 0 to 1.
fn similarity(wanted: &str, name: &str) -> f64 {
    if wanted.len().max(name.len()) > MAX_LEN {
        return 0.0;
    }
    strsim::jaro_winkler(wanted, name)
}

/// `did you mean ...?`, or the other advice if there is no near name.
pub(crate) fn hint(nearest: Option<&str>, otherwise: &str) -> String {
    match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => otherwise.to_owned(),
    }
}
