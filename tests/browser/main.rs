//! The page of a report in a real browser, driven by its keys.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod chromium;
mod tab;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use reference_codegen::Config;
use reference_codegen::diff::Side;
use reference_codegen::report::Inputs;
use tab::Tab;
use tempfile::TempDir;

/// Drives a tab of its own.
type Test = fn(&mut Tab);

const FIXTURES: &str = "tests/fixtures/report";

/// Entities and fields that can be seen.
const SEEN: &str = "[...document.querySelectorAll('.entity, .entity[open] .field')]\
    .filter((node) => !node.closest('[hidden]')).map((node) => node.id).join(' ')";
const FOCUS: &str = "document.activeElement.parentElement.id || document.activeElement.id";

fn main() -> ExitCode {
    let tests: [(&str, Test); 12] = [
        ("loads_silently", loads_silently),
        ("search_by_keyboard", search_by_keyboard),
        (
            "the_address_restores_the_filters",
            the_address_restores_the_filters,
        ),
        ("every_filter_filters", every_filter_filters),
        ("links_lead_there_and_back", links_lead_there_and_back),
        (
            "the_keys_go_on_from_what_a_link_shows",
            the_keys_go_on_from_what_a_link_shows,
        ),
        ("no_address_is_an_error", no_address_is_an_error),
        ("lists_without_fields_go", lists_without_fields_go),
        ("long_lists_are_folded", long_lists_are_folded),
        ("hostile_text_stays_text", hostile_text_stays_text),
        ("fits_a_phone", fits_a_phone),
        ("colours_are_chosen", colours_are_chosen),
    ];
    let program = chromium::find();
    let trials = tests
        .into_iter()
        .map(|(name, test)| trial(name, test, program.clone()));
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

/// A test that is ignored, and says why, where there is no browser.
fn trial(name: &str, test: Test, program: Option<PathBuf>) -> Trial {
    let reason = match program {
        Some(_) => "",
        None => "no Chromium: install it, or name it in CHROMIUM",
    };
    let is_ignored = program.is_none();
    Trial::test(name, move || {
        test(&mut Tab::new(&program.unwrap_or_default()));
        Ok(())
    })
    .with_ignored_flag(is_ignored)
    .with_kind(reason)
}

/// A report in a folder of its own.
struct Page {
    folder: TempDir,
}

impl Page {
    /// The report with everything that a report can show.
    fn of_books() -> Self {
        let inputs = Inputs::default()
            .old(Side::Folder(format!("{FIXTURES}/old").into()))
            .payloads(format!("{FIXTURES}/payloads"));
        let corrections = format!("{FIXTURES}/corrections.toml");
        Self::of(&Config::new().corrections(corrections), "new", &inputs)
    }

    fn of(config: &Config, reference: &str, inputs: &Inputs) -> Self {
        let reference = Path::new(FIXTURES).join(reference);
        let report = config.report(&[reference], inputs).unwrap();
        let folder = tempfile::tempdir().unwrap();
        report.write(&folder.path().join("report.html")).unwrap();
        Self { folder }
    }

    fn url(&self) -> String {
        format!(
            "file://{}",
            self.folder.path().join("report.html").display()
        )
    }

    fn at(&self, state: &str) -> String {
        format!("{}#{state}", self.url())
    }
}

/// It asks for nothing but itself, and there is nothing to complain about.
fn loads_silently(tab: &mut Tab) {
    let page = Page::of_books();
    tab.open(&page.url());
    tab.get("document.querySelectorAll('details').forEach((fold) => { fold.open = true })");
    tab.get("document.getElementById('theme').click()");
    let requests = tab.requests();
    let others = requests
        .iter()
        .filter(|url| **url != page.url() && **url != "about:blank");
    assert_eq!(others.collect::<Vec<_>>(), [&""; 0]);
    assert!(requests.contains(&page.url().as_str()));
    assert_eq!(tab.complaints(), [""; 0]);
}

fn search_by_keyboard(tab: &mut Tab) {
    let page = Page::of_books();
    tab.open(&page.url());
    tab.press("/");
    assert_eq!(tab.text(FOCUS), "q", "the search has the focus");
    tab.type_text("cov");
    assert_eq!(tab.text(SEEN), "book book.cover");
    tab.wait_for("location.hash === '#q=cov'");
    tab.press("ArrowDown");
    assert_eq!(tab.text("document.activeElement.parentElement.id"), "book");
    tab.press("ArrowDown");
    assert_eq!(
        tab.text("document.activeElement.parentElement.id"),
        "book.cover"
    );
    tab.press("Enter");
    tab.wait_for("document.getElementById('book.cover').open");
    tab.press("ArrowUp");
    tab.press("ArrowUp");
    assert_eq!(tab.text("document.activeElement.id"), "q");
    tab.press("Escape");
    assert_eq!(tab.text("document.getElementById('q').value"), "");
    assert_eq!(
        tab.text("document.getElementById('shown').textContent"),
        "4 of 4"
    );
    tab.type_text("lend_book");
    tab.press("Enter");
    tab.wait_for("document.getElementById('lend_book').open");
    assert_eq!(
        tab.text("document.activeElement.parentElement.id"),
        "lend_book"
    );
}

fn the_address_restores_the_filters(tab: &mut Tab) {
    let page = Page::of_books();
    tab.open(&page.url());
    tab.get("document.querySelector('[name=vague]').click()");
    tab.get(
        "const kind = document.querySelector('[name=kind]'); kind.value = 'resource';\
        kind.dispatchEvent(new Event('input', { bubbles: true }))",
    );
    tab.press("/");
    tab.type_text("o");
    assert_eq!(tab.text(SEEN), "book");
    tab.wait_for("location.hash === '#q=o&kind=resource&with=vague'");
    let address = tab.text("location.href");
    tab.open(&address);
    assert_eq!(tab.text(SEEN), "book");
    assert_eq!(tab.text("document.getElementById('q').value"), "o");
    assert_eq!(
        tab.text("document.querySelector('[name=kind]').value"),
        "resource"
    );
    assert_eq!(
        tab.text("document.querySelector('[name=vague]').checked"),
        "true"
    );
    assert_eq!(
        tab.text("document.querySelector('[name=drift]').checked"),
        "false"
    );
}

/// Whether a thing is on the screen, and not at its top by chance.
fn is_shown(tab: &mut Tab, id: &str) -> String {
    tab.text(&format!(
        "(() => {{ const top = document.getElementById('{id}').getBoundingClientRect().top;\
         return scrollY > 0 && top >= 0 && top < innerHeight; }})()"
    ))
}

fn every_filter_filters(tab: &mut Tab) {
    let page = Page::of_books();
    for (state, seen) in [
        ("", "author book lend_book list_books"),
        ("kind=operation", "lend_book list_books"),
        ("section=authors", "author"),
        ("with=drift", "author book lend_book"),
        ("with=vague", "book"),
        ("with=corrected", "book"),
        ("with=changed", "author lend_book"),
        ("with=breaking", "lend_book"),
        ("with=rejected", "author"),
        ("q=lend%3A%3AListBooks", "list_books"),
        ("q=nothing", ""),
    ] {
        tab.open(&page.at(state));
        let entities =
            "[...document.querySelectorAll('.entity:not([hidden])')].map((e) => e.id).join(' ')";
        assert_eq!(tab.text(entities), seen, "{state}");
    }
}

fn links_lead_there_and_back(tab: &mut Tab) {
    let page = Page::of_books();
    tab.open(&page.at("q=tags"));
    tab.get("document.querySelector('[id=\"book.author\"] a[href=\"#author\"]').click()");
    tab.wait_for("document.getElementById('author').open");
    assert_eq!(
        tab.text("document.getElementById('author').hidden"),
        "false"
    );
    assert_eq!(tab.text("location.hash"), "#author");
    tab.get("document.querySelector('#author dd.links a[href=\"#book.author\"]').click()");
    tab.wait_for("document.getElementById('book.author').open");
    assert_eq!(
        tab.text("document.activeElement.parentElement.id"),
        "book.author"
    );
    tab.get("history.go(-2)");
    tab.wait_for("location.hash === '#q=tags'");
    tab.wait_for(&format!("{SEEN} === 'book book.tags'"));
    for state in ["book.cover", "q=book&kind=resource&at=book.cover"] {
        tab.screen(390, "light");
        tab.open(&page.at(state));
        assert_eq!(is_shown(tab, "book.cover"), "true", "{state}");
    }
    let dead = "[...document.querySelectorAll('a[href^=\"#\"]')]\
        .filter((a) => !document.getElementById(a.getAttribute('href').slice(1))).length";
    assert_eq!(tab.text(dead), "0", "every link leads somewhere");
    let twice = "document.querySelectorAll('[id]').length - new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size";
    assert_eq!(tab.text(twice), "0", "no anchor is there twice");
}

fn the_keys_go_on_from_what_a_link_shows(tab: &mut Tab) {
    let page = Page::of_books();
    for (state, at, next) in [
        ("book.cover", "book.cover", "book.author"),
        (
            "q=book&at=lend_book",
            "lend_book",
            "lend_book.parameters.id",
        ),
        ("kind=operation", "lend_book", "list_books"),
        ("section=books", "book", "lend_book"),
    ] {
        tab.open(&page.at(state));
        tab.wait_for(&format!("({FOCUS}) === '{at}'"));
        tab.press("ArrowDown");
        assert_eq!(tab.text(FOCUS), next, "{state}");
    }
}

/// Whatever stands behind the `#`, the page is there and its search works.
fn no_address_is_an_error(tab: &mut Tab) {
    let page = Page::of_books();
    for state in [
        "100%",
        "%",
        "q=100%",
        "nothing",
        "at=nothing",
        "#",
        "=",
        "[x]",
    ] {
        tab.open(&page.at(state));
        tab.press("/");
        tab.press("Escape");
        let shown = "document.getElementById('shown').textContent";
        assert_eq!(tab.text(shown), "4 of 4", "{state}");
    }
    assert_eq!(tab.complaints(), [""; 0]);
}

/// A title with nothing below it says that there is nothing.
fn lists_without_fields_go(tab: &mut Tab) {
    let page = Page::of_books();
    let titles = "[...document.querySelectorAll('#lend_book h3')]\
        .filter((title) => !title.closest('[hidden]')).map((title) => title.textContent).join(' ')";
    for (state, seen) in [
        ("q=lend_book", "path body"),
        ("q=lend_book.parameters.days", "body"),
        ("q=nothing", ""),
    ] {
        tab.open(&page.at(state));
        assert_eq!(tab.text(titles), seen, "{state}");
    }
}

/// What comes before the resources is short, and says what it is about.
fn long_lists_are_folded(tab: &mut Tab) {
    let page = Page::of_books();
    tab.open(&page.url());
    let folds = "[...document.querySelectorAll('#corrections summary, #drift summary')]\
        .map((fold) => fold.textContent.split(' ')[0]).join(' ')";
    let expected = "optionality-differs vague-type undocumented-path-parameter stale-url books";
    assert_eq!(tab.text(folds), expected);
    let titles = "[...document.querySelectorAll('#drift h3')].map((e) => e.textContent).join(', ')";
    let expected = "Where a model may be wrong, In the words of the docs alone";
    assert_eq!(tab.text(titles), expected);
    let bodies = "document.querySelector('#book .facts').textContent.includes('0 of 1 rejected')";
    assert_eq!(tab.text(bodies), "true");
}

fn hostile_text_stays_text(tab: &mut Tab) {
    let page = Page::of(&Config::new(), "hostile", &Inputs::default());
    tab.open(&page.at("trap.text"));
    tab.get("document.querySelectorAll('details').forEach((fold) => { fold.open = true })");
    assert_eq!(tab.text("window.hacked"), "undefined");
    assert_eq!(tab.text("document.querySelectorAll('script').length"), "1");
    assert_eq!(
        tab.text("document.querySelectorAll('img, svg, a[href^=\"javascript\"]').length"),
        "0"
    );
    let on = "[...document.querySelectorAll('*')].flatMap((e) => [...e.attributes])\
        .filter((a) => a.name.startsWith('on')).length";
    assert_eq!(tab.text(on), "0");
    let text = tab.text("document.body.textContent");
    for written in [
        "<script>window.hacked = 1</script> <img src=x onerror=\"window.hacked = 1\">",
        "\"><img src=x onerror=\"window.hacked = 1\"> </script><script>window.hacked = 1</script> {{ 7 * 7 }}",
        "[click](javascript:window.hacked=1) {{ 7 * 7 }} {% if %} &lt;b&gt; </script></style><!-- `</code>`",
        "\"'><svg/onload=window.hacked=1>\"",
        "' onmouseover=window.hacked=1 x='",
        "left \u{202e} thgir \u{2066} open",
    ] {
        assert!(text.contains(written), "{written}");
    }
    let bidi = "getComputedStyle(document.querySelector('[id=\"trap.bidi\"] .words')).unicodeBidi";
    assert_eq!(tab.text(bidi), "isolate");
    assert_eq!(tab.complaints(), [""; 0]);
}

fn fits_a_phone(tab: &mut Tab) {
    for (config, reference) in [(Config::new(), "new"), (Config::new(), "hostile")] {
        let page = Page::of(&config, reference, &Inputs::default());
        tab.screen(390, "light");
        tab.open(&page.url());
        tab.get("document.querySelectorAll('details').forEach((fold) => { fold.open = true })");
        assert_eq!(
            tab.text("document.documentElement.scrollWidth"),
            "390",
            "{reference}"
        );
    }
}

fn colours_are_chosen(tab: &mut Tab) {
    let page = Page::of_books();
    let back = "getComputedStyle(document.body).backgroundColor";
    tab.screen(1280, "light");
    tab.open(&page.url());
    let light = tab.text(back);
    tab.screen(1280, "dark");
    let dark = tab.text(back);
    assert_ne!(light, dark, "the system decides");
    tab.get("document.getElementById('theme').click()");
    assert_eq!(tab.text(back), light, "somebody chose");
    tab.screen(1280, "light");
    tab.get("document.getElementById('theme').click()");
    assert_eq!(tab.text(back), dark);
}
