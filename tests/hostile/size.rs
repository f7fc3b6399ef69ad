//! Pages that are too large: they are rejected, or read in a time that grows with their length.

use std::fs::{self, File};
use std::time::{Duration, Instant};

use reference_codegen::diagnostic::Code;
use reference_codegen::{Config, Generated};

use crate::support::yaml::quoted;

/// The longest run: many times the second that a linear run takes without optimization, and far
/// less than a quadratic run takes.
const MAX_TIME: Duration = Duration::from_secs(60);
/// The number of characters of a troublesome text.
pub(crate) const LONG: usize = 60_000;

/// The result for a reference with this one page: its files, or the codes of its diagnostics.
pub(crate) fn generate(page: &str) -> Result<Generated, Vec<Code>> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page.mdx"), page).unwrap();
    let start = Instant::now();
    let result = Config::new().generate(&[folder.path()]);
    if let Err(failure) = &result {
        assert!(failure.to_string().len() < 1_000_000);
    }
    let begins: String = page.chars().skip(150).take(80).collect();
    assert!(
        start.elapsed() < MAX_TIME,
        "{:?}: {begins:?}",
        start.elapsed()
    );
    result.map_err(|failure| failure.diagnostics().iter().map(|one| one.code).collect())
}

/// A page with one resource that has one member, with this description and this prose.
pub(crate) fn page(description: &str, prose: &str) -> String {
    let description = quoted(description);
    format!(
        "---\nreference:\n  curl:\n    - key: bin\n      id: bin\n      properties:\n        \
         - key: lid\n          type: string\n          description: {description}\n---\n\n{prose}\n"
    )
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut yaml = "a0: &a0 [lol, lol]\n".to_owned();
    for level in 1..64 {
        let below = level - 1;
        yaml += &format!("a{level}: &a{level} [*a{below}, *a{below}, *a{below}]\n");
    }
    let indented: String = yaml.lines().map(|line| format!("  {line}\n")).collect();
    let bombs = [
        format!("---\n{yaml}---\n"),
        format!("---\ndescriptions:\n{indented}---\n"),
        "---\na: &a [*a]\n---\n".to_owned(),
        "---\na: &a\n  <<: *a\n---\n".to_owned(),
    ];
    for bomb in bombs {
        let codes = generate(&bomb).unwrap_err();
        assert!(codes.contains(&Code::AliasNotAllowed), "{codes:?}");
    }
}

/// Each resource holds the members of the next one four times, so that a page of 6 KB has billions
/// of members.
#[test]
fn references_that_multiply_are_refused() {
    let mut yaml = "reference:\n  curl:\n".to_owned();
    for number in 0..16 {
        yaml += &format!("    - key: bin{number}\n      id: bin{number}\n      properties:\n");
        for member in ["lid", "box"] {
            let next = number + 1;
            yaml += &format!(
                "        - key: {member}\n          type: object\n          properties:\n            \
                 - (bin{next}.lid)\n            - (bin{next}.box)\n"
            );
        }
    }
    yaml += "    - key: bin16\n      id: bin16\n      properties:\n        \
             - { key: lid, type: string }\n        - { key: box, type: string }\n";
    let codes = generate(&format!("---\n{yaml}---\n")).unwrap_err();
    assert!(codes.contains(&Code::ReferenceCycle), "{codes:?}");
}

/// A resource with these members.
pub(crate) fn entity(key: &str, members: &str) -> String {
    format!("    - key: {key}\n      id: {key}\n      properties:\n{members}")
}

fn references(view: &str, count: usize, reference: &str) -> String {
    let entities = (0..count).map(|at| entity(&format!("copy{at}"), reference));
    format!("reference:\n  {view}:\n{}", entities.collect::<String>())
}

/// The members of an object.
fn inner(count: usize) -> String {
    let members = (0..count)
        .map(|at| format!("            - {{ key: inner{at}, type: string, optional: true }}\n"));
    let members: String = members.collect();
    format!("        - key: box\n          type: object\n          properties:\n{members}")
}

#[test]
fn short_references_to_long_things_are_limited() {
    let text = "word ".repeat(200_000);
    let values: Vec<String> = (0..10_000).map(|at| format!("\"v{at}\"")).collect();
    let values = values.join(" | ");
    let long = "k".repeat(500_000);
    let described =
        format!("        - key: lid\n          type: string\n          description: \"{text}\"\n");
    let leaves: String = (0..2_000).map(|at| format!("    leaf{at}: x\n")).collect();
    let by_path = "        - { key: lid, type: string, description: (text) }\n";
    let copied = "        - (bin.lid)\n";
    let pages = [
        // A description by its path, or as part of a member.
        format!(
            "descriptions:\n  text: \"{text}\"\n{}",
            references("curl", 100, by_path)
        ),
        references("curl", 100, copied) + &entity("bin", &described),
        // A type.
        references("curl", 400, "        - (bin)\n")
            + &format!("    - {{ key: bin, type: '{values}' }}\n"),
        references("curl", 400, copied)
            + &entity(
                "bin",
                &format!("        - {{ key: lid, type: '{values}' }}\n"),
            ),
        // Members, and members that copy some.
        references("curl", 400, "        - (bin.box)\n") + &entity("bin", &inner(400)),
        references("curl", 40, "        - (more.box)\n")
            + &entity("more", &inner(0))
            + "            - (bin.box)\n"
            + &entity("bin", &inner(1_000)),
        // A name that is part of many paths.
        references("curl", 1, &inner(100)).replace("key: box", &format!("key: {long}")),
        references("curl", 1, &inner(100)).replace("id: copy0", &format!("id: {long}")),
        format!(
            "descriptions:\n  ? {long}\n  :\n{leaves}{}",
            references("curl", 1, by_path)
        ),
    ];
    for page in pages {
        let codes = generate(&format!("---\n{page}---\n")).unwrap_err();
        assert_eq!(codes, [Code::PageTooLarge], "{:.200}", page);
    }
}

/// Each page copies fewer members than a page may, but all pages together copy too many.
#[test]
fn what_all_pages_copy_is_limited() {
    let folder = tempfile::tempdir().unwrap();
    let shared = format!("reference:\n  curl:\n{}", entity("bin", &inner(1_000)));
    fs::write(folder.path().join("bin.mdx"), format!("---\n{shared}---\n")).unwrap();
    for page in 0..20 {
        let text =
            references("curl", 15, "        - (bin.box)\n").replace("copy", &format!("p{page}c"));
        let file = folder.path().join(format!("page{page}.mdx"));
        fs::write(file, format!("---\n{text}---\n")).unwrap();
    }
    let failure = Config::new().generate(&[folder.path()]).unwrap_err();
    let [diagnostic] = failure.diagnostics() else {
        panic!("{failure}");
    };
    assert_eq!(diagnostic.code, Code::PageTooLarge);
    let message = "with this the pages expand to more than 200000 members";
    assert_eq!(diagnostic.message, message);
}

#[test]
fn a_path_of_many_parts_is_refused() {
    let parts: String = (0..10_000).map(|at| format!("/:p{at}")).collect();
    let page =
        format!("---\nreference:\n  curl:\n    - {{ key: a, title: {parts}, type: GET }}\n---\n");
    assert_eq!(generate(&page).unwrap_err(), [Code::InvalidPath]);
}

/// Texts that are known to exhaust the stack or memory of Markdown and MDX readers.
const TROUBLE: &[&str] = &[
    "```\n```\n",
    "~~~\n",
    "`a",
    "``a`",
    "[",
    "]",
    "[a](",
    "[a](<",
    "![",
    "[a]: b\n",
    "[a][b]",
    "*",
    "**a ",
    "*a_ ",
    "_",
    "~~a",
    "<",
    "<a",
    "<A>",
    "</A>",
    "<A b={",
    "<!--",
    "<![CDATA[",
    "<?",
    "{",
    "}",
    "{/*",
    "{\"",
    "{`${",
    "> ",
    ">",
    "- ",
    "1. ",
    "* a\n  ",
    "&",
    "&#",
    "\\",
    "|a",
    "|\n",
    "|-|\n",
    "a|b\n-|-\n",
    "#",
    "# a\n",
    "a\n=\n",
    "\n\n",
    " \n",
    "\r",
    "\r\n",
    "\r\n</A>",
    "import ",
    "import a\n",
    "export ",
    "export const a = {",
    "---\n",
    "\t",
    "    a\n\n",
    "http://a ",
    "a@b.c ",
    "<div>\n",
    "<div>a\n",
    "<div>\n\n",
    "{\n\n",
    "export a {\n\n",
    "<Note>",
    "<Note>\n",
    "<CodeBlock>\n",
    "\u{200b}",
    "\u{0}",
    "](/reference/bin)",
    "[a](/reference/bin) ",
];

/// The time that it takes to read a page.
fn time(page: &str) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page.mdx"), page).unwrap();
    let start = Instant::now();
    let result = Config::new().generate(&[folder.path()]);
    let _ = result.map_err(|failure| failure.to_string());
    start.elapsed()
}

/// Eight times the text takes about eight times as long; quadratic work would take 64 times as
/// long.
fn assert_grows_with_its_length(page: impl Fn(&str) -> String) {
    for trouble in TROUBLE {
        let [short, long] =
            [LONG / 8, LONG].map(|length| time(&page(&trouble.repeat(length / trouble.len()))));
        assert!(
            long < short * 24 + Duration::from_secs(2),
            "{trouble:?}: {short:?}, {long:?}"
        );
    }
}

#[test]
fn no_prose_takes_long() {
    assert_grows_with_its_length(|prose| page("A lid.", prose));
}

#[test]
fn no_description_takes_long() {
    assert_grows_with_its_length(|description| page(description, ""));
}

#[test]
fn a_long_body_is_refused() {
    let page = page("A lid.", &"All is well.\n".repeat(100_000));
    assert_eq!(generate(&page).unwrap_err(), [Code::PageTooLarge]);
}

/// A file of 100 MB that takes no room on disk.
#[test]
fn a_huge_page_is_refused_unread() {
    let folder = tempfile::tempdir().unwrap();
    let file = File::create(folder.path().join("page.mdx")).unwrap();
    file.set_len(100_000_000).unwrap();
    let start = Instant::now();
    let failure = Config::new().generate(&[folder.path()]).unwrap_err();
    assert_eq!(
        failure.diagnostics()[0].code,
        Code::PageTooLarge,
        "{failure}"
    );
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn as_many_problems_as_a_page_can_hold_are_told_in_time() {
    let members =
        "        - key: lid\n          type: \"[\"\n          colour: red\n".repeat(4_000);
    let page = page("A lid.", "").replace(
        "        - key: lid\n",
        &format!("{members}        - key: lid\n"),
    );
    let codes = generate(&page).unwrap_err();
    assert!(codes.len() <= 1_000, "{}", codes.len());
}
