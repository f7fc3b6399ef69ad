//! The known changes between the two published releases.

use std::path::PathBuf;

use reference_codegen::Config;
use reference_codegen::diff::{
    ChangeKind, Diff, Impact, ItemCounts, MemberLocation, ReferenceSource, SemverBump, SubjectKind,
};

/// Compares the releases, and looks for what is known to have changed.
pub(crate) fn between([old, new]: [PathBuf; 2]) {
    let sides = [old, new].map(ReferenceSource::Folder);
    let compared = |config: Config| {
        let diff = config.diff(&sides[0], &sides[1]);
        diff.unwrap_or_else(|failure| panic!("{failure}"))
    };
    let diff = compared(Config::new());
    let corrected = compared(Config::new().corrections("schema/corrections/0.2.0.toml"));
    for diff in [&diff, &corrected] {
        twins(diff);
        told_apart(diff);
    }
    counts(&diff);
    cases(&diff);
    known(&diff);
    // There is more than a comment of a pull request may hold.
    let markdown = diff.markdown();
    assert!(markdown.len() < 65_536 && markdown.contains("\n### Breaking ("));
    assert!(markdown.ends_with("\nToo long for a comment: Changelog.\n"));
}

/// Two pages describe a factor, whatever is corrected of either.
fn twins(diff: &Diff) {
    for (page, was) in [
        ("mfa/factor/index.mdx", "mfa/authentication-factor.mdx"),
        (
            "authkit/mfa/authentication-factor.mdx",
            "user-management/mfa/authentication-factor.mdx",
        ),
    ] {
        let mut entities = diff.entities.iter();
        let twin = entities.find(|it| it.id == "authentication_factor" && it.page == page);
        let mut changes = twin.unwrap().changes.iter();
        let moved = changes
            .find(|change| change.kind == ChangeKind::Moved)
            .unwrap();
        assert_eq!(moved.old.as_deref(), Some(was), "{page}");
    }
}

/// Nothing changes into what is written alike.
fn told_apart(diff: &Diff) {
    for entity in &diff.entities {
        let mut changes = entity.changes.iter();
        let alike = changes.find(|it| it.old.is_some() && it.old == it.new);
        assert_eq!(alike, None, "{}", entity.id);
    }
}

fn tally(tally: ItemCounts) -> [usize; 4] {
    [tally.added, tally.removed, tally.renamed, tally.moved]
}

/// The pages as they are written, read for `curl` alone, give: entities +82 and -29; on those of
/// one page that stayed, members +53 and -15, 4 other types and 3 of optionality; 1 other method;
/// 8 other titles; 68 on another page. The models count the same, each difference being a case
/// of `cases`.
fn counts(diff: &Diff) {
    let counts = &diff.counts;
    // Of the 82 one id is on two pages. Moved: 68, less `limit`, `order`, `before`, `after` and
    // `list_metadata`, which are no models; and with 8 entities that only `json` has, and 2 ids
    // that are on two pages each; and a page of error codes.
    assert_eq!(tally(counts.entities), [82, 29, 0, 68 - 5 + 8 + 4 + 1]);
    // Added: 53, less 5 inside of others that are new, and an `empty` that is no member; and with
    // 2 that only `json` has, and 1 header that only other views have. Removed: 15,
    // less 1 that is still in its path. One of a path has another name.
    assert_eq!(tally(counts.members), [53 - 5 - 1 + 2 + 1, 15 - 1, 1, 0]);
    // Of the 4 one is a value, and two are `null`. The others: what other views or a link say of
    // three maps and two lists.
    assert_eq!(counts.types, 4 - 1 - 2 + 5);
    // Of the values 10 are error codes in tables.
    assert_eq!(
        (tally(counts.values), counts.nullability),
        ([10, 1, 0, 0], 2)
    );
    assert_eq!(counts.optionality, 3);
    // Of the 8 titles one is that of a resource, which names nothing.
    assert_eq!((counts.methods, counts.paths), (1, 8 - 1));
    assert_eq!(diff.semver, SemverBump::Major);
}

/// The changes of one kind, as `id.member`.
fn all(diff: &Diff, kind: ChangeKind, part: Option<MemberLocation>) -> Vec<String> {
    let changes = diff.entities.iter().flat_map(|entity| {
        let found = entity.changes.iter().filter(move |change| {
            change.kind == kind
                && change.member.is_some()
                && part.is_none_or(|part| change.part == Some(part))
        });
        found.map(|change| format!("{}.{}", entity.id, change.member.as_deref().unwrap()))
    });
    changes.collect()
}

fn cases(diff: &Diff) {
    let added = all(diff, ChangeKind::Added, None);
    for member in [
        // What is new inside of these is not counted again: 4 members and 1.
        "authenticate_with_code.oauth_tokens",
        "organization_membership.roles",
        // Of `json`.
        "access_token.roles",
        "workos_connect_token_authorization_code_grant_access_token.org_id",
    ] {
        assert!(
            added.iter().any(|other| other == member),
            "{member}: {added:?}"
        );
    }
    assert_eq!(
        all(diff, ChangeKind::Renamed, Some(MemberLocation::Path)),
        ["list_organization_roles.id"]
    );
    assert_eq!(
        all(diff, ChangeKind::Removed, Some(MemberLocation::Path)),
        [
            "delete_resource.resource_type",
            "get_resource.resource_type",
            "update_resource.resource_type",
        ]
    );
    assert_eq!(
        all(diff, ChangeKind::Type, None),
        [
            "create_user.metadata",
            "user.metadata",
            "update_user.metadata",
            "organization.domains",
            "list_organization_roles.data",
            "get_token.scopes",
        ]
    );
    let list = [
        "list_resources.list_metadata.before",
        "list_resources.list_metadata.after",
    ];
    assert_eq!(all(diff, ChangeKind::Nullability, None), list);
    assert_eq!(
        all(diff, ChangeKind::Optionality, None),
        [list[0], list[1], "get_token.user_id"]
    );
}

/// The subject of a change: the id of the entity and the member, and the old and new version.
type Known = (
    &'static str,
    ChangeKind,
    &'static str,
    [&'static str; 2],
    &'static [Impact],
);

const RUST: &[Impact] = &[Impact::BreaksRust];
const WIRE: &[Impact] = &[Impact::BreaksWire];
const BOTH: &[Impact] = &[Impact::BreaksRust, Impact::BreaksWire];
const ADDITIVE: &[Impact] = &[Impact::Additive];

const KNOWN: &[Known] = &[
    (
        "update_resource",
        ChangeKind::Method,
        "",
        ["PUT", "PATCH"],
        WIRE,
    ),
    (
        "list_directory_users",
        ChangeKind::Path,
        "",
        ["/directory_user", "/directory_users"],
        WIRE,
    ),
    (
        "get_token",
        ChangeKind::Type,
        "scopes",
        ["string[]", "\"widgets:users-table:manage\"[]"],
        BOTH,
    ),
    (
        "get_token",
        ChangeKind::Optionality,
        "user_id",
        ["required", "optional"],
        RUST,
    ),
    (
        "profile",
        ChangeKind::Removed,
        "raw_attributes",
        ["object", ""],
        BOTH,
    ),
    (
        "profile",
        ChangeKind::Added,
        "custom_attributes",
        ["", "object"],
        ADDITIVE,
    ),
    ("role", ChangeKind::Removed, "type", ["", ""], RUST),
    (
        "user",
        ChangeKind::Moved,
        "",
        ["user-management/user/index.mdx", "authkit/user/index.mdx"],
        RUST,
    ),
];

fn known(diff: &Diff) {
    for (id, kind, member, [old, new], classes) in KNOWN {
        let mut entities = diff.entities.iter().filter(|entity| entity.id == *id);
        let is_known = entities.any(|entity| {
            entity.changes.iter().any(|change| {
                change.kind == *kind
                    && change.member.as_deref().unwrap_or_default() == *member
                    && change.old.as_deref().unwrap_or_default() == *old
                    && change.new.as_deref().unwrap_or_default() == *new
                    && change.classes == *classes
            })
        });
        assert!(is_known, "{id} {member} {kind}");
    }
    let removed = diff.entities.iter().filter(|entity| {
        let mut changes = entity.changes.iter();
        entity.thing == SubjectKind::Operation
            && changes.any(|change| change.kind == ChangeKind::Removed && change.part.is_none())
    });
    assert!(
        removed.clone().count() > 0
            && removed
                .clone()
                .all(|entity| entity.page.starts_with("fga/"))
    );
}
