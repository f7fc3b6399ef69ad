//! Docs paths: the id of a resource or operation, followed by the keys of nested members.
//!
//! A key that contains a special character of docs paths is in double quotes:
//! `kite."filter.name"`.

use std::borrow::Cow;

/// The characters with a special meaning between keys, in the paths of lists and maps, and in
/// patterns.
const SPECIAL: [char; 9] = ['.', '[', ']', '{', '}', '*', '?', '"', '\\'];

/// A key as a segment of a path, in quotes if needed.
pub(crate) fn segment(key: &str) -> Cow<'_, str> {
    if !key.is_empty() && !key.contains(SPECIAL) {
        return Cow::Borrowed(key);
    }
    let escaped = key.replace('\\', r"\\").replace('"', r#"\""#);
    Cow::Owned(format!("\"{escaped}\""))
}

/// The path of a member: only the key if the parent path is empty.
pub(crate) fn join(path: &str, key: &str) -> String {
    let segment = segment(key);
    if path.is_empty() {
        return segment.into_owned();
    }
    [path, &segment].join(".")
}

/// The segments of a path, with their quotes.
pub(crate) fn segments(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(path);
    std::iter::from_fn(move || {
        let path = rest?;
        let end = dots(path).next();
        rest = end.map(|end| &path[end + 1..]);
        Some(end.map_or(path, |end| &path[..end]))
    })
}

/// The path of the parent of a member, and the last segment; `None` for an id without a member.
pub(crate) fn split_last(path: &str) -> Option<(&str, &str)> {
    let dot = dots(path).last()?;
    Some((&path[..dot], &path[dot + 1..]))
}

/// The key of a segment; `None` if a quote is not closed, or if there is text outside the quotes.
pub(crate) fn key(segment: &str) -> Option<Cow<'_, str>> {
    let Some(quoted) = segment.strip_prefix('"') else {
        return Some(Cow::Borrowed(segment));
    };
    let mut key = String::with_capacity(quoted.len());
    let mut letters = quoted.chars();
    loop {
        match letters.next()? {
            '"' if letters.as_str().is_empty() => return Some(Cow::Owned(key)),
            '"' => return None,
            '\\' => key.push(letters.next()?),
            letter => key.push(letter),
        }
    }
}

/// The positions of the dots of a path outside quotes.
fn dots(path: &str) -> impl Iterator<Item = usize> {
    let (mut in_quotes, mut is_escaped) = (false, false);
    let dots = path.char_indices().filter(move |(_, letter)| {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = in_quotes,
            '"' => in_quotes = !in_quotes,
            letter => return *letter == '.' && !in_quotes,
        }
        false
    });
    dots.map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_with_a_special_character_is_in_quotes() {
        for (key, spelled) in [
            ("name", "name"),
            ("_id", "_id"),
            ("@type", "@type"),
            ("content-type", "content-type"),
            ("filter.name", "\"filter.name\""),
            ("filter[name]", "\"filter[name]\""),
            ("what?", "\"what?\""),
            ("a\"b\\", r#""a\"b\\""#),
            ("", "\"\""),
        ] {
            assert_eq!(segment(key), spelled);
        }
    }

    #[test]
    fn a_segment_with_an_open_quote_has_no_key() {
        for text in [r#""a"#, r#""a"b"#, r#""a\""#, r#"""#] {
            assert_eq!(key(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_keys_of_a_path_come_back(keys in proptest::collection::vec(r#"[a-c."\\\[\]*é]{0,4}"#, 1..4)) {
            let path = keys.iter().fold(String::new(), |path, key| join(&path, key));
            let found: Vec<String> = segments(&path).map(|it| key(it).unwrap().into_owned()).collect();
            prop_assert_eq!(&found, &keys);
            let last = segments(&path).last().unwrap();
            prop_assert_eq!(split_last(&path).map(|(_, last)| last), (keys.len() > 1).then_some(last));
        }
    }
}
