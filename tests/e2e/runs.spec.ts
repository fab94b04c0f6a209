// Flows of an instance: how they are called, tested and let people in, and what their runs leave behind.
import { expect as expectHost, embed, show, test as hostTest } from "./hosts.ts";
import { expect, people, test, type Page, type Sandbox } from "./fixtures.ts";
import { answerTo, holdBack, instancePath, marketplace, operationOf, record, writes } from "./helpers.ts";

const desk = "Northdesk: Launch desk";

const instance = async (sandbox: Sandbox, name: string) => {
  const answer = await sandbox.api(
    people.owner,
    `query Find($name: String!) { instances(name: $name, first: 1) { nodes { id inFailedState
      flowConfigs(first: 10) { nodes { id apiKeys testPayload webhookUrl flow { name } } } } } }`,
    { name },
  );
  return answer.data.instances.nodes[0];
};

const path = (sandbox: Sandbox, part: string, name = desk) => instancePath(sandbox, name, part);

const parts = (page: Pick<Page, "getByRole">) => {
  const main = page.getByRole("main");
  const run = main.getByRole("region", { name: "Execution", exact: true });
  const dialog = page.getByRole("dialog");
  return {
    main,
    run,
    dialog,
    flows: main.getByRole("table", { name: "Flows" }),
    tabs: main.getByRole("navigation", { name: "Parts of this page" }),
    test: main.getByRole("button", { name: /run test$/i }),
    payload: main.getByRole("textbox", { name: "Payload" }),
    answer: main.getByRole("status", { name: "Answer" }),
    executions: main.getByRole("table", { name: "Executions" }),
  };
};

test("a flow is tested: the answer, the steps and the log lines show, and what was sent is kept", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, "test"));
  const at = parts(page);
  await at.payload.fill('{"subject": ');
  await at.test.click();
  await expect(page.getByText(/This is no JSON: look at line 1/)).toBeVisible();
  expect(await writes(sandbox, "testInstanceFlowConfig")).toHaveLength(0);
  const payload = '{"subject": "The pad is wet"}';
  await at.payload.fill(payload);
  await page.getByRole("button", { name: "Add header" }).click();
  await page.getByRole("textbox", { name: "Name of header 1" }).fill("X-Pad");
  await page.getByRole("textbox", { name: "Value of header 1" }).fill("39A");
  await at.test.click();
  await expect(at.answer.getByText("200", { exact: true })).toBeVisible();
  await expect(at.run.getByRole("status")).toHaveText("Succeeded");
  await expect(at.run.getByRole("listitem").filter({ hasText: "Create the ticket" }).first()).toBeVisible();
  await expect(at.run.getByText("A ticket was opened: The pad is wet")).toBeVisible();
  await page.reload();
  await expect(at.payload).toHaveValue(payload);
  await expect(page.getByRole("textbox", { name: "Value of header 1" })).toHaveValue("39A");
});

test("what was typed for a test is there again after a reload, but for headers, which may hold secrets", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, "test"));
  const at = parts(page);
  const kept = await at.payload.inputValue();
  await at.payload.fill('{"subject": "Not sent yet"}');
  await page.getByRole("textbox", { name: "Content type" }).fill("text/plain");
  await page.getByRole("button", { name: "Add header" }).click();
  await page.getByRole("textbox", { name: "Name of header 1" }).fill("Authorization");
  await page.getByRole("textbox", { name: "Value of header 1" }).fill("a secret");
  await page.reload();
  await expect(at.payload).toHaveValue('{"subject": "Not sent yet"}');
  await expect(page.getByRole("textbox", { name: "Content type" })).toHaveValue("text/plain");
  await expect(page.getByText("a secret")).toHaveCount(0);
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain("a secret");
  await at.payload.fill(kept);
  await page.getByRole("textbox", { name: "Content type" }).fill("application/json");
  await page.reload();
  await expect(at.payload).toHaveValue(kept);
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((it) => it.includes("test of")))).toEqual([]);
});

test("a flow that fails says where, and the instance says so", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, "test"));
  const at = parts(page);
  await at.payload.fill("{}");
  await at.test.click();
  await expect(at.run.getByRole("status")).toHaveText("Failed");
  await expect(at.run.getByRole("listitem").filter({ hasText: "Check the delivery" }).first()).toContainText("Failed");
  await expect(at.run.getByText("Create the ticket")).toHaveCount(0);
  await expect(page.locator(".status-bar").getByRole("status")).toHaveText("Failed");
  expect((await instance(sandbox, desk)).inFailedState).toBe(true);
});

test("what came of the test of one flow is not shown with another", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, "test", "Ledgerline"));
  const at = parts(page);
  const flow = at.main.getByRole("combobox", { name: "Flow" });
  await flow.selectOption("Take payments");
  const go = await holdBack(page, "TestFlow");
  await at.test.click();
  await flow.selectOption("Send invoices");
  await expect(at.test).toHaveAttribute("aria-busy", "true");
  const answered = answerTo(page, "TestFlow");
  go();
  await (await answered).finished();
  await expect(at.test).not.toHaveAttribute("aria-busy");
  await expect(at.main.getByText("Run a test to see what the caller gets, and each step of the run.")).toBeVisible();
  await expect(at.answer).toHaveCount(0);
});

test("a flow that is no longer there gives way to the first one that is", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, "test", "Ledgerline"));
  const at = parts(page);
  const flow = at.main.getByRole("combobox", { name: "Flow" });
  await flow.selectOption("Take payments");
  const gone = await flow.inputValue();
  await page.route("**/api", async (route) => {
    if (operationOf(route.request()) !== "InstanceFlows") return route.fallback();
    const answer = await route.fetch();
    const body = await answer.json();
    const flows = body.data.instance.flowConfigs;
    flows.nodes = flows.nodes.filter((it: any) => it.id !== gone);
    await route.fulfill({ response: answer, json: body });
  });
  // The instance is read anew, and its flows with it.
  await at.main.getByRole("button", { name: "Pause instance", exact: true }).click();
  await at.dialog.getByRole("button", { name: "Pause instance" }).click();
  await expect(flow.getByRole("option")).toHaveText(["Send invoices"]);
  await expect(flow).not.toHaveValue(gone);
  const asked = page.waitForRequest((it) => operationOf(it) === "TestFlow");
  await at.test.click();
  expect((await asked).postDataJSON().variables.id).not.toBe(gone);
});

test("a run that ends meanwhile leaves the question whether to deploy, and the focus finds back", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, "test"));
  const at = parts(page);
  const deploy = at.main.getByRole("button", { name: "Deploy", exact: true });
  const go = await holdBack(page, "TestFlow");
  await at.payload.fill('{"subject": "Meanwhile"}');
  await at.test.click();
  await deploy.click();
  await expect(at.dialog).toBeVisible();
  const readAnew = answerTo(page, "InstanceDetail");
  go();
  await (await readAnew).finished();
  await expect(page.getByText("A ticket was opened: Meanwhile")).toBeVisible();
  await at.dialog.getByRole("button", { name: "Deploy" }).click();
  await expect(page.getByText("Deployed", { exact: true }).first()).toBeVisible();
  await expect(at.dialog).toHaveCount(0);
  await expect(deploy).toBeFocused();
});

test("the copied command calls the flow, and its run is in the list", async ({ page, sandbox, context, signIn }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(people.integrator, await path(sandbox, "summary"));
  const at = parts(page);
  await at.flows.getByRole("button", { name: "Copy cURL for Open a ticket" }).click();
  await expect(page.getByText("Copied", { exact: false }).first()).toBeVisible();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  const address = /^curl '([^']+)'/.exec(command)?.[1] ?? "";
  expect(address).toBe((await instance(sandbox, desk)).flowConfigs.nodes[0].webhookUrl);
  const called = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"subject": "From outside"}',
  });
  expect(called.status).toBe(200);
  await at.tabs.getByRole("link", { name: "Executions" }).click();
  await at.executions.getByRole("link").first().click();
  await expect(page).toHaveURL(/run=/);
  await expect(at.run.getByText("A ticket was opened: From outside")).toBeVisible();
  await expect(at.run.getByText("Webhook", { exact: true })).toBeVisible();
  // A link to it shows the same, and closing it leaves the list.
  await page.reload();
  await expect(at.run.getByText("A ticket was opened: From outside")).toBeVisible();
  await page.getByRole("button", { name: "Close execution" }).click();
  await expect(at.run).toHaveCount(0);
  await expect(page).not.toHaveURL(/run=/);
});

test("a run that goes on is followed until it ends, and nobody asks any more", async ({ page, sandbox, signIn }) => {
  await page.clock.install();
  await signIn(people.guest, await path(sandbox, "executions"));
  const at = parts(page);
  let running = true;
  await page.route((url) => /^\/api\/?$/.test(url.pathname), async (route) => {
    const answer = await route.fetch();
    if (operationOf(route.request()) !== "RunDetail" || !running) return route.fulfill({ response: answer });
    const body = await answer.json();
    Object.assign(body.data.executionResult, { endedAt: null, status: "PENDING" });
    await route.fulfill({ response: answer, json: body });
  });
  const sent = record(page);
  const looks = () => sent.filter((it) => operationOf(it) === "RunDetail").length;
  await at.executions.getByRole("link").first().click();
  await expect(at.run.getByRole("status")).toHaveText("Running");
  await expect.poll(looks).toBeGreaterThan(1);
  running = false;
  await expect(at.run.getByRole("status")).toHaveText("Succeeded");
  const seen = looks();
  // Whatever was to be asked after a pause is asked now, and before what is asked by hand.
  await page.clock.fastForward(10_000);
  const asked = page.waitForRequest((it) => operationOf(it) === "InstanceRuns");
  await page.getByRole("button", { name: "Refresh" }).click();
  await asked;
  expect(looks()).toBe(seen);
});

test("the list is narrowed to runs that failed", async ({ page, sandbox, signIn }) => {
  await signIn(people.guest, await path(sandbox, "executions"));
  const at = parts(page);
  await expect(at.executions.getByText("Succeeded").first()).toBeVisible();
  await page.getByRole("button", { name: /^Filter/ }).click();
  await page.getByRole("combobox", { name: "Status" }).selectOption("Failed");
  await expect(page.getByText("No results")).toBeVisible();
  await expect(page).toHaveURL(/status=failed/);
});

test("API keys are made, let callers in, and are removed after a question", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, "summary"));
  const at = parts(page);
  await at.flows.getByRole("button", { name: /API keys of Open a ticket/ }).click();
  await at.dialog.getByRole("button", { name: "Generate key" }).click();
  await expect(at.dialog.getByRole("listitem")).toHaveCount(1);
  const [config] = (await instance(sandbox, desk)).flowConfigs.nodes;
  expect(config.apiKeys).toHaveLength(1);
  const call = (headers: Record<string, string>) =>
    fetch(config.webhookUrl, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: '{"subject": "x"}' });
  expect((await call({})).status).toBe(401);
  expect((await call({ "Api-Key": config.apiKeys[0] })).status).toBe(200);
  await at.dialog.getByRole("button", { name: "Remove API key 1" }).click();
  await at.dialog.getByRole("button", { name: "Keep key" }).click();
  const keys = at.dialog.getByRole("group", { name: "API keys", exact: true });
  await expect(keys).toBeFocused();
  await expect(at.dialog.getByRole("listitem")).toHaveCount(1);
  await at.dialog.getByRole("button", { name: "Remove API key 1" }).click();
  await at.dialog.getByRole("button", { name: "Remove key" }).click();
  await expect(at.dialog.getByRole("listitem")).toHaveCount(0);
  await expect(keys).toBeFocused();
  expect((await call({})).status).toBe(200);
});

test("who looks at the app as another role sees the keys, and no way to remove one", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await path(sandbox, "summary"));
  const at = parts(page);
  const keys = at.flows.getByRole("button", { name: /API keys of Open a ticket/ });
  await keys.click();
  await at.dialog.getByRole("button", { name: "Generate key" }).click();
  await expect(at.dialog.getByRole("button", { name: "Remove API key 1" })).toBeVisible();
  await page.goto("/settings/roles");
  await page.getByRole("button", { name: "View as Integrator", exact: true }).click();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Instances" }).click();
  await page.getByRole("searchbox").fill("Launch desk");
  await page.getByRole("link", { name: desk }).click();
  await keys.click();
  await expect(at.dialog.getByRole("listitem")).toHaveCount(1);
  await expect(at.dialog.getByRole("button", { name: "Generate key" })).toHaveAttribute("aria-disabled", "true");
  await expect(at.dialog.getByRole("button", { name: /^Remove/ })).toHaveCount(0);
});

test("those who look on see what ran, and no way to run it", async ({ page, sandbox, signIn }) => {
  await signIn(people.guest, await path(sandbox, "summary"));
  const at = parts(page);
  await expect(at.flows.getByText("Open a ticket")).toBeVisible();
  await expect(at.flows.getByRole("button", { name: /API keys/ })).toHaveCount(0);
  await expect(at.tabs.getByRole("link", { name: "Executions" })).toBeVisible();
  await expect(at.tabs.getByRole("link", { name: "Test", exact: true })).toHaveCount(0);
  await page.goto(await path(sandbox, "test"));
  await expect(page.getByText("This does not exist, or not for you.")).toBeVisible();
  await expect(at.test).toHaveCount(0);
});

hostTest("a host leaves out tabs, and their addresses with them", async ({ page, host, sandbox }) => {
  const screenConfiguration = { instance: { hideTabs: ["Test", "Logs"] } };
  await embed(page, host, sandbox, { screenConfiguration });
  const frame = await show(page);
  await marketplace(frame).card("Northdesk").click();
  await frame.getByRole("link", { name: "View" }).first().click();
  const at = parts(frame);
  await expectHost(at.tabs.getByRole("link", { name: "Executions" })).toBeVisible();
  await expectHost(at.tabs.getByRole("link", { name: "Test", exact: true })).toHaveCount(0);
  await at.tabs.getByRole("link", { name: "Executions" }).click();
  await at.executions.getByRole("link").first().click();
  await expectHost(at.run.getByRole("heading", { name: "Steps" })).toBeVisible();
  await expectHost(at.run.getByRole("heading", { name: "Logs" })).toHaveCount(0);
});
