//! A run: the trigger, then step after step, into branches and round loops, until the end or until one fails.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::{
    actions::{Act, act},
    conditions::branch,
    scene::{Scene, key, written},
};

/// The most steps a run takes.
const MOST_STEPS: usize = 1_000;

/// How often a loop goes round that counts. Many are left when what another system answers is used up, and nothing here
/// ever is.
const MOST_ROUNDS: usize = 25;

/// The most bytes that the results of a run take.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// What one step came to.
#[derive(Debug)]
pub struct Done {
    pub name: String,
    pub action: String,
    pub started: Timestamp,
    pub ended: Timestamp,
    pub failed: bool,
    pub is_loop: bool,
    /// The loops around it, outermost first, with how often each had gone round before.
    pub around: Vec<(String, usize)>,
    /// The branch that was taken.
    pub branch: Option<String>,
    pub result: Value,
}

/// A line of the log.
#[derive(Debug)]
pub struct Line {
    pub at: Timestamp,
    pub severity: &'static str,
    pub message: String,
    pub step: Option<String>,
    pub around: Vec<(String, usize)>,
}

/// How it goes on after a step.
enum After {
    Next,
    /// Out of the loop.
    Break,
    /// Not at all.
    Stop,
}

/// A run while it lasts.
#[derive(Debug)]
pub struct Walk {
    pub scene: Scene,
    pub steps: Vec<Done>,
    pub lines: Vec<Line>,
    /// Why it failed.
    pub error: Option<String>,
    /// What the last step came to.
    pub last: Value,
    kept: Map<String, Value>,
    around: Vec<(String, usize)>,
    bytes: usize,
    clock: Timestamp,
}

impl Walk {
    /// Runs a flow: `trigger` came to `called`, or says why it could not begin.
    pub fn run(scene: Scene, trigger: &Value, called: Result<Value, String>, steps: &[Value]) -> Self {
        let mut walk = Self {
            scene,
            steps: Vec::new(),
            lines: Vec::new(),
            error: None,
            last: Value::Null,
            kept: Map::new(),
            around: Vec::new(),
            bytes: 0,
            clock: Timestamp::now(),
        };
        walk.say("INFO", None, "Starting Instance Execution".to_owned());
        let begun = walk.record(trigger, false, |_, _| called.map(Act::of));
        if let Err(why) = begun.and_then(|()| walk.walk(steps)) {
            walk.error = Some(why);
        }
        walk.say("INFO", None, "Ending Instance Execution".to_owned());
        walk
    }

    /// When it began and ended.
    pub fn span(&self) -> (Timestamp, Timestamp) {
        let at = |line: Option<&Line>| line.map_or(self.clock, |it| it.at);
        (at(self.lines.first()), at(self.lines.last()))
    }

    /// No two moments of a run are the same: that is how what happened is put in order.
    fn now(&mut self) -> Timestamp {
        let next = self.clock.checked_add(SignedDuration::from_micros(1)).unwrap_or(self.clock);
        self.clock = next.max(Timestamp::now());
        self.clock
    }

    fn say(&mut self, severity: &'static str, step: Option<String>, message: String) {
        let at = self.now();
        self.lines.push(Line { at, severity, message, step, around: self.around.clone() });
    }

    fn walk(&mut self, steps: &[Value]) -> Result<After, String> {
        for step in steps {
            match self.step(step)? {
                After::Next => {}
                stop @ (After::Break | After::Stop) => return Ok(stop),
            }
        }
        Ok(After::Next)
    }

    fn step(&mut self, step: &Value) -> Result<After, String> {
        let part = |name: &str| step.get(name).and_then(Value::as_str).unwrap_or_default();
        match (part("component"), part("action")) {
            ("loop", "breakLoop") => {
                self.record(step, false, |_, _| Ok(Act::default()))?;
                Ok(After::Break)
            }
            ("loop", action) => self.go_round(step, action),
            ("branch", action) => {
                let inputs = step.get("inputs").cloned().unwrap_or_default();
                let mut taken = String::new();
                self.record(step, false, |walk, done| {
                    taken = branch(&walk.scene, action, &inputs)?;
                    done.branch = Some(taken.clone());
                    Ok(Act::of(json!({ "branch": taken })))
                })?;
                let branches = step.get("branches").and_then(Value::as_array).into_iter().flatten();
                let mut found = branches.filter(|it| it.get("name").and_then(Value::as_str) == Some(&taken));
                self.walk(found.next().map_or(&[], |it| inner(it)))
            }
            ("stop-execution", _) => {
                self.record(step, false, |walk, _| Ok(Act::of(stop(&walk.inputs(step)?))))?;
                Ok(After::Stop)
            }
            (component, action) => {
                self.record(step, false, |walk, _| {
                    let inputs = walk.inputs(step)?;
                    act(component, action, &inputs, &walk.last, &mut walk.kept)
                })?;
                Ok(After::Next)
            }
        }
    }

    fn inputs(&self, step: &Value) -> Result<Map<String, Value>, String> {
        self.scene.inputs(step.get("inputs").unwrap_or(&Value::Null))
    }

    /// A loop comes before what goes on in it, and ends after it.
    fn go_round(&mut self, step: &Value, action: &str) -> Result<After, String> {
        let mut items = Vec::new();
        self.record(step, true, |walk, _| {
            let inputs = walk.inputs(step)?;
            let act;
            (items, act) = rounds(action, &inputs)?;
            Ok(act)
        })?;
        let place = self.steps.len() - 1;
        let name = step.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut after = Ok(After::Next);
        for (index, item) in items.into_iter().enumerate() {
            let current = json!({ "currentItem": item, "index": index });
            self.scene.results.insert(key(&name), current);
            self.around.push((name.clone(), index));
            after = self.walk(inner(step));
            self.around.pop();
            match after {
                Ok(After::Next) => {}
                Ok(After::Break) => {
                    after = Ok(After::Next);
                    break;
                }
                Ok(After::Stop) | Err(_) => break,
            }
        }
        let ended = self.now();
        if let Some(done) = self.steps.get_mut(place) {
            done.ended = ended;
            done.failed = after.is_err();
        }
        after
    }

    /// Does one thing and writes down what it came to.
    fn record(
        &mut self,
        step: &Value,
        is_loop: bool,
        what: impl FnOnce(&mut Self, &mut Done) -> Result<Act, String>,
    ) -> Result<(), String> {
        if self.steps.len() == MOST_STEPS {
            let why = format!("A run takes at most {MOST_STEPS} steps.");
            self.say("ERROR", None, why.clone());
            return Err(why);
        }
        let part = |name: &str| step.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let name = part("name");
        let started = self.now();
        let mut done = Done {
            name: name.clone(),
            action: format!("{}.{}", part("component"), part("action")),
            started,
            ended: started,
            failed: false,
            is_loop,
            around: self.around.clone(),
            branch: None,
            result: Value::Null,
        };
        let outcome = what(self, &mut done).and_then(|it| {
            self.bytes += it.result.to_string().len();
            let too_much = self.bytes > MOST_BYTES;
            if too_much { Err("The results of a run take at most 4 MB.".to_owned()) } else { Ok(it) }
        });
        let answer = match outcome {
            Ok(Act { result, line }) => {
                if let Some((severity, message)) = line {
                    self.say(severity, Some(name.clone()), message);
                }
                self.scene.results.insert(key(&name), json!({ "results": result }));
                self.last.clone_from(&result);
                done.result = result;
                Ok(())
            }
            Err(why) => {
                done.failed = true;
                done.result = json!({ "error": why });
                self.say("ERROR", Some(name), why.clone());
                Err(why)
            }
        };
        done.ended = self.now();
        self.steps.push(done);
        answer
    }
}

fn inner(of: &Value) -> &[Value] {
    of.get("steps").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// What a loop goes round with, and what its own step comes to.
fn rounds(action: &str, inputs: &Map<String, Value>) -> Result<(Vec<Value>, Act), String> {
    let of = |name: &str| inputs.get(name).unwrap_or(&Value::Null);
    let mut line = None;
    let items: Vec<Value> = if action == "loopNTimes" {
        let times = written(of("iterationCount")).trim().parse::<usize>();
        let times = times.map_err(|_| "The number of rounds is no whole number.".to_owned())?;
        line = (times > MOST_ROUNDS).then(|| ("WARN", format!("The sandbox counts to {MOST_ROUNDS}.")));
        (0..times.min(MOST_ROUNDS)).map(|it| json!(it)).collect()
    } else {
        match of("items") {
            Value::Array(items) => items.clone(),
            Value::Null => Vec::new(),
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                return Err("What the loop goes over is no list.".to_owned());
            }
        }
    };
    let result = json!({ "rounds": items.len() });
    Ok((items, Act { result, line }))
}

/// What a step that ends the run answers with.
fn stop(inputs: &Map<String, Value>) -> Value {
    let text = |name: &str| inputs.get(name).map(written).unwrap_or_default();
    json!({
        "statusCode": text("statusCode").parse::<u16>().unwrap_or(200), "contentType": text("contentType"),
        "body": text("jsonBody"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(name: &str, action: &str, inputs: Value) -> Value {
        let (component, action) = action.split_once('.').unwrap_or_default();
        json!({ "name": name, "component": component, "action": action, "inputs": inputs })
    }

    fn log(name: &str, message: &str) -> Value {
        step(name, "log.writeLog", json!({ "message": { "type": "template", "value": message } }))
    }

    fn run(called: Value, steps: Vec<Value>) -> Walk {
        let trigger = step("Hook", "webhook-triggers.webhook", json!({}));
        Walk::run(Scene::default(), &trigger, Ok(json!({ "body": { "data": called } })), &steps)
    }

    fn said(walk: &Walk) -> Vec<&str> {
        walk.lines.iter().map(|it| &*it.message).collect()
    }

    #[test]
    fn loops_and_branches_are_walked() {
        let mut each = step(
            "Each",
            "loop.loopOverItems",
            json!({ "items": { "type": "reference", "value": "hook.results.body.data" } }),
        );
        let mut way = step(
            "Way",
            "branch.branchOnValue",
            json!({
                "inputValue": { "type": "reference", "value": "each.currentItem" },
                "branchValueMappings": { "value": [{ "name": "Last", "type": "value", "value": "c" }] },
            }),
        );
        way["branches"] = json!([
            { "name": "Last", "steps": [step("Out", "loop.breakLoop", json!({}))] },
            { "name": "Else", "steps": [log("Say", "{{$each.index}}: {{$each.currentItem}}")] },
        ]);
        each["steps"] = json!([way]);
        let walk = run(json!(["a", "b", "c", "d"]), vec![each, log("After", "Done")]);
        assert_eq!(walk.error, None);
        let ends = ["Starting Instance Execution", "0: a", "1: b", "Done", "Ending Instance Execution"];
        assert_eq!(said(&walk), ends);
        let names: Vec<_> =
            walk.steps.iter().map(|it| (&*it.name, it.branch.as_deref(), it.around.len())).collect();
        assert_eq!(
            names,
            [
                ("Hook", None, 0),
                ("Each", None, 0),
                ("Way", Some("Else"), 1),
                ("Say", None, 1),
                ("Way", Some("Else"), 1),
                ("Say", None, 1),
                ("Way", Some("Last"), 1),
                ("Out", None, 1),
                ("After", None, 0),
            ]
        );
        assert_eq!(walk.steps[5].around, [("Each".to_owned(), 1)]);
        assert!(walk.steps.windows(2).all(|it| it[0].started < it[1].started));
        assert!(walk.steps[1].is_loop && walk.steps[1].ended > walk.steps[7].ended);
    }

    #[test]
    fn a_step_that_fails_ends_the_run() {
        let mut round = step("Round", "loop.loopNTimes", json!({ "iterationCount": { "value": "2" } }));
        round["steps"] = json!([step("Send", "http.httpPost", json!({ "url": { "value": "nowhere" } }))]);
        let walk = run(Value::Null, vec![round, log("After", "Never")]);
        assert_eq!(walk.error.as_deref(), Some("“nowhere” is no address."));
        let failed: Vec<_> = walk.steps.iter().map(|it| (&*it.name, it.failed)).collect();
        assert_eq!(failed, [("Hook", false), ("Round", true), ("Send", true)]);
        let error = walk.lines.iter().find(|it| it.severity == "ERROR");
        assert_eq!(error.and_then(|it| it.step.as_deref()), Some("Send"));
    }

    #[test]
    fn a_run_can_be_stopped_and_never_goes_on_for_ever() {
        let halt = step("Halt", "stop-execution.stopExecution", json!({ "statusCode": { "value": "202" } }));
        let walk = run(Value::Null, vec![halt, log("After", "Never")]);
        assert_eq!((walk.error, walk.last["statusCode"].as_u64()), (None, Some(202)));
        let round = |steps: Value| {
            let mut it =
                step("Round", "loop.loopNTimes", json!({ "iterationCount": { "value": "1000000" } }));
            it["steps"] = steps;
            it
        };
        let walk = run(Value::Null, vec![round(json!([log("Say", "x")])), log("After", "y")]);
        assert_eq!((walk.error.as_deref(), walk.steps.len()), (None, MOST_ROUNDS + 3));
        assert!(said(&walk).contains(&"The sandbox counts to 25."));
        let walk = run(Value::Null, vec![round(json!([round(json!([round(json!([log("Say", "x")]))]))]))]);
        assert_eq!(walk.error.as_deref(), Some("A run takes at most 1000 steps."));
        let copy = || {
            step(
                "Copy",
                "other.keep",
                json!({ "it": { "type": "reference", "value": "hook.results.body.data" } }),
            )
        };
        let walk = run(json!("x".repeat(1024 * 1024)), vec![copy(), copy(), copy(), copy()]);
        assert_eq!(walk.error.as_deref(), Some("The results of a run take at most 4 MB."));
    }

    #[test]
    fn a_run_whose_trigger_fails_takes_no_steps() {
        let trigger = step("Hook", "webhook-triggers.webhook", json!({}));
        let walk = Walk::run(Scene::default(), &trigger, Err("No.".to_owned()), &[log("Say", "x")]);
        assert_eq!((walk.error.as_deref(), walk.steps.len(), walk.steps[0].failed), (Some("No."), 1, true));
    }
}
