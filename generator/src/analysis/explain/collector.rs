//! Collects the evidence from the API, the Rust model and the sources.

use std::collections::BTreeMap;

use super::evidence::{
    Correction, Decision, Definition, Entity, EntityKind, Evidence, Field, Location, Presence,
    Unmatched, Untyped, ViewDeclaration, ViewPlace,
};
use super::field_index::{FieldIndex, RustField};
use super::{enums, ids, joined, patches, rationale};
use crate::analysis::members::{Member, MemberRef};
use crate::base::node_path::{NodeRef, PageId};
use crate::base::view::View;
use crate::notation::docs_path;
use crate::pipeline::api::{
    self, API, Api, AppliedCorrection, Credential, Encoding, EntityOrigin, IdOwner, IdRule,
    Operation, PathParameter, Resource, ResourceId, UnmatchedMember, UnmatchedReason,
};
use crate::pipeline::id_owners::Owners;
use crate::pipeline::model::rust_model::{ItemPath, RustModel, RustType};
use crate::pipeline::source::Source;
use crate::pipeline::source_map::SourceMap;

impl Evidence {
    /// Collects the evidence for all entities and members.
    pub(crate) fn collect(api: &Api, model: &RustModel, sources: &[Source]) -> Self {
        let mut collector = Collector {
            api,
            source_map: SourceMap::new(sources),
            fields: FieldIndex::new(api, model),
            types: types_of_entities(model),
            ids: ids::resources(model),
            owners: Owners::new(api),
            own_ids: BTreeMap::new(),
        };
        let mut entities = Vec::with_capacity(api.resources.len() + api.operations.len());
        for resource in &api.resources {
            entities.push(collector.resource(resource));
        }
        for operation in &api.operations {
            entities.push(collector.operation(operation));
        }
        joined::add(&mut entities[api.resources.len()..], api);
        let untyped = api.untyped.iter().map(|field| Untyped {
            docs_path: field.docs_path.clone(),
            at: collector.location(&field.place),
        });
        Self {
            untyped: untyped.collect(),
            unmatched: api
                .unmatched
                .iter()
                .map(|member| collector.unmatched(member))
                .collect(),
            enums: enums::collect(model, &entities),
            ids: ids::collect(&collector.ids, &entities),
            entities,
        }
    }
}

/// The input of the evidence, prepared for lookups.
struct Collector<'a> {
    api: &'a Api,
    source_map: SourceMap<'a>,
    fields: FieldIndex<'a>,
    types: TypesOfEntities<'a>,
    /// The resources whose ids have each id type of the output.
    ids: BTreeMap<ItemPath, &'a [ResourceId]>,
    /// The resources with an `id`, by their names.
    owners: Owners,
    /// The owners of the ids of resources, by the Rust paths of the fields. The field of a response
    /// that is a resource is the field of that resource.
    own_ids: BTreeMap<String, IdOwner>,
}

impl Collector<'_> {
    /// The file and line of a value, or of its nearest ancestor that exists.
    fn location(&mut self, place: &NodeRef) -> Location {
        let Some((file, line)) = self.source_map.line(place) else {
            return Location::default();
        };
        Location {
            file: file.to_owned(),
            line,
        }
    }

    /// The path of a page.
    fn page(&self, page: PageId) -> &str {
        let info = self.api.pages.get(page.index());
        info.map_or("", |info| &info.path)
    }

    fn resource(&mut self, resource: &Resource) -> Entity {
        Entity {
            fields: self.fields(&resource.members(), resource.page, resource.view),
            definition: Definition::from_applied(&resource.corrections),
            corrections: Correction::from_applied(&resource.corrections),
            ..self.entity(
                EntityKind::Resource,
                &resource.id,
                resource.page,
                &resource.origin,
            )
        }
    }

    fn operation(&mut self, operation: &Operation) -> Entity {
        let mut fields = self.fields(&operation.members(), operation.page, operation.view);
        if let Some(body) = operation.whole_body() {
            let path = docs_path::join(&format!("{}.parameters", operation.id), &body.name);
            for field in fields.iter_mut().filter(|field| field.docs_path == path) {
                field.wire.clear();
            }
        }
        let mut patches = patches::by_path(operation, self.api);
        for field in &mut fields {
            field.patch = patches.remove(&field.docs_path);
        }
        Entity {
            fields,
            corrections: Correction::from_applied(&operation.corrections),
            endpoint: Some(format!("{} {}", operation.method, operation.path)),
            sent: sent(operation),
            ..self.entity(
                EntityKind::Operation,
                &operation.id,
                operation.page,
                &operation.origin,
            )
        }
    }

    /// An entity without its members.
    fn entity(
        &mut self,
        kind: EntityKind,
        id: &str,
        page: PageId,
        origin: &EntityOrigin,
    ) -> Entity {
        let page = self.page(page).to_owned();
        let rust = self.types.get(&(id, page.as_str())).into_iter().flatten();
        let rust = rust.map(ToString::to_string).collect();
        let views = origin.views.iter().map(|(view, place)| ViewPlace {
            view: view.as_str(),
            at: self.location(place),
        });
        Entity {
            views: views.collect(),
            kind,
            id: id.to_owned(),
            endpoint: None,
            sent: None,
            title: origin.title.clone(),
            url: origin.url.clone(),
            fields: Vec::new(),
            definition: None,
            corrections: Vec::new(),
            page,
            rust,
        }
    }

    /// The fields for the members of an entity, each before the fields inside it.
    fn fields(&mut self, members: &[Member<'_>], page: PageId, view: View) -> Vec<Field> {
        let declared = declared_paths(members);
        let corrections = corrections_by_path(members);
        let mut fields = Vec::with_capacity(members.len());
        for member in members {
            let path = member.path.as_str();
            let rust = self.fields.find(page, path);
            let described = match member.kind {
                MemberRef::Field(field) => self.field(field, view),
                MemberRef::Path(parameter) => self.path_parameter(parameter),
            };
            fields.push(Field {
                docs_path: path.to_owned(),
                page: self.page(page).to_owned(),
                declared_path: declared.get(path).cloned(),
                holds: rust.as_ref().and_then(|rust| self.fields.enum_in(&rust.ty)),
                id_type: rust.as_ref().and_then(|rust| ids::id_type(&rust.ty)),
                id: rust.as_ref().and_then(|rust| self.id(member, rust)),
                ty: rust.as_ref().map(|rust| rust.ty.to_string()),
                other_paths: rust
                    .as_ref()
                    .map_or_else(Vec::new, |it| it.other_paths.clone()),
                rust: rust.map(|rust| rust.path),
                definition: Definition::from_applied(corrections[path]),
                corrections: Correction::from_applied(corrections[path]),
                ..described
            });
        }
        fields
    }

    /// The reason why a member has an id type, or has none despite its name.
    fn id(&mut self, member: &Member<'_>, rust: &RustField) -> Option<String> {
        if self.ids.is_empty() {
            return None;
        }
        let (name, docs_type, owner) = match member.kind {
            MemberRef::Field(field) => (&field.name, &field.ty, &field.origin.id),
            MemberRef::Path(parameter) => (&parameter.name, parameter.ty(), &parameter.id),
        };
        if let Some(owner) = owner.as_ref().filter(|owner| owner.rule == IdRule::Own) {
            self.own_ids.insert(rust.path.clone(), owner.clone());
        }
        let owner = self.own_ids.get(&rust.path).or(owner.as_ref());
        let found = match rust.ty.layers().last() {
            Some(RustType::Id(path)) => self.ids.get(path).copied(),
            _ => None,
        };
        // A path parameter has two names: the last in its docs path, and the one in the path.
        let described = docs_path::split_last(&member.path).map_or("", |(_, last)| last);
        let mut names = [described, name].into_iter();
        let unclear = names.find_map(|name| self.owners.unclear(name, docs_type));
        rationale::id(owner, found, unclear, rust.is_no_id, self.api)
    }

    /// The evidence for a field, without its names.
    fn field(&mut self, field: &api::Field, view: View) -> Field {
        Field {
            wire: field.name.clone(),
            presence: rationale::presence(field, view, |place| self.location(place)),
            decision: rationale::decision(field),
            views: self.declarations(field),
            ..Field::default()
        }
    }

    /// The evidence for a path parameter, without its names.
    fn path_parameter(&mut self, parameter: &PathParameter) -> Field {
        let name = &parameter.name;
        let described = parameter.described.as_ref();
        let alias = parameter.described_name();
        let alias = alias.map(|alias| format!(", documented as `{alias}`"));
        let known = described.filter(|_| parameter.ty().values().is_some());
        Field {
            wire: name.clone(),
            views: described.map_or_else(Vec::new, |field| self.declarations(field)),
            presence: Presence {
                because: format!(
                    "it is the parameter `:{name}` of the path{}",
                    alias.unwrap_or_default()
                ),
                at: Some(self.location(&parameter.place)),
                ..Presence::default()
            },
            decision: match known {
                Some(field) => rationale::decision(field),
                None => Decision {
                    rule: "path",
                    because: "path parameters are strings".to_owned(),
                },
            },
            ..Field::default()
        }
    }

    /// The declaration of a field in each view.
    fn declarations(&mut self, field: &api::Field) -> Vec<ViewDeclaration> {
        let declarations = field.origin.declarations.iter().map(|declaration| {
            let ty = declaration.ty.as_deref();
            ViewDeclaration {
                view: declaration.view.as_str(),
                at: self.location(&declaration.place),
                key: declaration.key.clone(),
                ty: ty.map(|ty| ty.split_whitespace().collect::<Vec<_>>().join(" ")),
                members: declaration.members.clone(),
                optional: declaration.optional,
                deprecated: declaration.deprecated,
                docs: declaration.docs.clone(),
            }
        });
        declarations.collect()
    }

    fn unmatched(&mut self, member: &UnmatchedMember) -> Unmatched {
        Unmatched {
            view: member.view.as_str(),
            docs_path: format!("{}.{}", member.entity, member.path),
            at: self.location(&member.place),
            reason: match member.reason {
                UnmatchedReason::PathParameterAlias => "path-parameter-alias",
                UnmatchedReason::SdkOnly => "sdk-only",
                UnmatchedReason::ResponseAlias => "response-alias",
                UnmatchedReason::InResource => "in-resource",
                UnmatchedReason::Renamed => "renamed",
                UnmatchedReason::Undocumented => "undocumented",
            },
        }
    }
}

/// The types that were generated for each entity, by the id and the path of the page.
type TypesOfEntities<'a> = BTreeMap<(&'a str, &'a str), Vec<&'a ItemPath>>;

/// The types of each entity: the named types, and then the type that implements `Endpoint`, unless
/// the last named type is that type.
fn types_of_entities(model: &RustModel) -> TypesOfEntities<'_> {
    let named = model.named_types.iter();
    let named = named.map(|it| (&it.id, &it.page, &it.path));
    let operations = model.operations.iter();
    let operations = operations.map(|it| (&it.id, &it.page, &it.endpoint));
    let mut types = TypesOfEntities::new();
    for (id, page, path) in named.chain(operations) {
        let paths = types.entry((id, page)).or_default();
        if paths.last() != Some(&path) {
            paths.push(path);
        }
    }
    types
}

/// The docs paths with the keys as on the page, if these differ from the keys on the wire.
fn declared_paths<'a>(members: &'a [Member<'_>]) -> BTreeMap<&'a str, String> {
    let mut paths = BTreeMap::new();
    for member in members {
        let Some((parent, name)) = docs_path::split_last(&member.path) else {
            continue;
        };
        let key = match member.kind {
            MemberRef::Field(field) => field.origin.declarations.first(),
            MemberRef::Path(_) => None,
        };
        let key = key.map(|declaration| key_without_markers(&declaration.key));
        let parent = paths.get(parent).map_or(parent, String::as_str);
        let path = match (key, member.kind) {
            (Some(key), _) => docs_path::join(parent, key),
            (None, MemberRef::Path(parameter)) => docs_path::join(parent, &parameter.name),
            (None, MemberRef::Field(_)) => format!("{parent}.{name}"),
        };
        if path != member.path {
            paths.insert(member.path.as_str(), path);
        }
    }
    paths
}

/// A key without the markers after it.
fn key_without_markers(key: &str) -> &str {
    let key = key.trim_end().trim_end_matches("[Deprecated]").trim_end();
    key.strip_suffix('?').unwrap_or(key)
}

/// The corrections of each member. A member that a correction added, or that is inside a defined
/// member, has the corrections of its parent.
fn corrections_by_path<'a>(
    members: &'a [Member<'_>],
) -> BTreeMap<&'a str, &'a [AppliedCorrection]> {
    let mut corrections: BTreeMap<&str, &[AppliedCorrection]> = BTreeMap::new();
    for member in members {
        let mut own: &[AppliedCorrection] = match member.kind {
            MemberRef::Field(field) => &field.corrections,
            MemberRef::Path(parameter) => &parameter.corrections,
        };
        if let MemberRef::Field(field) = member.kind
            && own.is_empty()
            && field.origin.corrected.ty
            && let Some((parent, _)) = docs_path::split_last(&member.path)
        {
            own = corrections.get(parent).copied().unwrap_or_default();
        }
        corrections.insert(&member.path, own);
    }
    corrections
}

/// The server, credential and encoding of an operation that differ from the defaults.
fn sent(operation: &Operation) -> Option<String> {
    let mut parts = Vec::new();
    if operation.server != API {
        parts.push(format!("server {}", operation.server));
    }
    if operation.credential() != Credential::ApiKey {
        parts.push(format!("credential {}", operation.credential().as_str()));
    }
    if operation.encoding == Encoding::Form && !operation.body.is_empty() {
        parts.push("encoding form".to_owned());
    }
    if parts.is_empty() {
        None
    } else {
        Some(parts.join(", "))
    }
}
