//! Passwords: people of the demo data begin with the same one, which their profile can change.

use argon2::{
    Argon2,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString, rand_core::OsRng},
};
use serde_json::json;

use super::{
    args,
    failure::Failure,
    mutation::{Change, Outcome},
    validate::Problem,
};
use crate::{policy::text, store::Doc};

/// The password of everybody who has not chosen another.
pub const FIRST: &str = "gantry-demo";

/// Characters.
const SHORTEST: usize = 8;

/// The field that holds the hash. No field of the contract has this name, so no answer shows it.
const HASH: &str = "passwordHash";

impl Change<'_, '_> {
    /// One's own, and only by who knows it.
    pub(super) fn change_password(&mut self) -> Result<Outcome, Failure> {
        if self.caller.is_hosted {
            return Err(Failure::Denied);
        }
        let given = |name: &str| args::text(self.input, name).unwrap_or_default().to_owned();
        let (current, new) = (given("currentPassword"), given("newPassword"));
        let mut user = self.caller.user.clone();
        let mut problems = Vec::new();
        if !is_password(&user, &current) {
            problems.push(Problem::new("currentPassword", "This is not your current password."));
        } else if let Some(why) = refusal(&new) {
            problems.push(Problem::new("newPassword", why));
        } else if new == current {
            problems
                .push(Problem::new("newPassword", "Choose a password that differs from the current one."));
        }
        if !problems.is_empty() {
            return Ok(Err(problems));
        }
        keep(&mut user, hash(&new)?);
        self.writer.update("User", user.clone())?;
        Ok(Ok(user))
    }
}

/// Why a password cannot be chosen; none when it can.
#[must_use]
pub fn refusal(new: &str) -> Option<&'static str> {
    (new.chars().count() < SHORTEST).then_some("Choose a password of at least 8 characters.")
}

/// What is kept of a password.
pub fn hash(new: &str) -> Result<String, Failure> {
    let salt = SaltString::generate(&mut OsRng);
    let hash = Argon2::default().hash_password(new.as_bytes(), &salt);
    hash.map(|it| it.to_string()).map_err(|error| Failure::Internal(error.to_string()))
}

/// Gives a person the password with that hash.
pub fn keep(user: &mut Doc, hash: String) {
    user.insert(HASH.to_owned(), json!(hash));
}

fn is_password(user: &Doc, typed: &str) -> bool {
    let Some(hash) = text(user, HASH) else { return typed == FIRST };
    PasswordHash::new(&hash).is_ok_and(|it| Argon2::default().verify_password(typed.as_bytes(), &it).is_ok())
}
