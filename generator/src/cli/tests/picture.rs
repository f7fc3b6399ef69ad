//! `generator/docs/run.svg`, the picture of a real run, shows what a run looks like now.

use std::env;
use std::fs;
use std::path::Path;

use anstyle_svg::{Palette, Term, VGA};
use reference_codegen::Config;

use super::{below, run_with};
use crate::cli::arguments::MessageFormat;
use crate::cli::diagnostics::shown;
use crate::cli::terminal::Colour;

/// Run with `UPDATE_PICTURES=1` to draw the picture again.
#[test]
fn the_picture_of_a_run_is_up_to_date() {
    let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/run.svg");
    let drawn = drawn(&session());
    if env::var_os("UPDATE_PICTURES").is_some() {
        fs::write(&picture, &drawn).unwrap();
    }
    let committed = fs::read_to_string(&picture).unwrap_or_default();
    assert!(
        drawn == committed.replace('\r', ""),
        "draw it again: UPDATE_PICTURES=1 cargo test -p reference-codegen picture"
    );
}

/// Every colour has the contrast to the background that WCAG asks of text.
#[test]
fn the_picture_of_a_run_is_legible() {
    let picture = drawn(&session());
    let after = |word: &'static str| picture.split(word).skip(1);
    let fills: Vec<f64> = after("fill: #").map(|rest| luminance(rest, 1.0)).collect();
    let [text, background, colours @ ..] = fills.as_slice() else {
        panic!("no colours");
    };
    assert_eq!(*background, 0.0, "black");
    assert!(colours.len() > 2, "{fills:?}");
    let opacities = after("opacity: ").filter_map(|rest| rest.split(' ').next());
    let dimmed = opacities.map(|opacity| {
        let text = after("fill: #").next().unwrap();
        luminance(text, opacity.trim_end_matches(';').parse().unwrap())
    });
    for light in colours.iter().copied().chain([*text]).chain(dimmed) {
        let contrast = (light + 0.05) / (background + 0.05);
        assert!(contrast >= 4.5, "{contrast}: {fills:?}");
    }
}

/// The relative luminance of the colour, in hexadecimal digits, with which a text begins, on black.
fn luminance(text: &str, opacity: f64) -> f64 {
    let part = |at: usize| {
        let part = u8::from_str_radix(&text[at..at + 2], 16).unwrap();
        let part = f64::from(part) / 255.0 * opacity;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

/// The picture of a terminal, in colours that are legible on black.
fn drawn(session: &str) -> String {
    let Palette(mut colours) = VGA;
    // All but black and the bright ones.
    for colour in &mut colours[1..8] {
        for part in [&mut colour.0, &mut colour.1, &mut colour.2] {
            *part += (u8::MAX - *part) / 5 * 2;
        }
    }
    let svg = Term::new().palette(Palette(colours)).render_svg(session);
    svg.replace(".dimmed { opacity: 0.4; }", ".dimmed { opacity: 0.7; }")
}

/// The content of a terminal: a mistake, and the run after it was fixed.
fn session() -> String {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("shelf.mdx");
    fs::write(&page, shelf("rom")).unwrap();
    let generate = prompt("reference-codegen generate docs");
    let drawn = problems(folder.path());
    assert_eq!(uncoloured(&drawn), ran(folder.path()));
    fs::write(&page, shelf("room")).unwrap();
    let mend = prompt("sed -i 's/shelf.rom/shelf.room/' docs/shelf.mdx");
    let done = ran(folder.path());
    // The last line contains the time, which differs in every run.
    let (done, _) = done.split_once("time: ").unwrap();
    format!("{generate}{drawn}{mend}{generate}{done}")
}

/// A page whose only member refers to the description of this name.
fn shelf(description: &str) -> String {
    format!(
        "---\ndescriptions:\n  shelf:\n    room: How many books still fit.\nreference:\n  curl:\n    \
         - key: shelf\n      id: shelf\n      properties:\n        - key: room\n          type: integer\n          \
         description: (shelf.{description})\n---\n\n# Shelf\n"
    )
}

fn prompt(line: &str) -> String {
    format!("\x1b[32m$\x1b[0m \x1b[1m{line}\x1b[0m\n")
}

/// The output of the command for the pages in a folder, which it calls `docs`.
fn ran(folder: &Path) -> String {
    let out = tempfile::tempdir().unwrap();
    let (folder, out) = (folder.display().to_string(), below(out.path(), "out"));
    let ran = run_with(&["generate", &folder, "--out", &out]);
    (ran.err + &ran.out).replace(&folder, "docs")
}

/// The problems of these pages, coloured as on a terminal. In tests standard error is no terminal.
fn problems(folder: &Path) -> String {
    let failure = Config::new().generate(&[folder]).unwrap_err();
    let mut diagnostics = failure.diagnostics().to_vec();
    for span in diagnostics.iter_mut().flat_map(|problem| &mut problem.span) {
        span.file = "docs/shelf.mdx".to_owned();
    }
    let drawn = diagnostics.iter();
    drawn
        .map(|problem| shown(problem, MessageFormat::Human, Colour::Yes).unwrap())
        .collect()
}

/// The text without the sequences that colour it.
fn uncoloured(text: &str) -> String {
    let mut parts = text.split('\x1b');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| {
        plain + part.split_once('m').map_or(part, |(_, rest)| rest)
    })
}
