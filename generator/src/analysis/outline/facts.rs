//! The lines for one item.

use crate::pipeline::model::rust_model::{
    EndpointItem, FieldEncoding, Item, ItemPath, ModulePath, ResponseType, RustType, StructField,
};

/// An item, and what makes it a request if it is one.
pub(super) struct Facts<'a> {
    pub(super) path: &'a ItemPath,
    pub(super) item: &'a Item,
    pub(super) endpoint: Option<&'a EndpointItem>,
}

/// How a type is spelt where it is read.
type Spell<'a> = &'a dyn Fn(&RustType) -> String;

impl Facts<'_> {
    /// The line that names the item, and a line for each thing inside it.
    pub(super) fn written(&self, module: &ModulePath) -> String {
        let spell = |ty: &RustType| ty.render(&|path| spelt(path, module));
        let mut lines = vec![self.head(&spelt(self.path, module), &spell)];
        lines.extend(inside(self.item, &spell));
        if let Some(item) = self.endpoint {
            lines.push(call(&item.method, &item.template, &item.response, &spell));
        }
        lines.join("\n  ") + "\n"
    }

    fn head(&self, name: &str, spell: Spell<'_>) -> String {
        match self.item {
            Item::Struct(_) | Item::Endpoint(_) => format!("struct {name}"),
            Item::Enum(item) if item.unknown.is_none() => format!("enum {name}, closed"),
            Item::Enum(_) | Item::Union(_) | Item::RequestEnum(_) => format!("enum {name}"),
            Item::Alias(item) => format!("type {name} = {}", spell(&item.target)),
        }
    }
}

/// The fields or variants of an item, and of an enum of requests how it is called.
fn inside(item: &Item, spell: Spell<'_>) -> Vec<String> {
    match item {
        Item::Struct(item) => {
            let fields = item.fields.iter();
            fields.map(|each| field(each, &spell(&each.ty))).collect()
        }
        Item::Enum(item) => {
            let variants = item.variants.iter();
            let variants = variants.map(|each| format!("{} = {:?}", each.name, each.value));
            variants.collect()
        }
        Item::Union(item) => {
            let variants = item.variants.iter();
            let variants = variants.map(|each| format!("{}({})", each.name, spell(&each.ty)));
            variants.collect()
        }
        Item::RequestEnum(item) => {
            let variants = item.variants.iter();
            let variants = variants.map(|each| format!("{}({})", each.name, spell(&each.request)));
            let call = call(&item.method, &item.template, &item.response, spell);
            variants.chain([call]).collect()
        }
        Item::Alias(_) | Item::Endpoint(_) => Vec::new(),
    }
}

/// The name alone within its own module, and elsewhere the path below the root.
fn spelt(path: &ItemPath, module: &ModulePath) -> String {
    match path.module == *module {
        true => path.name.to_string(),
        false => path.to_string(),
    }
}

/// `name: Type`, and what differs on the wire.
fn field(field: &StructField, ty: &str) -> String {
    let renamed = field.rename.as_ref();
    let renamed = renamed.map_or_else(String::new, |name| format!(" = {name:?}"));
    let marks = [
        (field.skip_none, ", may be absent"),
        (field.wire == FieldEncoding::Path, ", in the path"),
        (field.wire.is_beside_body(), ", in the query"),
        (field.deprecated.is_some(), ", deprecated"),
    ];
    let marks = marks.iter().filter(|(is, _)| *is);
    let marks: String = marks.map(|(_, mark)| *mark).collect();
    format!("{}: {ty}{renamed}{marks}", field.name)
}

/// `GET /users/:id -> User`
fn call(method: &str, template: &str, answer: &ResponseType, spell: Spell<'_>) -> String {
    let answer = match answer {
        ResponseType::Nothing => "runtime::NoContent".to_owned(),
        ResponseType::Url => "runtime::Url".to_owned(),
        ResponseType::Body(ty) => spell(ty),
    };
    format!("{method} {template} -> {answer}")
}
