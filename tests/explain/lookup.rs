//! The names by which `explain` finds an item or a field.

use reference_codegen::Config;

use crate::{case, explain};

/// A field or a value is found by every name that settings may use.
#[test]
fn spellings_of_settings() {
    let case = case("quoted_keys");
    for spellings in [
        &[
            "kite.\"_id\"",
            "Kite._id",
            "Kite.\"_id\"",
            "Kite.underscore_id",
            "kite::Kite._id",
        ][..],
        &[
            "kite.\"filter.name\"",
            "Kite.\"filter.name\"",
            "Kite.filter_name",
        ],
        &["Kite.\"filter[tail]\"", "kite.\"filter[tail]\""],
        &[
            "KiteSort",
            "KiteSort.-created_at",
            "KiteSort.\"-created_at\"",
            "KiteSort.MinusCreatedAt",
            "KiteSort.\"size.desc\"",
            "kite::KiteSort.\"size.desc\"",
        ],
    ] {
        let first = explain(&case, spellings[0]);
        for what in spellings {
            assert_eq!(
                explain(&case, what).to_string(),
                first.to_string(),
                "{what}"
            );
        }
    }
    for what in [
        "Kite.\"_ids\"",
        "KiteSort.-id",
        "Kite.-created_at",
        "Sort.created_at",
    ] {
        assert!(
            Config::new().explain(&[case.reference()], what).is_err(),
            "{what}"
        );
    }
}

/// A key that is spelled differently on the wire, or that a correction renames, is found by both
/// names.
#[test]
fn spelling_of_the_page() {
    let case = case("corrections");
    let config = Config::new().corrections(case.reference().with_file_name("corrections.toml"));
    let explain = |what| {
        let explanation = config.explain(&[case.reference()], what);
        explanation.unwrap_or_else(|failure| panic!("{failure}"))
    };
    assert_eq!(explain("book.borrowedOn"), explain("book.borrowed_at"));
}

/// The docs path of a member omits the list that it is in, or names it.
#[test]
fn short_paths() {
    let case = case("untyped");
    for what in [
        "send_parcel.sender.name",
        "SendParcelSender.name",
        "post::SendParcelSender.name",
    ] {
        let long = explain(&case, "send_parcel.parameters.sender.name");
        assert_eq!(explain(&case, what), long, "{what}");
    }
}

#[test]
fn unknown_names_have_neighbours() {
    let failure = Config::new().explain(&[case("untyped").reference()], "parcel.couriors");
    let failure = failure.err().unwrap_or_else(|| panic!("it is known"));
    let text = failure.to_string();
    assert!(text.contains("did you mean `parcel.couriers`"), "{text}");
    let failure = Config::new().explain(&[case("untyped").reference()], "couriors");
    let text = failure.map_or_else(|failure| failure.to_string(), |it| it.to_string());
    assert!(text.contains("did you mean `couriers`"), "{text}");
}
