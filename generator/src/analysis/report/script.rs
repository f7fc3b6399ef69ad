//! The script of the page, and a policy that allows no other script.

pub(super) const SCRIPT: &str = include_str!("script.js");

/// The SHA-256 of the script. It is a constant, since computing it would need eight crates. A test
/// checks it.
const HASH: &str = "vvKecAZ3QnVWZTGO8HxycqzyMylCIacOjKQqntZUlZo=";

/// The content security policy: it allows only the page's own style and script.
pub(super) fn policy() -> String {
    format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{HASH}'; \
         base-uri 'none'; form-action 'none'"
    )
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn the_policy_has_the_hash_of_the_script() {
        assert_eq!(HASH, STANDARD.encode(Sha256::digest(SCRIPT)));
    }
}
