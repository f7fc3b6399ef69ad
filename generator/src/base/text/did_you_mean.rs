//! Suggestions for unknown names ("did you mean"): the most similar existing name.

use std::cell::Cell;

/// The most searches for one kind of problem. Comparing many unknown names with many known ones
/// takes quadratic time, and nobody reads so many suggestions.
const MAX_SEARCHES: usize = 32;

/// Longer names are not compared, since the time grows with the product of their lengths.
const MAX_LEN: usize = 128;

/// Names that are less similar are not suggested.
const MIN_SIMILARITY: f64 = 0.8;

/// The searches for the names that one kind of problem may mean.
#[derive(Debug, Clone)]
pub(crate) struct Search {
    left: Cell<usize>,
}

impl Default for Search {
    fn default() -> Self {
        let left = Cell::new(MAX_SEARCHES);
        Self { left }
    }
}

impl Search {
    /// Begins a search; `None` if there have been too many.
    pub(crate) fn begin(&self) -> Option<()> {
        self.left.set(self.left.get().checked_sub(1)?);
        Some(())
    }

    /// [`best_match`], or `None` without a comparison after too many searches.
    pub(crate) fn best_match<'a, N: IntoIterator<Item = &'a str>>(
        &self,
        wanted: &str,
        names: impl FnOnce() -> N,
    ) -> Option<&'a str> {
        self.begin()?;
        best_match(wanted, names())
    }
}

/// The name that is most similar to `wanted`, or `None` if none is similar.
///
/// If several are equally similar, the first one is returned.
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

/// `did you mean ...?`, or the other help if there is no similar name.
pub(crate) fn hint(nearest: Option<&str>, otherwise: &str) -> String {
    match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => otherwise.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_problems_of_a_kind_are_searched_for() {
        let search = Search::default();
        let found = (0..50).map(|_| search.best_match("parcle", || ["label", "parcel"]));
        assert_eq!(found.flatten().count(), MAX_SEARCHES);
    }
}
