//! Compares an OpenAPI description with the models.
//!
//! Operations are matched by method and by path, without the names of path parameters. Members are
//! matched by path. If several operations of the docs share a method and path, each is compared
//! with the alternatives of the body that match its literals. A resource is compared with every
//! object of the description that represents it: a member that one of these lacks is optional.
//!
//! 1. **read** reads JSON or YAML into the values of **node**; **document** follows references.
//! 2. **described** reads the operations. **schema** has the constraints of a schema, **expand**
//!    finds its alternatives, and **joined** joins them.
//! 3. **match_operations** finds the operations that both have, and **compare** finds
//!    disagreements.
//! 4. **kept** marks the disagreements that the corrections file keeps.
//! 5. **disagreement** is the result, **text** shows it, **suggest** writes corrections.

mod compare;
mod described;
mod disagreement;
mod document;
mod expand;
mod found;
mod joined;
mod kept;
mod match_operations;
mod node;
mod read;
mod schema;
mod sending;
mod suggest;
mod text;

use std::collections::BTreeMap;
use std::path::Path;

use crate::analysis::verify::value_location::DeclaredAt;
use crate::base::diagnostic::Error;
use crate::base::page_path;
use crate::config::{Config, Settings};
use crate::pipeline::Reference;
use crate::pipeline::api::Api;
use crate::pipeline::source_map::{self, SourceMap};

use compare::Comparer;
use described::Described;
use document::Document;
use expand::Expander;
use found::{Found, Owner};

pub use disagreement::{Comparison, Disagreement, Kind, VERSION};
pub use suggest::Suggestions;

impl Config {
    /// Compares an OpenAPI description, 3.0 or 3.1 as JSON or YAML, with the corrected pages below
    /// `roots`.
    ///
    /// # Errors
    ///
    /// The settings or the reference have errors, the description cannot be read or has unresolved
    /// references, or a `[[keep]]` in the corrections file no longer matches a disagreement.
    pub fn verify_openapi(
        &self,
        roots: &[impl AsRef<Path>],
        description: impl AsRef<Path>,
    ) -> Result<Comparison, Error> {
        run(&self.settings(roots)?.of_whole(), description.as_ref())
    }
}

fn run(settings: &Settings, description: &Path) -> Result<Comparison, Error> {
    let mut reference = Reference::read(settings);
    reference.stop_at_errors()?;
    reference.accept(settings);
    let Reference {
        sources,
        api,
        diagnostics,
    } = reference;
    let document = Document::read(description)?;
    let described = described::operations(&document);
    let base = sending::base_path(&document);
    let (groups, mut found) =
        match_operations::match_operations(&api, &document, &described, &base);
    let expander = Expander::new(&document);
    let mut comparer = Comparer::new(&api, &expander, servers(settings));
    comparer.run(&groups, &described);
    document.stop_at_faults()?;
    found.append(&mut comparer.found);
    found.sort_by_key(|found| found.owner);
    let mut places = Places::new(&api, &described, SourceMap::new(&sources));
    let places = found.iter().map(|found| places.disagreement(found));
    let mut disagreements: Vec<Disagreement> = places.collect();
    let stale = kept::keep(&mut disagreements, &api.keeps);
    if !stale.is_empty() {
        return Err(Error::new(stale));
    }
    let suggestions = suggest::suggest(&found, &disagreements, &comparer);
    Ok(Comparison {
        version: VERSION,
        description: document.file.clone(),
        operations: groups.len(),
        resources: comparer.resources(),
        disagreements,
        suggestions,
        diagnostics: source_map::locate(diagnostics, &sources),
    })
}

/// The names of the servers with a base URL in the settings, by that URL.
fn servers(settings: &Settings) -> BTreeMap<&str, &str> {
    let servers = settings.servers.iter();
    let servers = servers.filter_map(|it| Some((it.base_url.as_deref()?, it.name.as_str())));
    servers.collect()
}

/// Converts found disagreements to the result, with their places as text.
struct Places<'a> {
    api: &'a Api,
    described: &'a [Described<'a>],
    source_map: SourceMap<'a>,
    /// The number of resources and operations with each id.
    ids: BTreeMap<&'a str, usize>,
}

impl<'a> Places<'a> {
    fn new(api: &'a Api, described: &'a [Described<'a>], source_map: SourceMap<'a>) -> Self {
        let resources = api.resources.iter().map(|resource| resource.id.as_str());
        let operations = api.operations.iter().map(|operation| operation.id.as_str());
        let mut ids = BTreeMap::new();
        for id in resources.chain(operations) {
            *ids.entry(id).or_default() += 1;
        }
        Self {
            api,
            described,
            source_map,
            ids,
        }
    }

    fn disagreement(&mut self, found: &Found<'a>) -> Disagreement {
        let span = match found.place {
            Some(DeclaredAt::Page(node)) => self.source_map.value(node),
            Some(DeclaredAt::Correction(span)) => Some(span.clone()),
            None => None,
        };
        Disagreement {
            entity: self.entity(found.owner),
            path: found.path.clone(),
            page: page(found.owner, self.api, &self.ids),
            kind: found.kind,
            docs: found.docs.clone(),
            openapi: found.openapi.clone(),
            place: span.map(|span| span.to_string()).unwrap_or_default(),
            pointer: found.pointer.as_str().to_owned(),
            kept: None,
        }
    }

    fn entity(&self, owner: Owner) -> String {
        match owner {
            Owner::Operation(index) => {
                let operation = &self.api.operations[index];
                let (id, method) = (&operation.id, &operation.method);
                format!("{id}  {method} {}", operation.path)
            }
            Owner::Resource(id) => self.api.resources[id.0].id.clone(),
            Owner::Unknown(index) => {
                let described = &self.described[index];
                format!("{} {}", described.method, described.path)
            }
        }
    }
}

/// The page of the owner, if its id is on several.
fn page(owner: Owner, api: &Api, ids: &BTreeMap<&str, usize>) -> Option<String> {
    let (id, page) = match owner {
        Owner::Operation(index) => (&api.operations[index].id, api.operations[index].page),
        Owner::Resource(id) => (&api.resources[id.0].id, api.resources[id.0].page),
        Owner::Unknown(_) => return None,
    };
    let is_on_several = ids.get(id.as_str()).is_some_and(|count| *count > 1);
    if is_on_several {
        Some(page_path::stem(&api.pages[page.index()].path).to_owned())
    } else {
        None
    }
}
