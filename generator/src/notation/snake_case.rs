//! The keys of members, as all nine views agree on them.

/// Product names that hold a capital and are one word all the same.
const ONE_WORD: [&str; 4] = ["AuthKit", "GitHub", "OAuth", "WorkOS"];

/// The `snake_case` form of a member's key, by which the views are joined.
///
/// Splits at `aA` and before the last capital of `AAa`; the plural of an
/// acronym (`IDs`) and a product name (`OAuth`) stay one word. What is no part
/// of the name is dropped: ` [Deprecated]`, an argument list, a final `?`.
/// A key that is in `snake_case` already comes back unchanged.
pub(crate) fn snake_case(key: &str) -> String {
    let name = bare_name(key);
    // Most keys are of views that write them like this.
    if name
        .bytes()
        .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
    {
        return name.to_owned();
    }
    let name: Vec<char> = name.chars().collect();
    let mut snake = String::with_capacity(name.len() + 4);
    let mut index = 0;
    let mut product_ends = false;
    while index < name.len() {
        let starts = product_ends && name[index].is_uppercase() || starts_word(&name, index);
        if starts && index > 0 && name[index - 1].is_alphanumeric() {
            snake.push('_');
        }
        let product = starts.then(|| product_length(&name[index..])).flatten();
        let end = index + product.unwrap_or(1);
        snake.extend(
            name[index..end]
                .iter()
                .flat_map(|letter| letter.to_lowercase()),
        );
        product_ends = product.is_some();
        index = end;
    }
    snake
}

/// The key without the marks that documentation puts behind the name.
fn bare_name(key: &str) -> &str {
    let key = key.trim();
    let key = key.strip_suffix("[Deprecated]").unwrap_or(key).trim_end();
    let key = match key.split_once('(') {
        Some((name, _)) if key.ends_with(')') && !name.is_empty() => name,
        _ => key,
    };
    key.strip_suffix('?').unwrap_or(key)
}

/// Whether a word starts at the index, product names left aside.
fn starts_word(name: &[char], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).map(|before| name[before]) else {
        return true;
    };
    if !before.is_alphanumeric() {
        return true;
    }
    name[index].is_uppercase() && (!before.is_uppercase() || starts_lowercase(&name[index + 1..]))
}

/// Whether lowercase letters follow that are more than the `s` of `IDs`.
fn starts_lowercase(rest: &[char]) -> bool {
    match rest {
        ['s', next, ..] => next.is_lowercase(),
        ['s'] | [] => false,
        [first, ..] => first.is_lowercase(),
    }
}

/// The length of the product name that the rest starts with, if it does. The
/// first letter's case is free, as in `oAuthTokens`.
fn product_length(rest: &[char]) -> Option<usize> {
    let product = ONE_WORD.iter().find(|product| {
        let letters = product.chars().zip(rest);
        let matching = letters
            .enumerate()
            .take_while(|(index, (expected, letter))| {
                expected == *letter || *index == 0 && expected.eq_ignore_ascii_case(letter)
            });
        matching.count() == product.len()
    })?;
    let next = rest.get(product.len());
    (!next.is_some_and(|next| next.is_lowercase())).then_some(product.len())
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
