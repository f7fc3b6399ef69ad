//! The names of types, by their modules, and the names that are lost when another page changes.

use std::collections::{BTreeMap, BTreeSet};

use reference_codegen::Generated;

/// The names of the types of each module, and of the common types of several pages.
#[derive(Debug, Default)]
pub(crate) struct Names {
    by_module: BTreeMap<String, BTreeSet<String>>,
    /// The types that have aliases, the enums of requests, and the unions of resources of several
    /// pages, each with its module.
    common: BTreeSet<(String, String)>,
}

impl Names {
    pub(crate) fn of(models: &Generated) -> Self {
        let mut names = Self::default();
        for (module, outline) in models.outlines() {
            let mut current = "";
            let mut is_enum = false;
            for line in outline.lines() {
                if let Some(inside) = line.strip_prefix("  ") {
                    let is_call = inside.contains(" -> ");
                    let holds_others = inside.contains("::") && !inside.contains("serde_json::");
                    if is_enum && (is_call || holds_others) {
                        names.common.insert((module.clone(), current.to_owned()));
                    }
                    continue;
                }
                // A re-export from another module vanishes with the page of that module.
                if line.starts_with("use ") {
                    continue;
                }
                let mut words = line.split([' ', ',']);
                is_enum = words.next() == Some("enum");
                current = words.next().unwrap();
                let own = names.by_module.entry(module.clone()).or_default();
                own.insert(current.to_owned());
                if let Some((_, target)) = line.split_once(" = ") {
                    let (owner, name) = target.rsplit_once("::").unwrap_or((&module, target));
                    names.common.insert((owner.to_owned(), name.to_owned()));
                }
            }
        }
        names
    }

    /// The number of common types of several pages.
    pub(crate) fn common(&self) -> usize {
        self.common.len()
    }

    /// The names of types that are in these names and not in `others`, except those in the module
    /// of the one page. A common type of several pages may vanish with the types inside it, but
    /// must not be in another module instead.
    pub(crate) fn missing_in(&self, others: &Self, module: &str) -> Vec<String> {
        let mut missing = Vec::new();
        for (owner, names) in &self.by_module {
            for name in names.iter().filter(|_| plain(owner) != module) {
                if !others.has(owner, name)
                    && (!self.may_go(owner, name, others) || self.moves(name, others))
                {
                    missing.push(format!("{owner}::{name}"));
                }
            }
        }
        missing
    }

    /// `true` for a common type of several pages. Also `true` for a type inside a common one, if
    /// the common type vanishes too, or is a response of several operations, since a single one of
    /// these may be the only one to describe the inside.
    fn may_go(&self, module: &str, name: &str, others: &Self) -> bool {
        let mut common = self.common.iter();
        common.any(|(owner, common)| {
            let inside = name.strip_prefix(common.as_str());
            let is_inside = inside.is_some_and(|it| !it.starts_with(char::is_lowercase));
            let request = common.strip_suffix("Response");
            let request = request.map(|base| (module.to_owned(), format!("{base}Request")));
            let is_joined = request.is_some_and(|request| self.common.contains(&request));
            let goes = name == common || is_joined || !others.has(owner, common);
            owner == module && is_inside && goes
        })
    }

    /// `true` if the others have a type of this name in a module where these names have none.
    fn moves(&self, name: &str, others: &Self) -> bool {
        let mut modules = others.by_module.iter();
        modules.any(|(module, names)| names.contains(name) && !self.has(module, name))
    }

    fn has(&self, module: &str, name: &str) -> bool {
        let names = self.by_module.get(module);
        names.is_some_and(|names| names.contains(name))
    }
}

/// The module of a page whose path has plain words, without the `_` behind a keyword.
pub(crate) fn module_of(page: &str) -> String {
    let stem = page.strip_suffix(".mdx").unwrap();
    let stem = stem.strip_suffix("/index").unwrap_or(stem);
    match stem {
        "index" => String::new(),
        stem => stem.replace('-', "_").replace('/', "::"),
    }
}

/// A module without the `_` behind a keyword.
fn plain(module: &str) -> String {
    let segments = module.split("::").map(|it| it.trim_end_matches('_'));
    segments.collect::<Vec<_>>().join("::")
}
