//! Recognizes descriptions of secrets: values that are shown once, exchanged, or kept secret.

use super::name::{has, is};

/// The words for a value that is given to somebody.
const SHOWN: &str = "accessible available displayed given provided returned revealed shown \
                     viewable viewed visible";

/// The words for a value that is requested again.
const SHOWN_AGAIN: &str = "access accessed display get recover recovered retrieve retrieved see \
                           show view";

/// The words after `once` if it means "one time", such as `when` in "once when it is created".
const HOW_OFTEN: &str = "after and as at but by during for immediately in on per so upon when";

/// The words before the time of creation.
const AT: &str = "after at during on once upon when";

/// The words for the time of creation.
const MADE: &str = "created creation generated generation issued";

/// The maximum distance in words between the two: "when the new key is created".
const MAX_DISTANCE: usize = 5;

const NOT: &str = "can't cannot impossible never no not unable won't";
const AGAIN: &str = "afterwards again later";
const KEEP: &str = "keep kept remain store stored stay treat treated";
const SECRET: &str = "confidential password private secret secure securely";
const SHARE: &str = "disclose disclosed expose exposed leak reveal share shared";
const IS: &str = "are be been is was were";
const IT: &str = "it that them these this those";

/// `true` if a sentence states that the value is shown once, is exchanged for something, or must be
/// kept secret.
pub(super) fn says_secret(docs: &str) -> bool {
    let paragraphs = docs.split("\n\n");
    let mut sentences = paragraphs.flat_map(|it| it.split(['.', '!', '?', ';', '\u{2014}']));
    sentences.any(|sentence| {
        let words = words(sentence);
        is_shown_once(&words) || is_exchanged(&words) || is_kept(&words)
    })
}

/// The words of a text, in lowercase.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = text.replace('\u{2019}', "'").to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let words = words.map(|word| word.trim_matches('\''));
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// "is only shown once", "is returned only when it is created", "cannot be retrieved later", "the
/// only time that it is shown".
fn is_shown_once(words: &[String]) -> bool {
    let mut positions = words.iter().enumerate();
    let is_number = |(at, word): (usize, &String)| {
        let before = &words[at.saturating_sub(3)..at];
        let ends = words.get(at + 1).is_none_or(|next| is(next, HOW_OFTEN));
        word == "once" && ends && has(before, SHOWN)
    };
    let mut pairs = words.windows(2);
    let is_one_time = pairs.any(|pair| is(&pair[0], "only single") && pair[1] == "time");
    if positions.any(is_number) || is_one_time && has(words, SHOWN) {
        return true;
    }
    let mut behind = (1..words.len()).map(|at| (&words[at - 1], &words[at..]));
    let at_creation =
        behind.any(|(word, rest)| is(word, AT) && has(&rest[..rest.len().min(MAX_DISTANCE)], MADE));
    let only = words.iter().any(|word| word == "only");
    let not_again = has(words, NOT) && (has(words, AGAIN) || at_creation);
    has(words, SHOWN) && (not_again || only && at_creation) || not_again && has(words, SHOWN_AGAIN)
}

/// "can be exchanged for a token", "exchange this token".
fn is_exchanged(words: &[String]) -> bool {
    words.windows(2).any(|pair| {
        is(&pair[0], IS) && pair[1] == "exchanged" || pair[0] == "exchange" && is(&pair[1], IT)
    })
}

/// "keep it secret", "treat it like a password", "do not share this".
fn is_kept(words: &[String]) -> bool {
    has(words, KEEP) && has(words, SECRET) || has(words, NOT) && has(words, SHARE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_shown_once_exchanged_or_kept() {
        for docs in [
            "The lock. It is only shown once.",
            "Shown once, when the lock is made.",
            "Returned exactly once at creation.",
            "This is the only time that the lock is shown.",
            "Displayed a single time.",
            "This is **only returned** at creation time and can\u{2019}t be retrieved later.",
            "Only returned when the new lock is created.",
            "You will not be able to see it again.",
            "It will never be\ndisplayed again",
            "Can be exchanged for a parcel.",
            "[Exchange this text](/reference/parcel) for a parcel.",
            "Keep it secret!",
            "Must be kept confidential.",
            "Treat it like a password.",
            "Do not share this with anybody.",
        ] {
            assert!(says_secret(docs), "{docs}");
        }
    }

    #[test]
    fn once_and_secret_may_mean_something_else() {
        for docs in [
            "",
            "The user is redirected here once the session is over.",
            "The link is shown once the parcel has arrived.",
            "Once shown, the parcel is sent.",
            "The proof key for code exchange.",
            "The endpoint that is used to exchange parcels.",
            "Only returned if the parcel is heavy.",
            "The time at which the parcel was created.",
            "The only time of the day that has parcels.",
            "The identifier of the secret.",
            "The parcel is not sent again.",
        ] {
            assert!(!says_secret(docs), "{docs}");
        }
    }
}
