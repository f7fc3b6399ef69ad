//! The known changes between the two published releases.

use std::path::PathBuf;

use reference_codegen::Config;
use reference_codegen::diff::{
    ChangeKind, Diff, Impact, ItemCounts, MemberLocation, ReferenceSource, SemverBump, SubjectKind,
};

/// Compares the releases, and looks for the known changes.
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
    // The changes are longer than a comment of a pull request may be.
    let markdown = diff.markdown();
    assert!(markdown.len() < 65_536 && markdown.contains("\n### Breaking ("));
    assert!(markdown.ends_with("\nToo long for a comment: Changelog.\n"));
}

/// Two pages describe a factor, with and without corrections.
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

/// The old and the new version of a change never have the same text.
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

/// Counted by hand in the text of the pages for `curl` alone, there are: entities +82 and -29; in
/// entities that stayed and are on one page, members +53 and -15, 4 changes of type and 3 of
/// optionality; 1 change of method; 8 changes of title; 68 entities on another page. The models
/// have the same counts, except for the differences that are listed below and that `cases` checks.
fn counts(diff: &Diff) {
    let counts = &diff.counts;
    // Of the 82 one id is on two pages. Moved: 68, minus `limit`, `order`, `before`, `after` and
    // `list_metadata`, which are no models; plus 8 entities that only `json` has, 4 for 2 ids that
    // are on two pages each, and a page of error codes.
    assert_eq!(tally(counts.entities), [82, 29, 0, 68 - 5 + 8 + 4 + 1]);
    // Added: 53, minus 5 inside other new members and an `empty` that is no member; plus 2 that
    // only `json` has, and 1 header that only other views have. Removed: 15, minus 1 that is still
    // in its path. One parameter of a path is renamed.
    assert_eq!(tally(counts.members), [53 - 5 - 1 + 2 + 1, 15 - 1, 1, 0]);
    // Of the 4 types one is a change of a value, and two are changes of `null`. Another 5 come from
    // other views or a link: three maps and two lists.
    assert_eq!(counts.types, 4 - 1 - 2 + 5);
    // The 10 added values are error codes in tables.
    assert_eq!(
        (tally(counts.values), counts.nullability),
        ([10, 1, 0, 0], 2)
    );
    assert_eq!(counts.optionality, 3);
    // One of the 8 titles is that of a resource, which has no path.
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
        // The new members inside these two, 4 and 1, are not counted again.
        "authenticate_with_code.oauth_tokens",
        "organization_membership.roles",
        // Only the view `json` has these.
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
