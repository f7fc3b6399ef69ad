use super::*;

fn shown(difference: FileDifference<'_>, mut budget: LineBudget) -> String {
    let mut out = Vec::new();
    let file = "generated/bike.rs";
    budget.write(file, difference, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn numbered(from: usize, to: usize) -> String {
    (from..to)
        .map(|number| format!("line {number}\n"))
        .collect()
}

#[test]
fn a_difference_is_short_and_says_what_it_omits() {
    let there = format!("{}old\u{1b}[2J\n{}", numbered(0, 5), numbered(5, 99));
    let made = format!("{}new\n{}", numbered(0, 5), numbered(5, 100));
    let outdated =
        |old: &str, new: &str| shown(FileDifference::Outdated { old, new }, LineBudget::default());
    let texts = [
        outdated(&there, &made),
        outdated(&numbered(0, 50), &numbered(100, 150)),
        shown(
            FileDifference::Outdated {
                old: &numbered(0, 50),
                new: &numbered(100, 150),
            },
            LineBudget(0),
        ),
        outdated("// made\n\nbody\n", "// made\n// otherwise\n\nbody\n"),
        shown(
            FileDifference::Missing { new: &made },
            LineBudget::default(),
        ),
        shown(
            FileDifference::Orphaned { old: &there },
            LineBudget::default(),
        ),
    ];
    insta::assert_snapshot!(texts.concat());
}

#[test]
fn endings_of_lines_are_told_in_words() {
    let made = "// made\n\none\ntwo\n";
    let outdated = |there: &str| {
        let there = there.replace('\n', "\r\n");
        let difference = FileDifference::Outdated {
            old: &there,
            new: made,
        };
        shown(difference, LineBudget::default())
    };
    let texts = [
        outdated(made),
        outdated("// formerly\n\none\ntwo\n"),
        outdated("// made\n\none\n2\n"),
    ];
    insta::assert_snapshot!(texts.concat());
}
