//! The scalars of the API as the app holds them.

/// ISO 8601 with an offset.
pub type DateTime = String;

/// Text that holds JSON.
pub type JSONString = String;

/// Lower-case, hyphenated.
pub type UUID = String;

/// Text, or any other JSON.
pub type JSONOrString = serde_json::Value;
