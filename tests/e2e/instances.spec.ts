// One instance: what it says of itself, and its life: deployed, paused, moved to a newer version, renamed, deleted.
import { expect, people, test, type Page, type Sandbox } from "./fixtures.ts";
import { answerLeaving, operationOf, record, runFlow, writes } from "./helpers.ts";

const fields = "id name description labels enabled needsDeploy deployedVersion configState integration { versionNumber }";

const find = async (sandbox: Sandbox, name: string) => {
  const answer = await sandbox.api(
    people.owner,
    `query Find($name: String!) { instances(name: $name, first: 1) { nodes { ${fields} } } }`,
    { name },
  );
  return answer.data.instances.nodes[0];
};

const path = async (sandbox: Sandbox, name: string, part = "summary") =>
  `/instances/${encodeURIComponent((await find(sandbox, name)).id)}/${part}`;

const desk = "Northdesk: Launch desk";
const oldDesk = "Northdesk: Recovery desk";

/** The parts of an instance's page. */
const parts = (page: Page) => {
  const main = page.getByRole("main");
  const dialog = page.getByRole("dialog");
  return {
    title: page.getByRole("heading", { level: 1 }),
    status: main.getByRole("status").filter({ hasText: /Enabled|Paused|Failed|Needs deploy|Not configured|Never deployed|Suspended/ }),
    deploy: main.getByRole("button", { name: "Deploy", exact: true }),
    pause: main.getByRole("button", { name: "Pause instance", exact: true }),
    unpause: main.getByRole("button", { name: "Unpause instance" }),
    update: main.getByRole("button", { name: /^Update to v/ }),
    remove: main.getByRole("button", { name: "Delete instance" }),
    name: main.getByRole("textbox", { name: "Name" }),
    save: main.getByRole("button", { name: "Save" }),
    dialog,
    confirm: (name: string | RegExp) => dialog.getByRole("button", { name }),
  };
};

test("a name in the list opens what an instance runs, for whom, and how it is doing", async ({ page, signIn }) => {
  await signIn(people.guest, "/instances?q=launch%20desk");
  await page.getByRole("link", { name: desk }).click();
  const at = parts(page);
  await expect(at.title).toHaveText(desk);
  await expect(page).toHaveURL(/\/summary$/);
  await expect(at.status).toHaveText("Enabled");
  const main = page.getByRole("main");
  await expect(main.getByRole("link", { name: "Northdesk", exact: true })).toBeVisible();
  await expect(main.getByText("v2").first()).toBeVisible();
  await expect(main.getByText("Complete")).toBeVisible();
  // Guests look on.
  for (const control of [at.deploy, at.pause, at.update]) await expect(control).toHaveCount(0);
  await page.getByRole("navigation", { name: "Parts of this page" }).getByRole("link", { name: "Details" }).click();
  await expect(main.getByText(desk).last()).toBeVisible();
  for (const control of [at.name, at.remove]) await expect(control).toHaveCount(0);
  await page.getByRole("link", { name: "FTL Rockets" }).click();
  await expect(page).toHaveURL(/\/customers\/[^/]+\/instances$/);
});

test("what the app does not know of a configuration is not held to be missing", async ({ page, sandbox, signIn }) => {
  await sandbox.post("/sandbox/faults", [
    { operation: "InstanceDetail", kind: "drift", path: "/data/instance/configState", value: "LATER" },
  ]);
  await signIn(people.integrator, await path(sandbox, desk));
  await expect(parts(page).status).toHaveText("Enabled");
  await expect(page.getByRole("main").getByText("Complete", { exact: true })).toBeVisible();
});

test("pausing asks first and is undone at once", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, desk));
  const at = parts(page);
  await at.pause.click();
  await at.confirm("Cancel").click();
  expect(await writes(sandbox, "updateInstance")).toHaveLength(0);
  await at.pause.click();
  await at.confirm("Pause instance").click();
  await expect(at.status).toHaveText("Paused");
  await expect(at.pause).toHaveCount(0);
  await expect(at.unpause).toBeFocused();
  expect(await find(sandbox, desk)).toMatchObject({ enabled: false, needsDeploy: false });
  await at.unpause.click();
  await expect(at.status).toHaveText("Enabled");
  await expect(at.pause).toBeFocused();
  expect((await find(sandbox, desk)).enabled).toBe(true);
});

test("a pause whose answer is lost keeps the question open, and can be tried again", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, desk));
  const at = parts(page);
  await sandbox.post("/sandbox/faults", [{ operation: "UpdateInstance", kind: "cut" }]);
  await at.pause.click();
  await at.confirm("Pause instance").click();
  await expect(at.dialog.getByRole("alert")).toBeVisible();
  await sandbox.remove("/sandbox/faults");
  await at.confirm("Pause instance").click();
  await expect(at.status).toHaveText("Paused");
});

test("what is up to date and could not be deployed again is not said to be deployed", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, desk));
  const at = parts(page);
  await sandbox.post("/sandbox/faults", [{ operation: "DeployInstance", kind: "status", status: 503 }]);
  await at.deploy.click();
  for (let attempt = 0; attempt < 2; attempt++) {
    await at.confirm("Deploy").click();
    await expect(at.dialog.getByText("The server cannot be reached.", { exact: false })).toBeVisible();
  }
  expect(await writes(sandbox, "deployInstance")).toHaveLength(0);
  await sandbox.remove("/sandbox/faults");
  await at.confirm("Deploy").click();
  await expect(at.dialog).toHaveCount(0);
  expect(await writes(sandbox, "deployInstance")).toHaveLength(1);
});

for (const looks of ["at once", "when it is tried again"]) {
  test(`a deletion whose answer was lost is done: it is found ${looks}`, async ({ page, sandbox, signIn }) => {
    await signIn(people.owner, await path(sandbox, desk, "details"));
    const at = parts(page);
    const faults: object[] = [{ operation: "DeleteInstance", kind: "cut", times: 1 }];
    if (looks !== "at once") faults.push({ operation: "InstanceDeployed", kind: "status", status: 500, times: 1 });
    await sandbox.post("/sandbox/faults", faults);
    await at.remove.click();
    await at.dialog.getByRole("textbox").fill(desk);
    await at.confirm("Delete instance").click();
    if (looks !== "at once") {
      await expect(at.dialog.getByText("The server cannot be reached.", { exact: false })).toBeVisible();
      await at.confirm("Delete instance").click();
    }
    await expect(page).toHaveURL(/\/customers\/[^/]+\/instances$/);
    expect(await find(sandbox, desk)).toBeUndefined();
  });
}

test("a newer version is offered with what it changes, filled in, and deployed", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, oldDesk));
  const at = parts(page);
  await expect(page.getByText("Version 2 is available")).toBeVisible();
  await at.update.click();
  await expect(at.dialog.getByRole("heading", { name: "New settings" })).toBeVisible();
  await expect(at.dialog.getByRole("listitem")).toHaveText(["Desk"]);
  await at.confirm("Update to v2").click();
  await expect(at.status).toHaveText("Not configured");
  await expect(at.update).toHaveCount(0);
  expect(await find(sandbox, oldDesk)).toMatchObject({ deployedVersion: 1, needsDeploy: true, integration: { versionNumber: 2 } });
  // What is missing is said where it was asked for.
  await at.deploy.click();
  await at.confirm("Deploy").click();
  await expect(at.dialog.getByText("Fill in the configuration before you deploy.")).toBeVisible();
  await at.confirm("Cancel").click();
  const filled = await sandbox.api(
    people.owner,
    `mutation Fill($id: ID!) { updateInstanceConfigVariables(input: { id: $id, configVariables: [{ key: "Desk", value: "Recovery" }] }) { errors { messages } } }`,
    { id: (await find(sandbox, oldDesk)).id },
  );
  expect(filled.data.updateInstanceConfigVariables.errors).toEqual([]);
  await page.reload();
  await expect(at.status).toHaveText("Needs deploy");
  await at.deploy.click();
  await expect(at.dialog.getByText("It runs v1 now.", { exact: false })).toBeVisible();
  await at.confirm("Deploy").click();
  await expect(at.status).toHaveText("Enabled");
  expect(await find(sandbox, oldDesk)).toMatchObject({ deployedVersion: 2, needsDeploy: false });
});

test("name, description and labels are changed, and a clash with somebody else's change is shown", async ({ page, sandbox, signIn }) => {
  await signIn(people.admin, await path(sandbox, desk, "details"));
  const at = parts(page);
  await at.name.fill("");
  await at.save.click();
  await expect(page.getByText("Enter a name.")).toBeVisible();
  await at.name.fill("Desk of the launch team");
  const { id } = await find(sandbox, desk);
  const theirs = await sandbox.api(
    people.integrator,
    `mutation Rename($id: ID!) { updateInstance(input: { id: $id, name: "Pad desk" }) { errors { messages } } }`,
    { id },
  );
  expect(theirs.data.updateInstance.errors).toEqual([]);
  await at.save.click();
  await expect(at.dialog.getByText("Pad desk")).toBeVisible();
  await at.dialog.getByRole("radio", { name: /^Yours/ }).check();
  await at.confirm("Save").click();
  await expect(at.title).toHaveText("Desk of the launch team");
  expect((await find(sandbox, "Desk of the launch team")).id).toBe(id);
  // The name to type is the new one.
  await at.remove.click();
  await expect(at.dialog.getByText("Type “Desk of the launch team” exactly.")).toBeVisible();
});

test("deleting asks for the name, and leaves nothing behind but a page that says so", async ({ page, sandbox, context, signIn }) => {
  const details = await path(sandbox, desk, "details");
  await signIn(people.owner, details);
  const at = parts(page);
  const second = await context.newPage();
  await second.goto(details);
  await expect(parts(second).title).toHaveText(desk);
  await at.remove.click();
  const field = at.dialog.getByRole("textbox");
  await field.fill("Northdesk");
  await at.confirm("Delete instance").click({ force: true });
  await field.fill(desk);
  await expect(at.confirm("Delete instance")).toBeEnabled();
  expect(await writes(sandbox, "deleteInstance")).toHaveLength(0);
  await at.confirm("Delete instance").click();
  await expect(page).toHaveURL(/\/customers\/[^/]+\/instances$/);
  await expect(page.getByRole("link", { name: oldDesk })).toBeVisible();
  await expect(page.getByRole("link", { name: desk })).toHaveCount(0);
  await second.reload();
  await expect(second.getByText("This does not exist, or not for you.")).toBeVisible();
});

test("a customer's Admin runs their own instances, and does not find another company's", async ({ page, sandbox, signIn }) => {
  const foreign = await path(sandbox, "Crew Calendar");
  await signIn(people.customerAdmin, await path(sandbox, desk));
  const at = parts(page);
  await expect(at.title).toHaveText(desk);
  await expect(at.deploy).toBeVisible();
  await at.pause.click();
  await at.confirm("Pause instance").click();
  await expect(at.status).toHaveText("Paused");
  await page.goto(foreign);
  await expect(page.getByText("This does not exist, or not for you.")).toBeVisible();
});

test("a customer's Member looks on", async ({ page, sandbox, signIn }) => {
  await signIn(people.customerMember, await path(sandbox, desk));
  const at = parts(page);
  await expect(at.status).toHaveText("Enabled");
  for (const control of [at.deploy, at.pause, at.unpause]) await expect(control).toHaveCount(0);
});

test("a manager of customers is refused, and nothing of the instance is asked for", async ({ page, sandbox, signIn }) => {
  const sent = record(page);
  await signIn(people.manager, await path(sandbox, desk));
  await expect(page.getByRole("heading", { name: "You do not have permission to view this page" })).toBeVisible();
  expect(sent.map(operationOf)).not.toContain("InstanceDetail");
});

test("what else there is to do is said beside a pause", async ({ page, sandbox, signIn }) => {
  const { id } = await find(sandbox, desk);
  const changed = await sandbox.api(
    people.owner,
    `mutation Change($id: ID!) { updateInstanceConfigVariables(input: { id: $id, configVariables: [{ key: "Desk", value: "Pads" }] }) { errors { messages } } }`,
    { id },
  );
  expect(changed.data.updateInstanceConfigVariables.errors).toEqual([]);
  await signIn(people.integrator, await path(sandbox, desk));
  const at = parts(page);
  await at.pause.click();
  await at.confirm("Pause instance").click();
  await expect(at.status).toHaveText("Paused");
  await expect(page.getByRole("main").getByText("Needs deploy", { exact: true })).toBeVisible();
  await at.deploy.click();
  await at.confirm("Deploy").click();
  await expect(page.getByRole("main").getByText("Needs deploy", { exact: true })).toHaveCount(0);
  await expect(at.status).toHaveText("Paused");
});

/** The list of instances and its filters. */
const list = (page: Page) => {
  const table = page.getByRole("table", { name: "Instances" });
  const chips = page.getByRole("group", { name: "Active filters" });
  return {
    rows: table.getByRole("row"),
    instance: (name: string) => table.getByRole("link", { name, exact: true }),
    filter: page.getByRole("button", { name: /^Filter/ }),
    customer: page.getByRole("combobox", { name: "Customer" }),
    integration: page.getByRole("combobox", { name: "Integration" }),
    version: page.getByRole("combobox", { name: "Version" }),
    status: page.getByRole("combobox", { name: "Status" }),
    label: page.getByRole("textbox", { name: "Label is" }),
    chips,
    remove: (filter: string) => chips.getByRole("button", { name: `Remove filter: ${filter}`, exact: true }),
    clear: page.getByRole("button", { name: "Clear filters" }),
  };
};

test("the list narrows to a customer, an integration and a version, and a link to it shows the same", async ({ page, context, signIn }) => {
  await signIn(people.owner, "/instances");
  const at = list(page);
  await at.filter.click();
  await expect(at.version).toHaveCount(0);
  await at.customer.fill("ftl");
  await page.getByRole("option", { name: "FTL Rockets" }).click();
  await expect(at.chips).toContainText("Customer FTL Rockets");
  await at.integration.fill("northd");
  await page.getByRole("option", { name: "Northdesk" }).click();
  await expect(at.chips).toContainText("Integration Northdesk");
  await expect(at.instance(desk)).toBeVisible();
  await expect(at.instance(oldDesk)).toBeVisible();
  await expect(at.rows).toHaveCount(3);
  await at.version.selectOption("Version 1");
  await expect(at.rows).toHaveCount(2);
  await expect(at.instance(oldDesk)).toBeVisible();
  await expect(page).toHaveURL(/customer=.*version=/);

  const second = await context.newPage();
  await second.goto(page.url());
  const there = list(second);
  await expect(there.chips).toContainText("Version Version 1");
  await expect(there.customer).toHaveValue("FTL Rockets");
  await expect(there.integration).toHaveValue("Northdesk");
  await expect(there.rows).toHaveCount(2);

  // Another integration has other versions.
  await at.remove("Integration Northdesk").click();
  await expect(at.version).toHaveCount(0);
  await expect(at.integration).toHaveValue("");
  await expect(page).not.toHaveURL(/version=|integration=/);
  await at.clear.click();
  await expect(at.customer).toHaveValue("");
  await expect(page).toHaveURL(/\/instances$/);
});

test("the filters of the list follow what the list is about, and what a person may see", async ({ page, sandbox, signIn }) => {
  const found = await sandbox.api(people.owner, '{ customers(name: "FTL Rockets") { nodes { id } } }');
  await signIn(people.owner, `/customers/${encodeURIComponent(found.data.customers.nodes[0].id)}/instances`);
  const at = list(page);
  await at.filter.click();
  await expect(at.integration).toBeVisible();
  await expect(at.customer).toHaveCount(0);
});

test("a row tells how an instance is doing now, once the list is asked again", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, "/instances?q=launch%20desk");
  const at = list(page);
  const row = at.rows.filter({ hasText: desk });
  await expect(row).toContainText("Enabled");
  await runFlow(sandbox, desk, {});
  await page.getByRole("searchbox").fill("launch des");
  await expect(row).toContainText("Failed");
});

test("every state can be asked for, and a label", async ({ page, sandbox, signIn }) => {
  const rows: any[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const answer: any = await sandbox.api(
      people.owner,
      `query All($after: String) { instances(first: 100, after: $after, isSystem: false) {
        nodes { enabled inFailedState needsDeploy labels } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    const { nodes, pageInfo } = answer.data.instances;
    rows.push(...nodes);
    [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
  }
  await signIn(people.owner, "/instances");
  const at = list(page);
  await at.filter.click();
  const holds: Record<string, (it: any) => boolean> = {
    Enabled: (it) => it.enabled,
    Paused: (it) => !it.enabled,
    Failed: (it) => it.inFailedState,
    "Needs deploy": (it) => it.needsDeploy,
  };
  const count = page.getByRole("heading", { level: 1 });
  for (const [state, is] of Object.entries(holds)) {
    await at.status.selectOption(state);
    await expect(at.chips).toContainText(`Status ${state}`);
    await expect(count).toHaveText(`Instances${rows.filter(is).length}`);
  }
  await at.status.selectOption("Any status");
  const label = rows.flatMap((it) => it.labels ?? [])[0];
  await at.label.fill(label);
  await expect(at.chips).toContainText(`Label is ${label}`);
  await expect(count).toHaveText(`Instances${rows.filter((it) => it.labels?.includes(label)).length}`);
});

test("what has no version to make an instance of is not counted among what is offered", async ({ page, sandbox, signIn }) => {
  const made = await sandbox.api(
    people.owner,
    'mutation I { importIntegration(input: { definition: "definitionVersion: 7\\nname: Northdesk draft\\nflows: []" }) { errors { messages } integration { id } } }',
  );
  expect(made.data.importIntegration.integration).toBeTruthy();
  await signIn(people.owner, "/instances");
  await page.getByRole("button", { name: "Add instance" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Integration" }).fill("northdesk");
  await expect(dialog.getByRole("option")).toHaveText(["Northdesk"]);
  await expect(dialog.getByText(/ of 2/)).toHaveCount(0);
});

test("an integration that was taken back is not made an instance of, and its name goes with it", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, "/instances");
  const add = page.getByRole("button", { name: "Add instance" });
  await add.click();
  const dialog = page.getByRole("dialog");
  const field = (name: string) => dialog.getByRole("combobox", { name });
  await field("Customer").fill("ftl");
  await dialog.getByRole("option", { name: "FTL Rockets" }).click();
  await field("Integration").fill("ledgerline");
  await dialog.getByRole("option", { name: "Ledgerline" }).click();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Ledgerline");
  await field("Integration").press("Escape");
  await expect(field("Integration")).toHaveValue("");
  await expect(field("Version")).toHaveCount(0);
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Books of nobody");
  await dialog.getByRole("button", { name: "Add and configure" }).click();
  await expect(dialog.getByText("Choose an integration.")).toBeVisible();
  expect(await writes(sandbox, "createInstance")).toHaveLength(0);
  // What was wrong then is not held against the next one.
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);
  await add.click();
  await expect(field("Integration")).toHaveValue("");
  await expect(dialog.getByText("Choose an integration.")).toHaveCount(0);
});

test("a version that was chosen for a new instance outlives a reload", async ({ page, signIn }) => {
  await signIn(people.owner, "/instances");
  await page.getByRole("button", { name: "Add instance" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Integration" }).fill("ledgerline");
  await dialog.getByRole("option", { name: "Ledgerline" }).click();
  const version = dialog.getByRole("combobox", { name: "Version" });
  await expect(version).toContainText("Version 4");
  await version.selectOption({ label: "Version 2 – Credit notes" });
  const chosen = await version.inputValue();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Second books");
  answerLeaving(page);
  await page.reload();
  await expect(version).toHaveValue(chosen);
  await expect(dialog.getByRole("combobox", { name: "Integration" })).toHaveValue("Ledgerline");
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Second books");
  // Another integration begins with its newest.
  await dialog.getByRole("combobox", { name: "Integration" }).fill("northdesk");
  await dialog.getByRole("option", { name: "Northdesk" }).click();
  await expect(version.locator("option:checked")).toHaveText(/^Version 2/);
});
