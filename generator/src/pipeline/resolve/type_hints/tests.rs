use super::*;

fn list(docs: &str) -> Option<TypeHint> {
    type_hint(docs, &TypeExpr::Array)
}

fn object(docs: &str) -> Option<TypeHint> {
    type_hint(docs, &TypeExpr::Object)
}

fn named(name: &str) -> Option<TypeHint> {
    Some(TypeHint::Named(name.to_owned()))
}

#[test]
fn lists_of_strings_are_named_so() {
    for docs in [
        "Array of courier slugs.",
        "An optional list of label strings to print.",
        "A list of express [depot](/reference/depot) IDs that may be used.",
        "What may be shipped. Always `[\"parcel\"]`.",
        "Only `letter` is supported.",
    ] {
        assert_eq!(list(docs), Some(TypeHint::Strings), "{docs}");
    }
}

#[test]
fn lists_of_things_name_the_thing_alone() {
    let depots = TypeHint::Link("/reference/depot".to_owned());
    assert_eq!(
        list("Array of [depots](/reference/depot)."),
        Some(depots.clone())
    );
    assert_eq!(
        list("A list of [depot](/reference/depot) objects by name"),
        Some(depots.clone())
    );
    assert_eq!(list("The [depots](/reference/depot) in town"), Some(depots));
    assert_eq!(
        list("Array of parcel_box objects, old ones first."),
        named("parcel_box")
    );
    assert_eq!(list("Array of Parcel Boxs."), named("parcel_box"));
}

#[test]
fn what_only_mentions_a_thing_says_nothing() {
    for docs in [
        "The [depot](/reference/depot) couriers.",
        "IDs and names of the [depots](/reference/depot).",
        "An array of all couriers that went via the [depot](/reference/depot).",
        "List of courier names and numbers.",
        "A list of the available couriers of the town.",
        "Labels on the parcel.",
        "Which couriers `post` knows",
    ] {
        assert_eq!(list(docs), None, "{docs}");
    }
}

#[test]
fn bullets_are_the_values_of_a_list_if_all_are_labels() {
    let both = "Either:\n\n* **sea** – slow\n* `air` – dear\n";
    let values = ["sea", "air"].map(|value| (value.to_owned(), None));
    assert_eq!(list(both), Some(TypeHint::Values(values.to_vec())));
    assert_eq!(list("* **sea** – slow\n* the air\n"), None);
    assert_eq!(list("* **by sea** – slow\n"), None);
}

#[test]
fn objects_are_called_or_have_any_keys() {
    assert_eq!(object("The created parcel_box object"), named("parcel_box"));
    assert_eq!(object("A parcel object."), named("parcel"));
    for docs in [
        "Key/value pairs to keep.",
        "Map of values.",
        "JSON schema for it",
    ] {
        assert_eq!(object(docs), Some(TypeHint::AnyKeys), "{docs}");
    }
    for docs in [
        "Sender of the parcel object",
        "What the courier said.",
        "The parcel object of all",
    ] {
        assert_eq!(
            object(docs).filter(|hint| *hint == TypeHint::AnyKeys),
            None,
            "{docs}"
        );
    }
    assert_eq!(object("Sender of the parcel object"), None);
}

#[test]
fn timestamps_name_their_standard() {
    assert!(is_timestamp("An ISO-8601 date"));
    assert!(!is_timestamp("When it was sent"));
}
