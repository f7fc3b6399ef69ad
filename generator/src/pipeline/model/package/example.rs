//! The operations that the example of a package calls.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::names::Ident;
use crate::pipeline::api::API;
use crate::pipeline::model::rust_model::{
    EndpointItem, Item, ItemPath, ModulePath, ParameterLocation, ResponseType, RustModel, RustType,
    StructItem,
};

/// The example of a package: at least one of the three.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Example {
    /// A resource to deserialize, if there is no operation to call.
    pub(crate) model: Option<ItemPath>,
    /// A request to send. A request with a body is preferred, if texts and numbers suffice to
    /// construct it.
    pub(crate) call: Option<ExampleRequest>,
    /// A request for a list with further pages.
    pub(crate) list: Option<ExampleRequest>,
    pub(crate) base: BaseUrl,
}

/// The base URL of a request whose server has none in the models.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    pub(crate) url: String,
    /// The server whose URL the reader has to put in its place, if it is a placeholder.
    pub(crate) placeholder_of: Option<String>,
}

impl BaseUrl {
    /// That of the API if all servers are known, so that nothing is sent elsewhere.
    fn of(servers: &BTreeMap<String, Option<String>>) -> Self {
        let api = servers.get(API);
        let is_unknown = |name: &&String| servers.get(*name).is_some_and(Option::is_none);
        let mut unknown = servers.keys().filter(is_unknown);
        let first = match api {
            Some(None) => Some(API),
            _ => unknown.next().map(String::as_str),
        };
        if let (Some(Some(url)), None) = (api, first) {
            return Self {
                url: url.clone(),
                placeholder_of: None,
            };
        }
        let name = first.unwrap_or(API);
        Self {
            url: format!("https://{}.example.com", name.replace('_', "-")),
            placeholder_of: Some(name.to_owned()),
        }
    }
}

impl Example {
    /// The sections of its types. A type in the root has no section.
    pub(crate) fn sections(&self) -> BTreeSet<&Ident> {
        let requests = [&self.call, &self.list].into_iter().flatten();
        let paths = requests.map(|request| &request.path).chain(&self.model);
        paths.filter_map(|path| path.module.section()).collect()
    }
}

/// A request, and the values to construct it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExampleRequest {
    pub(crate) path: ItemPath,
    /// The arguments of `new` as Rust code. A request without arguments has a default.
    pub(crate) arguments: Vec<String>,
    /// The call of a setter, if the request has one for a number or text.
    pub(crate) setter: Option<String>,
    pub(crate) has_body: bool,
    is_list: bool,
    /// The type of the response, or of the items of a list.
    item: Option<ItemPath>,
}

/// The example of a model.
pub(super) fn example(model: &RustModel) -> Option<Example> {
    let requests: Vec<ExampleRequest> = requests(model).collect();
    let (lists, calls): (Vec<_>, Vec<_>) = requests.iter().partition(|it| it.is_list);
    let has_body = calls.iter().any(|call| call.has_body);
    let calls = Calls::new(calls.into_iter().filter(|it| it.has_body == has_body));
    let pairs = lists
        .iter()
        .filter_map(|list| Some((*list, calls.beside(list)?)));
    let best = pairs.min_by_key(|(list, call)| distance(list, call));
    let (list, call) = match best {
        Some((list, call)) => (Some(list), Some(call)),
        None => (lists.first().copied(), calls.first),
    };
    let is_nothing = list.is_none() && call.is_none();
    let example = Example {
        model: if is_nothing { resource(model) } else { None },
        call: call.cloned(),
        list: list.cloned(),
        ..Example::default()
    };
    if example == Example::default() {
        return None;
    }
    let base = BaseUrl::of(&model.servers);
    Some(Example { base, ..example })
}

/// The requests other than lists with the fewest arguments: of all, of each section, and of each
/// section and response.
#[derive(Default)]
struct Calls<'r> {
    first: Option<&'r ExampleRequest>,
    by_section: HashMap<Option<&'r Ident>, &'r ExampleRequest>,
    by_item: HashMap<(Option<&'r Ident>, &'r ItemPath), &'r ExampleRequest>,
}

impl<'r> Calls<'r> {
    fn new(requests: impl Iterator<Item = &'r ExampleRequest>) -> Self {
        let mut requests: Vec<&ExampleRequest> = requests.collect();
        requests.sort_by_key(|request| request.arguments.len());
        let mut calls = Self {
            first: requests.first().copied(),
            ..Self::default()
        };
        for request in requests {
            let section = request.path.module.section();
            calls.by_section.entry(section).or_insert(request);
            if let Some(item) = &request.item {
                calls.by_item.entry((section, item)).or_insert(request);
            }
        }
        calls
    }

    /// The request that fits best to a list: it returns the listed resource, or is in the same
    /// section.
    fn beside(&self, list: &ExampleRequest) -> Option<&'r ExampleRequest> {
        let section = list.path.module.section();
        let item = list.item.as_ref();
        let of_item = item.and_then(|item| self.by_item.get(&(section, item)));
        let beside = of_item.or_else(|| self.by_section.get(&section));
        let call = beside.copied().or(self.first)?;
        if call.path.name == list.path.name {
            None
        } else {
            Some(call)
        }
    }
}

/// The rank of a list and a call together: smaller if they are related and require fewer arguments.
fn distance(list: &ExampleRequest, call: &ExampleRequest) -> (bool, bool, usize) {
    let is_apart = list.path.module.section() != call.path.module.section();
    let is_other = call.item.is_none() || list.item != call.item;
    let arguments = list.arguments.len() + call.arguments.len();
    (is_apart, is_other, arguments)
}

/// The first resource that the docs do not deprecate.
fn resource(model: &RustModel) -> Option<ItemPath> {
    let resources = model.resources();
    let mut fresh = resources.filter(|path| {
        let module = model.modules.get(&path.module);
        let mut items = module.into_iter().flat_map(|module| &module.items);
        let item = items.find_map(|item| item.as_struct().filter(|it| it.name == path.name));
        item.is_none_or(|item| item.deprecated.is_none())
    });
    fresh.next().cloned()
}

/// The requests that can be sent and constructed with example values, in the order of the output.
fn requests(model: &RustModel) -> impl Iterator<Item = ExampleRequest> {
    let modules = model.modules.iter();
    modules.flat_map(|(path, module)| {
        let structs: Vec<&StructItem> = module.items.iter().filter_map(Item::as_struct).collect();
        let requests = module.items.iter().filter_map(move |item| {
            let Item::Endpoint(endpoint) = item else {
                return None;
            };
            let mut structs = structs.iter();
            let request = structs.find(|item| item.name == endpoint.request)?;
            request_of(endpoint, request, path)
        });
        requests.collect::<Vec<_>>()
    })
}

fn request_of(
    endpoint: &EndpointItem,
    request: &StructItem,
    module: &ModulePath,
) -> Option<ExampleRequest> {
    let required = request.arguments();
    let is_body = required.iter().any(|it| !it.wire.is_skipped());
    let arguments: Option<Vec<String>> = required
        .iter()
        .map(|field| value(&field.ty, field.name.as_str()))
        .collect();
    let is_made = request.has_new() || request.derives.default;
    let is_called = endpoint.response != ResponseType::Url;
    if !is_made || !is_called || request.deprecated.is_some() {
        return None;
    }
    let sends = matches!(
        endpoint.sends,
        ParameterLocation::Body | ParameterLocation::Form
    );
    let is_list = endpoint.cursors.is_some();
    let response = endpoint.response.body();
    Some(ExampleRequest {
        path: module.item(&request.name),
        arguments: arguments?,
        setter: setter(request, is_list),
        has_body: sends && is_body,
        is_list,
        item: response.and_then(RustType::item).cloned(),
    })
}

/// The call of the first setter for a number or text. For a list, only numbers count, because its
/// cursors are texts.
fn setter(request: &StructItem, is_list: bool) -> Option<String> {
    let mut fields = request.fields.iter().filter(|it| it.deprecated.is_none());
    fields.find_map(|field| {
        let RustType::Option(ty) = &field.ty else {
            return None;
        };
        let is_fit = **ty == RustType::I64 || !is_list && **ty == RustType::String;
        let setter = field.methods.setter.as_ref().filter(|_| is_fit)?;
        Some(format!(".{setter}({})", value(ty, field.name.as_str())?))
    })
}

/// An example value for an argument, as Rust code. `None` if only a user can know a valid value.
fn value(ty: &RustType, name: &str) -> Option<String> {
    Some(match ty {
        RustType::String | RustType::Id(_) => format!("{name:?}"),
        RustType::I64 => "1".to_owned(),
        RustType::F64 => "1.0".to_owned(),
        RustType::Bool => "true".to_owned(),
        RustType::Vec(item) if **item == RustType::String => format!("[{name:?}]"),
        _ => return None,
    })
}
