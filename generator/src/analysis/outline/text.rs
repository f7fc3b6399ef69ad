//! The lines for one item.

use crate::names::Ident;
use crate::pipeline::api::API;
use crate::pipeline::model::rust_model::{
    Accessor, AccessorType, CredentialItem, EndpointItem, FieldEncoding, Item, ItemPath,
    ModulePath, ParameterLocation, ResponseType, RustType, Selector, StructField, StructItem,
    UnionItem, UnionVariant,
};

/// Returns a type as written in the module of the outline.
type Spell<'a> = &'a dyn Fn(&RustType) -> String;

/// The lines of an item: its name, each field or variant, and the call of a request.
pub(super) fn lines(
    path: &ItemPath,
    item: &Item,
    endpoint: Option<&EndpointItem>,
    module: &ModulePath,
) -> Vec<String> {
    let spell_path = |path: &ItemPath| {
        if path.module == *module {
            path.name.to_string()
        } else {
            path.to_string()
        }
    };
    let spell: Spell<'_> = &|ty| ty.render(&spell_path);
    let name = spell_path(path);
    let mut lines = vec![match item {
        Item::Struct(_) | Item::Endpoint(_) => format!("struct {name}"),
        Item::Enum(item) if item.unknown.is_none() => format!("enum {name}, closed"),
        Item::Enum(_) | Item::Union(_) | Item::RequestEnum(_) => format!("enum {name}"),
        Item::Id(_) => format!("id {name}"),
        Item::Alias(item) => format!("type {name} = {}", spell(&item.target)),
    }];
    match item {
        Item::Struct(item) => {
            lines.extend(fields(item, endpoint, spell));
        }
        Item::Enum(item) => {
            let variants = item.variants.iter();
            lines.extend(variants.map(|it| format!("{} = {:?}", it.name, it.value)));
        }
        Item::Union(item) => {
            let variants = item.variants.iter();
            lines.extend(variants.map(|it| alternative(it, item, spell)));
            lines.extend(item.accessors.iter().map(|it| accessor(it, spell)));
        }
        Item::RequestEnum(item) => {
            let variants = item.variants.iter();
            lines.extend(variants.map(|it| format!("{}({})", it.name, spell(&it.request))));
            lines.push(call(&item.method, &item.template, &item.response, spell));
        }
        Item::Alias(_) | Item::Endpoint(_) | Item::Id(_) => {}
    }
    if let Some(item) = endpoint {
        let call = call(&item.method, &item.template, &item.response, spell);
        lines.push(call + &sending(item));
    }
    lines
}

/// `Name(Type)`, and its values on the wire if they stand beside the union.
fn alternative(variant: &UnionVariant, union: &UnionItem, spell: Spell<'_>) -> String {
    let values = match &variant.selector {
        Selector::Discriminators(tags) if union.content.is_some() => {
            format!(" = {:?}", tags.join(", "))
        }
        _ => String::new(),
    };
    format!("{}({}){values}", variant.name, spell(&variant.ty))
}

/// `name: Type`, and the differences on the wire. A field of a transparent struct is the whole body
/// unless it is sent in the path, the query or a header.
fn field(
    field: &StructField,
    is_transparent: bool,
    endpoint: Option<&EndpointItem>,
    spell: Spell<'_>,
) -> String {
    let is_listed = |list: fn(&EndpointItem) -> &[(String, Ident)]| {
        endpoint.is_some_and(|it| list(it).iter().any(|(_, name)| *name == field.name))
    };
    let is_in_path = endpoint.is_some_and(|it| it.path_fields.contains(&field.name));
    let is_token = field.wire == FieldEncoding::Path && !is_in_path;
    let is_in_header = is_listed(|it| &it.headers);
    let is_in_query = is_listed(|it| &it.query);
    let mut line = format!("{}: {}", field.name, spell(&field.ty));
    if let Some(name) = &field.rename {
        line += &format!(" = {name:?}");
    }
    let is_elsewhere = is_in_path || is_token || is_in_header || is_in_query;
    let marks = [
        (field.skip_none, ", may be absent"),
        (is_in_path, ", in the path"),
        (is_token, ", the access token"),
        (is_in_header, ", in a header"),
        (is_in_query, ", in the query"),
        (is_transparent && !is_elsewhere, ", the whole body"),
        (
            field.wire == FieldEncoding::Flattened,
            ", flattened with its tag",
        ),
        (field.deprecated.is_some(), ", deprecated"),
    ];
    line.extend(
        marks
            .iter()
            .filter(|(is_set, _)| *is_set)
            .map(|(_, mark)| *mark),
    );
    line
}

/// One line for each field, and the lines of the methods.
fn fields(item: &StructItem, endpoint: Option<&EndpointItem>, spell: Spell<'_>) -> Vec<String> {
    let fields = item.fields.iter();
    let fields = fields.map(|it| field(it, item.transparent, endpoint, spell));
    fields.chain(constructor(item)).collect()
}

/// `new(id, name)`, and the setters whose names differ from those of their fields.
fn constructor(item: &StructItem) -> Vec<String> {
    let mut lines = Vec::new();
    if item.has_new() {
        let arguments: Vec<String> = item
            .arguments()
            .iter()
            .map(|field| field.name.to_string())
            .collect();
        lines.push(format!("new({})", arguments.join(", ")));
    }
    for field in &item.fields {
        if let Some(setter) = field
            .methods
            .setter
            .as_ref()
            .filter(|it| **it != field.name)
        {
            lines.push(format!("{setter}({})", field.name));
        }
        lines.extend(field.methods.clear.as_ref().map(|name| format!("{name}()")));
    }
    lines
}

/// `id() -> Option<&str>`
fn accessor(accessor: &Accessor, spell: Spell<'_>) -> String {
    let ty = match &accessor.ty {
        AccessorType::Text => "&str".to_owned(),
        AccessorType::Value(ty) => spell(ty),
        AccessorType::Reference(ty) => format!("&{}", spell(ty)),
    };
    format!("{}() -> Option<{ty}>", accessor.name)
}

/// `GET /users/{id} -> User`
fn call(method: &str, template: &str, response: &ResponseType, spell: Spell<'_>) -> String {
    let response = match response {
        ResponseType::Nothing => "runtime::NoContent".to_owned(),
        ResponseType::Url => "runtime::Url".to_owned(),
        ResponseType::Body(ty) => spell(ty),
    };
    format!("{method} {template} -> {response}")
}

/// The encoding, server and credential of a request that differ from the defaults.
fn sending(endpoint: &EndpointItem) -> String {
    let mut text = String::new();
    if endpoint.sends == ParameterLocation::Form {
        text += ", as a form";
    }
    if endpoint.server != API {
        text += &format!(", on the server `{}`", endpoint.server);
    }
    if endpoint.credential == CredentialItem::None {
        text += ", without a credential";
    }
    text
}
