use super::*;

fn shown(what: FileDifference, there: &str, made: &str, mut budget: LineBudget) -> String {
    let mut out = Vec::new();
    let file = "generated/bike.rs";
    budget.write(what, file, (there, made), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn numbered(from: usize, to: usize) -> String {
    (from..to)
        .map(|number| format!("line {number}\n"))
        .collect()
}

#[test]
fn a_difference_is_short_and_says_what_it_leaves_out() {
    let there = format!("{}old\u{1b}[2J\n{}", numbered(0, 5), numbered(5, 99));
    let made = format!("{}new\n{}", numbered(0, 5), numbered(5, 100));
    let outdated = |there: &str, made: &str| {
        shown(FileDifference::Outdated, there, made, LineBudget::default())
    };
    let texts = [
        outdated(&there, &made),
        outdated(&numbered(0, 50), &numbered(100, 150)),
        shown(
            FileDifference::Outdated,
            &numbered(0, 50),
            &numbered(100, 150),
            LineBudget(0),
        ),
        outdated("// made\n\nbody\n", "// made\n// otherwise\n\nbody\n"),
        shown(FileDifference::Missing, "", &made, LineBudget::default()),
        shown(FileDifference::Orphaned, &there, "", LineBudget::default()),
    ];
    insta::assert_snapshot!(texts.concat());
}

#[test]
fn endings_of_lines_are_told_in_words() {
    let made = "// made\n\none\ntwo\n";
    let outdated = |there: &str| {
        let there = there.replace('\n', "\r\n");
        shown(
            FileDifference::Outdated,
            &there,
            made,
            LineBudget::default(),
        )
    };
    let texts = [
        outdated(made),
        outdated("// formerly\n\none\ntwo\n"),
        outdated("// made\n\none\n2\n"),
    ];
    insta::assert_snapshot!(texts.concat());
}
