//! Measures reference-codegen and its peers, as whole processes, and prints Markdown tables.
//!
//! Machines are noisy: contenders take turns, figures are medians, and what counts are ratios.

mod build_script;
mod check;
mod compile;
mod figures;
mod growth;
mod place;
mod programs;
mod read;
mod run;
mod start;
mod verify;

use std::time::Instant;

use clap::{Parser, Subcommand};

use place::Place;

/// Measure reference-codegen beside its peers; print Markdown tables
///
/// Needs what schema/fetch brings, and crates from the registry.
#[derive(Debug, Parser)]
struct Arguments {
    /// Number of runs of each contender, after one that does not count
    #[arg(long, global = true, default_value_t = 9)]
    rounds: usize,
    /// The release of the reference
    #[arg(long, global = true, default_value = "0.2.0")]
    release: String,
    #[command(subcommand)]
    what: What,
}

/// The subject of a measurement.
#[derive(Debug, Clone, Copy, Subcommand)]
enum What {
    /// `generate` beside the floor, which only parses, and cargo-typify
    Run,
    /// A build script beside one with typify, unoptimized and optimized
    BuildScript,
    /// Five and twenty-five times as many pages
    Growth,
    /// `cargo check` of the models, beside the crate workos
    Check,
    /// A cold build of the library, beside prost-build and typify
    Compile,
    /// The length of a program with the models, beside one with the crate workos
    Programs,
    /// Reading unions and events, beside the structs that they hold
    Read,
    /// `verify` beside jsonschema-rs, which needs Python and PyPI
    Verify,
    /// All of these, with the time that each takes
    All,
}

impl What {
    /// The subjects with one table each.
    const EACH: [(&str, Self); 8] = [
        ("run", Self::Run),
        ("build-script", Self::BuildScript),
        ("growth", Self::Growth),
        ("check", Self::Check),
        ("compile", Self::Compile),
        ("programs", Self::Programs),
        ("read", Self::Read),
        ("verify", Self::Verify),
    ];
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let place = Place::of(&arguments.release)?;
    measure(arguments.what, &place, arguments.rounds.max(1))
}

fn measure(what: What, place: &Place, rounds: usize) -> anyhow::Result<()> {
    match what {
        What::Run => run::measure(place, rounds),
        What::BuildScript => build_script::measure(place, rounds),
        What::Growth => growth::measure(place, rounds),
        What::Check => check::measure(place, rounds),
        What::Compile => compile::measure(place, rounds),
        What::Programs => programs::measure(place),
        What::Read => read::measure(place),
        What::Verify => verify::measure(place, rounds),
        What::All => all(place, rounds),
    }
}

/// Prints one table after the other, each with the time that it has taken.
fn all(place: &Place, rounds: usize) -> anyhow::Result<()> {
    for (name, what) in What::EACH {
        println!("`{name}`:\n");
        let start = Instant::now();
        measure(what, place, rounds)?;
        println!("\nThat took {:.0} s.\n", start.elapsed().as_secs_f64());
    }
    Ok(())
}
