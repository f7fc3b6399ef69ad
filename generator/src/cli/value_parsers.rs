//! Parsers of named values. The library parses them, and completions offer their names.

use std::error::Error;
use std::ffi::OsStr;
use std::marker::PhantomData;
use std::str::FromStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command, CommandFactory};
use reference_codegen::lint::Rule;
use reference_codegen::{Layout, MapType, SerdeDerives, Structs, TimeType, View};

use crate::cli::arguments::Arguments;

pub(crate) fn layout() -> NamedValueParser<Layout> {
    NamedValueParser::new(|| vec!["tree", "file", "crate"])
}

pub(crate) fn view() -> NamedValueParser<View> {
    NamedValueParser::new(|| View::ALL.iter().map(|view| view.as_str()).collect())
}

/// A Rust path is a value as well, but completions cannot offer it.
pub(crate) fn time() -> NamedValueParser<TimeType> {
    NamedValueParser::new(|| vec!["string", "jiff", "chrono", "time"])
}

pub(crate) fn map() -> NamedValueParser<MapType> {
    NamedValueParser::new(|| vec!["BTreeMap", "IndexMap"])
}

pub(crate) fn serde() -> NamedValueParser<SerdeDerives> {
    NamedValueParser::new(|| vec!["both", "by-direction"])
}

pub(crate) fn structs() -> NamedValueParser<Structs> {
    NamedValueParser::new(|| vec!["non-exhaustive", "exhaustive"])
}

pub(crate) fn rule() -> NamedValueParser<Rule> {
    NamedValueParser::new(|| Rule::ALL.iter().map(|rule| rule.as_str()).collect())
}

/// A parser that uses the library's, with the names for completions.
#[derive(Debug)]
pub(crate) struct NamedValueParser<T> {
    names: fn() -> Vec<&'static str>,
    value: PhantomData<fn() -> T>,
}

impl<T> NamedValueParser<T> {
    fn new(names: fn() -> Vec<&'static str>) -> Self {
        let value = PhantomData;
        Self { names, value }
    }
}

impl<T> Clone for NamedValueParser<T> {
    fn clone(&self) -> Self {
        Self::new(self.names)
    }
}

impl<T> TypedValueParser for NamedValueParser<T>
where
    T: FromStr<Err: Error + Send + Sync> + Clone + Send + Sync + 'static,
{
    type Value = T;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<T, clap::Error> {
        TypedValueParser::parse_ref(&T::from_str, command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.names)().into_iter().map(PossibleValue::new)))
    }
}

/// The name of a subcommand.
#[derive(Debug, Clone)]
pub(crate) struct Subcommand;

impl TypedValueParser for Subcommand {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        PossibleValuesParser::new(subcommands()).parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let names = subcommands().into_iter().map(PossibleValue::new);
        Some(Box::new(names))
    }
}

fn subcommands() -> Vec<String> {
    let command = Arguments::command();
    let names = command.get_subcommands().map(Command::get_name);
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The library lists the same names in the error for an unknown value.
    #[test]
    fn the_names_are_those_of_the_library() {
        fn refused<T: FromStr<Err: Error>>(names: &NamedValueParser<T>) -> (String, String) {
            let error = "?".parse::<T>().err().unwrap();
            (error.to_string(), (names.names)().join(", "))
        }
        for (error, names) in [
            refused(&layout()),
            refused(&view()),
            refused(&time()),
            refused(&map()),
            refused(&serde()),
            refused(&structs()),
            refused(&rule()),
        ] {
            let list = error
                .rsplit_once(": use one of ")
                .or(error.rsplit_once(": the rules are "));
            assert_eq!(list.map(|(_, list)| list), Some(names.as_str()), "{error}");
        }
    }
}
