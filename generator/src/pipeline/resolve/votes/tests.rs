use super::*;
use crate::pipeline::api::{EnumValues, ResourceId};

const DEPOT: Type = Type::Resource(ResourceId(1));

fn named(name: &str) -> TypeExpr {
    TypeExpr::Named(name.to_owned())
}

fn consensus(known: &[(Type, &str)], unknown: &[&str]) -> Consensus {
    let mut votes = Votes::default();
    for (ty, name) in known {
        votes.vote(ty.clone(), &named(name));
    }
    for name in unknown {
        votes.vote_unknown(&named(name));
    }
    votes.consensus()
}

fn majority(ty: Type, votes: usize, against: usize) -> Consensus {
    Consensus::Majority(ty, Decision::Majority { votes, against })
}

fn plurality(ty: Type, votes: usize, against: usize) -> Consensus {
    Consensus::Leaning(ty, Decision::Plurality { votes, against })
}

#[test]
fn a_name_counts_for_the_type_that_another_view_calls_so() {
    let unknown = ["post.Depot", "Depot", "Store"];
    assert_eq!(
        consensus(&[(DEPOT, "Depot")], &unknown),
        majority(DEPOT, 3, 1)
    );
}

#[test]
fn most_views_may_mean_what_the_docs_do_not_describe() {
    assert_eq!(
        consensus(&[(DEPOT, "Depot")], &["Store", "Store"]),
        Consensus::Unknown
    );
    assert_eq!(consensus(&[], &["Store"]), Consensus::Unknown);
    assert_eq!(consensus(&[], &[]), Consensus::Silence);
}

#[test]
fn a_majority_is_more_than_half() {
    let depots = [(DEPOT, "Depot"), (DEPOT, "Depot")];
    assert_eq!(consensus(&depots, &["Store"]), majority(DEPOT, 2, 1));
    let unlike = ["Store", "Shop"];
    assert_eq!(consensus(&depots, &unlike), plurality(DEPOT, 2, 2));
    let unlike = ["Store", "Shop", "Kiosk"];
    assert_eq!(consensus(&depots, &unlike), plurality(DEPOT, 2, 3));
}

#[test]
fn as_many_for_one_as_for_another_is_no_verdict() {
    assert_eq!(
        consensus(&[(DEPOT, "Depot")], &["Store"]),
        Consensus::Silence
    );
    let unlike = ["Store", "Shop"];
    assert_eq!(consensus(&[(DEPOT, "Depot")], &unlike), Consensus::Silence);
    let others = [(Type::Integer, "int"), (Type::Boolean, "bool")];
    assert_eq!(consensus(&others, &[]), Consensus::Silence);
}

#[test]
fn a_text_may_be_an_enum_of_another_view() {
    let text = [(Type::String, "string")];
    assert_eq!(
        consensus(&text, &["State", "State"]),
        majority(Type::String, 1, 0)
    );
}

#[test]
fn equals_lean_to_the_widest_if_there_is_one() {
    let map = |value| Type::Map(Box::new(value));
    let maps = [
        (map(Type::Enum(EnumValues::default())), "a"),
        (map(Type::String), "b"),
    ];
    let decision = Decision::WidestOfTie {
        votes: 1,
        narrower: 1,
    };
    assert_eq!(
        consensus(&maps, &[]),
        Consensus::Leaning(map(Type::String), decision)
    );
    let scalars = [(Type::Integer, "int"), (map(Type::String), "b")];
    assert_eq!(consensus(&scalars, &[]), Consensus::Silence);
}

#[test]
fn any_value_wins_over_narrower_types_unless_three_views_agree() {
    let map = |value| (Type::Map(Box::new(value)), "map");
    let list = |item| (Type::List(Box::new(item)), "list");
    let any = |ty: (Type, &str), votes, narrower| {
        Consensus::Majority(ty.0, Decision::AnyValue { votes, narrower })
    };
    let strings = || map(Type::String);
    let wide = || map(Type::Any);
    assert_eq!(consensus(&[wide()], &[]), any(wide(), 1, 0));
    assert_eq!(
        consensus(&[strings(), wide(), strings()], &[]),
        any(wide(), 1, 2)
    );
    assert_eq!(
        consensus(&[strings(), strings(), map(Type::Integer), wide()], &[]),
        any(wide(), 1, 3)
    );
    assert_eq!(
        consensus(&[strings(), strings(), wide(), strings()], &[]),
        majority(strings().0, 3, 1)
    );
    let everything = (Type::Any, "Any");
    assert_eq!(
        consensus(&[list(Type::Any), strings(), everything.clone()], &[]),
        any(everything, 1, 2)
    );
    assert_eq!(
        consensus(&[list(Type::Any), list(Type::Boolean)], &[]),
        any(list(Type::Any), 1, 1)
    );
}

#[test]
fn any_value_loses_to_types_that_it_does_not_include() {
    let wide = || (Type::Map(Box::new(Type::Any)), "map");
    let depot = || (DEPOT, "Depot");
    assert_eq!(
        consensus(&[wide(), depot(), depot()], &[]),
        majority(DEPOT, 2, 1)
    );
    assert_eq!(consensus(&[wide()], &["Store"]), Consensus::Silence);
    assert_eq!(
        consensus(&[wide()], &["Store", "Store"]),
        Consensus::Unknown
    );
}

#[test]
fn any_value_takes_in_types_that_the_docs_do_not_describe() {
    let any = || (Type::Any, "Any");
    let text = || (Type::String, "String");
    let decision = |narrower| Decision::AnyValue { votes: 1, narrower };
    let unlike = ["Store", "Shop", "Kiosk"];
    assert_eq!(
        consensus(&[any(), text(), text()], &unlike),
        Consensus::Majority(Type::Any, decision(2))
    );
    assert_eq!(
        consensus(&[any(), (DEPOT, "Depot")], &["Store"; 3]),
        Consensus::Unknown
    );
}
