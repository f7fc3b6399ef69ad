//! Compares paths on the wire with paths of operations.

use super::{Part, Segment};

impl Segment {
    /// `true` if a text on the wire matches this segment: it has the same texts, and a value for
    /// each parameter.
    pub(crate) fn fits(&self, text: &str) -> bool {
        fits(&self.parts, text)
    }
}

/// `true` if a text on the wire matches these parts.
fn fits(parts: &[Part], text: &str) -> bool {
    match parts {
        [] => text.is_empty(),
        [Part::Text(expected), rest @ ..] => text
            .strip_prefix(expected.as_str())
            .is_some_and(|text| fits(rest, text)),
        [Part::Parameter(_)] => !text.is_empty(),
        [Part::Parameter(_), Part::Text(last)] => text
            .strip_suffix(last.as_str())
            .is_some_and(|value| !value.is_empty()),
        // A parameter follows the text, and matches whatever a later occurrence would skip, so the
        // first occurrence is enough.
        [Part::Parameter(_), Part::Text(next), rest @ ..] => {
            let first = text.chars().next().map_or(0, char::len_utf8);
            text[first..]
                .split_once(next.as_str())
                .is_some_and(|(_, text)| fits(rest, text))
        }
        [Part::Parameter(_), rest @ ..] => !text.is_empty() && fits(rest, text),
    }
}

#[cfg(test)]
mod tests {
    use crate::notation::url_template::UrlTemplate;

    fn fits(segment: &str, text: &str) -> bool {
        let template = UrlTemplate::parse_corrected(&format!("/{segment}"), &|_| false);
        template.unwrap().segments()[0].fits(text)
    }

    #[test]
    fn parameters_match_all_texts_but_the_empty_one() {
        for (segment, text, expected) in [
            ("{a}.json", "b.json", true),
            ("{a}.json", ".json.json", true),
            ("{a}.json", ".json", false),
            ("{a}.json", "b.json.", false),
            ("{a}-{b}", "--b", true),
            ("{a}-{b}", "é-b-c", true),
            ("{a}-{b}", "é-", false),
            ("{a}-{b}-c", "a-b-c-c", true),
            ("{a}-{b}-c", "a--c", false),
            ("{a}-{b}-c", "-----c", true),
            ("v{a}-{b}", "", false),
        ] {
            assert_eq!(fits(segment, text), expected, "{segment} {text}");
        }
    }

    /// There are more ways to share out the dashes than could ever be tried.
    #[test]
    fn a_segment_of_many_parameters_is_compared_at_once() {
        let names: Vec<String> = (0..60).map(|at| format!("{{p{at}}}")).collect();
        let segment = names.join("-") + "-end";
        assert!(!fits(&segment, &"-".repeat(400)));
        assert!(fits(&segment, &("-".repeat(400) + "end")));
    }
}
