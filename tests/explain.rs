//! The explanations of the fields of the fixtures.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "explain/ids.rs"]
mod ids;
#[path = "explain/lookup.rs"]
mod lookup;
mod support;

use std::fs;

use reference_codegen::Config;
use reference_codegen::explain::Explanation;
use support::fixtures::{self, Case};

fn case(name: &str) -> Case {
    let cases = fixtures::ok();
    let found = cases.into_iter().find(|case| case.name == name);
    found.unwrap_or_else(|| panic!("no case `{name}`"))
}

fn explain(case: &Case, what: &str) -> Explanation {
    Config::new()
        .explain(&[case.reference()], what)
        .unwrap_or_else(|failure| panic!("{failure}"))
}

/// The explanations of several names, each below its name.
fn shown(name: &str, names: &[&str]) -> String {
    let case = case(name);
    let shown = names.iter().map(|what| {
        let explanation = explain(&case, what);
        format!("==> {what} <==\n{explanation}\n")
    });
    shown.collect()
}

/// A parameter in the path is found by the name of its field and by its name in the path.
#[test]
fn path_parameters() {
    let fields = [
        "list_flights.parameters.kite_id",
        "list_flights.parameters.id",
        "CutKiteRequest.part",
        "TieKiteRequest.knot",
        "GetFlightRequest.slug",
    ];
    insta::assert_snapshot!(shown("handles", &fields));
}

/// A member of an update is a patch for a reason.
#[test]
fn patches() {
    let case = case("patches");
    let names = [
        "UpdateLanternRequest.colour",
        "UpdateLanternRequest.place",
        "UpdateLanternRequest.version",
        "UpdateLanternRequest.note",
        "UpdateLanternShade.pattern",
    ];
    let shown = names.map(|what| {
        let explanation = case.config().explain(&[case.reference()], what).unwrap();
        let lines = explanation.to_string();
        let mut lines = lines.lines();
        let first = lines.next().unwrap().to_owned();
        format!(
            "{first}\n{}\n",
            lines.find(|line| line.starts_with("  patch")).unwrap()
        )
    });
    insta::assert_snapshot!(shown.concat());
}

/// Each rule has a reason; each view is quoted with its line.
#[test]
fn rules() {
    let fields = [
        "Parcel.box",
        "post::parcel::Parcel.stamps",
        "parcel.box.is_open",
        "parcel.sender",
        "parcel.label_ids",
        "parcel.depots",
        "parcel.modes",
        "parcel.sent",
        "parcel.couriers",
        "parcel.origin",
        "parcel.customs",
    ];
    insta::assert_snapshot!(shown("untyped", &fields));
}

/// A key with a character that has a meaning in paths is in quotes, in the argument and in the
/// output.
#[test]
fn quoted_keys() {
    let names = [
        "kite.\"filter.name\"",
        "kite.filter.name",
        "kite.\"filter[tail]\".\"a.b\"",
        "kite._id",
        "kite.id",
        "filter.name",
        "KiteSort",
    ];
    insta::assert_snapshot!(shown("quoted_keys", &names));
}

/// The number of views that agree, compared with half of them.
#[test]
fn votes() {
    insta::assert_snapshot!(shown("majority", &["bed.seeds", "bed.hedges", "bed.rows"]));
}

/// Types and operations, by id, by Rust path and by their members.
#[test]
fn entities() {
    insta::assert_snapshot!(shown(
        "untyped",
        &["depot", "ParcelBox", "SendParcelRequest"]
    ));
    insta::assert_snapshot!(shown(
        "operations",
        &["stall", "rename_stall", "list_stalls"]
    ));
}

/// The place of a definition and its reason, also for the members inside it.
#[test]
fn definitions() {
    let case = case("definitions");
    let names = [
        "log_entry",
        "LogEntry.id",
        "log_entry.weather.sky",
        "too_shallow",
        "boat.engine.size",
    ];
    let shown = names.map(|what| {
        let explanation = case.config().explain(&[case.reference()], what);
        let explanation = explanation.unwrap_or_else(|failure| panic!("{failure}"));
        format!("==> {what} <==\n{explanation}\n")
    });
    insta::assert_snapshot!(shown.concat());
}

/// A union is found by its id, and its variants by their Rust names.
#[test]
fn unions_by_a_key_beside() {
    let case = case("events");
    let names = ["event", "event.data", "EventData::BoatSunk"];
    let shown = names.map(|what| {
        let explanation = case.config().explain(&[case.reference()], what);
        let explanation = explanation.unwrap_or_else(|failure| panic!("{failure}"));
        format!("==> {what} <==\n{explanation}\n")
    });
    insta::assert_snapshot!(shown.concat());
    let unknown = case
        .config()
        .explain(&[case.reference()], "EventData::BoatLost");
    assert!(unknown.is_err());
}

/// The change of a correction, its reason and its place.
#[test]
fn corrections() {
    let case = case("corrections");
    let file = case.reference().with_file_name("corrections.toml");
    let shown = ["book.price", "book.borrowed_at", "book.cover", "Book.isbn"].map(|what| {
        let explanation = Config::new()
            .corrections(&file)
            .explain(&[case.reference()], what)
            .unwrap_or_else(|failure| panic!("{failure}"));
        format!("==> {what} <==\n{explanation}\n")
    });
    insta::assert_snapshot!(shown.concat());
}

/// The line of the page is the place of what the page states, and the line of the correction that
/// of what the correction states.
#[test]
fn each_part_of_a_presence_has_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let page = "---\nreference:\n  curl:\n    - key: parcel\n      properties:\n        \
                - key: sent_at\n          type: TYPE\nMARK---\n";
    let file = folder.path().join("corrections.toml");
    for (ty, mark, fix, expected) in [
        (
            "string",
            "          optional: true\n",
            "nullable",
            "`optional: true`, kite.mdx:8; `nullable`",
        ),
        (
            "string | null",
            "",
            "optional",
            "`null` is part of its type, kite.mdx:7; `optional`",
        ),
    ] {
        let page = page.replace("TYPE", ty).replace("MARK", mark);
        let pages = folder.path().join("pages");
        fs::create_dir_all(&pages).unwrap();
        fs::write(pages.join("kite.mdx"), page).unwrap();
        let text = format!(
            "[[correct]]\npath = \"parcel.sent_at\"\nreason = \"seen\"\nwas = false\n{fix} = true\n"
        );
        fs::write(&file, text).unwrap();
        let config = Config::new().corrections(&file);
        let explanation = config
            .explain(&[&pages], "parcel.sent_at")
            .unwrap()
            .to_string();
        let places = [
            pages.display().to_string() + "/",
            folder.path().display().to_string() + "/",
        ];
        let shown = places
            .iter()
            .fold(explanation, |text, place| text.replace(place, ""));
        let line = format!(
            "  presence  may be absent or null: {expected}: stated by a correction, corrections.toml:2\n"
        );
        assert!(shown.contains(&line), "{shown}");
    }
}

/// The reasons why members of other views match no field. Members of an object that a view lists in
/// the place of the object do match.
#[test]
fn unmatched() {
    let case = case("joins");
    let generated = Config::new()
        .generate(&[case.reference()])
        .unwrap_or_else(|failure| panic!("{failure}"));
    let inspection = generated.inspection();
    let unmatched = inspection.unmatched.iter();
    let lines =
        unmatched.map(|one| format!("{:<20} {:<6} {}\n", one.reason, one.view, one.docs_path));
    let until = explain(&case, "lend_book.loan.until");
    insta::assert_snapshot!(format!("{}\n{until}", lines.collect::<String>()));
}

/// The members that every list has are in the support module; the items have a decision of their
/// own.
#[test]
fn lists() {
    let members = ["data", "list_metadata", "list_metadata.after"];
    let members = members.map(|member| format!("list_stalls.returns.{member}"));
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    insta::assert_snapshot!(shown("operations", &members));
    let generated = Config::new()
        .generate(&[case("operations").reference()])
        .unwrap_or_else(|failure| panic!("{failure}"));
    let inspection = generated.inspection();
    let mut operations = inspection.operations.iter();
    let list = operations.find(|operation| operation.id == "list_stalls");
    let fields = list.map(|list| list.fields.as_slice()).unwrap_or_default();
    let docs: Vec<&str> = fields
        .iter()
        .map(|field| field.docs_path.as_str())
        .collect();
    assert_eq!(docs[..2], members[..2]);
    assert!(
        fields.iter().all(|field| field.rust.is_some()),
        "{fields:#?}"
    );
}

/// A twin has the fields of the type that it is another name of.
#[test]
fn twins() {
    insta::assert_snapshot!(shown("twins", &["seat.ticket.price"]));
}

/// An enum with its values and the fields that hold it, by its own name.
#[test]
fn enums() {
    insta::assert_snapshot!(
        shown("twins", &["SeatState"]) + &shown("unions", &["TicketHolder", "Visitor"])
    );
}

/// An enum of requests with the operation of each variant, and the literal that tells them apart.
#[test]
fn enums_of_requests() {
    insta::assert_snapshot!(shown("request_enums", &["CheckInRequest"]));
}

/// The explanation of a member that is optional because of another operation names that operation.
#[test]
fn common_responses() {
    let names = [
        "buy_by_card.returns.price",
        "buy_by_card.returns.crossing.to",
        "buy_by_card.returns.crossing.from",
        "buy_by_cash.returns.crossing.from",
        "TicketsResponseCrossing.lane",
        "buy_by_cash.returns.number",
        "TicketsResponse.receipt",
        "buy_by_card.returns.seat",
        "open_cabin.returns.code",
        "open_cabin.returns.note",
        "CabinsResponseKey.colour",
    ];
    insta::assert_snapshot!(shown("joined_responses", &names));
}

/// The argument may be a page, a module, a path, or a method with its path; the result is
/// everything there.
#[test]
fn places() {
    let case = case("operations");
    let ids = |what: &str| {
        let found = explain(&case, what).entities.into_iter();
        let ids: Vec<String> = found.map(|entity| entity.id).collect();
        ids.join(" ")
    };
    let all = ids("stalls/index.mdx");
    assert!(all.contains("rename_stall"), "{all}");
    assert_eq!(ids("stalls"), all);
    assert_eq!(ids("DELETE /stalls"), "close_all");
    let of_path = ids("/stalls");
    assert!(
        of_path.contains("list_stalls") && of_path.contains("close_all"),
        "{of_path}"
    );
    let lists = explain(&case, "runtime::List.data").fields;
    assert_eq!(lists[0].docs_path, "list_stalls.returns.data");
}

/// The name of a member alone lists all members of that name; if there is only one, it is
/// explained.
#[test]
fn bare_names() {
    insta::assert_snapshot!(shown("twins", &["row", "seats"]));
}

/// A parameter that is the whole body has no key on the wire, and keeps its key in docs paths.
#[test]
fn whole_bodies() {
    let names = [
        "LaunchKitesRequest.body",
        "log_wind.parameters.anonymous.gust",
        "wind_forecast.returns.force",
    ];
    insta::assert_snapshot!(shown("bodies", &names));
}
