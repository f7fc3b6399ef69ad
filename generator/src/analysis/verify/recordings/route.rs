//! Finds the possible operations of a method and a URL.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::text::percent;
use crate::config::Server;
use crate::notation::url_template::Segment;
use crate::pipeline::api::Api;

/// The help for an exchange that the reference does not describe.
pub(super) const LEAVE_OUT: &str = "leave the exchange out of the recording";

/// The operations.
#[derive(Default)]
pub(in crate::analysis::verify) struct Routes<'a> {
    /// The routes by the base URLs of their servers without the scheme. An unknown base URL is
    /// empty.
    by_base: BTreeMap<&'a str, RoutesByPath<'a>>,
    /// The parts of paths that the reference and the base URLs have, so that they are no secrets.
    words: BTreeSet<&'a str>,
}

/// The routes by the form of the path, and then by its literal segments, joined by slashes.
type RoutesByPath<'a> = BTreeMap<Form, BTreeMap<String, Vec<Route<'a>>>>;

/// For each segment of a path, `true` if it is literal.
type Form = Vec<bool>;

struct Route<'a> {
    /// The position of the operation.
    operation: usize,
    method: &'a str,
    template: &'a str,
    segments: &'a [Segment],
}

/// The precedence of a route. The first criterion is that the URL is below the base URL of the
/// server, or else below the path of the base URL, as behind a proxy. The others are the number of
/// literal segments of the path, and then their positions, the earlier the better.
type Rank<'r> = (Below, usize, &'r Form);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Below {
    Nothing,
    Path,
    Url,
}

impl<'a> Routes<'a> {
    pub(in crate::analysis::verify) fn new(api: &'a Api, servers: &'a [Server]) -> Self {
        let operations = api.operations.iter().enumerate();
        let operations = operations.filter(|(_, it)| !it.path.as_str().is_empty());
        let mut routes = Self::default();
        for (operation, it) in operations {
            let server = servers.iter().find(|server| server.name == it.server);
            let base = server.and_then(|server| server.base_url.as_deref());
            let route = Route {
                operation,
                method: &it.method,
                template: it.path.as_str(),
                segments: it.path.segments(),
            };
            let base = without_scheme(base.unwrap_or_default());
            routes.add(base.trim_end_matches('/'), route);
        }
        routes
    }

    fn add(&mut self, base: &'a str, route: Route<'a>) {
        let forms = self.by_base.entry(base).or_default();
        let form = route.segments.iter().map(Segment::is_literal).collect();
        let literals = route.segments.iter().filter(|it| it.is_literal());
        let literals: Vec<&str> = literals.flat_map(Segment::texts).collect();
        self.words
            .extend(path(base).split('/').chain(literals.iter().copied()));
        let routes = forms.entry(form).or_default().entry(literals.join("/"));
        routes.or_default().push(route);
    }

    /// The positions of the operations with this method whose paths match best.
    ///
    /// # Errors
    ///
    /// A sentence, if no operation matches. It contains nothing of the query, and no part of the
    /// path that may be a secret.
    pub(super) fn find(&self, method: &str, url: &str) -> Result<Vec<usize>, String> {
        let fitting = self.fitting(url);
        let of_method = || fitting.iter().filter(|(route, _)| route.method == method);
        if let Some(best) = of_method().map(|(_, rank)| rank).max() {
            let best = of_method().filter(|(_, rank)| rank == best);
            return Ok(best.map(|(route, _)| route.operation).collect());
        }
        let Some((best, rank)) = fitting.iter().max_by_key(|(_, rank)| rank) else {
            return Err(format!(
                "no operation is at `{method} {}`; correct the `url` of the operation, set the base URL of its server in `servers`, or {LEAVE_OUT}",
                self.shown(url)
            ));
        };
        let others = fitting.iter().filter(|(_, other)| other == rank);
        let others: BTreeSet<&str> = others.map(|(route, _)| route.method).collect();
        let others = others.into_iter().collect::<Vec<_>>().join(", ");
        Err(format!(
            "no operation is `{method} {}`; the reference has {others} there; correct the `method` of the operation, or {LEAVE_OUT}",
            best.template
        ))
    }

    /// The routes whose paths match, in the order of the operations. A route may occur again with a
    /// lower rank.
    fn fitting(&self, url: &str) -> Vec<(&Route<'a>, Rank<'_>)> {
        let mut fitting = Vec::new();
        for (base, routes) in &self.by_base {
            let below_url = below(without_scheme(url), base).map(|path| (Below::Url, path));
            let below_path = below(path(url), path(base)).map(|path| (Below::Path, path));
            let paths = [below_url, below_path, Some((Below::Nothing, path(url)))];
            for (below, path) in paths.into_iter().flatten() {
                for (form, route) in at(path, routes) {
                    let literals = form.iter().filter(|is_literal| **is_literal).count();
                    fitting.push((route, (below, literals, form)));
                }
            }
        }
        fitting.sort_by_key(|(route, _)| route.operation);
        fitting
    }

    /// A path for messages. Parts that are in no path of the reference may be ids or tokens, so
    /// that each is replaced by `…`.
    fn shown(&self, url: &str) -> String {
        let parts = path(url).split('/').map(|part| {
            if part.is_empty() || self.words.contains(part) {
                part
            } else {
                "…"
            }
        });
        match parts.collect::<Vec<_>>().join("/") {
            path if path.is_empty() => "/".to_owned(),
            path => path,
        }
    }
}

/// The routes that match a path, each with the form of its path.
fn at<'r, 'a>(path: &str, routes: &'r RoutesByPath<'a>) -> Vec<(&'r Form, &'r Route<'a>)> {
    let given = path.split('/').filter(|segment| !segment.is_empty());
    let given: Vec<Cow<'_, str>> = given.map(decoded).collect();
    let fits = |route: &&Route<'_>| {
        let mut segments = route.segments.iter().zip(&given);
        segments.all(|(segment, given)| segment.fits(given))
    };
    let mut found = Vec::new();
    for (form, by_literals) in routes.iter().filter(|(form, _)| form.len() == given.len()) {
        let literals = form.iter().zip(&given).filter(|(is_it, _)| **is_it);
        let literals: Vec<&str> = literals.map(|(_, given)| given.as_ref()).collect();
        let routes = by_literals.get(&literals.join("/")).into_iter().flatten();
        found.extend(routes.filter(fits).map(|route| (form, route)));
    }
    found
}

/// A URL without its scheme. A query or a fragment may contain another URL.
fn without_scheme(url: &str) -> &str {
    match url.split_once("://") {
        Some((scheme, rest)) if !scheme.contains(['/', '?', '#']) => rest,
        _ => url,
    }
}

/// The path below a base, without a query; `None` for an empty base.
fn below<'u>(url: &'u str, base: &str) -> Option<&'u str> {
    if base.is_empty() {
        return None;
    }
    let start = url.get(..base.len())?;
    let rest = &url[base.len()..];
    let is_below =
        start.eq_ignore_ascii_case(base) && (rest.is_empty() || rest.starts_with(['/', '?', '#']));
    if is_below {
        Some(rest.split(['?', '#']).next().unwrap_or_default())
    } else {
        None
    }
}

/// The path of a URL, which may consist only of a path.
pub(super) fn path(url: &str) -> &str {
    let rest = if url.starts_with('/') {
        url
    } else {
        let rest = without_scheme(url);
        &rest[rest.find(['/', '?', '#']).unwrap_or(rest.len())..]
    };
    rest.split(['?', '#']).next().unwrap_or_default()
}

/// The query of a URL.
pub(super) fn query(url: &str) -> &str {
    let url = url.split('#').next().unwrap_or_default();
    url.split_once('?').map_or("", |(_, query)| query)
}

/// A percent-decoded text. A text with an invalid `%` code is unchanged.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if text.contains('%') {
        percent::decoded(text).map_or(Cow::Borrowed(text), Cow::Owned)
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::url_template::UrlTemplate;

    fn parsed(templates: &[&str]) -> Vec<UrlTemplate> {
        let templates = templates.iter();
        templates
            .map(|template| UrlTemplate::parse(template, &|_| false).unwrap())
            .collect()
    }

    /// The templates, each as an operation of the server with this base URL.
    fn routes<'a>(templates: &'a [UrlTemplate], base: &'a str) -> Routes<'a> {
        let mut routes = Routes::default();
        for (operation, template) in templates.iter().enumerate() {
            let route = Route {
                operation,
                method: "GET",
                template: template.as_str(),
                segments: template.segments(),
            };
            routes.add(base, route);
        }
        routes
    }

    /// The templates that match best.
    fn found(templates: &[&str], base: &str, url: &str) -> Vec<usize> {
        let templates = parsed(templates);
        let routes = routes(&templates, base);
        routes.find("GET", url).unwrap_or_default()
    }

    #[test]
    fn the_most_literal_segments_win() {
        let templates = [
            "/a/:x",
            "/a/b",
            "/:y/b",
            "/a/:x/c",
            "/a/:z",
            "/a/:x.txt",
            "/a/:x/:y:send",
        ];
        for (path, expected) in [
            ("/a/b", &[1][..]),
            ("/a/b/", &[1]),
            ("/a/d", &[0, 4]),
            ("/d/b?c=/e", &[2]),
            ("/a/d/c#e", &[3]),
            ("/a/d.txt", &[0, 4, 5]),
            ("/a/.txt", &[0, 4]),
            ("/a/d/e:send", &[6]),
            ("/a/d/e%3Asend", &[6]),
            ("/a/d/:send", &[]),
            ("/a", &[]),
            ("/a/b/d", &[]),
            ("/a/d?back=https://host.example/a/b", &[0, 4]),
            ("/a/d#https://host.example/a/b", &[0, 4]),
            ("", &[]),
        ] {
            assert_eq!(found(&templates, "", path), expected, "{path}");
            let url = format!("https://host.example:80{path}");
            assert_eq!(found(&templates, "", &url), expected, "{url}");
        }
    }

    #[test]
    fn a_base_url_may_have_a_path() {
        for (url, expected) in [
            ("https://host.example/v1/a/b", &[0][..]),
            ("HTTP://HOST.example/v1/a/b?c", &[0]),
            ("https://proxy.example/v1/a/b", &[0]),
            ("/v1/a/b", &[0]),
            ("https://host.example/a/b", &[0]),
            ("https://host.example/v1a/b", &[]),
            ("https://host.example/v2/a/b", &[]),
            ("/v2/a/b?back=https://host.example/v1/a/b", &[]),
            ("host.example/v2/a/b?back=https://host.example/v1/a/b", &[]),
        ] {
            assert_eq!(found(&["/a/:x"], "host.example/v1", url), expected, "{url}");
        }
        // Operations below the base URL have precedence.
        let url = "https://host.example/v1/a";
        assert_eq!(found(&["/v1/:x", "/:x"], "host.example/v1", url), [1]);
    }

    #[test]
    fn no_query_and_no_part_that_may_be_a_secret_is_shown() {
        let templates = parsed(&["/magic/:token/of/someone", "/magic/last"]);
        let routes = routes(&templates, "host.example/v1");
        for (url, expected) in [
            (
                "https://me:word@host.example/magic/tok_12345678901/of/someone/else?code=12#a",
                "/magic/…/of/someone/…",
            ),
            ("/v1/magic/last/abc", "/v1/magic/last/…"),
            ("/v1//magic/k%2Fa/", "/v1//magic/…/"),
            ("https://host.example", "/"),
        ] {
            assert_eq!(routes.shown(url), expected);
            let error = routes.find("GET", url).unwrap_err();
            assert!(error.contains(&format!("GET {expected}`")), "{error}");
        }
    }
}
