//! The resources with an `id`, by their names.

use std::collections::{BTreeMap, HashMap};

use crate::base::page_path;
use crate::base::text::singular::singular;
use crate::notation::words::underscored;
use crate::pipeline::api::{Api, Field, IdOwner, IdRule, PageInfo, Resource, ResourceId, Type};

/// The resources with an `id`.
///
/// A name means the only resource of that name in the section of the page that uses it. If the
/// section has none, it means the only resource of that name in all sections. If several pages of
/// a section define the same resource, they count as one.
pub(crate) struct Owners {
    /// The resources of each name in snake case, each with its section.
    by_name: HashMap<String, Vec<(Option<String>, ResourceId)>>,
    /// The resources of each folder by their names; `None` for a name of several resources. Each
    /// name is written backwards, so that names with the same end are next to each other.
    by_folder: HashMap<String, BTreeMap<String, Option<ResourceId>>>,
    /// For each resource with an `id`, the first of the same section that is the same.
    same: BTreeMap<ResourceId, ResourceId>,
}

/// The reason why the name of a member refers to no resource.
#[cfg(feature = "analysis")]
pub(crate) enum UnclearName {
    /// Several resources have this name.
    Several(String),
    /// The name of the member has more words than the name of this resource. If several resources
    /// end it, this is the one with the longest name.
    Longer(String),
}

impl Owners {
    pub(crate) fn new(api: &Api) -> Self {
        let mut owners = Self {
            by_name: HashMap::new(),
            by_folder: HashMap::new(),
            same: BTreeMap::new(),
        };
        let resources = api.resources.iter().zip(api.first_twins());
        let with_id = |(_, (it, _)): &(usize, (&Resource, _))| it.fields.iter().any(is_id);
        for (position, (resource, twin)) in resources.enumerate().filter(with_id) {
            let id = twin.unwrap_or(ResourceId(position));
            owners.same.insert(ResourceId(position), id);
            let name = underscored(&resource.id);
            let page = &api.pages[resource.page.index()];
            let folder = page_path::folder(&page.path).to_owned();
            let in_folder = owners.by_folder.entry(folder).or_default();
            let known = in_folder.entry(backwards(&name)).or_insert(Some(id));
            *known = known.filter(|known| *known == id);
            let section = page.section().map(str::to_owned);
            owners.by_name.entry(name).or_default().push((section, id));
        }
        owners
    }

    /// All resources with an `id`, in page order, each with the first of those that are the same.
    pub(crate) fn all(&self) -> impl Iterator<Item = (ResourceId, ResourceId)> {
        self.same.iter().map(|(id, first)| (*id, *first))
    }

    /// The resources with this name.
    pub(crate) fn called(&self, name: &str) -> impl Iterator<Item = ResourceId> {
        let named = self.by_name.get(&underscored(name));
        named.into_iter().flatten().map(|(_, id)| *id)
    }

    /// The resource that the name means on a page of the section.
    pub(super) fn find(&self, name: &str, section: Option<&str>, rule: IdRule) -> Option<IdOwner> {
        let named = self.by_name.get(name)?;
        let here = || {
            named
                .iter()
                .filter(|(other, _)| other.as_deref() == section)
        };
        let id = if here().next().is_some() {
            only(here())?
        } else {
            only(named.iter())?
        };
        Some(IdOwner { id, rule })
    }

    /// The owner of the ids of a resource, if it has an `id`.
    pub(super) fn of_resource(&self, resource: ResourceId, rule: IdRule) -> Option<IdOwner> {
        let id = *self.same.get(&resource)?;
        Some(IdOwner { id, rule })
    }

    /// The only resource of the section with the name of a member, or with the singular of it.
    pub(super) fn of_inside(&self, member: &str, section: Option<&str>) -> Option<IdOwner> {
        let in_section = |name: &str| {
            let named = self.by_name.get(name)?.iter();
            only(named.filter(|(other, _)| other.as_deref() == section))
        };
        Some(IdOwner {
            id: in_section(member).or_else(|| in_section(&singular(member)))?,
            rule: IdRule::Member,
        })
    }

    /// The resource of a text `<resource>_id`, or of a list `<resource>_ids` of texts.
    pub(super) fn of_member(
        &self,
        name: &str,
        ty: &Type,
        section: Option<&str>,
    ) -> Option<IdOwner> {
        self.find(resource_in(name, ty)?, section, IdRule::Name)
    }

    /// The reason why the name of a member refers to no resource, although it ends with the name
    /// of one and `_id`.
    #[cfg(feature = "analysis")]
    pub(crate) fn unclear(&self, name: &str, ty: &Type) -> Option<UnclearName> {
        let name = underscored(name);
        let mut rest = resource_in(&name, ty)?;
        if let Some(named) = self.by_name.get(rest) {
            return match only(named.iter()) {
                Some(_) => None,
                None => Some(UnclearName::Several(rest.to_owned())),
            };
        }
        while let Some((_, end)) = rest.split_once('_') {
            if self.by_name.contains_key(end) {
                return Some(UnclearName::Longer(end.to_owned()));
            }
            rest = end;
        }
        None
    }

    /// The only resource of the page's folder whose name ends with the name of the thing: a
    /// resource with exactly that name may be unrelated. Or the only resource of the folder, if the
    /// folder has that name.
    pub(super) fn of_folder(&self, thing: &str, page: &PageInfo) -> Option<IdOwner> {
        let folder = page_path::folder(&page.path);
        let names = self.by_folder.get(folder)?;
        let end = backwards(thing);
        if names.contains_key(&end) {
            return None;
        }
        let end = end + "_";
        let mut with_end = names.range(end.clone()..);
        let mut next = || with_end.next().filter(|(name, _)| name.starts_with(&end));
        let (_, id) = match (next(), next()) {
            (Some(only), None) => only,
            (None, _) if names.len() == 1 && is_called(folder, thing) => names.first_key_value()?,
            _ => return None,
        };
        Some(IdOwner {
            id: (*id)?,
            rule: IdRule::Folder,
        })
    }
}

/// The resource, if it is the only one.
fn only<'a>(
    mut named: impl Iterator<Item = &'a (Option<String>, ResourceId)>,
) -> Option<ResourceId> {
    let (_, first) = named.next()?;
    if named.all(|(_, other)| other == first) {
        Some(*first)
    } else {
        None
    }
}

/// The name before `_id` of a text, or before `_ids` of a list of texts.
fn resource_in<'n>(name: &'n str, ty: &Type) -> Option<&'n str> {
    match ty {
        Type::List(item) if is_text(item) => name.strip_suffix("_ids"),
        ty if is_text(ty) => name.strip_suffix("_id"),
        _ => None,
    }
}

fn backwards(name: &str) -> String {
    name.chars().rev().collect()
}

/// `true` if the last folder of the path has the name of the thing: `applications/client-secrets`
/// for `client_secret`.
fn is_called(folder: &str, thing: &str) -> bool {
    let last = folder.rsplit('/').next().unwrap_or(folder);
    singular(&underscored(last)) == thing
}

/// `true` for the `id` of a resource.
pub(super) fn is_id(field: &Field) -> bool {
    field.name == "id" && field.ty == Type::String
}

/// `true` for a text, which may be nullable as the item of a list.
pub(super) fn is_text(ty: &Type) -> bool {
    match ty {
        Type::Nullable(inner) => is_text(inner),
        ty => *ty == Type::String,
    }
}
