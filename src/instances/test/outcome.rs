//! What came of a test: what the caller got, and the run.

use leptos::prelude::*;

use super::send::Answer;
use crate::{
    api::One,
    embed::use_frame,
    instances::{
        detail::InstanceRecord,
        runs::{RunPanel, address},
    },
    phrases::{runs as words, t},
    ui::{CopyButton, Fact, Tone},
};

/// The answer and the run of the last test.
#[component]
pub fn Outcome(
    instance: One<InstanceRecord>,
    newest: Memo<InstanceRecord>,
    answer: RwSignal<Option<Answer>>,
    pending: Signal<bool>,
) -> impl IntoView {
    let hides_runs = use_frame().screen.with_untracked(|it| it.instance.hide_executions);
    let body = move || match (answer.get(), pending.get()) {
        (_, true) => view! { <span class="skeleton late"></span> }.into_any(),
        (None, false) => view! { <p class="muted">{t(words::NO_TEST)}</p> }.into_any(),
        (Some(answer), false) => {
            let of = newest.with_untracked(|it| it.id.clone());
            let run = answer.run.clone().map(|id| {
                let to = address(&of, None, &id);
                let link = move || {
                    (!hides_runs).then(
                        || view! { <a class="text-button" href=to.clone()>{t(words::VIEW_EXECUTION)}</a> },
                    )
                };
                view! { <RunPanel id instance=of on_end=move |()| instance.reload() actions=link /> }
            });
            view! {
                {shown(answer)}
                {run}
            }
            .into_any()
        }
    };
    view! { <div class="bench-result" aria-busy=move || pending.get().then_some("true")>{body}</div> }
}

fn shown(answer: Answer) -> impl IntoView {
    let Answer { status, headers, body, .. } = answer;
    let tone = match status {
        Some(200..=299) => Tone::Success,
        Some(_) => Tone::Danger,
        None => Tone::Neutral,
    };
    let headers = headers.into_iter().map(|(name, value)| {
        view! {
            <dt><code class="mono">{name}</code></dt>
            <dd><code class="mono">{value}</code></dd>
        }
    });
    let headers = headers.collect::<Vec<_>>();
    let copied = body.clone();
    let body = if body.is_empty() {
        view! { <p class="muted">{t(words::ANSWER_EMPTY)}</p> }.into_any()
    } else {
        view! { <pre class="answer-body mono" role="group" dir="auto" tabindex="0" aria-label=t(words::ANSWER_BODY)>{pretty(&body)}</pre> }
            .into_any()
    };
    view! {
        <section class="section" role="status" aria-label=t(words::ANSWER)>
            <h2>{t(words::ANSWER)}</h2>
            <dl class="facts">
                <Fact name=t(words::ANSWER_STATUS)>
                    <span class="badge" data-tone=tone.as_str()>{status.map(|it| it.to_string())}</span>
                </Fact>
            </dl>
            {(!headers.is_empty()).then(|| view! {
                <details class="answer-headers">
                    <summary>{t(words::HEADERS)}</summary>
                    <dl class="facts">{headers}</dl>
                </details>
            })}
            {body}
            <div class="button-row">
                <CopyButton text=Signal::stored(copied) label=t(words::COPY_BODY)>{t(words::COPY_BODY)}</CopyButton>
            </div>
        </section>
    }
}

/// JSON with its lines set in, its words and their order untouched; anything else as it is.
fn pretty(text: &str) -> String {
    let trimmed = text.trim();
    let is_nested = trimmed.starts_with(['{', '[']);
    if !is_nested || serde_json::from_str::<serde::de::IgnoredAny>(trimmed).is_err() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() * 2);
    let (mut depth, mut is_text, mut is_escaped, mut is_open) = (0_usize, false, false, false);
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    };
    for it in trimmed.chars() {
        if is_text {
            is_text = it != '"' || is_escaped;
            is_escaped = it == '\\' && !is_escaped;
            out.push(it);
            continue;
        }
        let ends = matches!(it, '}' | ']');
        match it {
            ' ' | '\t' | '\r' | '\n' => continue,
            '}' | ']' => {
                depth -= 1;
                if !is_open {
                    line(&mut out, depth);
                }
            }
            _ if is_open => line(&mut out, depth),
            _ => {}
        }
        is_open = matches!(it, '{' | '[');
        is_text = it == '"';
        out.push(it);
        match it {
            ',' => line(&mut out, depth),
            ':' => out.push(' '),
            '{' | '[' => depth += 1,
            _ => {}
        }
        is_open &= !ends;
    }
    out
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::pretty;

    #[test]
    fn json_is_set_in_and_other_text_is_left_alone() {
        let text = r#"{"z":[1, {}, []],"a":{"b":"x, {\"y\": [1]} \\"},"c":1.50}"#;
        let set_in = r#"{
  "z": [
    1,
    {},
    []
  ],
  "a": {
    "b": "x, {\"y\": [1]} \\"
  },
  "c": 1.50
}"#;
        assert_eq!(pretty(text), set_in);
        assert_eq!(pretty(set_in), set_in);
        for text in ["", "plain", "{", "12345678901234567890.5", "{} {}"] {
            assert_eq!(pretty(text), text);
        }
    }

    proptest! {
        #[test]
        fn it_stays_the_same_value(texts in proptest::collection::vec(".{0,12}", 0..4), nested in any::<bool>()) {
            let mut value = serde_json::json!({ "all": texts, "none": [], "empty": {} });
            if nested {
                value = serde_json::json!([value, null, { "deep": [[true]] }]);
            }
            let back: Value = serde_json::from_str(&pretty(&value.to_string())).unwrap_or_default();
            prop_assert_eq!(back, value);
        }
    }
}
