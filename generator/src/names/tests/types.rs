//! The names of types.

use super::*;

#[test]
fn unions_of_resources_have_the_words_that_all_begin_with_once() {
    let boats = Ident::snake("boats");
    for (ids, expected) in [
        (vec!["boat_sail", "boat_row"], "BoatRowOrSail"),
        (vec!["boats_sail", "boats_row"], "RowOrSail"),
        (vec!["owner", "boat", "oar"], "BoatOrOarOrOwner"),
        (vec!["boat", "boat_row"], "BoatOrBoatRow"),
        (vec!["boat_v1", "boat_v10"], "BoatV1OrV10"),
    ] {
        assert_eq!(union_type_name(&boats, &ids).as_str(), expected);
    }
}

#[test]
fn types_are_named_by_their_ids() {
    check(
        type_name,
        &[
            ("api_key", "ApiKey"),
            ("organization-domain", "OrganizationDomain"),
            ("handleAuth", "HandleAuth"),
            ("oauth_tokens", "OauthTokens"),
            ("OAuthTokens", "OAuthTokens"),
            ("TOTPUser", "TotpUser"),
            ("WorkOSList", "WorkOsList"),
            ("AuthKitProvider", "AuthKitProvider"),
            ("connect_application_m2m", "ConnectApplicationM2m"),
            ("option", "OptionModel"),
            ("self", "SelfModel"),
            ("type", "Type"),
            ("2fa", "N2fa"),
            ("", "Empty"),
            ("__", "UnderscoreUnderscore"),
            ("größe", "Größe"),
            ("组", "U7ec4"),
            ("ℌ", "U210c"),
        ],
    );
}

#[test]
fn inline_types_are_named_after_their_parent() {
    check(
        nested,
        &[
            ("owner", "ApiKeyOwner"),
            ("2fa", "ApiKey2fa"),
            ("clientIDs", "ApiKeyClientIds"),
        ],
    );
    assert_eq!(nested_type_name(&type_name("v1"), "0").as_str(), "V1_0");
}

#[test]
fn list_items_are_named_in_the_singular() {
    check(
        element,
        &[
            ("targets", "AuditLogEventTarget"),
            ("identities", "AuditLogEventIdentity"),
            ("addresses", "AuditLogEventAddress"),
            ("responses", "AuditLogEventResponse"),
            ("statuses", "AuditLogEventStatus"),
            ("indexes", "AuditLogEventIndex"),
            ("batches", "AuditLogEventBatch"),
            ("clientIDs", "AuditLogEventClientId"),
            ("address", "AuditLogEventAddress"),
            ("status", "AuditLogEventStatus"),
            ("analysis", "AuditLogEventAnalysis"),
            ("time_series", "AuditLogEventTimeSeries"),
            ("data", "AuditLogEventData"),
            ("s", "AuditLogEventS"),
        ],
    );
}

#[test]
fn ids_lose_a_prefix() {
    for (prefix, id, expected) in [
        ("pipes", "pipes_token", Some("Token")),
        ("user_management", "user-management-login", Some("Login")),
        (
            "workos_connect",
            "workosConnectOAuthTokens",
            Some("OAuthTokens"),
        ),
        ("type_", "type_kind", Some("Kind")),
        ("v1", "v1_2_step", None),
        ("pipes", "pipes", None),
        ("pipes", "pipeses_token", None),
        ("pipe", "pipes_token", None),
        ("events", "event_list", None),
        ("pipes", "pipes_self", None),
        ("pipes", "pipes_option", None),
        ("pipes", "pipes_2fa", None),
        ("größe", "größe_xl", Some("Xl")),
        ("", "token", None),
    ] {
        let name = type_name_without(prefix, id);
        assert_eq!(name.as_ref().map(Ident::as_str), expected, "{id}");
    }
}

#[test]
fn repeated_words_are_left_out() {
    for (parent, key, expected) in [
        ("connection", "connection_type", Some("ConnectionType")),
        ("create_event", "event", None),
        (
            "order_line_item",
            "line_item_price",
            Some("OrderLineItemPrice"),
        ),
        (
            "order_line_item",
            "lineItemPrice",
            Some("OrderLineItemPrice"),
        ),
        ("oauth_tokens", "OAuthTokensScope", Some("OauthTokensScope")),
        (
            "order_line_item",
            "order_price",
            Some("OrderLineItemOrderPrice"),
        ),
        (
            "reconnection",
            "connection_type",
            Some("ReconnectionConnectionType"),
        ),
        ("GitHub", "hub_id", Some("GitHubHubId")),
        ("v1", "1_up", Some("V1_1Up")),
        ("v1", "v1_2", Some("V1_2")),
        ("größe", "größe_xl", Some("GrößeXl")),
        // The singular and the plural of a word are the same word.
        (
            "list_connections",
            "connection_type",
            Some("ListConnectionsType"),
        ),
        ("list_übungen", "übungen_typ", Some("ListÜbungenTyp")),
        ("list_übungs", "übung_typ", Some("ListÜbungsTyp")),
        ("connection", "connections_by", Some("ConnectionBy")),
        ("find_people", "person_age", Some("FindPeopleAge")),
        ("list_events", "event", Some("ListEventsEvent")),
        ("list_cats", "car_type", Some("ListCatsCarType")),
    ] {
        let name = trimmed_type_name(&type_name(parent), key, false);
        assert_eq!(name.as_ref().map(Ident::as_str), expected, "{key}");
    }
    let items = trimmed_type_name(&type_name("connection"), "connection_types", true);
    assert_eq!(items, Some(type_name("connection_type")));
}

/// A documented value keeps its name. The variant for undocumented values gets another name.
#[test]
fn the_open_variant_never_gets_a_documented_name() {
    for (values, expected) in [
        (["unknown", "other"], "Undocumented"),
        (["undocumented", "other"], "UndocumentedValue"),
        (
            ["undocumented", "undocumented_value"],
            "UndocumentedValueValue",
        ),
    ] {
        assert_eq!(
            open_variant(&variant_names(&values, &[])).as_str(),
            expected
        );
    }
}
