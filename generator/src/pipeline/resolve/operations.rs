//! The operations: the location of each parameter, and the response (format, section 5).

use super::call;
use super::catalog::Catalog;
use super::descriptions::Descriptions;
use super::entity_index::EntityRef;
use super::expanded::{ExpandedEntity, ExpandedMember, ListKind};
use super::list_context::ListContext;
use super::path_parameters::Call;
use super::stated;
use super::types::{TypeResolver, unwrap_only};
use super::view_joins;
use crate::notation::docs_path;
use crate::notation::has_query;
use crate::notation::meaning::TypeExpr;
use crate::notation::url_template::UrlTemplate;
use crate::pipeline::api::{API, DocumentedMember, Encoding, Field, Operation, Response, Type};

/// All operations of the wire, with the types of their parameters and responses.
pub(super) fn operations<'a>(
    catalog: &Catalog<'a>,
    descriptions: &Descriptions,
    types: &mut TypeResolver<'a>,
) -> Vec<Operation> {
    let statements = stated::by_page(catalog);
    let entities = catalog.operations.iter();
    let operations = entities.map(|at| {
        let mut operation = operation(*at, catalog, descriptions, types);
        if let Some(stated) = statements.get(&at.page) {
            stated.add_to(&mut operation, *at, types);
        }
        operation
    });
    operations.collect()
}

fn operation<'a>(
    at: EntityRef,
    catalog: &Catalog<'a>,
    descriptions: &Descriptions,
    types: &mut TypeResolver<'a>,
) -> Operation {
    let entity = catalog.index.entity(at);
    let place = catalog.index.place(at);
    let method = entity.ty.clone().unwrap_or_default();
    let lists = catalog.lists(at);
    let path = call::path(entity, lists);
    let faults = call::faults(entity, &place, &path);
    let path = path
        .unwrap_or_else(|_| UrlTemplate::unreadable(entity.title.as_deref().unwrap_or_default()));
    let mut parameters = types.fields(at, ListKind::Parameters);
    parameters.extend(types.fields(at, ListKind::Properties));
    let call = Call::new(at, &method, &path, &place);
    let path_parameters = call.path_parameters(&mut parameters, types, descriptions);
    // Path parameters do not count: a wrapper may be alone in the query or body.
    let wrapper = unwrap_only(&mut parameters);
    let returns = ReturnsForm::new(&method, lists, types);
    // The docs do not say whether the parameters of a DELETE are in the query or in the body.
    let ambiguous = parameters.iter().filter(|_| method == "DELETE");
    let ambiguous_location = ambiguous.map(|field| field.name.clone()).collect();
    let (query, body) = if has_query(&method) {
        (parameters, Vec::new())
    } else {
        (Vec::new(), parameters)
    };
    let mut documented = documented_members(lists, !matches!(returns, ReturnsForm::Members(_)));
    documented.retain(|member| wrapper.as_ref() != Some(&member.place));
    let (response, ambiguous_key) = returns.response(at, types);
    Operation {
        id: catalog.id(at).to_owned(),
        page: at.page,
        view: at.view,
        place,
        docs: lists.docs.clone(),
        documented,
        response,
        ambiguous_key,
        server: API.to_owned(),
        is_public: false,
        path_parameters,
        authorization: Vec::new(),
        headers: Vec::new(),
        ambiguous_location,
        query,
        body,
        encoding: Encoding::default(),
        origin: catalog.origin(at),
        corrections: Vec::new(),
        method,
        path,
        faults,
    }
}

/// The form of `returns`.
enum ReturnsForm<'a> {
    /// No members, or one that stands for an empty body.
    Nothing,
    /// A single member that is a resource.
    Resource(Type),
    /// A single member whose key is not on the wire: it is the whole body.
    Body(&'a ExpandedMember),
    /// A single member that is a URL to open.
    Url(&'a ExpandedMember),
    /// The members of the body.
    Members(&'a [ExpandedMember]),
}

impl<'a> ReturnsForm<'a> {
    /// Determines the form of an operation's `returns`.
    fn new(method: &str, lists: &'a ExpandedEntity, types: &TypeResolver<'_>) -> Self {
        let entries = lists.members(ListKind::Returns);
        let entry = match entries {
            [] => return Self::Nothing,
            [entry] => entry,
            entries => return Self::Members(entries),
        };
        if let Some(resource) = types.resource(entry) {
            return Self::Resource(resource);
        }
        match &entry.ty {
            Some(TypeExpr::Unit) => Self::Nothing,
            _ if entry.unwrap => Self::Body(entry),
            Some(ty) if is_whole_body(ty) => Self::Body(entry),
            Some(TypeExpr::String) if method == "GET" && entry.key == "url" => Self::Url(entry),
            _ => Self::Members(entries),
        }
    }

    /// The response; `true` if it is ambiguous in the docs if the key of its only member is on the
    /// wire.
    fn response(self, at: EntityRef, types: &mut TypeResolver<'a>) -> (Response, bool) {
        let list = ListContext::new(at, ListKind::Returns);
        let response = match self {
            Self::Nothing => Response::NoBody,
            Self::Resource(resource) => Response::Body(resource),
            Self::Url(entry) => {
                // The field is not used, but resolving it joins the member with those of other
                // views.
                types.members(std::slice::from_ref(entry), list, "");
                Response::BrowserUrl
            }
            Self::Body(entry) => {
                let fields = types.members(std::slice::from_ref(entry), list, "");
                let body = fields.first().map(Field::as_body);
                Response::Body(body.unwrap_or(Type::Any))
            }
            Self::Members(entries) => {
                let fields = types.members(entries, list, "");
                let is_ambiguous = matches!(
                    fields.as_slice(),
                    [field] if field.nullable && field.ty.holds_resource()
                );
                return (Response::Body(Type::Object(fields)), is_ambiguous);
            }
        };
        (response, false)
    }
}

/// `true` if a single member of `returns` with this type is the whole body, whatever its key is: a
/// type with a name, members or items.
fn is_whole_body(ty: &TypeExpr) -> bool {
    match ty {
        TypeExpr::Object
        | TypeExpr::Record(_)
        | TypeExpr::Array
        | TypeExpr::List(_)
        | TypeExpr::Map(_)
        | TypeExpr::Named(_) => true,
        TypeExpr::Union(alternatives) => alternatives.iter().all(is_whole_body),
        _ => false,
    }
}

/// The members that an operation documents, each before the members inside it. Wrappers are
/// replaced by their members. They are read from the lists only, so that members missing in the
/// output are found.
///
/// The only member of `returns` is omitted if it is the whole body.
fn documented_members(lists: &ExpandedEntity, is_body: bool) -> Vec<DocumentedMember> {
    let mut members = Vec::new();
    for list in [
        ListKind::Parameters,
        ListKind::Properties,
        ListKind::Returns,
    ] {
        match lists.members(list) {
            [body] if is_body && list == ListKind::Returns => {
                let inner = body.nested.as_deref().unwrap_or_default();
                add_documented(inner, &docs_path::join(list.key(), &body.key), &mut members);
            }
            entries => add_documented(view_joins::unwrapped(entries), list.key(), &mut members),
        }
    }
    members
}

fn add_documented(entries: &[ExpandedMember], path: &str, members: &mut Vec<DocumentedMember>) {
    for entry in entries {
        let path = docs_path::join(path, &entry.key);
        members.push(DocumentedMember {
            path: path.clone(),
            place: entry.place.clone(),
        });
        add_documented(entry.nested.as_deref().unwrap_or_default(), &path, members);
    }
}
