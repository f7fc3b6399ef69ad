//! The front matter's own shapes: the page, its views and its descriptions (format, sections 1 and 2).

use serde::de::MapAccess;

use crate::base::diagnostic::Code;
use crate::base::text::did_you_mean;
use crate::base::view::View;
use crate::pipeline::parse::faults::YamlPath;
use crate::pipeline::parse::keys::{Keys, is_one_edit_away, refuse_misspelt};
use crate::pipeline::parse::page::{Description, DescriptionTree, Entity};
use crate::pipeline::parse::shape::{FromYaml, Read, value};
use crate::pipeline::parse::skip::{Skip, skip_map};

/// The keys of a page; all but `reference` and `descriptions` are ignored.
const PAGE: Keys = Keys(&[
    "reference",
    "descriptions",
    "description",
    "originalPath",
    "title",
    "links",
    "externalAssets",
]);

/// What the front matter of a page holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct FrontMatter {
    pub(crate) views: Views,
    pub(crate) descriptions: DescriptionTree,
}

/// The entities of each view, in the order of the page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Views(pub(crate) Vec<(View, Vec<Entity>)>);

impl FromYaml for FrontMatter {
    const WANTED: &'static str = "a mapping";

    fn from_map<'de, A: MapAccess<'de>>(
        map: &mut A,
        trail: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        let mut page = Self::default();
        PAGE.read(map, trail, |map, key, trail| {
            match key {
                "reference" => page.views = value(map, trail)?.value().unwrap_or_default(),
                "descriptions" => {
                    page.descriptions = value(map, trail)?.value().unwrap_or_default()
                }
                "description" => _ = value::<PageDescription, _>(map, trail)?,
                _ => map.next_value_seed(Skip(trail.faults()))?,
            }
            Ok(())
        })?;
        Ok(Some(page))
    }
}

/// The description of a page; a mapping there is a `descriptions` misspelt.
struct PageDescription;

impl FromYaml for PageDescription {
    const WANTED: &'static str = "a text";

    fn from_text(_text: &str) -> Option<Self> {
        Some(Self)
    }

    fn from_map<'de, A: MapAccess<'de>>(
        map: &mut A,
        trail: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        let message = "`description` of a page holds a mapping; it is ignored".to_owned();
        trail.raise_at_key(
            Code::UnknownKey,
            message,
            "descriptions by name stand below `descriptions`",
        );
        skip_map(map, trail.faults())?;
        Ok(Some(Self))
    }
}

impl FromYaml for Views {
    const WANTED: &'static str = "a mapping";

    fn from_map<'de, A: MapAccess<'de>>(
        map: &mut A,
        trail: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        let mut views = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            let trail = trail.key(&name);
            match View::from_name(&name) {
                Some(view) if views.iter().all(|(other, _)| *other != view) => {
                    views.push((view, value(map, &trail)?.value().unwrap_or_default()));
                }
                view => {
                    trail.faults().flag_possible_duplicates();
                    if view.is_none() {
                        refuse_view(&name, &trail);
                    }
                    map.next_value_seed(Skip(trail.faults()))?;
                }
            }
        }
        Ok(Some(Self(views)))
    }
}

/// Another view may be new; a view that is misspelt is missed by all that refers to it.
fn refuse_view(name: &str, trail: &YamlPath<'_>) {
    let known = View::ALL.map(View::as_str);
    if let Some(meant) = known
        .into_iter()
        .find(|known| is_one_edit_away(name, known))
    {
        return refuse_misspelt(trail, meant);
    }
    let message = format!("unknown view {}; it is ignored", trail.name());
    let otherwise = format!("the views are {}", known.join(", "));
    let help = did_you_mean::hint(did_you_mean::best_match(name, known), &otherwise);
    trail.raise_at_key(Code::UnknownView, message, help);
}

impl FromYaml for DescriptionTree {
    const WANTED: &'static str = "a mapping";

    fn from_map<'de, A: MapAccess<'de>>(
        map: &mut A,
        trail: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        let mut tree = Self::new();
        while let Some(name) = map.next_key::<String>()? {
            match value(map, &trail.key(&name))? {
                Read::Is(description) => {
                    if tree.insert(name, description).is_some() {
                        trail.faults().flag_possible_duplicates();
                    }
                }
                // What is not in the tree cannot be seen there twice.
                Read::Absent | Read::Faulty => trail.faults().flag_possible_duplicates(),
            }
        }
        Ok(Some(tree))
    }
}

impl FromYaml for Description {
    const WANTED: &'static str = "a text or a mapping";

    fn from_text(text: &str) -> Option<Self> {
        Some(Self::Text(text.to_owned()))
    }

    fn from_map<'de, A: MapAccess<'de>>(
        map: &mut A,
        trail: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        Ok(DescriptionTree::from_map(map, trail)?.map(Self::Group))
    }
}
