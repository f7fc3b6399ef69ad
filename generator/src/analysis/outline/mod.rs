//! Outlines of the output: names, types and wire values, and no prose.
//!
//! They say what code that uses the models depends on, so a snapshot of one changes when, and
//! only when, such code may have to.

mod facts;
mod search;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::base::diagnostic::Error;
use crate::base::role::Role;
use crate::pipeline::Generated;
use crate::pipeline::model::rust_model::{
    EndpointItem, Item, ItemPath, ModulePath, RustModel, RustType,
};

impl Generated {
    /// The outline of a type and of the types that were made for its members, for a snapshot.
    ///
    /// `name` is its path below the root of the output, `authkit::api_keys::ApiKey`, or as much
    /// of the end of it as no other type has. What is a resource of its own is named, not shown.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), reference_codegen::Error> {
    /// let models = reference_codegen::Config::new().generate(&["reference"])?;
    /// print!("{}", models.outline("ApiKey")?);
    /// // struct ApiKey
    /// //   id: String
    /// //   last_used_at: Option<String>, may be absent
    /// // ...
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// No type has the name, or several have it.
    pub fn outline(&self, name: &str) -> Result<String, Error> {
        let items = Items::new(&self.model);
        let root = items.find(name)?;
        Ok(items.outline(root))
    }

    /// The outlines of all types, by the path of their module; the support module is omitted.
    pub fn outlines(&self) -> BTreeMap<String, String> {
        let items = Items::new(&self.model);
        let mut modules: BTreeMap<String, String> = BTreeMap::new();
        for (module, item) in self.model.items() {
            if let Some(path) = item.path(module) {
                let outline = modules.entry(module.to_string()).or_default();
                *outline += &items.facts(&path, item, module);
            }
        }
        modules
    }
}

/// The items of the output, by their paths.
struct Items<'a> {
    items: BTreeMap<ItemPath, &'a Item>,
    /// What makes a struct a request.
    endpoints: BTreeMap<ItemPath, &'a EndpointItem>,
    resources: BTreeSet<&'a ItemPath>,
}

impl<'a> Items<'a> {
    fn new(model: &'a RustModel) -> Self {
        let listed = model.named_types.iter();
        let resources = listed.filter(|listed| listed.role == Role::Resource);
        let mut all = Self {
            items: BTreeMap::new(),
            endpoints: BTreeMap::new(),
            resources: resources.map(|listed| &listed.path).collect(),
        };
        for (module, item) in model.items() {
            if let Item::Endpoint(endpoint) = item {
                let request = module.item(&endpoint.request);
                all.endpoints.insert(request, endpoint);
            }
            if let Some(path) = item.path(module) {
                all.items.insert(path, item);
            }
        }
        all
    }

    /// The facts of a type, and of all that it is made of down to the next resource.
    fn outline(&self, root: &ItemPath) -> String {
        let mut outline = String::new();
        let mut seen = BTreeSet::from([root]);
        let mut next = VecDeque::from([root]);
        while let Some(path) = next.pop_front() {
            let Some((path, item)) = self.items.get_key_value(path) else {
                continue;
            };
            outline += &self.facts(path, item, &root.module);
            let answer = self
                .endpoints
                .get(path)
                .and_then(|endpoint| endpoint.response.body());
            let types = item.types().into_iter().chain(answer);
            for ty in types.flat_map(RustType::layers) {
                if let RustType::Item(path) = ty
                    && !self.resources.contains(path)
                    && seen.insert(path)
                {
                    next.push_back(path);
                }
            }
        }
        outline
    }

    /// What is to know of one type, as code in `module` sees it.
    fn facts(&self, path: &ItemPath, item: &Item, module: &ModulePath) -> String {
        let endpoint = self.endpoints.get(path).copied();
        facts::Facts {
            path,
            item,
            endpoint,
        }
        .written(module)
    }
}
