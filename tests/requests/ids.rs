//! Types of ids: the members that have one, and the conversions into and from them.

use std::collections::{BTreeSet, HashMap};

use generated::ids::boats::*;
use generated::ids::crew::sailor::delete::DeleteSailorRequest;
use generated::ids::crew::sailor::*;
use generated::ids::runtime::{Patch, Request};
use generated::ids::yard::slip::paint::PaintBoatRequest;
use generated::ids::yard::tall_cranes::TurnCraneRequest;
use generated::ids::{BoatId, HoistId, MainMastId, RudderSettingsId, SailId, SailorId};
use serde_json::json;

#[test]
fn a_type_is_a_text_on_the_wire() {
    let papers = json!({ "id": "p", "sailor_id": "s", "boat_ids": ["a", "b"] });
    let json = json!({
        "id": "s", "boat_id": null, "sail_ids": ["x"], "berth_id": 7, "papers": papers
    });
    let sailor: Sailor = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&sailor).unwrap(), json);
    let Sailor { id, boat_id, sail_ids, berth_id, papers, .. } = sailor;
    // Two other sections have a sail, so a sail of this section may be either.
    let _: (SailorId, Option<BoatId>, Vec<String>, i64) = (id, boat_id, sail_ids, berth_id);
    // Not every member called `id` is the id of a resource.
    let _: (String, SailorId, Option<Vec<BoatId>>) = (papers.id, papers.sailor_id, papers.boat_ids);
    assert!(serde_json::from_str::<SailorId>("7").is_err());
}

/// Settings give a type of ids to a member, take it away from a member, and replace it with
/// another.
#[test]
fn settings_decide() {
    let json = r#"{"id":"b","owner":"s","main_mast_id":"m"}"#;
    let Boat { owner, sail_id, main_mast_id, .. } = serde_json::from_str(json).unwrap();
    let _: (SailorId, Option<SailId>, MainMastId) = (owner, sail_id, main_mast_id);
    let _: (String, String) = (voyage().sailor_id, voyage().boat_id);
}

/// The `id` in a member with the name of a resource, or its plural, is the id of the resource if
/// it is of the same section.
#[test]
fn an_object_in_a_member_has_the_id_of_the_resource() {
    let Voyage { main_masts, sailor, rudder_settings, .. } = voyage();
    let _: (&MainMastId, String) = (&main_masts[0].id, sailor.id);
    let _: RudderSettingsId = rudder_settings.id;
}

fn voyage() -> Voyage {
    let json = json!({
        "sailor_id": "s",
        "boat_id": "b",
        "main_masts": [{ "id": "m" }],
        "sailor": { "id": "s" },
        "rudder_settings": { "id": "r" },
    });
    serde_json::from_value(json).unwrap()
}

#[test]
fn requests_take_texts_and_ids() {
    let sailor = SailorId::from("s/1");
    assert_eq!(GetSailorRequest::new(sailor.clone()).path().unwrap(), "/sailors/s%2F1");
    let DeleteSailorRequest { id, .. } = DeleteSailorRequest::new("s");
    let _: SailorId = id;
    let ListCrewRequest { id, .. } = ListCrewRequest::new("b");
    let _: BoatId = id;
    let GetVesselRequest { id, .. } = GetVesselRequest::new(String::from("b"));
    let _: BoatId = id;
    let CutMastRequest { id, .. } = CutMastRequest::new("m");
    let _: MainMastId = id;
    let LeavePierRequest { id, .. } = LeavePierRequest::new("p");
    let MendSailRequest { id: sail, .. } = MendSailRequest::new("s");
    let BuyBoatRequest { id: boat, .. } = BuyBoatRequest::new("b");
    let _: [String; 2] = [id, boat];
    // Two resources have this name, and share one type of ids.
    let _: SailId = sail;
    let SoundHornRequest { id, .. } = SoundHornRequest::new("b");
    let _: BoatId = id;
    let TurnCraneRequest { id, .. } = TurnCraneRequest::new("h");
    let _: HoistId = id;
    let mut request = ChangeBoatRequest::new("b");
    request.main_mast_id = Patch::Set("m".into());
    assert_eq!(request.path().unwrap(), "/boats/b");
    assert_eq!(serde_json::to_string(&request).unwrap(), r#"{"main_mast_id":"m"}"#);
    let by_reference = FindBoatsRequest::default().sailor_id(&sailor).sailor_ids([&sailor]);
    assert_eq!(by_reference.sailor_id, Some(sailor.clone()));
    let text = String::from("s");
    assert_eq!(GetSailorRequest::new(&text), GetSailorRequest::new(&SailorId::from("s")));
    let mut request = FindBoatsRequest::default();
    request.sailor_ids = Some(vec![sailor.clone(), "s2".into()]);
    request.sailor_id = Some(sailor);
    assert_eq!(request.url("").unwrap(), "/boats?sailor_id=s%2F1&sailor_ids=s%2F1%2Cs2");
}

#[test]
fn an_id_is_used_as_its_text() {
    let id = SailorId::from("b");
    assert_eq!(id, "b");
    assert_eq!("b", id);
    assert_eq!(id, *"b");
    assert_eq!(id.to_string(), "b");
    assert_eq!(id.as_str(), AsRef::<str>::as_ref(&id));
    assert_eq!("b".parse::<SailorId>(), Ok(id.clone()));
    assert_eq!(String::from(id.clone()), "b");
    assert_eq!(String::from(&id), "b");
    assert_eq!(SailorId::default(), "");
    let known: HashMap<SailorId, i32> = [(id.clone(), 1)].into();
    assert_eq!(known.get("b"), Some(&1));
    let sorted: BTreeSet<SailorId> = ["c", "a", "b"].map(SailorId::from).into();
    assert!(sorted.contains("c"));
    assert_eq!(sorted.into_iter().map(String::from).collect::<String>(), "abc");
}

/// A boat of another section is another resource, with other members. Their ids share a type, as
/// both are called `Boat`.
#[test]
fn the_path_means_the_resource_of_its_section() {
    let request = PaintBoatRequest::new(BoatId::from("y")).paint("red").coat("2");
    let _: (&BoatId, &Patch<String>, &Option<String>) =
        (&request.id, &request.paint, &request.coat);
    assert_eq!(request.path().unwrap(), "/yard/boats/y/paint");
}
