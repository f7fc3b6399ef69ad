mod types;

use proptest::prelude::*;

use super::*;

/// The function of a role that needs only one text.
type Role = fn(&str) -> Ident;

const ROLES: &[Role] = &[type_name, field_name, module_name, nested, element, variant];

fn nested(key: &str) -> Ident {
    nested_type_name(&type_name("api_key"), key)
}

fn element(key: &str) -> Ident {
    element_type_name(&type_name("audit_log_event"), key)
}

fn variant(value: &str) -> Ident {
    variant_names(&[value], &["Undocumented"]).remove(0)
}

fn variants(values: &[&str]) -> Vec<String> {
    let names = variant_names(values, &[]);
    names.iter().map(Ident::to_string).collect()
}

/// `true` if the identifier is parsed as one token, and the token is equal to it.
fn is_valid(ident: &Ident) -> bool {
    let parsed = syn::parse_str::<syn::Ident>(&ident.to_string());
    parsed.is_ok_and(|parsed| parsed == ident.to_syn())
}

#[track_caller]
fn check(role: Role, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(role(text).to_string(), *expected, "from {text:?}");
    }
}

#[test]
fn fields_are_raw_where_they_must_be() {
    check(
        field_name,
        &[
            ("userId", "user_id"),
            ("clientIDs", "client_ids"),
            ("redirectURIs", "redirect_uris"),
            ("profilePictureURL", "profile_picture_url"),
            ("OAuthTokens", "oauth_tokens"),
            ("OAuth2", "oauth2"),
            ("WorkOSId", "workos_id"),
            ("SSOURL", "sso_url"),
            ("QRCode", "qr_code"),
            ("type", "r#type"),
            ("gen", "r#gen"),
            ("self", "self_"),
            ("Self", "self_"),
            ("super", "super_"),
            ("crate", "crate_"),
            ("_", "underscore"),
            ("2fa", "n2fa"),
            ("+1", "plus_1"),
            ("-1", "minus_1"),
            ("$ref", "r#ref"),
            ("", "empty"),
            ("größe", "größe"),
            ("µs", "u00b5_s"),
            ("ℌ", "u210c"),
            ("цена", "u0446_u0435_u043d_u0430"),
            ("ŉ", "u0149"),
        ],
    );
    assert_eq!(field_name("type").as_str(), "type");
}

#[test]
fn modules_are_files_too() {
    check(
        module_name,
        &[
            ("api-keys", "api_keys"),
            ("mod", "mod_"),
            ("type", "type_"),
            ("self", "self_"),
            ("std", "std_"),
            ("serde-json", "serde_json_"),
            ("CON", "con_"),
            ("runtime", "runtime_"),
            ("2fa", "n2fa"),
            ("größe", "gr_u00f6_u00df_e"),
        ],
    );
}

#[test]
fn variants_read_like_rust() {
    check(
        variant,
        &[
            ("ADFSSAML", "AdfsSaml"),
            ("Auth0SAML", "Auth0Saml"),
            ("AzureSCIMV2_0", "AzureScimV2_0"),
            ("JumpCloudSCIM2_0", "JumpCloudScim2_0"),
            ("azure scim v2.0", "AzureScimV2_0"),
            ("CleverOIDC", "CleverOidc"),
            ("LoginGovOidc", "LoginGovOidc"),
            ("VMwareSAML", "VMwareSaml"),
            ("GSuiteDirectory", "GSuiteDirectory"),
            ("Cezanne HR", "CezanneHr"),
            ("GitHubOAuth", "GitHubOAuth"),
            ("AppleOAuth", "AppleOAuth"),
            ("MagicAuth", "MagicAuth"),
            ("SSO", "Sso"),
            ("SMS_OTP", "SmsOtp"),
            ("IDEAL", "Ideal"),
            ("S256", "S256"),
            ("sign-up", "SignUp"),
            ("not_installed", "NotInstalled"),
            ("connection.activated", "ConnectionActivated"),
            ("widgets:users-table:manage", "WidgetsUsersTableManage"),
            ("urn:ietf:params:oauth:grant-type:device_code", "DeviceCode"),
            (
                "urn:workos:oauth:grant-type:magic-auth:code",
                "MagicAuthCode",
            ),
            ("urn:example:thing", "UrnExampleThing"),
            ("2fa", "N2fa"),
            ("1.10", "N1_10"),
            ("11.0", "N11_0"),
            ("", "Empty"),
            (" ", "Space"),
            ("*", "Star"),
            ("+", "Plus"),
            ("-1", "Minus1"),
            ("<=", "LessEqual"),
            (">30", "Greater30"),
            ("user:*", "UserStar"),
            ("☃", "U2603"),
            ("self", "SelfValue"),
            ("unknown", "Unknown"),
            ("undocumented", "UndocumentedValue"),
            ("été", "Été"),
        ],
    );
}

fn fields(keys: &[&str]) -> Vec<String> {
    let names = field_names(keys);
    names.iter().map(Ident::to_string).collect()
}

#[test]
fn a_key_that_is_the_name_keeps_it_and_the_others_get_words() {
    for (keys, names) in [
        (&["_id"][..], &["id"][..]),
        (&["_id", "id"], &["underscore_id", "id"]),
        (
            &["id_", "id", "__id"],
            &["id_underscore", "id", "underscore_underscore_id"],
        ),
        (
            &["type", "@type", "$type"],
            &["r#type", "at_type", "dollar_type"],
        ),
        (
            &["self", "self_", "Self"],
            &["self_", "self_underscore", "capital_self"],
        ),
        (
            &["filter[name]", "filter.name"],
            &["filter_open_bracket_name_close_bracket", "filter_dot_name"],
        ),
        (
            &["filter_name", "filter.name"],
            &["filter_name", "filter_dot_name"],
        ),
        (
            &["user_id", "userId", "userID"],
            &["user_id", "user_capital_id", "user_capitals_id"],
        ),
        (
            &["userId", "UserId"],
            &["user_capital_id", "capital_user_capital_id"],
        ),
        (
            &["USER_ID", "user-id"],
            &["capitals_user_capitals_id", "user_dash_id"],
        ),
        (
            &["clientIDs", "client_ids"],
            &["client_capitals_ids", "client_ids"],
        ),
        (&["a-B", "a-b"], &["a_dash_capital_b", "a_dash_b"]),
        (&["a__b", "a_b"], &["a_underscore_underscore_b", "a_b"]),
        (&["2fa", "n2fa"], &["number_2fa", "n2fa"]),
        (&["pro+", "pro_plus"], &["pro_plus_sign", "pro_plus"]),
        (&["", "empty"], &["empty_text", "empty"]),
        (&["a", "a"], &["a", "a"]),
    ] {
        assert_eq!(fields(keys), names, "{keys:?}");
    }
}

#[test]
fn a_value_that_is_the_name_keeps_it_and_the_others_get_words() {
    for (values, names) in [
        (&["-created_at"][..], &["CreatedAt"][..]),
        (
            &["-created_at", "created_at"],
            &["MinusCreatedAt", "CreatedAt"],
        ),
        (
            &["sign-up", "sign_up", "sign up", "SIGN_UP"],
            &[
                "SignDashUp",
                "SignUp",
                "SignSpaceUp",
                "CapitalsSignCapitalsUp",
            ],
        ),
        (
            &["active", "Active", "ACTIVE"],
            &["Active", "CapitalActive", "CapitalsActive"],
        ),
        (&["c", "c++", "c#"], &["C", "CPlusPlus", "CHash"]),
        (&["-1", "minus_1"], &["MinusSign1", "Minus1"]),
        (&["*", "star", ""], &["StarSign", "Star", "Empty"]),
        (
            &["undocumented", "undocumented_value"],
            &["UndocumentedText", "UndocumentedValue"],
        ),
        (&["a1", "a_1"], &["A1", "AUnderscore1"]),
        (
            &[
                "device_code",
                "urn:ietf:params:oauth:grant-type:device_code",
            ],
            &["DeviceCode", "UrnIetfParamsOauthGrantTypeDeviceCode"],
        ),
        (&["v1.2", "v1_2"], &["V1Dot2", "V1_2"]),
        (&["same", "same"], &["Same", "Same"]),
    ] {
        let found = variant_names(values, &["Undocumented"]);
        let found: Vec<&str> = found.iter().map(Ident::as_str).collect();
        assert_eq!(found, names, "{values:?}");
    }
}

#[test]
fn a_name_that_words_happen_to_make_is_settled() {
    let names = variants(&["sign-up", "sign_up", "sign_dash_up"]);
    assert_eq!(names[1..], ["SignUp", "SignDashUp"]);
    assert_eq!(names[0], "SignUpH10e97ad0");
    let names = variants(&["sign-up", "sign_up", "Sign dash up"]);
    assert_eq!(names[1..], ["SignUp", "SignDashUp"]);
}

#[test]
fn long_names_are_short_and_differ() {
    for role in ROLES {
        let [one, other] = ["x", "y"].map(|end| role(&format!("{}{end}", "long_é_".repeat(60))));
        assert_ne!(one, other);
        assert!(one.as_str().len() <= 110, "{one}");
        assert!(is_valid(&one), "{one}");
    }
    assert_eq!(
        field_name(&"a".repeat(300)).to_string(),
        format!("{}_h49d669ca", "a".repeat(86))
    );
}

#[test]
fn every_character_of_an_alphabet_makes_a_valid_name() {
    for c in '\0'..'\u{3000}' {
        for role in [type_name, field_name, variant] {
            let ident = role(&c.to_string());
            assert!(is_valid(&ident), "{ident} from {c:?}");
        }
    }
}

#[test]
fn a_scope_tells_who_holds_a_name() {
    let mut items = Scope::new();
    assert_eq!(items.claim(&type_name("OAuth"), "one.mdx"), Ok(()));
    assert_eq!(items.claim(&type_name("oauth"), "two.mdx"), Ok(()));
    assert_eq!(
        items.claim(&type_name("oauth"), "three.mdx"),
        Err("two.mdx")
    );
    assert_eq!(items.claim(&type_name("oauth"), "four.mdx"), Err("two.mdx"));
}

/// Distinct wire values. Most consist of few characters, so that many names clash.
fn wire_values() -> impl Strategy<Value = Vec<String>> {
    let value = prop_oneof![4 => "[abAB1_. -]{0,4}", 1 => any::<String>()];
    proptest::collection::btree_set(value, 1..12)
        .prop_map(|values| values.into_iter().collect::<Vec<_>>())
        .prop_shuffle()
}

fn borrowed(values: &[String]) -> Vec<&str> {
    values.iter().map(String::as_str).collect()
}

proptest! {
    #[test]
    fn every_text_makes_a_valid_name(text in any::<String>(), key in "[a-zA-Z0-9_.:$ -]{0,20}") {
        for role in ROLES {
            prop_assert!(is_valid(&role(&text)));
            prop_assert!(is_valid(&role(&key)));
        }
    }

    #[test]
    fn variants_are_distinct_whatever_the_values(values in wire_values()) {
        let names = variant_names(&borrowed(&values), &["Ab", "A1"]);
        let mut distinct: Vec<_> = names.iter().map(Ident::as_str).collect();
        distinct.sort_unstable();
        distinct.dedup();
        prop_assert_eq!(distinct.len(), values.len());
        prop_assert!(!distinct.contains(&"Ab") && !distinct.contains(&"A1"));
        prop_assert!(names.iter().all(is_valid));
    }

    #[test]
    fn fields_are_distinct_whatever_the_keys_and_their_order(keys in wire_values()) {
        let mut keys = borrowed(&keys);
        let names = field_names(&keys);
        let distinct: std::collections::BTreeSet<_> = names.iter().collect();
        prop_assert_eq!(distinct.len(), keys.len());
        prop_assert!(names.iter().all(is_valid));
        keys.reverse();
        prop_assert!(field_names(&keys).iter().rev().eq(&names));
    }

    #[test]
    fn the_order_of_values_changes_no_name(values in wire_values()) {
        let mut values = borrowed(&values);
        let mut names = variants(&values);
        values.reverse();
        names.reverse();
        prop_assert_eq!(variants(&values), names);
    }

    #[test]
    fn another_value_changes_no_name_that_it_does_not_share(values in wire_values()) {
        let after = variants(&borrowed(&values));
        if let Some((added, older)) = values.split_last() {
            let before = variants(&borrowed(older));
            for ((value, before), after) in older.iter().zip(&before).zip(&after) {
                let gave_way = variant(added) == variant(value);
                let in_snake_case = value.contains(char::is_lowercase)
                    && value.chars().all(|c| c.is_ascii_lowercase() || c == '_')
                    && value.split('_').all(|word| !word.is_empty());
                prop_assert!(before == after || (gave_way && !in_snake_case));
            }
        }
    }
}

fn methods(fields: &[&str], taken: &[&[&str]]) -> Vec<String> {
    let fields: Vec<Ident> = fields.iter().map(|key| field_name(key)).collect();
    let fields: Vec<&Ident> = fields.iter().collect();
    let names = fields
        .iter()
        .map(|name| method_name(name, "with_", &fields, taken));
    names.map(|name| name.to_string()).collect()
}

#[test]
fn a_setter_has_the_name_of_its_field() {
    assert_eq!(
        methods(&["email", "type", "self"], &[]),
        ["email", "r#type", "self_"]
    );
    assert_eq!(methods(&["body", "url"], &[]), ["body", "url"]);
}

#[test]
fn a_setter_gives_way_to_the_methods_of_its_type() {
    let setters = methods(&["body", "email", "items"], &[OF_REQUESTS]);
    assert_eq!(setters, ["with_body", "email", "with_items"]);
    let setters = methods(&["new", "clone", "default", "hash", "into"], &[]);
    let expected = [
        "with_new",
        "with_clone",
        "with_default",
        "with_hash",
        "with_into",
    ];
    assert_eq!(setters, expected);
    assert_eq!(
        methods(&["after", "name"], &[OF_PAGES, OF_NAMED]),
        ["with_after", "with_name"]
    );
}

/// A setter that has the name of its field keeps it, in any order of the fields.
#[test]
fn a_prefixed_setter_never_gets_the_name_of_another_field() {
    let setters = methods(&["new", "with_new", "with_with_new"], &[]);
    assert_eq!(setters, ["with_with_with_new", "with_new", "with_with_new"]);
    let setters = methods(&["with_with_new", "with_new", "new"], &[]);
    assert_eq!(setters, ["with_with_new", "with_new", "with_with_with_new"]);
}

#[test]
fn a_clearing_method_never_gets_the_name_of_a_field() {
    let name = |key: &str, fields: &[&str]| {
        let fields: Vec<Ident> = fields.iter().map(|key| field_name(key)).collect();
        clear_name(&field_name(key), &fields.iter().collect::<Vec<_>>()).to_string()
    };
    assert_eq!(name("note", &["note"]), "clear_note");
    assert_eq!(name("type", &["type"]), "clear_type");
    assert_eq!(name("note", &["note", "clear_note"]), "with_clear_note");
    let fields = ["with_clear_note", "clear_note", "note"];
    assert_eq!(name("note", &fields), "with_with_clear_note");
}
