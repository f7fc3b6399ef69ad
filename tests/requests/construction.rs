//! Values of every kind of type, made by another crate with `new`, `Default` and setters alone.

use generated::construction::runtime::{List, ListMetadata, Patch, Request};
use generated::construction::workshop::*;
use serde_json::{Value, json};

fn body(request: &dyn Request) -> Value {
    serde_json::from_slice(&request.body().unwrap().unwrap().bytes).unwrap()
}

/// A helper that tells whether the type `T` has a default.
struct Of<T>(std::marker::PhantomData<T>);

impl<T: Default> Of<T> {
    fn has_default(&self) -> bool {
        true
    }
}

/// The answer for a type without a default: that of the type itself has precedence.
trait WithoutDefault {
    fn has_default(&self) -> bool {
        false
    }
}

impl<T> WithoutDefault for Of<T> {}

macro_rules! has_default {
    ($($type:ty)*) => {
        [$(Of::<$type>(std::marker::PhantomData).has_default()),*]
    };
}

#[test]
fn a_request_without_required_members_begins_empty() {
    let request = ListToolsRequest::default().kind("saw").limit(10).with_items(3);
    assert_eq!(request.url("").unwrap(), "/tools?items=3&kind=saw&limit=10");
}

#[test]
fn a_request_takes_what_it_requires_and_setters_the_rest() {
    let chest = Chest::new("c1").lid("oak");
    let request = MakeToolRequest::new("plane", chest, None, [1, 2]);
    let least = json!({ "kind": "plane", "object": "tool", "notch": null, "teeth": [1, 2],
        "chest": { "object": "chest", "id": "c1", "lid": "oak" } });
    assert_eq!(body(&request), least);
    let request = request
        .r#type("jack")
        .self_("s")
        .with_new("n")
        .with_with_body("b")
        .with_body("wb")
        .with_into(true)
        .add(1)
        .is_sharp(true)
        .to_lend(0.5)
        .tags(["old", "rare"])
        .pairs([vec!["a".to_owned()]])
        .sizes([("front", 1), ("back", 2)])
        .notes([("front", "worn")])
        .owners([("front", None)])
        .extra(7)
        .blades([MakeToolBlade::new("steel").inches(1.5)]);
    let mut full = least;
    let more = json!({ "type": "jack", "self": "s", "new": "n", "body": "b", "with_body": "wb",
        "into": true, "add": 1, "is_sharp": true, "to_lend": 0.5, "tags": ["old", "rare"],
        "pairs": [["a"]], "sizes": { "front": 1, "back": 2 }, "notes": { "front": "worn" },
        "owners": { "front": null }, "extra": 7,
        "blades": [{ "metal": "steel", "inches": 1.5 }] });
    full.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    assert_eq!(body(&request), full);
}

#[test]
fn an_update_sets_and_clears() {
    let request = MendToolRequest::new("t1").lent_to("Ida").tags(["old"]);
    assert_eq!(body(&request), json!({ "lent_to": "Ida", "tags": ["old"] }));
    let request = request.with_clear_lent_to().clear_tags();
    assert_eq!((&request.lent_to, &request.tags), (&Patch::Clear, &Patch::Clear));
    let request = request.clear_lent_to(true);
    let expected = json!({ "lent_to": null, "tags": null, "clear_lent_to": true });
    assert_eq!(body(&request), expected);
}

#[test]
fn a_response_is_made_in_a_test() {
    let maker = ToolMaker::default().name("Bo").town("Ulm");
    let blade = ToolBlade::new("steel").inches(9.5);
    let small = Tool::new(ToolBlade::new("bronze"), "plane");
    let tool = Tool::new(blade, "saw")
        .id("t1")
        .lent_to("Ida")
        .tags(["old"])
        .maker(maker)
        .inside(small)
        .r#in(Chest::new("c1"));
    let expected = json!({ "object": "tool", "id": "t1", "kind": "saw", "lent_to": "Ida",
        "tags": ["old"], "maker": { "name": "Bo", "town": "Ulm" },
        "blade": { "metal": "steel", "inches": 9.5 },
        "inside": { "object": "tool", "id": "", "kind": "plane", "lent_to": null, "tags": [],
            "maker": { "name": "" }, "blade": { "metal": "bronze", "inches": 0.0 } },
        "in": { "object": "chest", "id": "c1" } });
    assert_eq!(serde_json::to_value(&tool).unwrap(), expected);
    let mut page = List::from(vec![tool]);
    assert_eq!(page.list_metadata, ListMetadata::default());
    page.list_metadata.after = Some("t1".to_owned());
    assert_eq!(page.into_iter().count(), 1);
}

/// A struct that is sent has no default if it requires a value, even if the struct is also
/// returned.
#[test]
fn what_requires_something_has_no_default() {
    assert_eq!(has_default!(ListToolsRequest ToolMaker List<Tool> Patch<Tool>), [true; 4]);
    assert_eq!(has_default!(MakeToolRequest MendToolRequest MakeToolBlade Chest), [false; 4]);
    assert_eq!(has_default!(Tool ToolBlade), [false; 2]);
}
