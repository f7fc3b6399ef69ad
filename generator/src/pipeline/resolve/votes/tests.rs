use super::*;
use crate::pipeline::api::ResourceId;

const DEPOT: Type = Type::Resource(ResourceId(1));

fn named(name: &str) -> TypeExpr {
    TypeExpr::Named(name.to_owned())
}

fn verdict(known: &[(Type, &str)], unknown: &[&str]) -> Verdict {
    let mut votes = Votes::default();
    for (ty, name) in known {
        votes.vote(ty.clone(), &named(name));
    }
    for name in unknown {
        votes.vote_unknown(&named(name));
    }
    votes.verdict()
}

fn majority(ty: Type, votes: usize, against: usize) -> Verdict {
    Verdict::Majority(ty, Decision::Majority { votes, against })
}

fn plurality(ty: Type, votes: usize, against: usize) -> Verdict {
    Verdict::Leaning(ty, Decision::Plurality { votes, against })
}

#[test]
fn a_name_counts_for_the_type_that_another_view_calls_so() {
    let unknown = ["post.Depot", "Depot", "Store"];
    assert_eq!(
        verdict(&[(DEPOT, "Depot")], &unknown),
        majority(DEPOT, 3, 1)
    );
}

#[test]
fn most_views_may_mean_what_the_docs_do_not_describe() {
    assert_eq!(
        verdict(&[(DEPOT, "Depot")], &["Store", "Store"]),
        Verdict::Unknown
    );
    assert_eq!(verdict(&[], &["Store"]), Verdict::Unknown);
    assert_eq!(verdict(&[], &[]), Verdict::Silence);
}

#[test]
fn a_majority_is_more_than_half() {
    let depots = [(DEPOT, "Depot"), (DEPOT, "Depot")];
    assert_eq!(verdict(&depots, &["Store"]), majority(DEPOT, 2, 1));
    let unlike = ["Store", "Shop"];
    assert_eq!(verdict(&depots, &unlike), plurality(DEPOT, 2, 2));
    let unlike = ["Store", "Shop", "Kiosk"];
    assert_eq!(verdict(&depots, &unlike), plurality(DEPOT, 2, 3));
}

#[test]
fn as_many_for_one_as_for_another_is_no_verdict() {
    assert_eq!(verdict(&[(DEPOT, "Depot")], &["Store"]), Verdict::Silence);
    let unlike = ["Store", "Shop"];
    assert_eq!(verdict(&[(DEPOT, "Depot")], &unlike), Verdict::Silence);
    let others = [(Type::Integer, "int"), (Type::Boolean, "bool")];
    assert_eq!(verdict(&others, &[]), Verdict::Silence);
}

#[test]
fn a_text_may_be_an_enum_of_another_view() {
    let text = [(Type::String, "string")];
    assert_eq!(
        verdict(&text, &["State", "State"]),
        majority(Type::String, 1, 0)
    );
}

#[test]
fn equals_lean_to_the_widest_if_there_is_one() {
    let map = |value| Type::Map(Box::new(value));
    let maps = [(map(Type::String), "a"), (map(Type::Any), "b")];
    let decision = Decision::WidestOfTie {
        votes: 1,
        narrower: 1,
    };
    assert_eq!(
        verdict(&maps, &[]),
        Verdict::Leaning(map(Type::Any), decision)
    );
    assert_eq!(verdict(&maps, &["Store"]), Verdict::Silence);
    assert_eq!(verdict(&maps, &["Store", "Store"]), Verdict::Unknown);
}
