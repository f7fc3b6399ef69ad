//! The look of the page, and the absence of side effects.

use reference_codegen::Config;
use reference_codegen::report::ReportOptions;
use serde_json::json;

use crate::page::Page;
use crate::tab::Tab;

/// Opens all folds, and then those inside the entities, which are in the page only after the first
/// opening.
fn open_all(tab: &mut Tab) {
    let folds = "document.querySelectorAll('details').forEach((fold) => { fold.open = true })";
    tab.get(folds);
    tab.wait_for("document.querySelectorAll('.entity:not(:has(> .inside))').length === 0");
    tab.get(folds);
}

/// The page requests no other file, and the browser has no complaint.
pub(crate) fn loads_silently(tab: &mut Tab) {
    let page = Page::of_books();
    tab.open(&page.url());
    open_all(tab);
    tab.get("document.getElementById('theme').click()");
    let requests = tab.requests();
    let others = requests
        .iter()
        .filter(|url| **url != page.url() && **url != "about:blank");
    assert_eq!(others.collect::<Vec<_>>(), [&""; 0]);
    assert!(requests.contains(&page.url().as_str()));
    assert_eq!(tab.complaints(), [""; 0]);
}

/// A long page has the insides of its fields compressed, and shows each of them in its place.
pub(crate) fn a_long_page_is_unpacked(tab: &mut Tab) {
    let page = Page::of_many();
    tab.open(&page.at("thing7.m12"));
    assert_eq!(tab.text("document.getElementById('packed')"), "null");
    let inside = "document.querySelector('[id=\"thing7.m12\"] > .inside')";
    let docs = tab.text(&format!("{inside}.querySelector('.docs').textContent"));
    assert_eq!(docs, "member 12 of the thing, in some words & <marks>");
    let rust = tab.text(&format!("{inside}.querySelector('.rust').textContent"));
    assert_eq!(rust, "thing7::Thing7.m12");
    tab.open(&page.at("q=thing29%3A%3AThing29.m19"));
    assert_eq!(
        tab.text("document.getElementById('shown').textContent"),
        "1 of 30"
    );
    assert_eq!(tab.complaints(), [""; 0]);
}

/// The evidence of a long page becomes part of the page when its entity opens: before, only its
/// Rust names are known, to the search. Its links do not lengthen the page.
pub(crate) fn evidence_is_built_late(tab: &mut Tab) {
    let site = "https://example.com/docs";
    let page = Page::of_many_in("reference", &ReportOptions::default().source_url(site));
    assert_eq!(page.text().matches(site).count(), 0);
    let count = "window.built = 0;\
        const inner = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');\
        const set = function (html) { window.built += 1; inner.set.call(this, html); };\
        Object.defineProperty(Element.prototype, 'innerHTML', { ...inner, set });";
    let count = json!({ "source": count });
    tab.call("Page.addScriptToEvaluateOnNewDocument", count);
    tab.open(&page.url());
    assert_eq!(tab.text("window.built"), "0");
    tab.open(&page.at("q=thing29%3A%3AThing29.m19"));
    assert_eq!(
        tab.text("document.getElementById('shown').textContent"),
        "1 of 30"
    );
    assert_eq!(
        tab.text("window.built"),
        "21",
        "the resource, and each field"
    );
    let link = "document.querySelector('[id=\"thing29.m19\"] .views a').href";
    assert!(tab.text(link).starts_with(site));
}

/// If the evidence of a long page cannot be unpacked, each field has a note, and all else works.
pub(crate) fn evidence_that_stays_packed_says_so(tab: &mut Tab) {
    let page = Page::of_many();
    let note = "document.querySelector('[id=\"thing7.m12\"] > .inside').textContent";
    let expected = "The evidence cannot be shown";
    page.damage_packed();
    tab.open(&page.at("thing7.m12"));
    assert!(tab.text(note).starts_with(expected), "damaged");

    let page = Page::of_many();
    let older = json!({ "source": "delete window.DecompressionStream" });
    tab.call("Page.addScriptToEvaluateOnNewDocument", older);
    tab.open(&page.at("thing7.m12"));
    assert!(tab.text(note).starts_with(expected), "an older browser");
    let notes = "document.querySelectorAll('.inside').length";
    assert_eq!(
        tab.text(notes),
        "21",
        "one for the resource, one for each field"
    );
    tab.open(&page.at("q=thing29.m19"));
    assert_eq!(
        tab.text("document.getElementById('shown').textContent"),
        "1 of 30"
    );
    assert_eq!(tab.complaints(), [""; 0]);
}

/// The title only breaks between words and parts of paths; its tooltip has the full text.
pub(crate) fn the_title_breaks_between_words(tab: &mut Tab) {
    let long = "published_reference_of_the_whole_interface_in_its_latest_version";
    let page = Page::of_many_in(&format!("docs/reference/{long}"), &ReportOptions::default());
    for width in [390, 320] {
        tab.screen(width, "light");
        tab.open(&page.url());
        let broken = "[...document.querySelector('h1').childNodes].flatMap((node) => [node, ...node.childNodes])\
            .filter((node) => node.data).flatMap((text) => {\
            return [...text.data.matchAll(/[^\\s/-]+/g)].filter((word) => {\
                const range = document.createRange();\
                range.setStart(text, word.index);\
                range.setEnd(text, word.index + word[0].length);\
                return new Set([...range.getClientRects()].map((line) => line.top)).size > 1;\
            }).map((word) => word[0]);\
        }).join(' ')";
        assert_eq!(tab.text(broken), "", "{width}");
        let style = "getComputedStyle(document.querySelector('h1')).textOverflow";
        assert_eq!(tab.text(style), "ellipsis");
        let title = tab.text("document.querySelector('h1').title");
        assert_eq!(title, tab.text("document.querySelector('h1').textContent"));
        assert!(title.contains(long), "{title}");
        let page = tab.text("document.documentElement.scrollWidth");
        assert_eq!(page, width.to_string());
    }
}

/// On a phone, a title with a version and the hints of the search are shown whole.
pub(crate) fn the_header_is_whole_on_a_phone(tab: &mut Tab) {
    let path = "schema/upstream/0.2.0/reference";
    let page = Page::of_many_in(path, &ReportOptions::default());
    tab.screen(390, "light");
    tab.open(&page.url());
    let cut = "document.querySelector('h1').scrollWidth - document.querySelector('h1').clientWidth";
    assert_eq!(tab.text(cut), "0");
    let hint = "(() => {\
        const search = document.getElementById('q');\
        const style = getComputedStyle(search);\
        const pen = document.createElement('canvas').getContext('2d');\
        pen.font = style.font;\
        const room = search.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);\
        return pen.measureText(search.placeholder).width <= room;\
    })()";
    assert_eq!(tab.text(hint), "true");
    let key = "document.querySelector('.search kbd').textContent";
    assert_eq!(tab.text(key), "/");
}

/// The ring around what has the focus is within everything that cuts its content.
pub(crate) fn focus_rings_are_whole(tab: &mut Tab) {
    let page = Page::of_books();
    let cut = "[...document.querySelectorAll('a, summary, button, input, select')].filter((node) => {\
        if (!node.checkVisibility()) return false;\
        node.focus({ focusVisible: true });\
        const style = getComputedStyle(node);\
        const ring = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth);\
        for (let box = node.parentElement; box; box = box.parentElement) {\
            if (box === document.body || getComputedStyle(box).overflowX === 'visible') continue;\
            const edge = box.getBoundingClientRect();\
            const whole = [...node.getClientRects()].every((line) => line.top - ring >= edge.top &&\
                line.left - ring >= edge.left && line.bottom + ring <= edge.bottom && line.right + ring <= edge.right);\
            if (!whole) return true;\
        }\
    }).map((node) => node.textContent).join(', ')";
    for width in [390, 1280] {
        tab.screen(width, "light");
        tab.open(&page.url());
        open_all(tab);
        assert_eq!(tab.text(cut), "", "{width}");
    }
}

/// The part before the resources is short, and names its subject.
pub(crate) fn long_lists_are_folded(tab: &mut Tab) {
    let page = Page::of_books();
    tab.open(&page.url());
    let folds = "[...document.querySelectorAll('#corrections summary, #findings summary')]\
        .map((fold) => fold.textContent.split(' ')[0]).join(' ')";
    let expected = "optionality-differs integer-by-default untyped-field undocumented-path-parameter missing-in-view \
                    description-differs stale-url books";
    assert_eq!(tab.text(folds), expected);
    let titles =
        "[...document.querySelectorAll('#findings h3')].map((e) => e.textContent).join(', ')";
    let expected = "A model may be wrong, Documentation only";
    assert_eq!(tab.text(titles), expected);
    tab.open(&page.at("book"));
    let bodies = "document.querySelector('#book .facts').textContent.includes('0 of 1 rejected')";
    assert_eq!(tab.text(bodies), "true");
}

/// The inside of an entity is not in the page until the entity opens, although the search finds it;
/// and the search box stays in sight.
pub(crate) fn the_inside_is_loaded_late(tab: &mut Tab) {
    let page = Page::of_books();
    let inside = "document.querySelectorAll('.entity > .inside').length";
    tab.screen(1280, "light");
    tab.open(&page.url());
    assert_eq!(tab.text(inside), "0");
    tab.get("document.querySelector('#author > summary').click()");
    tab.wait_for(&format!("{inside} === 1"));
    tab.get("scrollTo(0, 10000)");
    tab.wait_for("document.getElementById('bar').getBoundingClientRect().top === 0");
}

pub(crate) fn lines_lead_to_their_source(tab: &mut Tab) {
    let site = "https://example.com/docs";
    let options = ReportOptions::default().source_url(format!("{site}/"));
    let page = Page::of(&Config::new(), "new", &options);
    tab.open(&page.at("author.id"));
    let link = "document.querySelector('[id=\"author.id\"] .views small a').href";
    let line = tab.text(link);
    let expected = format!("{site}/authors.mdx#L");
    assert!(line.starts_with(&expected), "{line}");
}

pub(crate) fn hostile_text_stays_text(tab: &mut Tab) {
    let page = Page::of(&Config::new(), "hostile", &ReportOptions::default());
    tab.open(&page.at("trap.text"));
    open_all(tab);
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
        "left \\u{202e} thgir \\u{2066} open",
    ] {
        assert!(text.contains(written), "{written}");
    }
    let bidi = "getComputedStyle(document.querySelector('[id=\"trap.bidi\"] .words')).unicodeBidi";
    assert_eq!(tab.text(bidi), "isolate");
    assert_eq!(tab.complaints(), [""; 0]);
}

pub(crate) fn fits_a_phone(tab: &mut Tab) {
    let report = |reference| Page::of(&Config::new(), reference, &ReportOptions::default());
    for (reference, page) in [
        ("books", Page::of_books()),
        ("hostile", report("hostile")),
        ("shelves", report("shelves")),
    ] {
        tab.screen(390, "light");
        tab.open(&page.url());
        open_all(tab);
        assert_eq!(
            tab.text("document.documentElement.scrollWidth"),
            "390",
            "{reference}"
        );
        let moving = "[...document.querySelectorAll('body *')].filter((node) =>\
            getComputedStyle(node).overflowX === 'auto' && node.scrollWidth > node.clientWidth).length";
        assert_eq!(tab.text(moving), "0", "{reference}");
    }
}

pub(crate) fn colours_are_chosen(tab: &mut Tab) {
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
