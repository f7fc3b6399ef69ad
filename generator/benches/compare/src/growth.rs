//! The cost of five and twenty-five times as many pages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

use crate::figures::{Contender, in_turns};
use crate::place::Place;

/// The number of copies of every page. A hundred copies would exceed the limits on references.
const COPIES: [usize; 3] = [1, 5, 25];

pub(crate) fn measure(place: &Place, rounds: usize) -> anyhow::Result<()> {
    let command = place.command()?;
    println!("| pages | user time | a page, beside once | peak memory | a page, beside once |");
    println!("|--:|--:|--:|--:|--:|");
    let references = COPIES.map(|copies| copied(place, copies));
    let mut contenders = Vec::new();
    let mut counts = Vec::new();
    for reference in references {
        let (reference, pages) = reference?;
        let out = format!("grown-{pages}");
        let command = &command;
        contenders.push(Contender::new(pages.to_string(), move || {
            let mut run = Command::new(command);
            run.arg("generate").arg(&reference).arg("--quiet");
            run.arg("--out").arg(place.fresh(&out)?);
            Ok(run)
        }));
        counts.push(pages as f64);
    }
    let figures = in_turns(rounds, contenders)?;
    for (figure, pages) in figures.iter().zip(&counts) {
        let times = pages / counts[0];
        println!(
            "| {} | {:.2} s | {:.2} | {:.0} MiB | {:.2} |",
            figure.name,
            figure.seconds(),
            figure.times(&figures[0]) / times,
            figure.mebibytes(),
            figure.mebibytes() / figures[0].mebibytes() / times,
        );
    }
    Ok(())
}

/// A reference of `copies` copies, each in a section of its own and with ids of its own; and its
/// number of pages.
fn copied(place: &Place, copies: usize) -> anyhow::Result<(PathBuf, usize)> {
    let folder = place.fresh(&format!("copies-{copies}"))?;
    let mut pages = 0;
    for copy in 0..copies {
        let section = folder.join(format!("copy-{copy}"));
        for entry in WalkDir::new(&place.reference) {
            let entry = entry?;
            let below = section.join(entry.path().strip_prefix(&place.reference)?);
            if entry.file_type().is_dir() {
                fs::create_dir_all(below)?;
            } else if is_page(entry.path()) {
                fs::write(below, renamed(&fs::read_to_string(entry.path())?, copy))?;
                pages += 1;
            }
        }
    }
    Ok((folder, pages))
}

fn is_page(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "mdx")
}

/// A page whose entities have ids of their own. A description that is called `id` has more than one
/// word.
fn renamed(page: &str, copy: usize) -> String {
    let is_word = |text: &str| {
        text.chars()
            .all(|c| c.is_alphanumeric() || "_-".contains(c))
    };
    let lines = page.split_inclusive('\n').map(|line| {
        let words = line.trim_start_matches([' ', '-']);
        match words.strip_prefix("id: ").map(str::trim_end) {
            Some(id) if is_word(id) => {
                let margin = &line[..line.len() - words.len()];
                format!("{margin}id: {id}_{copy}\n")
            }
            _ => line.to_owned(),
        }
    });
    lines.collect()
}
