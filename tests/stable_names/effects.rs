//! The effects that a page has on the names of others, as the handbook lists them.

use std::collections::BTreeMap;

use reference_codegen::Config;

use crate::support::shapes::shapes;
use crate::support::{errors, pages};
use crate::{resource, ticket};

/// A page: its path and its text.
type Page<'a> = (&'a str, String);

/// The shapes of the types of these pages, and the variants of `ErrorKind`.
fn types<'p>(pages: impl IntoIterator<Item = &'p Page<'p>>) -> BTreeMap<String, String> {
    let pages = pages.into_iter().map(|(path, text)| (path, text));
    let models = pages::generate(&Config::new(), pages).unwrap();
    let mut types = shapes(&models);
    let kinds = errors::kinds(&models).into_iter();
    types.extend(kinds.map(|name| (format!("ErrorKind::{name}"), String::new())));
    types
}

/// The effects of adding a page to others: `-` for a path that is lost, `+` for a new path that is
/// not in the module of the page, `~` for a path whose type has another shape. They are the same if
/// the page is there before with something else. Removing the page has the opposite effects.
fn effects(others: &[Page<'_>], page: Page<'_>) -> Vec<String> {
    let own = page.0.strip_suffix(".mdx").unwrap().replace('/', "::") + "::";
    let after = types(others.iter().chain([&page]));
    let pier = (page.0, resource("pier", &["key: length, type: integer"]));
    let effects = [types(others), types(others.iter().chain([&pier]))].map(|before| {
        let is_other = |path: &&String| !path.starts_with(&own);
        let before_it = before.iter().filter(|(path, _)| is_other(path));
        let changed = before_it.filter_map(|(path, shape)| match after.get(path) {
            None => Some(format!("-{path}")),
            Some(now) => (now != shape).then(|| format!("~{path}")),
        });
        let new = after.keys().filter(|path| !before.contains_key(*path));
        let new = new.filter(is_other).map(|path| format!("+{path}"));
        changed.chain(new).collect::<Vec<_>>()
    });
    assert_eq!(effects[0], effects[1]);
    effects[0].clone()
}

/// A member called `keeper` with a member of this type.
fn keeper(ty: &str) -> String {
    format!("key: keeper, type: object, properties: [{{ key: age, type: {ty} }}]")
}

/// A page of an operation with this member in its response.
fn operation(id: &str, returned: &str) -> String {
    let number = "        - key: number\n          type: string\n";
    ticket(id).replace(number, &format!("        - {{ {returned} }}\n"))
}

#[test]
fn a_shared_type_ends_with_a_second_shape_or_a_resource_of_its_name() {
    let [by_number, by_text] = [keeper("integer"), keeper("string")];
    let pages = [
        ("garden/bed.mdx", resource("bed", &[&by_number])),
        ("garden/hut.mdx", resource("hut", &[&by_number])),
        ("garden/rake.mdx", resource("rake", &[&by_text])),
    ];
    let spade = ("garden/spade.mdx", resource("spade", &[&by_text]));
    assert_eq!(effects(&pages, spade), ["-garden::Keeper"]);
    let name = ["key: name, type: string"];
    let page = ("garden/people.mdx", resource("keeper", &name));
    assert_eq!(effects(&pages, page), [""; 0]);
    let [keeper, hut] = ["keeper", "hut"].map(|id| vec![("garden.mdx", resource(id, &name))]);
    let [before, after] = [hut, keeper].map(|page| types(page.iter().chain(&pages)));
    assert_ne!(before["garden::Keeper"], after["garden::Keeper"]);
    for path in ["garden::bed::BedKeeper", "garden::hut::HutKeeper"] {
        assert_eq!(before[path], after[path]);
    }
}

#[test]
fn a_shared_type_takes_the_name_of_a_part_of_another_one() {
    let home = "key: home, type: object, properties: [{ key: age, type: integer }]";
    let keeper = format!("key: keeper, type: object, properties: [{{ {home} }}]");
    let pages = [
        ("garden/bed.mdx", resource("bed", &[&keeper])),
        ("garden/hut.mdx", resource("hut", &[&keeper])),
        (
            "garden/rake.mdx",
            resource(
                "rake",
                &["key: keeper_home, type: object, properties: [{ key: street, type: string }]"],
            ),
        ),
    ];
    let spade = pages[2].1.replace("rake", "spade");
    let spade = ("garden/spade.mdx", spade);
    let expected = ["~garden::KeeperHome", "+garden::KeeperDotHome"];
    assert_eq!(effects(&pages, spade), expected);
}

#[test]
fn joined_operations_have_one_response() {
    let [capitals, small] = ["LATE", "late"].map(|it| format!("key: kind, type: '\"{it}\"'"));
    let pages = [
        ("ferry/card.mdx", operation("card", &capitals)),
        ("ferry/cash.mdx", operation("cash", &capitals)),
    ];
    let coin = ("ferry/coin.mdx", operation("coin", &small));
    let [card_page, cash_page] = &pages;
    let variants = |pages: &[&Page<'_>]| {
        let all = types(pages.iter().copied());
        all["ferry::card::CardResponseKind"].clone()
    };
    let alone = r#"enum {  Late = "LATE"}"#;
    assert_eq!(variants(&[card_page]), alone);
    assert_eq!(variants(&[card_page, cash_page]), alone);
    let all = variants(&[card_page, cash_page, &coin]);
    assert_eq!(all, r#"enum {  CapitalsLate = "LATE";  Late = "late"}"#);
    // All names stay.
    let effects = effects(&pages, coin);
    assert!(effects.iter().all(|it| it.starts_with('~')), "{effects:?}");
}

#[test]
fn operations_that_cannot_be_joined_have_no_common_types() {
    let pages = ["card", "cash"].map(|id| (id, operation(id, "key: kind, type: integer")));
    let card = pages[0].1.clone();
    let pages = [
        ("ferry/card.mdx", card.clone()),
        ("ferry/cash.mdx", pages[1].1.clone()),
    ];
    let lost = |text: String| {
        let mut effects = effects(&pages, ("ferry/coin.mdx", text));
        effects.retain(|effect| effect.starts_with('-'));
        effects
    };
    // One operation responds without a body.
    let nothing = card.replace("card", "coin");
    let nothing = &nothing[..nothing.find("      returns").unwrap()];
    assert_eq!(lost(format!("{nothing}---\n")), ["-ferry::TicketsResponse"]);
    // Two requests have the same literal.
    let copy = card.replace("id: card", "id: coin");
    let both = ["-ferry::TicketsRequest", "-ferry::TicketsResponse"];
    assert_eq!(lost(copy), both);
}

#[test]
fn joined_operations_whose_names_are_equal_all_have_longer_names() {
    let at = |id: &str, path: &str| ticket(id).replace("/tickets", path);
    let pages = |path| {
        [
            ("ferry/c.mdx", at("card", path)),
            ("ferry/d.mdx", at("cash", path)),
        ]
    };
    for (path, longer) in [
        ("/shop/tickets", ["DeskTickets", "ShopTickets"]),
        (
            "/desk/tickets/:id",
            ["PostDeskTickets", "PostDeskTicketsId"],
        ),
    ] {
        let desk = pages("/desk/tickets");
        // The order of the pages has no influence.
        for names in [
            ["ferry/a.mdx", "ferry/b.mdx"],
            ["ferry/e.mdx", "ferry/f.mdx"],
        ] {
            let others = pages(path).map(|(_, text)| text.replace("ca", "co"));
            let others = names.into_iter().zip(others);
            let all = types(&desk.iter().cloned().chain(others).collect::<Vec<_>>());
            for name in longer {
                assert!(
                    all.contains_key(&format!("ferry::{name}Request")),
                    "{all:#?}"
                );
            }
            assert!(!all.contains_key("ferry::TicketsRequest"));
        }
    }
}

#[test]
fn an_error_has_the_name_of_its_id() {
    let error = |id: &str, code: &str| {
        let code = format!("key: code, type: '\"{code}\"'");
        resource(id, &[&code, "key: message, type: string"])
    };
    let late = [("ferry/late.mdx", error("ferry_late_error", "late"))];
    assert!(types(&late).contains_key("ErrorKind::FerryLate"));
    // The same error on an earlier page has the same name.
    let copy = ("bridge/late.mdx", late[0].1.clone());
    assert_eq!(effects(&late, copy), [""; 0]);
    // Two errors of one name both have a longer one.
    let other = ("port/late.mdx", error("ferry_late_error", "too_late"));
    let longer = [
        "-ErrorKind::FerryLate",
        "+ErrorKind::FerryLateFerryLate",
        "+ErrorKind::PortLateFerryLate",
    ];
    assert_eq!(effects(&late, other), longer);
}

/// A resource with the name of a shared definition changes no list that refers to the definition.
/// The same holds for another definition of one of several names, if it is on no page of the lists.
#[test]
fn a_definition_keeps_its_name_beside_others_of_that_name() {
    let list = "---\nreference:\n  curl:\n    - key: list_bulbs\n      id: list_bulbs\n      \
                type: GET\n      title: /bulbs\n      parameters:\n        - (after)\n        \
                - (order)\n      returns:\n        - key: data\n          type: string[]\n        \
                - key: list_metadata\n          type: object\n          properties:\n            \
                - (after)\n            - (before)\n---\n";
    let paging = "---\nreference:\n  curl:\n    - { key: after, type: string, optional: true }\n    \
                  - { key: before, type: string, optional: true }\n    - { key: order, type: \
                  '\"asc\" | \"desc\"' }\n---\n";
    let one = list
        .replace("bulb", "tree")
        .replace("        - (order)\n", "");
    let pages = [
        ("garden/bulb/list.mdx", list.to_owned()),
        ("garden/tree/list.mdx", one),
        ("paging.mdx", paging.to_owned()),
    ];
    assert!(types(&pages).contains_key("paging::Order"));
    for id in ["after", "before", "order"] {
        for page in ["attic/page.mdx", "garden/bulb/about.mdx"] {
            let other =
                format!("---\nreference: {{ curl: [{{ key: {id}, type: integer }}] }}\n---\n");
            for text in [resource(id, &["key: name, type: string"]), other] {
                assert_eq!(effects(&pages, (page, text.clone())), [""; 0], "{text}");
            }
        }
    }
}

/// A type means the resource of the page's folder whose key ends with the name, even if another
/// section has a resource with the name as its key.
#[test]
fn a_type_means_the_resource_of_its_folder() {
    let link = |id: &str, ty: &str| resource(id, &[&format!("key: number, type: {ty}")]);
    let pages = [
        (
            "port/link/get.mdx",
            operation("get_link", "key: link, type: link"),
        ),
        ("port/link/index.mdx", link("port_link", "integer")),
    ];
    // The name is also the end of a title.
    let mut titled = pages.clone();
    let cable = "port_cable\n      title: Port link\n";
    titled[1].1 = titled[1].1.replacen("port_link\n", cable, 1);
    for pages in [&pages, &titled] {
        let linked = &types(pages)["port::link::get::GetLinkResponse"];
        assert!(linked.contains("number: i64"), "{linked}");
        for page in ["attic/link.mdx", "port/a.mdx", "yard/link.mdx"] {
            let other = (page, link("link", "string"));
            assert_eq!(effects(pages, other), [""; 0], "{page}");
        }
    }
    // On the page itself, the whole key comes first.
    let mut own = pages.clone();
    own[0].1 = own[0].1.replace(
        "  curl:\n",
        "  curl:\n    - { key: link, properties: [{ key: age, type: integer }] }\n",
    );
    let linked = &types(&own)["port::link::get::GetLinkResponse"];
    assert!(linked.contains("age: i64"), "{linked}");
}

/// A union of resources stays if another page describes one of them as well.
#[test]
fn a_union_of_resources_stays_beside_a_copy_of_one_of_them() {
    let kind = |id: &str| {
        let [object, kind] = ["vehicle", id].map(|value| format!("type: '\"{value}\"'"));
        let members = [
            format!("key: object, {object}"),
            format!("key: kind, {kind}"),
        ];
        resource(
            &format!("vehicle_{id}"),
            &members.each_ref().map(String::as_str),
        )
    };
    let get = "---\nreference:\n  curl:\n    - key: get_vehicle\n      id: get_vehicle\n      \
               type: GET\n      title: /vehicles\n      returns:\n        - key: vehicle\n          \
               type: object\n          description: A vehicle object.\n---\n";
    let pages = [
        ("port/boat.mdx", kind("boat")),
        ("port/get.mdx", get.to_owned()),
        ("port/tram.mdx", kind("tram")),
    ];
    assert!(
        types(&pages).contains_key("port::Vehicle"),
        "{:#?}",
        types(&pages)
    );
    for page in ["attic/copy.mdx", "port/z.mdx"] {
        assert_eq!(effects(&pages, (page, kind("boat"))), [""; 0], "{page}");
    }
    // A third one in another section, and a resource with the name of the union.
    let raft = kind("boat").replace("vehicle_boat", "vehicle_raft");
    let name = resource("vehicle", &["key: name, type: string"]);
    for text in [kind("cart"), raft, name] {
        for page in ["attic/cart.mdx", "yard/cart.mdx"] {
            assert_eq!(effects(&pages, (page, text.clone())), [""; 0], "{text}");
        }
    }
}
