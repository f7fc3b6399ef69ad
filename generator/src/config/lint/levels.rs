//! Which rules matter, and how much.

use std::collections::BTreeMap;

use super::{Level, Rule};

/// A level for some of the rules; the others have their default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LintLevels {
    chosen: BTreeMap<Rule, Level>,
}

impl LintLevels {
    /// Chooses the level of a rule.
    pub fn set(mut self, rule: Rule, level: Level) -> Self {
        self.chosen.insert(rule, level);
        self
    }

    /// These choices, and where there is none the other's.
    pub(crate) fn or(mut self, other: &Self) -> Self {
        for (rule, level) in &other.chosen {
            self.chosen.entry(*rule).or_insert(*level);
        }
        self
    }

    /// The level of a rule.
    pub fn level(&self, rule: Rule) -> Level {
        let chosen = self.chosen.get(&rule).copied();
        chosen.unwrap_or_else(|| rule.default_level())
    }
}
