//! The lines for one item.

use crate::pipeline::model::rust_model::{
    EndpointItem, FieldEncoding, Item, ItemPath, ModulePath, ResponseType, RustType, StructField,
};

/// Spells a type as the module of the outline does.
type Spell<'a> = &'a dyn Fn(&RustType) -> String;

/// The line that names an item, a line for each field or variant, and one for the call of a
/// request.
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
        Item::Alias(item) => format!("type {name} = {}", spell(&item.target)),
    }];
    match item {
        Item::Struct(item) => {
            let fields = item.fields.iter();
            lines.extend(fields.map(|it| field(it, item.transparent, &spell(&it.ty))));
        }
        Item::Enum(item) => {
            let variants = item.variants.iter();
            lines.extend(variants.map(|it| format!("{} = {:?}", it.name, it.value)));
        }
        Item::Union(item) => {
            let variants = item.variants.iter();
            lines.extend(variants.map(|it| format!("{}({})", it.name, spell(&it.ty))));
        }
        Item::RequestEnum(item) => {
            let variants = item.variants.iter();
            lines.extend(variants.map(|it| format!("{}({})", it.name, spell(&it.request))));
            lines.push(call(&item.method, &item.template, &item.response, spell));
        }
        Item::Alias(_) | Item::Endpoint(_) => {}
    }
    if let Some(item) = endpoint {
        lines.push(call(&item.method, &item.template, &item.response, spell));
    }
    lines
}

/// `name: Type`, and the differences on the wire. A field of a transparent struct that is in no
/// other place is the whole body.
fn field(field: &StructField, is_transparent: bool, ty: &str) -> String {
    let is_in_path = field.wire == FieldEncoding::Path;
    let is_in_query = field.wire.is_beside_body();
    let mut line = format!("{}: {ty}", field.name);
    if let Some(name) = &field.rename {
        line += &format!(" = {name:?}");
    }
    let marks = [
        (field.skip_none, ", may be absent"),
        (is_in_path, ", in the path"),
        (is_in_query, ", in the query"),
        (
            is_transparent && !is_in_path && !is_in_query,
            ", the whole body",
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

/// `GET /users/{id} -> User`
fn call(method: &str, template: &str, response: &ResponseType, spell: Spell<'_>) -> String {
    let response = match response {
        ResponseType::Nothing => "runtime::NoContent".to_owned(),
        ResponseType::Url => "runtime::Url".to_owned(),
        ResponseType::Body(ty) => spell(ty),
    };
    format!("{method} {template} -> {response}")
}
