
/// `Debug`, `Eq` and `Hash` include the parameters, which are not in the JSON.
mod traits {
    use std::collections::HashSet;

    macro_rules! requests {
        ($models:ident) => {{
            use configured::$models::flights::SearchFlightsRequest;

            let request = || SearchFlightsRequest::new("lax", true, 2, ["aa", "bb"]);
            vec![
                request(),
                request().leaves_after("noon"),
                request().pilot("noon"),
                SearchFlightsRequest::new("sfo", true, 2, ["aa", "bb"]),
                SearchFlightsRequest::new("lax", true, 2, ["aa,bb"]),
            ]
        }};
    }

    #[test]
    fn debug_shows_all_members() {
        let derived = requests!(queries_derive);
        let derived = derived.iter().map(|it| format!("{it:?}"));
        let table = requests!(queries_table);
        let table = table.iter().map(|it| format!("{it:?}"));
        for (derived, table) in derived.zip(table) {
            assert_eq!(table, derived.replace("leaves_after", "leavesAfter"));
        }
    }

    #[test]
    fn requests_with_a_different_member_are_different() {
        let twice = [requests!(queries_table), requests!(queries_table)].concat();
        assert_eq!(twice.into_iter().collect::<HashSet<_>>().len(), 5);
    }

    #[test]
    fn hashes_are_those_of_the_derive() {
        use std::hash::{BuildHasher, RandomState};

        let hasher = RandomState::new();
        let derived = requests!(queries_derive);
        let derived: Vec<u64> = derived.iter().map(|it| hasher.hash_one(it)).collect();
        let table = requests!(queries_table);
        let table: Vec<u64> = table.iter().map(|it| hasher.hash_one(it)).collect();
        assert_eq!(table, derived);
        assert_eq!(HashSet::<u64>::from_iter(table).len(), 5);
    }
}
