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
        let given = |name: &str| args::text(self.input, name).unwrap_or_default().to_owned();
        let (current, new) = (given("currentPassword"), given("newPassword"));
        let mut user = self.caller.user.clone();
        let mut problems = Vec::new();
        if !is_password(&user, &current) {
            problems.push(Problem::new("currentPassword", "This is not your current password."));
        } else if new.chars().count() < SHORTEST {
            problems.push(Problem::new("newPassword", "Choose a password of at least 8 characters."));
        } else if new == current {
            problems
                .push(Problem::new("newPassword", "Choose a password that differs from the current one."));
        }
        if !problems.is_empty() {
            return Ok(Err(problems));
        }
        let salt = SaltString::generate(&mut OsRng);
        let hash = Argon2::default().hash_password(new.as_bytes(), &salt);
        let hash = hash.map_err(|error| Failure::Internal(error.to_string()))?;
        user.insert(HASH.to_owned(), json!(hash.to_string()));
        self.writer.update("User", user.clone())?;
        Ok(Ok(user))
    }
}

fn is_password(user: &Doc, typed: &str) -> bool {
    let Some(hash) = text(user, HASH) else { return typed == FIRST };
    PasswordHash::new(&hash).is_ok_and(|it| Argon2::default().verify_password(typed.as_bytes(), &it).is_ok())
}
