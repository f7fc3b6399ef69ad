//! The parameters of a path (format, section 5). Their names, descriptions and known values come
//! from the list of the view that supplies the field names, from another view, or from the
//! descriptions of the page.

use super::descriptions::{Descriptions, Lookup};
use super::entity_index::EntityRef;
use super::exact_type::exact_type;
use super::expanded::ListKind;
use super::types::TypeResolver;
use super::unmatched_reason::AROUND_A_CALL;
use super::view_joins::OtherViewMember;
use crate::base::node_path::NodeRef;
use crate::base::text::markdown;
use crate::base::text::singular::singular;
use crate::notation::meaning::TypeExpr;
use crate::notation::url_template::{Segment, UrlTemplate, is_same_parameter};
use crate::notation::words::{snake_case, underscored};
use crate::pipeline::api::{Decision, EnumValue, EnumValues, Field, PathParameter, Type};

/// The call of an operation whose path has parameters.
pub(super) struct Call<'c> {
    at: EntityRef,
    method: &'c str,
    path: &'c UrlTemplate,
    place: &'c NodeRef,
}

impl<'c> Call<'c> {
    pub(super) fn new(
        at: EntityRef,
        method: &'c str,
        path: &'c UrlTemplate,
        place: &'c NodeRef,
    ) -> Self {
        Self {
            at,
            method,
            path,
            place,
        }
    }

    /// The parameters of the path. Each gets the parameter of the list that describes it, which is
    /// removed from the list. Otherwise it gets the information of the other views and the
    /// descriptions.
    pub(super) fn path_parameters(
        &self,
        parameters: &mut Vec<Field>,
        types: &mut TypeResolver<'_>,
        descriptions: &Descriptions,
    ) -> Vec<PathParameter> {
        let in_path = self.path.parameters().map(|name| {
            let handles = Handles::new(self, name);
            PathParameter {
                name: name.to_owned(),
                described: self
                    .described(name, &handles, parameters, types)
                    .or_else(|| self.described_by_text(&handles, types, descriptions)),
                place: self.place.key("title"),
                id: None,
                corrections: Vec::new(),
            }
        });
        in_path.collect()
    }

    /// The parameter that describes `{name}`. It is the first of these: the listed parameter with
    /// that name, in the same or another spelling; for `{id}`, the listed and required `..._id` of
    /// the resource before it in the path; a parameter of other views with an equivalent name; for
    /// `{id}`, the only listed and required `..._id`; the only parameter of other views whose name
    /// ends with `name`.
    fn described(
        &self,
        name: &str,
        handles: &Handles,
        parameters: &mut Vec<Field>,
        types: &mut TypeResolver<'_>,
    ) -> Option<Field> {
        let unlisted = types.joins.unlisted(self.at);
        let known = handles.known(&unlisted);
        let is_own = |other: &str| handles.rank(other) == Some(Rank::Qualified);
        let listed =
            take_same(name, self, parameters).or_else(|| take_only_id(name, parameters, &is_own));
        if let Some(listed) = listed {
            return Some(types.complete_parameter(self.at, listed, &known));
        }
        if !known.is_empty() {
            return types.parameter_of_views(self.at, &known);
        }
        if let Some(listed) = take_only_id(name, parameters, &|_| true) {
            return Some(types.complete_parameter(self.at, listed, &known));
        }
        let only = handles.only_tail(&unlisted)?;
        types.parameter_of_views(self.at, &[only])
    }

    /// A parameter from a text in the descriptions of the operation.
    fn described_by_text(
        &self,
        handles: &Handles,
        types: &TypeResolver<'_>,
        descriptions: &Descriptions,
    ) -> Option<Field> {
        let id = types.catalog.id(self.at);
        let names = handles.in_words();
        let (name, text) = names.into_iter().find_map(|name| {
            match descriptions.find(&format!("{id}.{name}")) {
                Lookup::Text(text) => Some((name, text)),
                _ => None,
            }
        })?;
        let mut field = Field::new(&name, Type::String, self.place.key("title"));
        field.docs = Some(text.to_owned());
        Some(types.with_known_values(field, &[]))
    }
}

impl<'a> TypeResolver<'a> {
    /// A path parameter that the wire does not list, as other views describe it under these names.
    /// The first name becomes its own.
    fn parameter_of_views(&mut self, at: EntityRef, names: &[&str]) -> Option<Field> {
        let witnesses = self.parameters_named(at, names);
        let place = witnesses.first()?.entry.place.clone();
        let field = Field::new(names.first()?, Type::String, place);
        Some(self.completed(field, &witnesses, &witnesses))
    }

    /// A path parameter, completed with the information of other views under its own name and these
    /// names.
    fn complete_parameter(&mut self, at: EntityRef, parameter: Field, names: &[&str]) -> Field {
        let mut witnesses = self.parameters_named(at, &[&snake_case(&parameter.name)]);
        let others = self.parameters_named(at, names);
        witnesses.extend(&others);
        self.completed(parameter, &witnesses, &others)
    }

    fn parameters_named(&mut self, at: EntityRef, names: &[&str]) -> Vec<OtherViewMember<'a>> {
        let names = names.iter();
        let members = names.flat_map(|name| self.joins.take(at, ListKind::Parameters, name));
        members.collect()
    }

    /// A path parameter, completed with the description and the known values of the `witnesses`.
    /// The declarations of `others` are added to it.
    fn completed(
        &self,
        mut parameter: Field,
        witnesses: &[OtherViewMember<'a>],
        others: &[OtherViewMember<'a>],
    ) -> Field {
        let mut docs = witnesses.iter().filter_map(OtherViewMember::docs);
        parameter.docs = parameter.docs.or_else(|| docs.next().map(str::to_owned));
        let others = others.iter().map(|it| it.entry.declaration.clone());
        parameter.origin.declarations.extend(others);
        self.with_known_values(parameter, witnesses)
    }

    /// A path parameter with the known values that other views or the descriptions list. A view
    /// with the type `string` does not contradict them.
    fn with_known_values(&self, mut parameter: Field, witnesses: &[OtherViewMember<'a>]) -> Field {
        if !matches!(parameter.ty, Type::String | Type::Any) {
            return parameter;
        }
        let (mut known, mut votes, mut against) = (EnumValues::default(), 0, 0);
        for witness in witnesses {
            let ty = witness.ty().map(TypeExpr::without_null);
            match ty.and_then(|ty| exact_type(&ty, witness.from, self.catalog)) {
                Some(Type::Enum(values)) => {
                    known.extend(values.iter().cloned());
                    votes += 1;
                }
                Some(_) => against += 1,
                None => {}
            }
        }
        let mut decision = Decision::Plurality { votes, against };
        if known.is_empty() {
            let docs = witnesses.iter().filter_map(OtherViewMember::docs);
            let docs = parameter.docs.as_deref().into_iter().chain(docs);
            let bullets = docs.flat_map(markdown::bullet_values);
            known.extend(bullets.map(|(value, docs)| EnumValue { value, docs }));
            decision = Decision::DescriptionBullets;
        }
        if !known.is_empty() {
            parameter.ty = Type::Enum(known);
            parameter.origin.decision = decision;
        }
        parameter
    }
}

/// The possible names of a path parameter in other views and descriptions.
struct Handles {
    /// The name in the path, in snake case.
    name: String,
    /// The singular of the segment before the parameter: `user` for `/users/{id}`.
    thing: Option<String>,
    /// The names of the other parameters of the path.
    others: Vec<String>,
}

/// The similarity of a name to the name in the path; the first is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The name itself.
    Same,
    /// The name with the thing before it: `user_id`.
    Qualified,
    /// The thing alone: `user`.
    Thing,
}

impl Handles {
    fn new(call: &Call<'_>, name: &str) -> Self {
        let before = call.path.segment_before(name);
        let is_text = before.is_some_and(Segment::is_literal);
        let others = call.path.parameters().filter(|other| *other != name);
        Self {
            name: underscored(name),
            thing: call.path.thing_before(name).filter(|_| is_text),
            others: others.map(underscored).collect(),
        }
    }

    fn rank(&self, other: &str) -> Option<Rank> {
        if other == self.name {
            return Some(Rank::Same);
        }
        let thing = self.thing.as_deref()?;
        if self.others.iter().any(|name| name == other) {
            return None;
        }
        match self.owner(other) {
            Some(owner) if is_kin(owner, thing) => Some(Rank::Qualified),
            _ if is_kin(other, thing) => Some(Rank::Thing),
            _ => None,
        }
    }

    /// The part of `other` before the name of the parameter: `user` for `user_id`.
    fn owner<'n>(&self, other: &'n str) -> Option<&'n str> {
        other.strip_suffix(self.name.as_str())?.strip_suffix('_')
    }

    /// The names that mean the parameter, the best first.
    fn known<'n>(&self, names: &'n [String]) -> Vec<&'n str> {
        let ranked = names
            .iter()
            .filter_map(|name| Some((self.rank(name)?, name.as_str())));
        let mut ranked: Vec<(Rank, &str)> = ranked.collect();
        // The sort is stable: names of the same rank stay in the order of the views.
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, name)| name).collect()
    }

    /// The only name that ends with the name of the parameter.
    fn only_tail<'n>(&self, names: &'n [String]) -> Option<&'n str> {
        let is_other = |name: &str| self.others.iter().any(|other| other == name);
        let mut tails = names.iter().filter(|name| {
            let is_around = AROUND_A_CALL.contains(&name.as_str());
            self.owner(name).is_some() && !is_other(name) && !is_around
        });
        let only = tails.next()?;
        if tails.next().is_none() {
            Some(only)
        } else {
            None
        }
    }

    /// The name, and the name with the thing before it.
    fn in_words(&self) -> Vec<String> {
        let qualified = self
            .thing
            .as_ref()
            .map(|thing| format!("{thing}_{}", self.name));
        [self.name.clone()].into_iter().chain(qualified).collect()
    }
}

/// `true` if one of two names ends with the other, at a word boundary: `group` and
/// `directory_group`.
fn is_kin(name: &str, other: &str) -> bool {
    let is_tail = |tail: &str, name: &str| {
        let before = name.strip_suffix(tail);
        before.is_some_and(|before| before.is_empty() || before.ends_with('_'))
    };
    is_tail(name, other) || is_tail(other, name)
}

/// Removes and returns the parameter with this name, in the same or another spelling.
fn take_same(name: &str, call: &Call<'_>, parameters: &mut Vec<Field>) -> Option<Field> {
    let is_exact = |field: &Field| field.name == name;
    let is_same = |field: &Field| is_same_parameter(&field.name, name);
    let exact = parameters.iter().position(is_exact);
    let position = exact.or_else(|| parameters.iter().position(is_same))?;
    let is_of_path = !describes_sub_resource(&parameters[position], name, call);
    if is_of_path {
        Some(parameters.remove(position))
    } else {
        None
    }
}

/// For `{id}`, removes and returns the only required `..._id` that fits.
fn take_only_id(
    name: &str,
    parameters: &mut Vec<Field>,
    fits: &dyn Fn(&str) -> bool,
) -> Option<Field> {
    let is_id = |field: &Field| {
        name == "id"
            && is_id_of_something(&field.name)
            && !field.optional
            && fits(&snake_case(&field.name))
    };
    let has_same = parameters
        .iter()
        .any(|field| is_same_parameter(&field.name, name));
    let position = parameters.iter().position(is_id).filter(|_| !has_same)?;
    let is_only = !parameters[position + 1..].iter().any(is_id);
    if is_only {
        Some(parameters.remove(position))
    } else {
        None
    }
}

/// `true` for `parcel_id`, and `false` for a name without a word before `_id`.
fn is_id_of_something(name: &str) -> bool {
    let is_of_words = |owner: &str| {
        let is_word = |word: &str| !word.is_empty() && word.chars().all(char::is_alphanumeric);
        owner.split('_').all(is_word)
    };
    name.strip_suffix("_id").is_some_and(is_of_words)
}

/// `true` for a parameter that belongs to the last segment of the path, such as the `slug` of a
/// permission for `POST /roles/{slug}/permissions`. Its description mentions a permission before it
/// mentions a role.
fn describes_sub_resource(field: &Field, name: &str, call: &Call<'_>) -> bool {
    let (owner, last) = (call.path.segment_before(name), call.path.segments().last());
    let (Some(owner), Some(last), Some(docs)) = (owner, last, &field.docs) else {
        return false;
    };
    let docs = docs.to_lowercase();
    let mention = |collection: &Segment| {
        let words = collection
            .to_string()
            .to_lowercase()
            .replace(['_', '-'], " ");
        docs.find(&singular(&words))
    };
    let is_literal = last.is_literal();
    let adds = matches!(call.method, "POST" | "PUT" | "PATCH") && is_literal && last != owner;
    match (mention(last), mention(owner)) {
        (Some(last), Some(owner)) => adds && last < owner,
        (Some(_), None) => adds,
        _ => false,
    }
}
