//! The names of HTTP headers.

/// The headers that cannot be parameters: the credential, and headers about the message itself.
const RESERVED: [&str; 6] = [
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
];

/// `true` if HTTP allows a header with this name.
pub(crate) fn is_header_name(name: &str) -> bool {
    let is_fit = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !name.is_empty() && name.chars().all(is_fit)
}

/// `true` if a parameter cannot be this header.
pub(crate) fn is_reserved(name: &str) -> bool {
    RESERVED
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
}

/// `true` for a name such as `Trace-Id`: words that begin with a capital, with `-` between them.
pub(crate) fn is_train_case(name: &str) -> bool {
    name.split('-').all(|word| {
        let mut chars = word.chars();
        chars.next().is_some_and(|first| first.is_ascii_uppercase())
            && chars.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    })
}

/// The name in snake case: `trace_id` for `Trace-Id`.
pub(crate) fn snake_case(name: &str) -> String {
    name.to_ascii_lowercase().replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_token() {
        for name in ["Trace-Id", "x-trace", "DPoP", "a!b"] {
            assert!(is_header_name(name), "{name}");
        }
        for name in ["", "Trace Id", "Trace:", "Träce", "a\r\nb", "a\"b"] {
            assert!(!is_header_name(name), "{name}");
        }
    }

    #[test]
    fn train_case_has_a_capital_in_front_of_each_word() {
        assert!(is_train_case("Trace-Id") && is_train_case("Trace") && is_train_case("If-None2"));
        for name in [
            "", "trace-id", "Trace-id", "TraceId", "Trace-", "-Id", "TRACE-ID",
        ] {
            assert!(!is_train_case(name), "{name}");
        }
    }

    #[test]
    fn what_describes_the_message_is_no_parameter() {
        assert!(is_reserved("Authorization") && is_reserved("content-type"));
        assert!(!is_reserved("Trace-Id"));
    }
}
