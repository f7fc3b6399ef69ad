//! The docs of types that several places share.

use std::collections::HashMap;

use crate::pipeline::api::{Alternative, EnumValue, Field, Type, Union};

/// The type. Each member and value gets the docs of the first of these types that documents it.
pub(super) fn described(ty: &Type, all: &[&Type]) -> Type {
    let inside = |inner: &Type| Box::new(described(inner, all));
    match ty {
        Type::List(inner) => Type::List(inside(inner)),
        Type::Map(inner) => Type::Map(inside(inner)),
        Type::Nullable(inner) => Type::Nullable(inside(inner)),
        Type::Object(fields) => {
            let all: Vec<&[Field]> = all.iter().map(|ty| ty.members()).collect();
            Type::Object(members(fields, &all))
        }
        Type::Enum(own) => {
            let all = all.iter().filter_map(|ty| ty.values());
            let mut docs: HashMap<&str, &str> = HashMap::new();
            for EnumValue { value, docs: text } in all.flatten() {
                if let Some(text) = text {
                    docs.entry(value).or_insert(text);
                }
            }
            let own = own.iter().map(|value| EnumValue {
                docs: docs.get(&*value.value).map(|text| (*text).to_owned()),
                ..value.clone()
            });
            Type::Enum(own.collect())
        }
        Type::Union(union) => Type::Union(parts(union, all)),
        ty => ty.clone(),
    }
}

/// The union. Each alternative gets the docs of the same alternative in these types.
fn parts(union: &Union, all: &[&Type]) -> Union {
    let all = all.iter().filter_map(|ty| match ty.innermost() {
        Type::Union(union) => Some(&union.alternatives),
        _ => None,
    });
    let mut by_tag: HashMap<_, Vec<&Type>> = HashMap::new();
    for Alternative { tags, ty } in all.flatten() {
        by_tag.entry((tags, ty.json_kind())).or_default().push(ty);
    }
    let alternatives = union.alternatives.iter().map(|Alternative { tags, ty }| {
        let same = by_tag.get(&(tags, ty.json_kind()));
        Alternative {
            tags: tags.clone(),
            ty: described(ty, same.map_or(&[][..], Vec::as_slice)),
        }
    });
    Union {
        name: union.name.clone(),
        dispatch: union.dispatch.clone(),
        alternatives: alternatives.collect(),
    }
}

/// The members, each with the docs of the first of these lists that documents it.
pub(in crate::pipeline::model) fn members(fields: &[Field], all: &[&[Field]]) -> Vec<Field> {
    let mut by_name: HashMap<&str, Vec<&Field>> = HashMap::new();
    for field in all.iter().copied().flatten() {
        by_name.entry(&field.name).or_default().push(field);
    }
    let fields = fields.iter().map(|field| {
        let same = by_name.get(&*field.name).map_or(&[][..], Vec::as_slice);
        let types: Vec<&Type> = same.iter().map(|it| &it.ty).collect();
        Field {
            ty: described(&field.ty, &types),
            ..with_docs(field, same)
        }
    });
    fields.collect()
}

/// The field with the docs of the first of these fields that has docs.
pub(super) fn with_docs(field: &Field, all: &[&Field]) -> Field {
    let mut field = field.clone();
    if let Some(first) = all.iter().find(|it| it.docs.is_some()) {
        field.docs.clone_from(&first.docs);
        field.origin.docs_page = Some(first.docs_page());
    }
    field
}
