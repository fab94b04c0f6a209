//! JSON as MessagePack, which is what results of steps are sent as.

use serde_json::Value;

/// The bytes of a value.
#[must_use]
pub fn encode(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(&mut bytes, value);
    bytes
}

fn write(out: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Null => out.push(0xc0),
        Value::Bool(it) => out.push(if *it { 0xc3 } else { 0xc2 }),
        Value::Number(it) => match (it.as_i64(), it.as_u64(), it.as_f64()) {
            (Some(it), ..) => whole(out, it),
            (None, Some(it), _) => {
                out.push(0xcf);
                out.extend(it.to_be_bytes());
            }
            (None, None, it) => {
                out.push(0xcb);
                out.extend(it.unwrap_or_default().to_be_bytes());
            }
        },
        Value::String(it) => {
            head(out, it.len(), (0xa0, 32), [Some(0xd9), Some(0xda), Some(0xdb)]);
            out.extend(it.as_bytes());
        }
        Value::Array(items) => {
            head(out, items.len(), (0x90, 16), [None, Some(0xdc), Some(0xdd)]);
            items.iter().for_each(|it| write(out, it));
        }
        Value::Object(fields) => {
            head(out, fields.len(), (0x80, 16), [None, Some(0xde), Some(0xdf)]);
            for (name, it) in fields {
                write(out, &Value::from(name.as_str()));
                write(out, it);
            }
        }
    }
}

/// A whole number in as few bytes as it takes, but never fewer than JavaScript needs to read it: one or nine.
fn whole(out: &mut Vec<u8>, it: i64) {
    match i8::try_from(it) {
        Ok(small) if small >= -32 => out.extend(small.to_be_bytes()),
        Ok(_) | Err(_) => {
            out.push(0xd3);
            out.extend(it.to_be_bytes());
        }
    }
}

/// What comes before a text, a list or an object: its length, in the shortest way there is.
fn head(out: &mut Vec<u8>, length: usize, (short, below): (u8, usize), [one, two, four]: [Option<u8>; 3]) {
    match (u8::try_from(length), u16::try_from(length), one, two) {
        (Ok(length), ..) if usize::from(length) < below => out.push(short | length),
        (Ok(length), _, Some(mark), _) => out.extend([mark, length]),
        (_, Ok(length), _, Some(mark)) => {
            out.push(mark);
            out.extend(length.to_be_bytes());
        }
        _ => {
            out.push(four.unwrap_or_default());
            out.extend(u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_written_as_messagepack_has_them() {
        for (value, told) in [
            (json!(null), vec![0xc0]),
            (json!(true), vec![0xc3]),
            (json!(7), vec![7]),
            (json!(-1), vec![0xff]),
            (json!(300), vec![0xd3, 0, 0, 0, 0, 0, 0, 1, 44]),
            (json!(-33), vec![0xd3, 255, 255, 255, 255, 255, 255, 255, 0xdf]),
            (json!(u64::MAX), vec![0xcf, 255, 255, 255, 255, 255, 255, 255, 255]),
            (json!(0.5), vec![0xcb, 0x3f, 0xe0, 0, 0, 0, 0, 0, 0]),
            (json!("é"), vec![0xa2, 0xc3, 0xa9]),
            (json!([1, "a"]), vec![0x92, 1, 0xa1, b'a']),
            (json!({ "a": {} }), vec![0x81, 0xa1, b'a', 0x80]),
        ] {
            assert_eq!(encode(&value), told, "{value}");
        }
    }

    #[test]
    fn long_things_say_their_length_in_more_bytes() {
        let text = |length: usize| json!("x".repeat(length));
        let list = |length: usize| json!(vec![0; length]);
        for (value, told) in [
            (text(31), vec![0xbf]),
            (text(32), vec![0xd9, 32]),
            (text(256), vec![0xda, 1, 0]),
            (text(65_536), vec![0xdb, 0, 1, 0, 0]),
            (list(15), vec![0x9f]),
            (list(16), vec![0xdc, 0, 16]),
            (list(65_536), vec![0xdd, 0, 1, 0, 0]),
        ] {
            assert_eq!(encode(&value).get(..told.len()), Some(&*told));
        }
    }
}
