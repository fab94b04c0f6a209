//! The call of a flow as a command for a terminal. Pure.

/// What a call of a flow is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call {
    pub address: String,
    pub content_type: String,
    pub headers: Vec<(String, String)>,
    pub key: Option<String>,
    pub payload: String,
}

/// The header that an API key is shown in.
pub const KEY_HEADER: &str = "Api-Key";

/// The command. It can be pasted into any shell of the Bourne family: whatever stands in the call stays text.
#[must_use]
pub fn curl(call: &Call) -> String {
    let header = |(name, value): (&str, &str)| {
        // An empty value takes a semicolon, or curl leaves the header out.
        let text = if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
        format!("--header {}", quoted(&text))
    };
    let mut parts = vec![format!("curl {}", quoted(&call.address)), "--request POST".to_owned()];
    let typed = (!call.content_type.is_empty()).then_some(("Content-Type", call.content_type.as_str()));
    let key = call.key.as_deref().map(|it| (KEY_HEADER, it));
    let others = call.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    parts.extend(typed.into_iter().chain(key).chain(others).map(header));
    // Raw: a payload that begins with an at sign names no file.
    parts.push(format!("--data-raw {}", quoted(&call.payload)));
    parts.join(" \\\n  ")
}

/// One word for a shell, in which nothing is special.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::process::Command;

    use proptest::prelude::*;

    use super::*;

    /// What a real shell hands to curl.
    fn words(command: &str) -> Vec<String> {
        let script = format!("curl() {{ for it in \"$@\"; do printf '%s\\0' \"$it\"; done; }}\n{command}\n");
        let output = Command::new("sh").arg("-c").arg(script).output();
        let text = output.map(|it| String::from_utf8_lossy(&it.stdout).into_owned()).unwrap_or_default();
        text.split_terminator('\0').map(ToOwned::to_owned).collect()
    }

    fn expected(call: &Call) -> Vec<String> {
        let mut all = vec![call.address.clone(), "--request".into(), "POST".into()];
        let mut header = |text: String| all.extend(["--header".to_owned(), text]);
        header(format!("Content-Type: {}", call.content_type));
        if let Some(key) = &call.key {
            header(format!("Api-Key: {key}"));
        }
        for (name, value) in &call.headers {
            header(if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") });
        }
        all.extend(["--data-raw".to_owned(), call.payload.clone()]);
        all
    }

    #[test]
    fn what_is_special_to_a_shell_stays_text() {
        let call = Call {
            address: "https://hooks.example/t?a=1&b=$(id)".into(),
            content_type: "application/json".into(),
            headers: vec![
                ("X-Odd".into(), "`whoami`; rm -rf \\ \"$HOME\"".into()),
                ("X-Empty".into(), String::new()),
            ],
            key: Some("it's; a 'key'".into()),
            payload: "@file\n{\"name\": \"O'Neil\", \"cost\": \"$5\"}\n\\".into(),
        };
        assert_eq!(words(&curl(&call)), expected(&call));
    }

    #[test]
    fn a_call_reads_line_by_line() {
        let call = Call { address: "https://h/t".into(), payload: "{}".into(), ..Call::default() };
        assert_eq!(curl(&call), "curl 'https://h/t' \\\n  --request POST \\\n  --data-raw '{}'");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_shell_reads_back_what_was_written(
            payload in "[^\u{0}]{0,40}", value in "[ -~]{1,20}", key in proptest::option::of("[ -~]{1,20}"),
        ) {
            let headers = vec![("X-Any".to_owned(), value)];
            let call = Call { address: "https://h/t".into(), content_type: "text/plain".into(), headers, key, payload };
            prop_assert_eq!(words(&curl(&call)), expected(&call));
        }
    }
}
