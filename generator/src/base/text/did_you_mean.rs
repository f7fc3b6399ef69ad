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
        if let Some(similarity) = similarity(wanted, name)
            && best.is_none_or(|(best, _)| similarity > best)
        {
            best = Some((similarity, name));
        }
    }
    best.map(|(_, name)| name)
}

/// The similarity of two names, up to 1; `None` if it is too little for a suggestion.
pub(crate) fn similarity(wanted: &str, name: &str) -> Option<f64> {
    if wanted.len().max(name.len()) > MAX_LEN {
        return None;
    }
    Some(strsim::jaro_winkler(wanted, name)).filter(|similarity| *similarity > MIN_SIMILARITY)
}

/// `did you mean ...?`, or the other advice if there is no near name.
pub(crate) fn hint(nearest: Option<&str>, otherwise: &str) -> String {
    match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => otherwise.to_owned(),
    }
}
