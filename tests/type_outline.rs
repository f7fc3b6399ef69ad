//! A dependent's snapshots of the types that it uses.
#![allow(clippy::panic, reason = "a test fails by panicking")]

mod support;

use reference_codegen::{Config, Error, Generated};

fn models(case: &str) -> Generated {
    Config::new()
        .generate(&[format!("tests/fixtures/ok/{case}/reference")])
        .unwrap_or_else(|failure| panic!("{failure}"))
}

/// The two lines of README.md.
#[test]
fn the_type_that_is_committed() -> Result<(), Error> {
    let models = Config::new().generate(&["schema/reference"])?;
    insta::assert_snapshot!(models.outline("ApiKey")?);
    Ok(())
}

#[test]
fn a_type_that_a_dependent_uses() -> Result<(), Error> {
    let models = Config::new().generate(&["generator/examples/post-office/reference"])?;
    insta::assert_snapshot!(models.outline("parcels::Parcel")?);
    Ok(())
}

/// The types that are made for a type are shown with it; other resources are only named.
#[test]
fn every_kind_of_type() -> Result<(), Error> {
    let shown = [
        ("nesting", "Order"),
        ("operations", "ListStallsRequest"),
        ("operations", "RenameStallRequest"),
        ("request_enums", "CheckInRequest"),
        ("joined_responses", "BuyByCashRequest"),
        ("unions", "zoo::ticket::Ticket"),
        ("recursion", "Folder"),
    ];
    let shown = shown.map(|(case, name)| {
        let outline = models(case).outline(name);
        format!(
            "==> {case} {name} <==\n{}\n",
            outline.unwrap_or_else(|it| it.to_string())
        )
    });
    insta::assert_snapshot!(shown.concat());
    Ok(())
}

/// The path of a re-export leads to the type.
#[test]
fn a_type_by_its_short_path() {
    let models = models("short_names");
    let outline = |name: &str| models.outline(name).map_err(|failure| failure.to_string());
    let own = outline("ferry::trip::book::BookTripRequest");
    assert!(own.is_ok(), "{own:?}");
    assert_eq!(outline("ferry::trip::BookTripRequest"), own);
    assert_eq!(outline("trip::BookTripRequest"), own);
    assert_eq!(outline("BookTripRequest"), own);
}

#[test]
fn a_name_that_is_not_one_types_is_told() {
    for (case, name, expected) in [
        (
            "twins",
            "town::opera::seet::Chair",
            "no type is called `town::opera::seet::Chair`",
        ),
        (
            "unions",
            "zoo::tiket::Ticket",
            "did you mean `zoo::ticket::Ticket`?",
        ),
        (
            "twins",
            "Seat",
            "name one of `town::cinema::seat::Seat`, `town::opera::seat::Seat`",
        ),
    ] {
        let told = models(case).outline(name).err();
        let told = told.map(|failure| failure.to_string()).unwrap_or_default();
        assert!(told.contains(expected), "{name}: {told}");
    }
}
