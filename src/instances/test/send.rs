//! Keeping what a flow is tested with, and calling it.

use super::{
    super::flows::headers::{Header, filled, json, rows},
    draft::Draft,
};
use crate::{
    api::{self, Error, Problem, outcome},
    document,
};

document!(KeepFlowTest, "src/instances/test/keep.graphql");
document!(TestFlow, "src/instances/test/run.graphql");

/// A test to run.
pub struct Test {
    pub instance: String,
    /// The instance's side of the flow.
    pub config: String,
    /// The flow that the draft is kept with first.
    pub keep: Option<String>,
    pub draft: Draft,
}

/// What the caller got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: Option<i64>,
    pub headers: Vec<Header>,
    pub body: String,
    /// The id of the run.
    pub run: Option<String>,
}

/// Keeps the draft where it is to be kept, and runs the flow.
///
/// # Errors
/// `Refused` when it cannot run; see [`Error`].
pub async fn run(test: Test) -> Result<Answer, Error> {
    let Test { instance, config, keep, draft } = test;
    let content_type = Some(draft.content_type.trim().to_owned());
    let headers = Some(json(&filled(&draft.headers)));
    let payload = Some(draft.payload);
    if let Some(flow) = keep {
        let kept = keep_flow_test::Variables {
            id: instance,
            flow,
            payload: payload.clone(),
            headers: headers.clone(),
            content_type: content_type.clone(),
        };
        let kept = api::send::<KeepFlowTest>(kept).await?.update_instance.ok_or_else(unreadable)?;
        let problems = kept.errors.into_iter().map(|it| Problem { field: it.field, messages: it.messages });
        outcome(kept.instance, problems.collect())?;
    }
    let variables = test_flow::Variables { id: config, payload, headers, content_type };
    let ran = api::send::<TestFlow>(variables).await?.test_instance_flow_config.ok_or_else(unreadable)?;
    let problems = ran.errors.into_iter().map(|it| Problem { field: it.field, messages: it.messages });
    let came = outcome(ran.test_instance_flow_config_result, problems.collect())?;
    Ok(Answer {
        status: came.status_code,
        headers: rows(came.headers.as_deref()),
        body: came.body.unwrap_or_default(),
        run: came.execution.map(|it| it.id),
    })
}

fn unreadable() -> Error {
    Error::Malformed { reference: String::new() }
}
