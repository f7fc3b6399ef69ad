//! Outlines of the output: names, types and wire values, without docs.
//!
//! An outline contains everything that code can depend on. Its snapshot changes exactly when code
//! that uses the models may have to change.

pub(super) mod rust_path;
mod text;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::base::diagnostic::{Code, Error};
use crate::base::role::Role;
use crate::base::text::did_you_mean;
use crate::names::Ident;
use crate::pipeline::Generated;
use crate::pipeline::model::rust_model::{
    EndpointItem, Item, ItemPath, ModulePath, RustModel, RustType,
};
use rust_path::{is_tail, tail_like, without_raw_prefixes};

impl Generated {
    /// The outline of a type and of the types generated for its members, for a snapshot.
    ///
    /// `name` is its path below the root of the output, `authkit::api_keys::ApiKey`, a unique end
    /// of that path, such as `ApiKey`, or the path of a re-export. Other resources appear by name
    /// only.
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
    /// No type or several types have the name.
    pub fn outline(&self, name: &str) -> Result<String, Error> {
        let items = Items::new(&self.model);
        Ok(items.outline(items.find(name)?))
    }

    /// The outlines of all types and re-exports, by the path of their module, without the runtime.
    pub fn outlines(&self) -> BTreeMap<String, String> {
        let items = Items::new(&self.model);
        let mut modules: BTreeMap<String, String> = BTreeMap::new();
        for (module, item) in self.model.items() {
            if let Some(path) = item.path(module) {
                let outline = modules.entry(module.to_string()).or_default();
                *outline += &items.outline_of(&path, item, module);
            }
        }
        for (module, above) in &self.model.modules {
            let outline = modules.entry(module.to_string());
            let lines = above.reexports.iter().map(|(child, names)| {
                let names: Vec<String> = names.iter().map(Ident::to_string).collect();
                format!("use {child}::{{{}}}\n", names.join(", "))
            });
            if !above.reexports.is_empty() {
                outline.or_default().extend(lines);
            }
        }
        modules
    }
}

/// The items of the output by their paths.
struct Items<'a> {
    items: BTreeMap<ItemPath, &'a Item>,
    /// The endpoints by their request structs.
    endpoints: BTreeMap<ItemPath, &'a EndpointItem>,
    resources: BTreeSet<&'a ItemPath>,
    /// Every re-export: its path, and the path of the type.
    reexports: BTreeMap<ItemPath, ItemPath>,
}

impl<'a> Items<'a> {
    fn new(model: &'a RustModel) -> Self {
        let listed = model.named_types.iter();
        let resources = listed.filter(|listed| listed.role == Role::Resource);
        let mut all = Self {
            items: BTreeMap::new(),
            endpoints: BTreeMap::new(),
            resources: resources.map(|listed| &listed.path).collect(),
            reexports: model.reexports().collect(),
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

    /// The type with this path, or the only type whose path ends with it.
    fn find(&self, name: &str) -> Result<&ItemPath, Error> {
        let wanted = without_raw_prefixes(name.trim());
        let mut matches: Vec<(&ItemPath, String)> = Vec::new();
        let own = self.items.keys().map(|path| (path, path));
        for (short, path) in own.chain(&self.reexports) {
            let spelled = without_raw_prefixes(&short.to_string());
            if spelled == wanted {
                return Ok(path);
            }
            let is_known = matches.iter().any(|(known, _)| *known == path);
            if is_tail(&spelled, &wanted) && !is_known {
                matches.push((path, spelled));
            }
        }
        match matches.as_slice() {
            [(path, _)] => Ok(path),
            [] => Err(self.unknown(&wanted)),
            several => {
                let paths: Vec<String> = several.iter().map(|(_, it)| format!("`{it}`")).collect();
                let message = format!("{} types are called `{wanted}`", several.len());
                let help = format!("name one of {}", paths.join(", "));
                Err(Error::from_problem(Code::UnknownName, message, &help, None))
            }
        }
    }

    fn unknown(&self, wanted: &str) -> Error {
        let paths = self.items.keys();
        let paths: Vec<String> = paths
            .map(|path| without_raw_prefixes(&path.to_string()))
            .collect();
        let names = paths.iter().map(|path| tail_like(path, wanted));
        let help = did_you_mean::hint(
            did_you_mean::best_match(wanted, names),
            "name a struct or enum, such as `authkit::user::User`",
        );
        let message = format!("no type is called `{wanted}`");
        Error::from_problem(Code::UnknownName, message, &help, None)
    }

    /// The outline of a type, and of all types that it uses up to the next resource.
    fn outline(&self, root: &ItemPath) -> String {
        let mut outline = String::new();
        let mut seen = BTreeSet::from([root]);
        let mut next = VecDeque::from([root]);
        while let Some(path) = next.pop_front() {
            let Some((path, item)) = self.items.get_key_value(path) else {
                continue;
            };
            outline += &self.outline_of(path, item, &root.module);
            let endpoint = self.endpoints.get(path);
            let response = endpoint.and_then(|endpoint| endpoint.response.body());
            let types = item.types().into_iter().chain(response);
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

    /// The outline of one type, with paths as written in `module`.
    fn outline_of(&self, path: &ItemPath, item: &Item, module: &ModulePath) -> String {
        let endpoint = self.endpoints.get(path).copied();
        text::lines(path, item, endpoint, module).join("\n  ") + "\n"
    }
}
