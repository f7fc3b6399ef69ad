//! The page of a report in a real browser, driven by its keys.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod chromium;
mod looks;
mod moves;
mod page;
mod tab;

use std::path::PathBuf;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use tab::Tab;

/// A test, which drives a tab of its own.
type Test = fn(&mut Tab);

const TESTS: [(&str, Test); 30] = [
    ("loads_silently", looks::loads_silently),
    ("search_by_keyboard", moves::search_by_keyboard),
    (
        "the_address_restores_the_filters",
        moves::the_address_restores_the_filters,
    ),
    ("every_filter_filters", moves::every_filter_filters),
    (
        "links_lead_there_and_back",
        moves::links_lead_there_and_back,
    ),
    (
        "the_keys_go_on_from_what_a_link_shows",
        moves::the_keys_go_on_from_what_a_link_shows,
    ),
    (
        "the_keys_go_on_from_a_badge",
        moves::the_keys_go_on_from_a_badge,
    ),
    ("no_address_is_an_error", moves::no_address_is_an_error),
    ("lists_without_fields_go", moves::lists_without_fields_go),
    (
        "a_parameter_is_found_below_its_operation",
        moves::a_parameter_is_found_below_its_operation,
    ),
    ("the_best_result_is_first", moves::the_best_result_is_first),
    ("the_whole_path_is_first", moves::the_whole_path_is_first),
    ("tiles_are_filters", moves::tiles_are_filters),
    (
        "a_search_without_results_says_so",
        moves::a_search_without_results_says_so,
    ),
    (
        "links_lead_to_what_is_filtered",
        moves::links_lead_to_what_is_filtered,
    ),
    ("a_reload_keeps_the_place", moves::a_reload_keeps_the_place),
    (
        "back_leads_to_what_was_left",
        moves::back_leads_to_what_was_left,
    ),
    (
        "back_from_another_page_restores_all",
        moves::back_from_another_page_restores_all,
    ),
    (
        "the_inside_is_loaded_late",
        looks::the_inside_is_loaded_late,
    ),
    (
        "lines_lead_to_their_source",
        looks::lines_lead_to_their_source,
    ),
    ("a_long_page_is_unpacked", looks::a_long_page_is_unpacked),
    ("evidence_is_built_late", looks::evidence_is_built_late),
    (
        "evidence_that_stays_packed_says_so",
        looks::evidence_that_stays_packed_says_so,
    ),
    (
        "the_title_breaks_between_words",
        looks::the_title_breaks_between_words,
    ),
    (
        "the_header_is_whole_on_a_phone",
        looks::the_header_is_whole_on_a_phone,
    ),
    ("focus_rings_are_whole", looks::focus_rings_are_whole),
    ("long_lists_are_folded", looks::long_lists_are_folded),
    ("hostile_text_stays_text", looks::hostile_text_stays_text),
    ("fits_a_phone", looks::fits_a_phone),
    ("colours_are_chosen", looks::colours_are_chosen),
];

fn main() -> ExitCode {
    let program = chromium::find();
    let trials = TESTS
        .into_iter()
        .map(|(name, test)| trial(name, test, program.clone()));
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

/// A test that is ignored, with the reason, where there is no browser.
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
