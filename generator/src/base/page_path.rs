//! The paths of pages: their short form, their folder, and the nearest of several.

use crate::base::node_path::PageId;

/// The path without `.mdx` and `/index`: `authkit/api-keys` of `authkit/api-keys/index.mdx`.
pub(crate) fn stem(path: &str) -> &str {
    let path = path.strip_suffix(".mdx").unwrap_or(path);
    path.strip_suffix("/index").unwrap_or(path)
}

/// The URL of a page below the docs (format, section 1).
pub(crate) fn url(path: &str) -> String {
    match stem(path) {
        "index" => "/reference".to_owned(),
        stem => format!("/reference/{stem}"),
    }
}

/// The folder of a page; empty at the top.
pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The top-level folder of a page; `None` for a page outside all folders.
pub(crate) fn top_folder(path: &str) -> Option<&str> {
    path.split_once('/').map(|(top, _)| top)
}

/// The section of a page: the name of its top-level folder, or of the page itself at the top level.
/// `None` for the top-level index.
pub(crate) fn section(path: &str) -> Option<&str> {
    match stem(path) {
        "index" => None,
        stem => stem.split('/').next(),
    }
}

/// The item on the same page, else the first in the innermost folder around it, else the first.
///
/// The items must be in page order, the order of paths. The items of a page or a folder are then
/// adjacent, and a binary search finds them.
pub(crate) fn nearest<'p, T: Copy>(
    items: &[T],
    from: PageId,
    page: impl Fn(T) -> PageId,
    path: impl Fn(PageId) -> &'p str,
) -> Option<T> {
    let here = items.partition_point(|item| page(*item) < from);
    if let Some(item) = items.get(here).filter(|item| page(**item) == from) {
        return Some(*item);
    }
    let from = path(from);
    let mut folders = from.rmatch_indices('/').map(|(end, _)| &from[..=end]);
    let near = folders.find_map(|folder| {
        let first = items.partition_point(|item| path(page(*item)) < folder);
        let item = items.get(first)?;
        if path(page(*item)).starts_with(folder) {
            Some(*item)
        } else {
            None
        }
    });
    near.or_else(|| items.first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGES: [&str; 5] = [
        "depot/index.mdx",
        "parcel/box.mdx",
        "parcel/label/index.mdx",
        "parcel/label/print.mdx",
        "stamp.mdx",
    ];

    fn nearest_page(pages: &[u32], from: u32) -> Option<u32> {
        nearest(pages, PageId(from), PageId, |page| PAGES[page.index()])
    }

    #[test]
    fn the_nearest_page_is_this_one_or_in_a_folder_around_it() {
        assert_eq!(nearest_page(&[0, 2, 3], 3), Some(3));
        assert_eq!(nearest_page(&[0, 1, 2], 3), Some(2));
        assert_eq!(nearest_page(&[0, 1, 4], 3), Some(1));
        assert_eq!(nearest_page(&[0, 1], 4), Some(0));
        assert_eq!(nearest_page(&[], 4), None);
    }

    #[test]
    fn an_index_is_its_folder() {
        assert_eq!(PAGES.map(stem)[..2], ["depot", "parcel/box"]);
        assert_eq!(url("index.mdx"), "/reference");
        assert_eq!(url("stamp.mdx"), "/reference/stamp");
        assert_eq!(folder("stamp.mdx"), "");
        assert_eq!(folder("parcel/label/print.mdx"), "parcel/label");
    }
}
