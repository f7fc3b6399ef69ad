//! Types of one section that are equal in shape and in the name of their member are one type.

use generated::shared_types::garden::beds::{
    Bed, BedKeeper, BedLamp, BedOwner, GetBedRequest, GetBedResponse, GetBedResponseKeeperShift,
};
use generated::shared_types::garden::tools::lend::{
    LendSpadeKeeper, LendSpadeRequest, LendSpadeSize,
};
use generated::shared_types::garden::tools::order::{
    OrderSpadeRequest, OrderSpadeSize, ReturnSpadeRequest, ReturnSpadeSize,
};
use generated::shared_types::garden::tools::{Rake, RakeKeeperHome, RakeLamp, RakeLender};
use generated::shared_types::garden::{Keeper, KeeperHome, KeeperShift, Plant, Size};
use generated::shared_types::runtime::{Endpoint, Request};
use generated::shared_types::shop::TillKeeper;
use serde_json::json;

/// Takes a type that several pages describe.
fn name(keeper: &Keeper) -> &str {
    &keeper.name
}

fn keeper() -> serde_json::Value {
    json!({ "name": "Ada", "shift": "late", "home": { "street": "Elm" } })
}

#[test]
fn one_type_is_read_and_written_everywhere() {
    let bed = json!({
        "id": "b1", "keeper": keeper(), "plants": [{ "sort": "rose" }], "lamp": { "watts": 3 },
        "owner": { "since": "May", "rank": 1 },
    });
    let rake = json!({
        "keeper": keeper(), "plant": { "sort": "fern", "height": 2 },
        "lender": { "since": "June", "rank": 2 }, "lamp": { "watts": 4 },
    });
    let bed_read: Bed = serde_json::from_value(bed.clone()).unwrap();
    let rake_read: Rake = serde_json::from_value(rake.clone()).unwrap();
    assert_eq!([name(&bed_read.keeper), name(&rake_read.keeper)], ["Ada", "Ada"]);
    assert_eq!(bed_read.keeper, rake_read.keeper);
    assert_eq!(bed_read.keeper.shift, KeeperShift::Late);
    let plants: [&Plant; 2] = [&bed_read.plants[0], &rake_read.plant];
    assert_eq!(plants.map(|plant| plant.height), [None, Some(2)]);
    assert_eq!(serde_json::to_value(bed_read).unwrap(), bed);
    assert_eq!(serde_json::to_value(rake_read).unwrap(), rake);
}

/// A response with the shape of a resource of its section is that resource.
#[test]
fn a_response_is_the_resource_that_it_equals() {
    fn response<E: Endpoint<Response = Bed>>(_: &E) {}
    response(&GetBedRequest::new("b1"));
    let name: fn(&GetBedResponse) -> &Bed = |response| response;
    let keeper: LendSpadeKeeper = serde_json::from_value(keeper()).unwrap();
    let request = LendSpadeRequest::new(Size::Small, keeper.clone());
    assert_eq!(request.keeper, keeper);
    _ = name;
}

/// The parameters of two paths and the member of a body have one type.
#[test]
fn a_path_parameter_has_the_type_of_an_equal_member() {
    let keeper: Keeper = serde_json::from_value(keeper()).unwrap();
    let lend = LendSpadeRequest::new(LendSpadeSize::Large, keeper);
    let size: ReturnSpadeSize = lend.size.clone();
    let order = OrderSpadeRequest::new(OrderSpadeSize::clone(&size));
    assert_eq!(order.size, lend.size);
    assert_eq!(lend.path().unwrap(), "/spades/large/lend");
    assert_eq!(ReturnSpadeRequest::new(size).path().unwrap(), "/spades/large");
}

/// Types with another meaning, in another section, or with a name that two shapes claim stay
/// separate.
#[test]
fn what_is_not_one_stays_apart() {
    fn is_one<A: 'static, B: 'static>() -> bool {
        std::any::TypeId::of::<A>() == std::any::TypeId::of::<B>()
    }
    assert!(is_one::<Keeper, BedKeeper>());
    assert!(is_one::<KeeperHome, RakeKeeperHome>());
    assert!(is_one::<KeeperShift, GetBedResponseKeeperShift>());
    assert!(!is_one::<BedOwner, RakeLender>());
    assert!(!is_one::<BedLamp, RakeLamp>());
    assert!(!is_one::<Keeper, TillKeeper>());
}

/// Code that would compile if a type belonged to its page alone compiles with an alias too.
#[test]
fn an_alias_is_used_like_the_type() {
    use generated::shared_types::garden::beds::BedKeeperShift::{self, Early};
    use generated::shared_types::garden::tools::RakeKeeperShift::*;
    fn name(shift: &BedKeeperShift) -> &str {
        match shift {
            Early => "early",
            BedKeeperShift::Late => "late",
            other => other.as_str(),
        }
    }
    assert_eq!([name(&Early), name(&Late)], ["early", "late"]);
    let home: RakeKeeperHome = serde_json::from_value(json!({ "street": "Elm" })).unwrap();
    let RakeKeeperHome { street, .. } = home;
    assert_eq!(street, "Elm");
}
