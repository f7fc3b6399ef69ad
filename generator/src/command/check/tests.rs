use super::*;

fn shown(there: &str, made: &str, mut lines_left: usize) -> String {
    let mut out = Vec::new();
    difference::write("generated/bike.rs", there, made, &mut lines_left, &mut out).unwrap();
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
    let texts = [
        shown(&there, &made, 200),
        shown(&numbered(0, 50), &numbered(100, 150), 200),
        shown(&numbered(0, 50), &numbered(100, 150), 0),
        shown("// made\n\nbody\n", "// made\n// otherwise\n\nbody\n", 200),
        shown("", &made, 200),
        shown(&there, "", 200),
    ];
    insta::assert_snapshot!(texts.concat());
}

#[test]
fn the_command_that_mends_has_the_same_arguments() {
    let arguments = |words: &[&str]| {
        mend(
            words
                .iter()
                .map(OsString::from)
                .collect::<Vec<_>>()
                .into_iter(),
        )
    };
    assert_eq!(
        arguments(&[
            "target/debug/x",
            "-q",
            "check",
            "docs",
            "--out",
            "src/my api",
            "--time=jiff"
        ]),
        "reference-codegen -q generate docs --out 'src/my api' --time=jiff"
    );
    assert_eq!(
        arguments(&["x", "check", "check", "it's"]),
        r"reference-codegen generate check 'it'\''s'"
    );
}
