//! Global ids: base64 of a type's name, a colon and a UUID.

use base64::{
    Engine as _,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose},
};

/// Some published examples lack the padding.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The global id of an object.
#[must_use]
pub fn encode(ty: &str, uuid: &str) -> String {
    general_purpose::STANDARD.encode(format!("{ty}:{uuid}"))
}

/// The type and UUID in a global id; none if it is not one.
#[must_use]
pub fn decode(id: &str) -> Option<(String, String)> {
    let text = String::from_utf8(LENIENT.decode(id).ok()?).ok()?;
    let (ty, uuid) = text.split_once(':')?;
    Some((ty.to_owned(), uuid.to_owned()))
}

/// The UUID in a global id of that type; none for ids of other types too, which lead nowhere.
#[must_use]
pub fn uuid(ty: &str, id: &str) -> Option<String> {
    decode(id).filter(|(of, _)| of == ty).map(|(_, uuid)| uuid)
}

/// The cursor of the row at an index.
#[must_use]
pub fn cursor(index: u64) -> String {
    general_purpose::STANDARD.encode(format!("arrayconnection:{index}"))
}

/// The index in a cursor; none for more rows than any list has.
#[must_use]
pub fn index(cursor: &str) -> Option<u64> {
    let text = String::from_utf8(LENIENT.decode(cursor).ok()?).ok()?;
    text.strip_prefix("arrayconnection:")?.parse::<u32>().ok().map(u64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_name_a_type_and_a_uuid() {
        assert_eq!(encode("Customer", "x-1"), "Q3VzdG9tZXI6eC0x");
        assert_eq!(decode("Q3VzdG9tZXI6eC0x"), Some(("Customer".into(), "x-1".into())));
        assert_eq!(uuid("User", "Q3VzdG9tZXI6eC0x"), None);
        assert_eq!(decode("not base64!"), None);
        assert_eq!(decode(""), None);
    }

    #[test]
    fn padding_may_be_missing() {
        let id = encode("Role", "12");
        assert!(id.ends_with('='));
        assert_eq!(uuid("Role", id.trim_end_matches('=')), Some("12".into()));
    }

    #[test]
    fn cursors_hold_an_index() {
        assert_eq!(cursor(0), "YXJyYXljb25uZWN0aW9uOjA=");
        assert_eq!(index(&cursor(99)), Some(99));
        assert_eq!(index("YXJyYXljb25uZWN0aW9uOi0x"), None);
        assert_eq!(index(&cursor(u64::MAX / 2)), None);
    }
}
