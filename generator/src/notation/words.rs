//! The words of a name in any case style, and `snake_case`, by which the nine views are joined.
//!
//! The crate heck splits ordinary camel case. [`KNOWN`] has the words with unusual capitals.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Words that heck would split wrongly: as written, and in the name of a type.
///
/// A word must come before its own prefixes: `IDs` before `ID`.
const KNOWN: &[(&str, &str)] = &[
    ("APIs", "Apis"),
    ("AuthKit", "AuthKit"),
    ("GitHub", "GitHub"),
    ("IDs", "Ids"),
    ("ID", "Id"),
    ("JWTs", "Jwts"),
    ("MFA", "Mfa"),
    ("OAuth", "OAuth"),
    ("OIDC", "Oidc"),
    ("SAML", "Saml"),
    ("SCIM", "Scim"),
    ("SSO", "Sso"),
    ("TOTP", "Totp"),
    ("URIs", "Uris"),
    ("URLs", "Urls"),
    ("URL", "Url"),
    ("VMware", "VMware"),
    ("WorkOS", "WorkOs"),
];

/// The minimum length of known words that are recognized in a sequence of capitals (`ADFSSAML`).
/// Shorter words would match by chance (`IDEAL`).
const MIN_LENGTH_IN_CAPITALS: usize = 4;

/// A word with the digits after it: `OAuth2` in `OAuth2Token`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    snake: String,
    camel: String,
}

impl Word {
    /// The word as a part of a field's name: `oauth2`.
    pub(crate) fn snake(self) -> String {
        self.snake
    }

    /// The word as a part of a type's name: `OAuth2`.
    pub(crate) fn camel(self) -> String {
        self.camel
    }
}

/// Splits a text of letters and digits at `aA` and before the last capital of `AAa`.
///
/// A known word is not split, and neither is the plural of an acronym (`UUIDs`).
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let beginnings = beginnings(text);
    let (mut start, mut at) = (0, 0);
    while let Some(letter) = text[at..].chars().next() {
        let is_in_capitals = text[start..at].ends_with(char::is_uppercase);
        let Beginning { known, capitals } = beginnings[at];
        let known =
            known.filter(|(known, _)| !is_in_capitals || known.len() >= MIN_LENGTH_IN_CAPITALS);
        let (length, camel) = if let Some((known, camel)) = known {
            (known.len(), camel.to_owned())
        } else if !is_in_capitals && let Some(length) = acronyms(&text[at..], capitals) {
            (length, text[at..at + length].to_upper_camel_case())
        } else {
            at += letter.len_utf8();
            continue;
        };
        push_words(&text[start..at], &mut words);
        start = at;
        at += length;
        let behind = at;
        at += text[at..].bytes().take_while(u8::is_ascii_digit).count();
        words.push(Word {
            snake: text[start..at].to_lowercase(),
            camel: camel + &text[behind..at],
        });
        start = at;
    }
    push_words(&text[start..], &mut words);
    words
}

/// A name in snake case, with `_` for each `-` as well.
pub(crate) fn underscored(name: &str) -> String {
    snake_case(&name.replace('-', "_"))
}

/// The word with its first letter in upper case.
pub(crate) fn capitalize(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let mut capitalized: String = first.collect();
    capitalized.push_str(letters.as_str());
    capitalized
}

/// Adds the words of a text that contains no known word.
fn push_words(text: &str, words: &mut Vec<Word>) {
    let mut push = |snake: &str| {
        if !snake.is_empty() {
            words.push(Word {
                snake: snake.to_owned(),
                camel: capitalize(snake),
            });
        }
    };
    // Most texts are a single word.
    if text
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    {
        push(text);
    } else {
        text.to_snake_case().split('_').for_each(push);
    }
}

/// The length of the plural of an acronym at the start of the text, which has so many capitals.
fn acronyms(text: &str, capitals: usize) -> Option<usize> {
    let mut behind = text[capitals..].chars();
    let is_plural = behind.next() == Some('s') && !behind.next().is_some_and(char::is_lowercase);
    if capitals > 1 && is_plural {
        Some(capitals + 1)
    } else {
        None
    }
}

/// The word that may begin at a byte of a name.
#[derive(Debug, Clone, Copy, Default)]
struct Beginning {
    /// The known word there, if a word can end after it.
    known: Option<(&'static str, &'static str)>,
    /// The number of capitals without an accent from there on.
    capitals: usize,
}

/// The words that may begin at each byte of a name, and after the last one. They are found from
/// right to left, since each depends on the one after it.
fn beginnings(text: &str) -> Vec<Beginning> {
    let mut beginnings = vec![Beginning::default(); text.len() + 1];
    let letters = text.bytes().enumerate().rev();
    for (at, letter) in letters.filter(|(_, letter)| letter.is_ascii_alphabetic()) {
        let known = known_word(text, at, &beginnings);
        let mut capitals = 0;
        if letter.is_ascii_uppercase() {
            capitals = beginnings[at + 1].capitals + 1;
        }
        beginnings[at] = Beginning { known, capitals };
    }
    beginnings
}

/// The known word that begins at a letter, if a word can end after it. At the start of a name, its
/// first letter may have either case, as in `oAuthTokens`.
fn known_word(text: &str, at: usize, behind: &[Beginning]) -> Option<(&'static str, &'static str)> {
    let first = text[at..].chars().next()?;
    if at > 0 && !first.is_uppercase() {
        return None;
    }
    KNOWN.iter().copied().find(|(known, _)| {
        let end = at + known.len();
        known.starts_with(first.to_ascii_uppercase())
            && text[at + 1..].starts_with(&known[1..])
            && is_word_end(&text[end..], known.len(), behind[end])
    })
}

/// `true` if a known word of this length can end before `rest`: a long word before any capital, a
/// short word only before a capital that starts a word.
fn is_word_end(rest: &str, length: usize, next: Beginning) -> bool {
    let mut letters = rest.chars();
    match letters.next() {
        Some(letter) if letter.is_lowercase() => false,
        Some(letter) if letter.is_uppercase() => {
            length >= MIN_LENGTH_IN_CAPITALS
                || letters.next().is_some_and(char::is_lowercase)
                || next.known.is_some()
        }
        _ => true,
    }
}

/// The last part of a name with a package, which names the type: `Kite` of `kites.Kite`,
/// `Air::Kite` and `\Air\Kite`.
pub(crate) fn last_part(name: &str) -> &str {
    name.rsplit(['.', ':', '\\']).next().unwrap_or(name)
}

/// The key of a member in `snake_case`, by which the views are joined.
///
/// Markers after the name are dropped: ` [Deprecated]`, an argument list, a final `?`. A key that
/// is already in `snake_case` is returned unchanged.
pub(crate) fn snake_case(key: &str) -> String {
    let name = bare_name(key);
    // A fast path: most views write keys in snake case.
    let is_snake = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_');
    if name.bytes().all(is_snake) {
        return name.to_owned();
    }
    let mut snake = String::with_capacity(name.len() + 4);
    for part in name.split_inclusive(|letter: char| !letter.is_alphanumeric()) {
        let letters = part.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        for (index, word) in words(letters).into_iter().enumerate() {
            if index > 0 {
                snake.push('_');
            }
            snake.push_str(&word.snake());
        }
        snake.push_str(&part[letters.len()..]);
    }
    snake
}

/// The key without the markers after the name.
fn bare_name(key: &str) -> &str {
    let key = key.trim();
    let key = key.strip_suffix("[Deprecated]").unwrap_or(key).trim_end();
    let key = match key.split_once('(') {
        Some((name, _)) if key.ends_with(')') && !name.is_empty() => name,
        _ => key,
    };
    key.strip_suffix('?').unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::snake_case;

    #[test]
    fn every_view_spells_the_same_name() {
        let spellings = [
            ("id", "ID Id id"),
            ("idp_id", "IdpID IdpId idpId idp_id"),
            (
                "connection_ids",
                "connectionIDs ConnectionIds connection_ids",
            ),
            ("return_url", "ReturnURL returnUrl"),
            ("obfuscated_value", "ObfuscatedValue obfuscatedValue"),
            ("totp_user", "TOTPUser totpUser TotpUser"),
            ("saml_url", "SAMLUrl samlURL SamlUrl"),
            ("urls_by_id", "URLsByID urlsById"),
            ("ip_address", "IPAddress ipAddress"),
            ("pending_token", "pendingToken pending_Token"),
            ("last_sign_in_at", "lastSignInAt LastSignInAt"),
            (
                "workos_organization_id",
                "workosOrganizationId WorkOSOrganizationID workOSOrganizationId",
            ),
            ("workos_url", "WorkOSURL WorkosUrl"),
            ("oauth_tokens", "OAuthTokens oAuthTokens oauthTokens"),
            (
                "github_oauth",
                "GitHubOAuth GitHubOauth gitHubOAuth github_oauth",
            ),
            ("authkit_response", "AuthKitResponse authKitResponse"),
            ("sso_auth", "SSOAuth ssoAuth"),
            ("foo_auth", "fooAuth FooAuth"),
            ("oauth2_token", "OAuth2Token oauth2Token"),
        ];
        for (snake, keys) in spellings {
            for key in keys.split(' ') {
                assert_eq!(snake_case(key), snake, "{key}");
            }
        }
    }

    #[test]
    fn the_plural_of_an_acronym_is_one_word() {
        assert_eq!(snake_case("clientUUIDs"), "client_uuids");
        assert_eq!(snake_case("SSOIDsByURL"), "sso_ids_by_url");
    }

    #[test]
    fn a_long_name_of_short_words_is_split_at_once() {
        for (word, snake) in [("ID", "id_"), ("URLMFA", "url_mfa_"), ("SAMLA", "saml_a_")] {
            let name = word.repeat(20_000);
            assert_eq!(
                snake_case(&name),
                snake.repeat(20_000).trim_end_matches('_')
            );
        }
    }

    #[test]
    fn marks_behind_the_name_are_dropped() {
        assert_eq!(snake_case("client_secret?"), "client_secret");
        assert_eq!(snake_case("RawValues [Deprecated]"), "raw_values");
        assert_eq!(snake_case("domainHint(value: String)"), "domain_hint");
        assert_eq!(snake_case("loginHint? [Deprecated]\n"), "login_hint");
        assert_eq!(snake_case("(value)"), "(value)");
    }

    #[test]
    fn snake_case_is_left_alone() {
        for key in [
            "_id",
            "a__b",
            "sha256",
            "content-type",
            "",
            "id_token_2",
            "of_",
        ] {
            assert_eq!(snake_case(key), key);
        }
    }
}
