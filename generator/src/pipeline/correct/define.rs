//! Applies the definitions: adds types that no page describes to the API.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::apply::{Searches, refuse_deep};
use super::build_type::{self, TypeContext};
use super::correction::{Located, NewMember};
use super::definition::{Definition, DefinitionBody, UnionSpec};
use super::error::{CorrectionError, code};
use super::{target, targets};
use crate::base::diagnostic::{Code, Span};
use crate::base::node_path::{NodeRef, PageId};
use crate::base::text::did_you_mean::{self, Search};
use crate::base::view::View;
use crate::pipeline::api::{
    Alternative, Api, AppliedCorrection, CorrectedParts, DefinedAs, Dispatch, EntityOrigin, Field,
    PageInfo, Resource, Type, Union,
};

/// Adds the definitions of the file, and returns all errors.
///
/// All ids, and the literals that distinguish definitions in unions, are added before any other
/// member is built, so that definitions can refer to each other in any order. Members with an error
/// are omitted, so that they cause no further errors.
pub(super) fn apply(
    api: &mut Api,
    definitions: &[Definition],
    searches: &mut Searches,
) -> Vec<CorrectionError> {
    let mut errors = Vec::new();
    let accepted = accepted(api, definitions, &mut searches.faulty, &mut errors);
    let first = api.resources.len();
    for (definition, page) in &accepted {
        api.resources.push(resource(definition, *page));
    }
    api.counts.definitions = accepted.len();
    for (position, (definition, page)) in accepted.into_iter().enumerate() {
        let context = TypeContext {
            api,
            searches,
            page,
            defines: true,
        };
        let fields = fields(definition, context, &mut errors);
        api.resources[first + position].fields = fields;
    }
    errors
}

/// The valid definitions that are still needed, each with its page.
fn accepted<'d>(
    api: &Api,
    definitions: &'d [Definition],
    faulty: &mut HashSet<String>,
    errors: &mut Vec<CorrectionError>,
) -> Vec<(&'d Definition, PageId)> {
    let described = described(api);
    let pages = Pages::new(&api.pages);
    let mut lines: HashMap<&str, usize> = HashMap::new();
    let mut accepted = Vec::new();
    for definition in definitions {
        let Located { value: id, span } = &definition.id;
        let is_new = match lines.entry(id) {
            Entry::Vacant(line) => Ok(_ = line.insert(span.line)),
            Entry::Occupied(line) => Err(defined_twice(id, span, *line.get())),
        };
        let is_needed = described.get(id.as_str()).map_or(Ok(()), |page| {
            Err(expired(id, span, &api.pages[page.index()].path))
        });
        let page = pages.find(&definition.page);
        match is_new.and(is_needed).and(page) {
            Ok(page) => accepted.push((definition, page)),
            Err(error) => {
                faulty.insert(id.clone());
                errors.push(error);
            }
        }
    }
    accepted
}

/// The page of every resource and operation, by its id.
fn described(api: &Api) -> HashMap<&str, PageId> {
    let resources = api.resources.iter().map(|it| (it.id.as_str(), it.page));
    let operations = api.operations.iter().map(|it| (it.id.as_str(), it.page));
    resources.chain(operations).collect()
}

fn defined_twice(id: &str, span: &Span, line: usize) -> CorrectionError {
    let message = format!("line {line} already defines {}", code(id));
    let help = "remove one of the two, or give it another id";
    CorrectionError::new(Code::InvalidCorrection, span, message, help)
}

fn expired(id: &str, span: &Span, page: &str) -> CorrectionError {
    let message = format!(
        "this is no longer needed: {} describes {}",
        code(page),
        code(id)
    );
    let help = "remove the definition, and correct the errors that the page still has";
    CorrectionError::new(Code::StaleCorrection, span, message, help)
}

/// The pages, by the names that corrections may use.
struct Pages<'a> {
    by_name: HashMap<&'a str, PageId>,
    search: Search,
}

impl<'a> Pages<'a> {
    fn new(pages: &'a [PageInfo]) -> Self {
        let ids = (0..).map(PageId);
        let pages = ids.zip(pages).flat_map(|(id, page)| {
            let names = targets::page_names(page);
            names.map(|name| (name, id))
        });
        Self {
            by_name: pages.collect(),
            search: Search::default(),
        }
    }

    fn find(&self, name: &Located<String>) -> Result<PageId, CorrectionError> {
        let Located { value, span } = name;
        self.by_name.get(value.as_str()).copied().ok_or_else(|| {
            let mut names: Vec<&str> = self.by_name.keys().copied().collect();
            names.sort_unstable();
            let near = self.search.best_match(value, || names.into_iter());
            let help = did_you_mean::hint(near, "name an existing page, such as `authkit/user`");
            target::unknown(span, format!("no page is called {}", code(value)), help)
        })
    }
}

/// A resource with its literals alone. The other members are added later.
fn resource(definition: &Definition, page: PageId) -> Resource {
    Resource {
        id: definition.id.value.clone(),
        page,
        view: View::Curl,
        place: NodeRef::page(page),
        docs: definition.description.clone(),
        fields: literals(definition.body.members(), page),
        origin: EntityOrigin {
            defined: Some(match definition.body {
                DefinitionBody::Resource(_) => DefinedAs::Resource,
                DefinitionBody::Error(_) => DefinedAs::Error,
                DefinitionBody::Union(_) => DefinedAs::Union,
            }),
            ..EntityOrigin::default()
        },
        corrections: vec![definition.record(&definition.id.span)],
    }
}

/// The members that are literals, as far as unions need them.
fn literals(members: &[NewMember], page: PageId) -> Vec<Field> {
    let literals = members.iter().filter_map(|member| {
        let ty = Type::from_notation(&member.ty.notation.ty);
        let ty = ty.filter(|ty| matches!(ty, Type::Enum(_)))?;
        Some(Field {
            optional: member.optional,
            nullable: member.nullable,
            ..Field::new(&member.name.value, ty, NodeRef::page(page))
        })
    });
    literals.collect()
}

impl Definition {
    /// The record of the definition at this location.
    fn record(&self, place: &Span) -> AppliedCorrection {
        AppliedCorrection {
            path: self.id.value.clone(),
            what: self.body.kind().to_owned(),
            reason: self.reason.clone(),
            place: place.clone(),
            defines: true,
            parts: CorrectedParts::default(),
        }
    }
}

/// The members of a definition, except those with an error.
fn fields(
    definition: &Definition,
    context: TypeContext<'_>,
    errors: &mut Vec<CorrectionError>,
) -> Vec<Field> {
    let members = definition.body.members();
    let place = NodeRef::page(context.page);
    errors.extend(build_type::check_members(members).err());
    let mut fields: Vec<Field> = Vec::with_capacity(members.len());
    for member in members {
        match field(definition, member, &place, context) {
            Ok(field) => fields.push(field),
            Err(error) => errors.push(error),
        }
    }
    match &definition.body {
        DefinitionBody::Error(_) if !fields.iter().any(tells_error) => {
            errors.push(untold(&definition.id));
        }
        DefinitionBody::Union(union) => {
            let mut content = content(union, &place, context, errors);
            content
                .corrections
                .push(definition.record(&union.content.span));
            fields.push(content);
        }
        DefinitionBody::Resource(_) | DefinitionBody::Error(_) => {}
    }
    fields
}

/// The member of a union whose type the key determines.
fn content(
    union: &UnionSpec,
    place: &NodeRef,
    context: TypeContext<'_>,
    errors: &mut Vec<CorrectionError>,
) -> Field {
    let mut alternatives = Vec::with_capacity(union.variants.len());
    for (text, spec) in &union.variants {
        match build_type::build_type(spec, place, context) {
            Ok(ty) => alternatives.push(Alternative {
                tags: vec![text.value.clone()],
                ty,
            }),
            Err(error) => errors.push(error),
        }
    }
    let ty = Type::Union(Union {
        name: None,
        dispatch: Dispatch::Beside(union.key.value.clone()),
        alternatives,
    });
    build_type::known_field(&union.content.value, ty, place, context)
}

/// A member, with the definition in its record.
fn field(
    definition: &Definition,
    member: &NewMember,
    place: &NodeRef,
    context: TypeContext<'_>,
) -> Result<Field, CorrectionError> {
    let mut field = build_type::field(member, place, context)?;
    refuse_deep(&field.ty, 0, &member.name.span)?;
    field.corrections.push(definition.record(&member.name.span));
    Ok(field)
}

/// `true` for a member whose values distinguish the error from other errors.
fn tells_error(field: &Field) -> bool {
    matches!(field.name.as_str(), "code" | "error") && matches!(field.ty, Type::Enum(_))
}

fn untold(id: &Located<String>) -> CorrectionError {
    let message = format!(
        "no member distinguishes the error {} from others",
        code(&id.value)
    );
    let help = "add the member `code` or `error` with its value, as in \
                `{ name = \"code\", type = '\"rate_limited\"' }`";
    CorrectionError::new(Code::InvalidCorrection, &id.span, message, help)
}
