//! Documentation: the text of each item, and the targets of its links.

use std::borrow::Cow;
use std::collections::HashMap;

use super::rust_model::{ItemPath, ModulePath};
use super::{empty_sections, rustdoc_markdown};
use crate::base::node_path::PageId;
use crate::base::text::markdown::{code_span, split_paragraph};
use crate::config::{Layout, Settings};
use crate::notation::words::underscored;
use crate::pipeline::api::{Api, AppliedCorrection, Operation, PageInfo, PathParameter, Resource};

/// `docs` with a note if corrections differ from the pages, or if no page describes the item.
pub(super) fn corrected(docs: String, corrections: &[AppliedCorrection]) -> String {
    let note = match corrections {
        [] => "",
        [first, ..] if first.defines => "Not in the published reference.",
        _ => "Differs from the published reference.",
    };
    paragraphs([docs, note.to_owned()])
}

/// The texts that are not empty, each a paragraph.
fn paragraphs<const N: usize>(texts: [String; N]) -> String {
    let mut texts = texts.to_vec();
    texts.retain(|text| !text.is_empty());
    texts.join("\n\n")
}

/// The title of a page as Markdown, without unclosed brackets and code spans.
fn title(page: &PageInfo) -> String {
    let title = page.title.as_deref().unwrap_or(&page.url);
    let mut escaped = String::with_capacity(title.len());
    for c in title.chars() {
        if matches!(c, '[' | ']' | '`' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The method and the path of an operation, as Markdown.
fn endpoint(operation: &Operation) -> String {
    code_span(&format!("{} {}", operation.method, operation.path))
}

/// Writes docs, with links that work in the module of each text.
pub(super) struct Docs<'a> {
    pages: &'a [PageInfo],
    /// The number of operations of each page.
    operation_counts: Vec<usize>,
    base_url: Option<&'a str>,
    /// For each server, the placeholder for its host in prose, and the host.
    hosts: Vec<(String, String)>,
    /// `true` if a section can be compiled without the others, so that links must not lead to types
    /// in other sections.
    sections_apart: bool,
    /// For each URL of a page with exactly one type, that type.
    targets: HashMap<&'a str, ItemPath>,
    /// The resources by their names in snake case; `None` for several of one name.
    resources: HashMap<String, Option<&'a Resource>>,
}

impl<'a> Docs<'a> {
    /// `paths` are the items of the API's resources, by position.
    pub(super) fn new(api: &'a Api, settings: &'a Settings, paths: &[ItemPath]) -> Self {
        let mut targets: HashMap<&str, Option<ItemPath>> = HashMap::new();
        let resources = api.resources.iter().zip(paths);
        // A type of another page is emitted only if something refers to it, which is not known yet.
        let is_emitted = |page: PageId| settings.globs.selects(&api.pages[page.index()].path);
        let resources = resources.filter(|(it, _)| is_emitted(it.page));
        for (resource, path) in resources.filter(|(it, _)| it.origin.defined.is_none()) {
            let url = api.pages[resource.page.index()].url.as_str();
            targets
                .entry(url)
                .and_modify(|only| *only = None)
                .or_insert_with(|| Some(path.clone()));
        }
        let targets = targets
            .into_iter()
            .filter_map(|(url, path)| Some((url, path?)))
            .collect();
        let mut operation_counts = vec![0; api.pages.len()];
        for operation in &api.operations {
            operation_counts[operation.page.index()] += 1;
        }
        Self {
            pages: &api.pages,
            operation_counts,
            base_url: settings.base_url.as_deref(),
            hosts: hosts(settings),
            sections_apart: settings.layout == Layout::Crate,
            targets,
            resources: by_name(&api.resources),
        }
    }

    /// A description, for an item or field in `module`.
    pub(super) fn text(&self, markdown: Option<&str>, page: PageId, module: &ModulePath) -> String {
        let link = |target: &str| self.link(target, page, Some(module));
        markdown
            .map(|markdown| rustdoc_markdown::rustdoc(&self.with_hosts(markdown), &link))
            .unwrap_or_default()
    }

    /// The docs of a resource: its own description or its page's prose, then a link to the page.
    pub(super) fn resource(&self, own: Option<&str>, page: PageId, module: &ModulePath) -> String {
        paragraphs([self.prose(own, page, module), self.reference(page, module)])
    }

    /// The docs of an operation: its description, the prose of its page, or the title of a page for
    /// this operation alone. Its method and path follow the first paragraph and the list that this
    /// announces, or come first if the text begins with something else. A link to the page is at
    /// the end.
    pub(super) fn operation(&self, operation: &Operation, module: &ModulePath) -> String {
        let page = operation.page;
        let mut text = self.prose(operation.docs.as_deref(), page, module);
        let is_alone = self.operation_counts[page.index()] == 1;
        if let Some(title) = &self.pages[page.index()].title
            && text.is_empty()
            && is_alone
        {
            let sentence = format!("{}.", title.trim_end_matches('.'));
            text = self.text(Some(&sentence), page, module);
        }
        let (summary, rest) = split_paragraph(&text);
        let reference = self.reference(page, module);
        paragraphs([
            summary.to_owned(),
            endpoint(operation),
            rest.to_owned(),
            reference,
        ])
    }

    /// The docs of a path parameter, as Markdown. If its type is not an enum, the text lists the
    /// documented values.
    ///
    /// A parameter without a description gets the description of the member with the same name in
    /// the resource that the path names before it: for `{id}` of `/users/{id}`, the `id` of a user.
    pub(super) fn path_parameter(
        &self,
        parameter: &PathParameter,
        operation: &Operation,
    ) -> String {
        let of_thing = || {
            let thing = operation.path.thing_before(&parameter.name)?;
            let only = (*self.resources.get(&thing)?)?;
            let member = only.fields.iter().find(|it| it.name == parameter.name)?;
            member.docs.as_deref()
        };
        let docs = parameter.docs().or_else(of_thing).map_or_else(
            || {
                let path = code_span(operation.path.as_str());
                format!("The `{{{}}}` in {path}.", parameter.name)
            },
            str::to_owned,
        );
        let described = parameter.described.as_ref();
        let described = described.filter(|_| parameter.ty().values().is_none());
        let values = described.and_then(|field| field.ty.values());
        let values: Vec<String> = values
            .unwrap_or_default()
            .iter()
            .map(|value| code_span(&value.value))
            .collect();
        if values.is_empty() {
            return docs;
        }
        format!("{docs}\n\nDocumented values: {}.", values.join(", "))
    }

    /// A description, or else the prose of the page.
    fn prose(&self, own: Option<&str>, page: PageId, module: &ModulePath) -> String {
        let prose = || empty_sections::strip_empty_sections(&self.pages[page.index()].prose);
        let text = own.map_or_else(prose, str::to_owned);
        self.text(Some(&text), page, module)
    }

    /// The link to a page; its text if the URL is not known.
    fn reference(&self, page: PageId, module: &ModulePath) -> String {
        let title = title(&self.pages[page.index()]);
        let link = self.page_link(&format!("{title} in the API reference"), page);
        let end = if self.base_url.is_some() { "" } else { "." };
        self.text(Some(&(link + end)), page, module)
    }

    /// The docs of the enum of several operations' requests. The member `tag` distinguishes the
    /// requests.
    pub(super) fn request_enum(&self, first: &Operation, tag: &str, one_response: bool) -> String {
        let (endpoint, tag) = (endpoint(first), code_span(tag));
        let advice = if one_response {
            ""
        } else {
            "\n\nThe type of the response depends on the request, but the response does not name \
             it, so it is any JSON here. Deserialize it as the `Response` of the sent request."
        };
        format!("The requests of {endpoint}, distinguished by {tag}.{advice}")
    }

    /// The docs of a page's module: a link to the page.
    pub(super) fn module(&self, page: PageId) -> String {
        let title = title(&self.pages[page.index()]);
        self.module_text(&self.page_link(&title, page), page)
    }

    /// A link to a page, as Markdown. Only its text is kept if the URL is not known; as the text of
    /// a link, `1. Kites` does not become a list.
    fn page_link(&self, text: &str, page: PageId) -> String {
        let url = self.page_url(page);
        format!("[{text}]({})", url.as_deref().unwrap_or("/"))
    }

    /// The docs of the module of a page without types: a link to the page, and its prose.
    pub(super) fn section(&self, page: PageId) -> String {
        let prose = empty_sections::strip_empty_sections(&self.pages[page.index()].prose);
        paragraphs([self.module(page), self.module_text(&prose, page)])
    }

    /// A text for a module. Its links are absolute: the docs of a nested module are outside of it,
    /// so relative paths would start from the parent.
    fn module_text(&self, markdown: &str, page: PageId) -> String {
        let link = |target: &str| self.link(target, page, None);
        rustdoc_markdown::rustdoc(&self.with_hosts(markdown), &link)
    }

    /// The text with the placeholders of known servers replaced by their hosts.
    fn with_hosts<'t>(&self, markdown: &'t str) -> Cow<'t, str> {
        let mut text = Cow::Borrowed(markdown);
        for (placeholder, host) in &self.hosts {
            if text.contains(placeholder.as_str()) {
                text = Cow::Owned(text.replace(placeholder.as_str(), host));
            }
        }
        text
    }

    /// The URL of a page; `None` if the settings do not say where the reference is.
    fn page_url(&self, page: PageId) -> Option<String> {
        Some(format!(
            "{}{}",
            self.base_url?,
            self.pages[page.index()].url
        ))
    }

    /// `true` if a link from `module` works even if only its section is compiled.
    fn is_reachable(&self, target: &ModulePath, module: &ModulePath) -> bool {
        !self.sections_apart || target.section().is_none() || target.section() == module.section()
    }

    /// The path of a generated type if the target leads to one, otherwise an absolute URL. `None`
    /// for a target that is neither a web URL nor a mail address, since other schemes could run
    /// code, and for a page whose URL is not known.
    fn link(&self, target: &str, page: PageId, module: Option<&ModulePath>) -> Option<String> {
        let item = self.targets.get(target).filter(|_| !target.is_empty());
        Some(match (item, module) {
            // rustdoc warns about an explicit link target that equals the link text.
            (Some(item), Some(module))
                if item.module != *module && self.is_reachable(&item.module, module) =>
            {
                item.relative_to(module)
            }
            _ if target.starts_with('/') => format!("{}{target}", self.base_url?),
            _ if scheme(target).is_some() => return absolute(target),
            _ if target.starts_with('#') => format!("{}{target}", self.page_url(page)?),
            _ => format!("{}/{target}", self.page_url(page)?),
        })
    }
}

/// The resources by their names in snake case; `None` for several of one name.
fn by_name(resources: &[Resource]) -> HashMap<String, Option<&Resource>> {
    let mut by_name = HashMap::new();
    for resource in resources {
        by_name
            .entry(underscored(&resource.id))
            .and_modify(|only| *only = None)
            .or_insert(Some(resource));
    }
    by_name
}

/// For each server with a base URL, the placeholder that pages write for the host, such as
/// `://api_example_com`, and the host itself, `://api.example.com`. A real host cannot contain `_`.
fn hosts(settings: &Settings) -> Vec<(String, String)> {
    let urls = settings
        .servers
        .iter()
        .filter_map(|it| it.base_url.as_deref());
    let hosts = urls.filter_map(|url| url.split_once("://")?.1.split(['/', ':']).next());
    let hosts = hosts.filter(|host| host.contains('.'));
    hosts
        .map(|host| {
            let placeholder = host.replace('.', "_");
            (format!("://{placeholder}"), format!("://{host}"))
        })
        .collect()
}

/// The scheme of an absolute URL: `https`.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    Some(scheme).filter(|scheme| !scheme.contains(['/', '?', '#']))
}

/// An absolute URL unchanged, if it is a web URL or a mail address. rustdoc treats a mail address
/// without a dot, or with a `#`, as the path of an item.
fn absolute(target: &str) -> Option<String> {
    let is_link = match scheme(target)?.to_ascii_lowercase().as_str() {
        scheme @ ("http" | "https") => target[scheme.len()..].starts_with("://"),
        "mailto" => target.contains('.') && !target.contains('#'),
        _ => false,
    };
    Some(target.to_owned()).filter(|_| is_link)
}
