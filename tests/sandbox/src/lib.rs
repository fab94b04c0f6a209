//! The sandbox: a backend with a real database and real permissions.
