use super::UrlTemplate;

fn parse(path: &str, listed: &[&str]) -> Result<String, String> {
    read(UrlTemplate::parse(path, &|name| listed.contains(&name)))
}

fn read(result: Result<UrlTemplate, super::PathError>) -> Result<String, String> {
    result
        .map(|template| template.to_string())
        .map_err(|error| error.message)
}

#[test]
fn paths() {
    let paths = [
        ("/", "/"),
        ("/parcels", "/parcels"),
        ("/parcels/", "/parcels/"),
        ("/parcels/:id", "/parcels/{id}"),
        ("/parcels/:id/", "/parcels/{id}/"),
        (
            "/parcels/:parcelId/labels/:_2",
            "/parcels/{parcelId}/labels/{_2}",
        ),
        ("/v1.2/~me/a-b_c%20d", "/v1.2/~me/a-b_c%20d"),
        ("/parcels/:parcel-id", "/parcels/{parcel-id}"),
        ("/parcels/:id.json", "/parcels/{id}.json"),
        ("/parcels/:id.:ext", "/parcels/{id}.{ext}"),
        ("/parcels/:id-:rev", "/parcels/{id}-{rev}"),
        ("/parcels/:id-", "/parcels/{id}-"),
        ("/parcels/@:name", "/parcels/@{name}"),
        ("/parcels/(:name)", "/parcels/({name})"),
        ("/parcels/:from,:to", "/parcels/{from},{to}"),
        ("/parcels/:id:send", "/parcels/{id}:send"),
        ("/parcels/:id:send-all:now", "/parcels/{id}:send-all:now"),
        ("/parcels:search", "/parcels:search"),
        ("/parcels/%2e:id", "/parcels/%2e{id}"),
        (
            "/parcels/.../.a/a../%2e%2e%2e/%2ea/%252e",
            "/parcels/.../.a/a../%2e%2e%2e/%2ea/%252e",
        ),
        ("/parcels/%2ebox:id", "/parcels/%2ebox:id"),
        ("/parcels/2-:id/30:of", "/parcels/2-{id}/30{of}"),
    ];
    for (path, expected) in paths {
        assert_eq!(parse(path, &[]).as_deref(), Ok(expected), "{path}");
    }
}

#[test]
fn listed_parameters_win() {
    let paths = [
        ("/:id-latest", "/{id}-latest"),
        ("/:id-latest-:rev", "/{id}-latest-{rev}"),
        ("/:parcel-id", "/{parcel-id}"),
        ("/:parcel-id-latest", "/{parcel-id}-latest"),
        ("/:id_latest", "/{id}_latest"),
        ("/:id_latest_:rev", "/{id}_latest_{rev}"),
        ("/:parcel-id_latest", "/{parcel-id}_latest"),
        ("/:parcel_tag", "/{parcel}_tag"),
        ("/:rev_no", "/{rev_no}"),
        ("/:rev_no_latest", "/{rev_no}_latest"),
        ("/:_id", "/{_id}"),
        ("/:size_id", "/{size_id}"),
        ("/:ids", "/{ids}"),
        ("/:id:rev", "/{id}{rev}"),
        ("/:id:rev-latest", "/{id}{rev}-latest"),
        ("/v:rev", "/v{rev}"),
        ("/v:version", "/v:version"),
    ];
    let listed = ["id", "parcel", "parcel-id", "rev", "rev_no"];
    for (path, expected) in paths {
        assert_eq!(parse(path, &listed).as_deref(), Ok(expected), "{path}");
    }
}

#[test]
fn corrected_paths() {
    let parse = |path| read(UrlTemplate::parse_corrected(path, &|_| false));
    for path in [
        "/parcels/{id}",
        "/{id}:send",
        "/{id}{rev}/x:{at}-{parcel-id}ish/",
    ] {
        assert_eq!(parse(path).as_deref(), Ok(path));
    }
    assert_eq!(parse("/:id-:rev").as_deref(), Ok("/{id}-{rev}"));
    for path in [
        "/{id", "/id}", "/{id}}", "/{}", "/{2nd}", "/{id-}", "/{i d}",
    ] {
        assert!(parse(path).is_err(), "{path}");
    }
}

#[test]
fn errors() {
    let errors = [
        ("", "an operation's `title` must be its path"),
        ("Send a parcel", "an operation's `title` must be its path"),
        ("/parcels/:", "a `:` has no name after it"),
        ("/parcels/:/send", "a `:` has no name after it"),
        ("/parcels/:id:", "a `:` has no name after it"),
        ("/parcels/::id", "a `:` has no name after it"),
        ("/parcels/:-id", "a `:` has no name after it"),
        ("//", "a part of the path is empty"),
        ("//parcels", "a part of the path is empty"),
        ("/parcels//:id/{id}", "a part of the path is empty"),
        ("/parcels/{id}", "`{id}` is not a valid part of a path"),
        ("/parcels/:2nd", "`:2nd` is not a valid parameter"),
        ("/parcels/:größe", "`:größe` is not a valid part of a path"),
        (
            "/parcels?size=:size",
            "`parcels?size=:size` is more than a path",
        ),
        (
            "/all parcels",
            "`all parcels` is not a valid part of a path",
        ),
        (
            "/parcels/:id/:id",
            "the path has the parameter `{id}` twice",
        ),
        (
            "/parcels/:id-:id",
            "the path has the parameter `{id}` twice",
        ),
        (&"/:id".repeat(200), "the path has more than 140 parts"),
        (
            &format!("/{}", "a".repeat(5_000)),
            "the path has more than 4096 bytes",
        ),
    ];
    for (path, message) in errors {
        assert_eq!(parse(path, &[]), Err(message.to_owned()), "{path}");
    }
}

#[test]
fn segments_of_dots_are_errors() {
    for segment in [".", "..", "%2e", "%2E", "%2e%2e", "%2E%2e", ".%2e", "%2e."] {
        let message = format!("`{segment}` cannot be part of a path: clients remove it");
        for path in [
            format!("/{segment}"),
            format!("/{segment}/"),
            format!("/{segment}/x"),
            format!("/parcels/:id/{segment}/x"),
        ] {
            assert_eq!(parse(&path, &[]), Err(message.clone()), "{path}");
            let corrected = UrlTemplate::parse_corrected(&path, &|_| false);
            assert_eq!(read(corrected), Err(message.clone()), "{path}");
        }
    }
}

#[test]
fn segments() {
    let template = UrlTemplate::parse("/roles/:slug/keys/:id-:rev/", &|_| false).unwrap();
    let before = template.segment_before("rev").map(ToString::to_string);
    assert_eq!(before.as_deref(), Some("keys"));
    let parameters: Vec<&str> = template.parameters().collect();
    assert_eq!(parameters, ["slug", "id", "rev"]);
}
