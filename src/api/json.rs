//! Reading JSON. In the browser its own reader does it, which is there already: serde_json's is a tenth of the code that
//! every visit begins with.

/// The JSON of a text; none when it is none. Whole numbers beyond 2⁵³ are rounded in a browser, as on any page; in the
/// contract only the default of an input can hold one that is no text.
#[cfg(not(target_arch = "wasm32"))]
pub fn parse(text: &str) -> Option<serde_json::Value> {
    serde_json::from_str(text).ok()
}

#[cfg(target_arch = "wasm32")]
pub use in_browser::parse;

#[cfg(target_arch = "wasm32")]
mod in_browser {
    use js_sys::{Array, JSON, Object};
    use serde_json::{Map, Number, Value};
    use wasm_bindgen::{JsCast, JsValue};

    /// How many lists and objects may lie in each other: as many as serde_json takes.
    const DEPTH: u8 = 127;

    pub fn parse(text: &str) -> Option<Value> {
        value(&JSON::parse(text).ok()?, DEPTH)
    }

    fn value(found: &JsValue, depth: u8) -> Option<Value> {
        if let Some(text) = found.as_string() {
            return Some(Value::String(text));
        }
        if let Some(number) = found.as_f64() {
            return Some(Value::Number(whole(number).or_else(|| Number::from_f64(number))?));
        }
        if let Some(is) = found.as_bool() {
            return Some(Value::Bool(is));
        }
        if found.is_null() {
            return Some(Value::Null);
        }
        let deeper = depth.checked_sub(1)?;
        if let Some(items) = found.dyn_ref::<Array>() {
            return items.iter().map(|it| value(&it, deeper)).collect::<Option<Vec<_>>>().map(Value::Array);
        }
        let mut object = Map::new();
        for field in Object::entries(found.unchecked_ref()).iter() {
            let field: Array = field.unchecked_into();
            object.insert(field.get(0).as_string()?, value(&field.get(1), deeper)?);
        }
        Some(Value::Object(object))
    }

    fn whole(number: f64) -> Option<Number> {
        // Up to here a browser's numbers are exact.
        let is_exact = number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0;
        #[expect(clippy::cast_possible_truncation, reason = "within range")]
        is_exact.then_some(number as i64).map(Number::from)
    }
}
