//! Search, filters, links and keys, and their effect on the page and its address.

use reference_codegen::Config;
use reference_codegen::report::ReportOptions;

use crate::page::Page;
use crate::tab::Tab;

/// Entities and fields that can be seen.
const SEEN: &str = "[...document.querySelectorAll('.entity, .entity[open] .field')]\
    .filter((node) => !node.closest('[hidden]')).map((node) => node.id).join(' ')";
const FOCUS: &str = "document.activeElement.parentElement.id || document.activeElement.id";

pub(crate) fn search_by_keyboard(tab: &mut Tab) {
    let page = Page::of_books();
    tab.open(&page.url());
    tab.press("/");
    assert_eq!(tab.text(FOCUS), "q", "the search has the focus");
    tab.type_text("cov");
    // A search begins a moment after the last key.
    tab.wait_for("location.hash === '#q=cov'");
    assert_eq!(tab.text(SEEN), "book book.cover");
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

pub(crate) fn the_address_restores_the_filters(tab: &mut Tab) {
    let page = Page::of_books();
    tab.open(&page.url());
    tab.get("document.querySelector('[name=untyped]').click()");
    tab.get(
        "const kind = document.querySelector('[name=kind]'); kind.value = 'resource';\
        kind.dispatchEvent(new Event('input', { bubbles: true }))",
    );
    tab.press("/");
    tab.type_text("o");
    assert_eq!(tab.text(SEEN), "book");
    tab.wait_for("location.hash === '#q=o&kind=resource&with=untyped'");
    let address = tab.text("location.href");
    tab.open(&address);
    assert_eq!(tab.text(SEEN), "book");
    assert_eq!(tab.text("document.getElementById('q').value"), "o");
    assert_eq!(
        tab.text("document.querySelector('[name=kind]').value"),
        "resource"
    );
    assert_eq!(
        tab.text("document.querySelector('[name=untyped]').checked"),
        "true"
    );
    assert_eq!(
        tab.text("document.querySelector('[name=findings]').checked"),
        "false"
    );
}

pub(crate) fn every_filter_filters(tab: &mut Tab) {
    let page = Page::of_books();
    for (state, seen) in [
        ("", "author book lend_book list_books"),
        ("kind=operation", "lend_book list_books"),
        ("section=authors", "author"),
        ("with=findings", "author book lend_book"),
        ("with=untyped", "book"),
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

/// The name of the list that a member of an operation is in need not be known.
pub(crate) fn a_parameter_is_found_below_its_operation(tab: &mut Tab) {
    let page = Page::of_books();
    for (query, seen) in [
        ("lend_book.reader", "lend_book lend_book.parameters.reader"),
        (
            "lend_book.parameters.reader",
            "lend_book lend_book.parameters.reader",
        ),
        ("lend_book reader", "lend_book lend_book.parameters.reader"),
        ("reader lend_book", "lend_book lend_book.parameters.reader"),
        ("list_books.data", "list_books list_books.returns.data"),
    ] {
        tab.open(&page.at(&format!("q={}", query.replace(' ', "+"))));
        assert_eq!(tab.text(SEEN), seen, "{query}");
    }
}

pub(crate) fn links_lead_there_and_back(tab: &mut Tab) {
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
    tab.get("document.querySelectorAll('.entity').forEach((fold) => { fold.open = true })");
    tab.wait_for("document.querySelectorAll('.entity > .inside').length === 4");
    let dead = "[...document.querySelectorAll('a[href^=\"#\"]')]\
        .map((a) => a.getAttribute('href').slice(1))\
        .filter((to) => !to.includes('=') && !document.getElementById(to)).length";
    assert_eq!(tab.text(dead), "0", "every link leads somewhere");
    let twice = "document.querySelectorAll('[id]').length - new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size";
    assert_eq!(tab.text(twice), "0", "no anchor is there twice");
}

pub(crate) fn the_keys_go_on_from_what_a_link_shows(tab: &mut Tab) {
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

/// The badge of a change is a link inside a summary.
pub(crate) fn the_keys_go_on_from_a_badge(tab: &mut Tab) {
    let page = Page::of_books();
    for (key, next) in [("ArrowDown", "list_books"), ("ArrowUp", "book")] {
        tab.open(&page.url());
        tab.get("document.querySelector('#lend_book > summary a.badge').focus()");
        tab.press(key);
        assert_eq!(tab.text(FOCUS), next, "{key}");
    }
}

/// The page is there and its search works, whatever text follows the `#`.
pub(crate) fn no_address_is_an_error(tab: &mut Tab) {
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

/// A title without visible fields below it is hidden.
pub(crate) fn lists_without_fields_go(tab: &mut Tab) {
    let page = Page::of_books();
    let titles = "[...document.querySelectorAll('#lend_book h3')]\
        .filter((title) => !title.closest('[hidden]')).map((title) => title.textContent).join(' ')";
    for (state, seen) in [
        ("q=lend_book", "path body"),
        ("q=lend_book.parameters.days", "body"),
        ("q=nothing", ""),
    ] {
        tab.open(&page.at(state));
        tab.get("document.getElementById('lend_book').open = true");
        tab.wait_for("document.querySelector('#lend_book h3') !== null");
        assert_eq!(tab.text(titles), seen, "{state}");
    }
}

/// A result with the whole name comes first, then names that begin with it, then names that contain
/// it; an entity that the search opened stays open after Enter.
pub(crate) fn the_best_result_is_first(tab: &mut Tab) {
    let page = Page::of_books();
    let entities =
        "[...document.querySelectorAll('.entity:not([hidden])')].map((e) => e.id).join(' ')";
    for (query, seen) in [
        ("book", "book lend_book list_books"),
        ("lend", "lend_book list_books"),
        ("list_books", "list_books"),
        ("author.name", "author"),
        ("", "author book lend_book list_books"),
    ] {
        tab.open(&page.at(&format!("q={query}")));
        assert_eq!(tab.text(entities), seen, "{query}");
    }
    tab.open(&page.at("q=cov"));
    tab.wait_for(&format!("({FOCUS}) === 'book'"));
    tab.press("Enter");
    assert_eq!(tab.text("document.getElementById('book').open"), "true");
    tab.press("Enter");
    tab.wait_for("!document.getElementById('book').open");
}

/// An operation with the whole path comes first, GET before other methods, however its parameters
/// are written and with or without the method.
pub(crate) fn the_whole_path_is_first(tab: &mut Tab) {
    let page = Page::of(&Config::new(), "shelves", &ReportOptions::default());
    let entities =
        "[...document.querySelectorAll('.entity:not([hidden])')].map((e) => e.id).join(' ')";
    let below = "get_shelf delete_shelf list_shelf_books";
    for (query, seen) in [
        (
            "/shelves",
            "list_shelves create_shelf list_shelf_books delete_shelf get_shelf",
        ),
        ("GET /shelves", "list_shelves list_shelf_books get_shelf"),
        ("POST  /shelves", "create_shelf"),
        ("/shelves/:id", below),
        ("/shelves/{id}", below),
        ("/shelves/:i", "list_shelf_books delete_shelf get_shelf"),
        ("get /shelves/{id}", "get_shelf list_shelf_books"),
        ("/shelves/:id/books", "list_shelf_books"),
    ] {
        tab.open(&page.url());
        tab.get(&format!("document.getElementById('q').value = '{query}'"));
        tab.get("document.getElementById('q').dispatchEvent(new Event('input'))");
        assert_eq!(tab.text(entities), seen, "{query}");
    }
}

/// Each tile with problems shows the entities that have them.
pub(crate) fn tiles_are_filters(tab: &mut Tab) {
    let page = Page::of_books();
    let tiles = "[...document.querySelectorAll('#overview .wrong a')].map((tile) => tile.hash)";
    let expected = "#with=findings,#with=untyped,#with=corrected,#with=breaking,#with=rejected";
    tab.open(&page.url());
    assert_eq!(tab.text(tiles), expected);
    tab.get("document.querySelector('#overview .wrong a').click()");
    tab.wait_for(&format!("{SEEN} === 'author book lend_book'"));
}

pub(crate) fn a_search_without_results_says_so(tab: &mut Tab) {
    let page = Page::of_books();
    let nothing = "document.getElementById('nothing').hidden";
    tab.open(&page.at("q=zebra"));
    assert_eq!(tab.text(nothing), "false");
    tab.press("Escape");
    assert_eq!(tab.text(nothing), "true");
    tab.get("document.querySelector('.counts a[href=\"#with=untyped\"]').click()");
    tab.wait_for(&format!("{SEEN} === 'book'"));
    assert_eq!(
        tab.text("document.querySelector('[name=untyped]').checked"),
        "true"
    );
}

/// A link to a section that a filter hides shows the section, and the address stays the one of the
/// link.
pub(crate) fn links_lead_to_what_is_filtered(tab: &mut Tab) {
    let page = Page::of_books();
    tab.open(&page.at("q=cov"));
    tab.get("document.querySelector('#bar a[href=\"#findings\"]').click()");
    tab.wait_for("location.hash === '#findings'");
    // The address of a search is written a moment later.
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(tab.text("location.hash"), "#findings");
    assert_eq!(
        tab.text("document.getElementById('findings').hidden"),
        "false"
    );
}

/// A reload shows the entities that were open.
pub(crate) fn a_reload_keeps_the_place(tab: &mut Tab) {
    let page = Page::of_books();
    tab.open(&page.url());
    tab.get("document.querySelector('#author > summary').click()");
    // The page writes the open entities into its history a moment later.
    tab.wait_for("history.state?.open.includes('author') === true");
    tab.get("location.reload()");
    tab.wait_for("document.readyState === 'complete' && document.getElementById('theme')?.hidden === false && document.getElementById('author').open");
}

/// Going back restores the filters, the open entities and the scroll position.
pub(crate) fn back_leads_to_what_was_left(tab: &mut Tab) {
    let page = Page::of_books();
    tab.screen(390, "light");
    tab.open(&page.url());
    tab.get("document.querySelector('#book > summary').click()");
    tab.wait_for("document.getElementById('book.author')?.isConnected === true");
    tab.get("document.querySelector('[id=\"book.author\"] > summary').click()");
    tab.get("document.querySelector('[id=\"book.author\"]').scrollIntoView()");
    let top = tab.text("Math.round(scrollY)");
    assert_ne!(top, "0");
    tab.get("document.querySelector('[id=\"book.author\"] a[href=\"#author\"]').click()");
    tab.wait_for("document.getElementById('author').open");
    tab.get("history.back()");
    tab.wait_for("!document.getElementById('author').open");
    tab.wait_for(&format!("Math.round(scrollY) === {top}"));
    assert_eq!(tab.text("document.getElementById('book').open"), "true");
}

/// Going back from another page restores the open entities, fields and lists, and what is on the
/// screen, whether or not the address has an anchor.
pub(crate) fn back_from_another_page_restores_all(tab: &mut Tab) {
    let page = Page::of_books();
    let folds = "[...document.querySelectorAll('details[open]')].map((fold) => \
        fold.id || fold.firstElementChild.textContent.trim().split(/\\s/)[0]).join(' ')";
    tab.screen(390, "light");
    for address in [page.url(), page.at("book")] {
        tab.open(&address);
        tab.get("document.getElementById('book').open = true");
        tab.wait_for("document.getElementById('book.author') !== null");
        for opened in [
            "[id=\"book.author\"]",
            "[id=\"book.tags\"]",
            "#findings .part",
        ] {
            tab.get(&format!("document.querySelector('{opened}').open = true"));
        }
        let place = "document.getElementById('book.author').getBoundingClientRect().top";
        tab.get("document.getElementById('book.author').scrollIntoView()");
        let (open, top) = (tab.text(folds), tab.text(place));
        tab.get(
            "const link = document.querySelector('[id=\"book.author\"] a');\
            link.href = 'about:blank'; setTimeout(() => link.click(), 50)",
        );
        tab.wait_for("location.href === 'about:blank'");
        // The answer comes before the page is left.
        tab.get("setTimeout(() => history.back(), 50)");
        tab.wait_for("document.getElementById('theme')?.hidden === false");
        assert_eq!(tab.text(folds), open, "{address}");
        tab.wait_for(&format!("({place}) === {top}"));
        // The browser itself may go to the anchor a moment later.
        std::thread::sleep(std::time::Duration::from_millis(300));
        assert_eq!(tab.text(place), top, "{address}");
    }
}

/// An expression that is `true` if an element is on the screen, and not at its top by chance.
fn is_shown(tab: &mut Tab, id: &str) -> String {
    tab.text(&format!(
        "(() => {{ const top = document.getElementById('{id}').getBoundingClientRect().top;\
         return scrollY > 0 && top >= 0 && top < innerHeight; }})()"
    ))
}
