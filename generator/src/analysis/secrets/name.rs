//! Recognizes names of secrets by their words. Each list is a text with words separated by spaces.

use crate::notation::words::snake_case;

/// The words for secrets.
const SECRETS: &str = "bearer cookie cookies credential credentials jwt jwts otp passcode \
                       passphrase passwd password passwords pin sealed secret secrets token tokens \
                       verifier";

/// The words that make the name of a secret harmless: `page_token`.
const HARMLESS: &str = "continuation cursor masked next obfuscated page pagination prev previous \
                        public redacted skip sync";

/// The last words of names for facts about a secret: `token_type`, `password_reset_id`.
const FACTS: &str = "alg algorithm algorithms algs at audience challenge consent count description \
                     domain domains enabled endpoint expiration expires expiry format hint id ids in issuer \
                     label length lifetime limit method methods name names on policy prefix \
                     requirements scope scopes state status strength suffix supported type types";

/// The words that make a code the secret of a user or of a user's device: `authorization_code`.
const OF_USERS: &str = "access activation auth authenticate authentication authorization \
                        authorize backup challenge confirmation device email enroll enrollment \
                        factor invitation invite login magic mfa oauth otp pairing passkey \
                        password passwordless recovery registration reset security session \
                        signin signup sms sso token totp user verification verify";

/// Pairs of words with the same meaning.
const OF_USERS_TOO: [[&str; 2]; 4] = [
    ["log", "in"],
    ["one", "time"],
    ["sign", "in"],
    ["sign", "up"],
];

/// The words that make a code harmless: `status_code`, `country_code`.
const OF_OTHERS: &str = "area country currency dial error errors failure iso language locale \
                         postal reason region status zip";

/// The words that make a key a secret of a client: `api_key`.
const OF_CLIENTS: &str = "access api client decryption encryption hmac master private secret \
                          shared signing symmetric webhook";

/// Words with the same meaning in the name of the key itself, but not in the name of its owner:
/// `data_key`.
const OF_CLIENTS_TOO: &str = "app application auth authentication data recovery server service \
                              session";

/// The last words of the names of codes.
const CODES: &str = "code codes";

/// The last words of the names of keys.
const KEYS: &str = "key keys";

/// The words of the name of a member, and of its owner.
pub(super) struct MemberName {
    words: Vec<String>,
    owner: Vec<String>,
}

/// Siblings of a member that determine its meaning.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Neighbours {
    /// `true` if there is a sibling `message`: the code is then the code of an error.
    pub(super) message: bool,
    /// `true` if there is a sibling `value`: the key is then the key of an entry.
    pub(super) value: bool,
}

impl MemberName {
    pub(super) fn new(key: &str, owner: &str) -> Self {
        Self {
            words: words(key),
            owner: words(owner),
        }
    }

    /// `true` for the name of a secret. The words of the description only count for a member called
    /// `code`.
    pub(super) fn is_of_secret(&self, docs: &[String], beside: Neighbours) -> bool {
        let Self { words, owner } = self;
        match words.as_slice() {
            [only] if is(only, CODES) => {
                let is_described = is_of_user(docs) && !has(docs, OF_OTHERS);
                !beside.message && !has(owner, OF_OTHERS) && (is_of_user(owner) || is_described)
            }
            [only] if is(only, KEYS) => {
                !beside.value && !is_harmless(owner) && has(owner, OF_CLIENTS)
            }
            [only] if only == "value" => has_credential(owner) || is_key(owner),
            words => has_credential(words) || is_key(words) || is_code(words),
        }
    }

    /// `true` for the name of a fact about a secret, or of something that only resembles a secret.
    pub(super) fn is_harmless(&self) -> bool {
        is_harmless(&self.words)
    }
}

/// The words of a name, in lowercase.
fn words(name: &str) -> Vec<String> {
    let name = name.replace(|c: char| !c.is_alphanumeric(), "_");
    let name = snake_case(&name);
    let words = name.split('_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// `true` if one of the words is in a list.
pub(super) fn has(words: &[String], list: &str) -> bool {
    words.iter().any(|word| is(word, list))
}

/// `true` if the word is in a list.
pub(super) fn is(word: &str, list: &str) -> bool {
    list.split(' ').any(|it| it == word)
}

fn has_credential(words: &[String]) -> bool {
    has(words, SECRETS) && !is_harmless(words)
}

fn is_harmless(words: &[String]) -> bool {
    let last = words.len().saturating_sub(1);
    has(words, HARMLESS) || has(&words[last..], FACTS)
}

/// `true` if the words are the name of a user's code.
fn is_code(words: &[String]) -> bool {
    let is_last = words.last().is_some_and(|it| is(it, CODES));
    is_last && is_of_user(words) && !has(words, OF_OTHERS)
}

fn is_of_user(words: &[String]) -> bool {
    let mut pairs = words.windows(2);
    has(words, OF_USERS) || pairs.any(|pair| OF_USERS_TOO.iter().any(|it| pair == it))
}

/// `true` if the words are the name of a client's key.
fn is_key(words: &[String]) -> bool {
    let is_last = words.last().is_some_and(|it| is(it, KEYS));
    is_last && !is_harmless(words) && (has(words, OF_CLIENTS) || has(words, OF_CLIENTS_TOO))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_credential(name: &str) -> bool {
        has_credential(&words(name))
    }

    fn is_secret(key: &str, owner: &str) -> bool {
        MemberName::new(key, owner).is_of_secret(&[], Neighbours::default())
    }

    #[test]
    fn a_credential_has_its_word_and_none_that_makes_it_a_fact() {
        for name in [
            "token",
            "accessToken",
            "client_secret",
            "new-password",
            "Secret",
            "id_token",
            "password_hash",
            "recovery_tokens",
            "code_verifier",
            "filter[token]",
            "filter.token",
            "bearer",
            "session_cookie",
            "sealedSession",
        ] {
            assert!(is_credential(name), "{name}");
            assert!(is_secret(name, "parcel"), "{name}");
        }
        for name in [
            "token_type",
            "tokenId",
            "pageToken",
            "secretary",
            "password_reset_id",
            "token_expires_at",
            "token_endpoint_auth_methods_supported",
            "id_token_hint",
            "obfuscated_secret",
            "bearer_methods_supported",
            "cookie_name",
            "cookie_domain",
            "unsealed",
            "key",
            "",
        ] {
            assert!(!is_credential(name), "{name}");
            assert!(!is_secret(name, "parcel"), "{name}");
        }
    }

    #[test]
    fn a_code_is_a_secret_if_it_is_of_a_user() {
        for (key, owner) in [
            ("authorization_code", "parcel"),
            ("device_code", "parcel"),
            ("one_time_code", "parcel"),
            ("backupCodes", "parcel"),
            ("code", "magic_auth"),
            ("code", "log_in"),
            ("code", "logIn"),
            ("sign-in_code", "parcel"),
            ("code", "verify_parcel"),
        ] {
            assert!(is_secret(key, owner), "{owner}.{key}");
        }
        for (key, owner) in [
            ("code", "parcel"),
            ("code", "verification_error"),
            ("error_code", "user"),
            ("user_country_code", "user"),
            ("code_challenge", "user"),
            ("postal_code", "user"),
            ("encoded", "user"),
        ] {
            assert!(!is_secret(key, owner), "{owner}.{key}");
        }
    }

    #[test]
    fn a_mere_code_is_a_users_by_its_description_and_no_errors() {
        let is_secret = |docs: &str, message| {
            let beside = Neighbours {
                message,
                value: false,
            };
            let docs: Vec<String> = docs.split(' ').map(str::to_owned).collect();
            MemberName::new("code", "parcel").is_of_secret(&docs, beside)
        };
        assert!(is_secret("the one time code", false));
        assert!(is_secret("the code that the user types", false));
        assert!(!is_secret("the code that the user types", true));
        assert!(!is_secret("the country of the user", false));
        assert!(!is_secret("the code of the parcel", false));
    }

    #[test]
    fn a_key_is_a_secret_if_it_is_of_a_client() {
        for (key, owner) in [
            ("api_key", "parcel"),
            ("signingKeys", "parcel"),
            ("data_key", "parcel"),
            ("key", "client"),
            ("value", "api_key"),
            ("value", "validate-token"),
        ] {
            assert!(is_secret(key, owner), "{owner}.{key}");
        }
        for (key, owner) in [
            ("key", "parcel"),
            ("key", "data"),
            ("idempotency_key", "api"),
            ("public_key", "client"),
            ("api_key_id", "client"),
            ("value", "parcel"),
            ("value", "password_policy"),
        ] {
            assert!(!is_secret(key, owner), "{owner}.{key}");
        }
        let entry = Neighbours {
            message: false,
            value: true,
        };
        assert!(!MemberName::new("key", "client").is_of_secret(&[], entry));
    }
}
