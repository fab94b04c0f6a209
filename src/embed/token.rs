//! Which of a host's tokens to use. Pure: nothing here trusts a token, the API does that.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::api::json;

/// Whose token it is and how long it is good for, as it says itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    pub identity: [String; 3],
    /// Unix seconds.
    pub expires: i64,
    /// Unix seconds; not every host says it.
    pub issued: Option<i64>,
}

/// What to do with a token that arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Not a token, or no newer than the one in use: hosts send old ones again, also of whoever was here before.
    Ignore,
    /// The same person for longer: use it once the API takes it.
    Renew,
    /// Somebody else: once the API takes it, nothing of the former person may stay.
    Replace,
}

/// Longer tokens are no tokens.
const LONGEST: usize = 8_192;

impl Claims {
    /// Reads the claims of a JWT without checking its signature. None for what is no JWT of the protocol.
    #[must_use]
    pub fn read(token: &str) -> Option<Self> {
        let mut parts = token.split('.');
        let (_, claims, _) = (parts.next()?, parts.next()?, parts.next()?);
        if token.len() > LONGEST || parts.next().is_some() {
            return None;
        }
        let claims = String::from_utf8(URL_SAFE_NO_PAD.decode(claims).ok()?).ok()?;
        let claims = json::parse(&claims)?;
        let text = |name: &str| claims[name].as_str().map(str::to_owned);
        let identity = [text("sub")?, text("organization")?, text("customer")?];
        Some(Self { identity, expires: claims["exp"].as_i64()?, issued: claims["iat"].as_i64() })
    }

    /// Whether it was certainly made before the other.
    fn is_older_than(&self, other: &Self) -> bool {
        self.issued.zip(other.issued).is_some_and(|(own, other)| own < other)
    }
}

/// Weighs a token against the one in use.
#[must_use]
pub fn decide(current: Option<&Claims>, token: &str) -> Decision {
    match (current, Claims::read(token)) {
        (_, None) => Decision::Ignore,
        (None, Some(_)) => Decision::Replace,
        (Some(current), Some(new)) if current.identity != new.identity => {
            if new.is_older_than(current) {
                Decision::Ignore
            } else {
                Decision::Replace
            }
        }
        (Some(current), Some(new)) if new.expires > current.expires => Decision::Renew,
        (Some(_), Some(_)) => Decision::Ignore,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn token(sub: &str, expires: i64) -> String {
        let claims = json!({"sub": sub, "organization": "o", "customer": "c", "exp": expires});
        format!("e30.{}.sig", URL_SAFE_NO_PAD.encode(claims.to_string()))
    }

    fn issued(sub: &str, at: impl Into<Option<i64>>) -> String {
        let claims = json!({"sub": sub, "organization": "o", "customer": "c", "exp": 1, "iat": at.into()});
        format!("e30.{}.sig", URL_SAFE_NO_PAD.encode(claims.to_string()))
    }

    #[test]
    fn who_was_here_before_does_not_come_back_by_an_old_token() {
        for (current, new, expected) in [
            (Some(20), Some(10), Decision::Ignore),
            (Some(20), Some(20), Decision::Replace),
            (Some(20), Some(30), Decision::Replace),
            (Some(20), None, Decision::Replace),
            (None, Some(10), Decision::Replace),
        ] {
            let current = Claims::read(&issued("ada", current));
            assert_eq!(decide(current.as_ref(), &issued("bob", new)), expected, "{new:?}");
        }
    }

    #[test]
    fn what_is_no_token_is_ignored() {
        let list_of_subjects =
            URL_SAFE_NO_PAD.encode(r#"{"sub":["a"],"organization":"o","customer":"c","exp":1}"#);
        for nonsense in
            ["", "a.b", "a.b.c.d", "a.!.c", &format!("a.{list_of_subjects}.c"), &"a".repeat(9_000)]
        {
            assert_eq!(decide(None, nonsense), Decision::Ignore, "{nonsense}");
        }
    }

    #[test]
    fn same_person_later_another_person() {
        let current = Claims::read(&token("ada", 100));
        assert_eq!(decide(None, &token("ada", 100)), Decision::Replace);
        for (sub, expires, expected) in [
            ("ada", 99, Decision::Ignore),
            ("ada", 100, Decision::Ignore),
            ("ada", 101, Decision::Renew),
            ("bob", 1, Decision::Replace),
        ] {
            assert_eq!(decide(current.as_ref(), &token(sub, expires)), expected);
        }
    }

    proptest! {
        #[test]
        fn the_latest_token_of_a_person_wins_in_any_order(expiries in prop::collection::vec(0_i64..1_000, 1..20)) {
            let mut current: Option<Claims> = None;
            for expires in &expiries {
                let token = token("ada", *expires);
                if decide(current.as_ref(), &token) != Decision::Ignore {
                    let before = current.as_ref().map_or(i64::MIN, |it| it.expires);
                    current = Claims::read(&token);
                    prop_assert!(current.as_ref().is_some_and(|it| it.expires > before));
                }
            }
            prop_assert_eq!(current.map(|it| it.expires), expiries.iter().max().copied());
        }
    }
}
