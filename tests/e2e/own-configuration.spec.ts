// What each person settles for themselves, on an instance that somebody set up for everybody: by people who come
// through another company's product, and what that product hears of it; and who else sees that there is something.
import type { FrameLocator, Page } from "@playwright/test";
import { people, type Sandbox } from "./fixtures.ts";
import { embed, expect, heard, hostToken, show, test } from "./hosts.ts";
import { expectNoViolation, findCustomer, marketplace, writes } from "./helpers.ts";
import { add, parts } from "./wizard.ts";

/** Of the host: the SDK gives its frame no name. */
const hosts = ["frame-title"];

/** Who only settles their own part, and who manages the customer's integrations besides. */
const ada = { sub: "ada", name: "Ada Osei", role: "user" };
const boss = { sub: "boss", name: "Bea Boss", role: "admin" };

/** An instance that is deployed for everybody, and of which each person settles a part. */
async function activated(sandbox: Sandbox): Promise<string> {
  const id = await add(sandbox, "FTL Rockets", "Crew Calendar");
  const query = "mutation D($id: ID!) { deployInstance(input: { id: $id }) { errors { messages } } }";
  expect((await sandbox.api(people.owner, query, { id })).data.deployInstance.errors).toEqual([]);
  await sandbox.remove("/sandbox/journal");
  return id;
}

/** A request with the token that a host's server would sign for somebody. */
async function ask(sandbox: Sandbox, claims: object, query: string, variables: object = {}): Promise<any> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${await hostToken(sandbox, claims)}` };
  const answer = await fetch(`${sandbox.origin}/api`, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
  return answer.json();
}

/** What a person has of their own on an instance, by key; null where there is nothing. */
async function own(sandbox: Sandbox, claims: object, id: string) {
  const query = `query Own($id: ID!) { instance(id: $id) { configState userLevelConfigs(first: 5) { nodes { id user { name }
    configVariables(first: 20) { nodes { value status requiredConfigVariable { key } } } } } } }`;
  const { instance } = (await ask(sandbox, claims, query, { id })).data;
  const [config, ...more] = instance.userLevelConfigs.nodes;
  expect(more).toEqual([]);
  if (!config) return null;
  const values = config.configVariables.nodes.map((it: any) => [it.requiredConfigVariable.key, it.value ?? it.status]);
  return { id: config.id as string, state: instance.configState as string, values: Object.fromEntries(values) };
}

/** The lifecycle events a host heard, in order. */
const events = async (page: Page) =>
  (await heard(page)).filter((it) => /^(INSTANCE|USER)_/.test(it.event ?? "")) as { origin: string; event: string; data: any }[];

const names = async (page: Page) => (await events(page)).map((it) => it.event);

/** Opens the wizard of the person's own part as the SDK does, and notes which of its callbacks are called. */
async function edit(page: Page, instanceId: string, options: object = {}): Promise<FrameLocator> {
  await page.evaluate(
    ({ instanceId, options }) => {
      Object.assign(window, { called: [] });
      const note = (name: string) => () => void (window as any).called.push(name);
      prismatic.editUserLevelConfiguration({
        selector: "#a", instanceId, onSuccess: note("success"), onCancel: note("cancel"), onDelete: note("delete"), ...options,
      });
    },
    { instanceId, options },
  );
  return page.frameLocator("#a iframe");
}

const called = (page: Page) => page.evaluate(() => (window as any).called as string[]);

/** Fills in the first page and lets the other system agree. */
async function connect(page: Page, frame: FrameLocator, calendar: string) {
  const at = parts(frame);
  await expect(at.heading).toHaveText("Your calendar");
  await at.field("Address").fill("ada@orbit.example");
  await at.field("Calendar").fill(calendar);
  // To the browser, a window is closed as soon as its page is kept apart from the host's, which is no answer. That it
  // is waited for shows only until this is noticed: who looks after the press may be too late.
  const waiting = frame.getByText("Waiting for the other window.", { exact: false });
  const [other] = await Promise.all([page.waitForEvent("popup"), expect(waiting).toBeVisible(), at.connect.click()]);
  await expect(waiting).toHaveCount(0);
  await other.getByRole("button", { name: "Allow" }).click();
  // Closed sooner, the window may take the answer with it.
  await expect(other.getByText("You can close this window.")).toBeVisible();
  await other.close();
  await expect(frame.getByText("Connected", { exact: true })).toBeVisible();
}

const finish = (frame: FrameLocator) => frame.getByRole("button", { name: "Finish", exact: true });

test("who only uses the marketplace configures for themselves, and nothing else", async ({ page, host, sandbox }) => {
  test.slow();
  const id = await activated(sandbox);
  await embed(page, host, sandbox, {}, ada);
  const frame = await show(page);
  const at = parts(frame);
  const { card, details } = marketplace(frame);
  await expect(card("Crew Calendar")).toContainText("Activated, not configured for you");
  await card("Crew Calendar").click();
  await expect(details.getByText("Not configured for you", { exact: true })).toBeVisible();
  await expect(details.getByRole("link", { name: /^(Rec|C)onfigure$/ })).toHaveCount(0);
  await expect(details.getByRole("button", { name: /Configure|Add another/ })).toHaveCount(0);
  await expectNoViolation(page, hosts);
  await details.getByRole("link", { name: "View", exact: true }).click();

  // The page of the instance has nothing but their own part.
  await expect(frame.getByRole("heading", { level: 1 })).toHaveText("New one");
  await expect(frame.getByRole("navigation", { name: "Parts of this page" }).getByRole("link")).toHaveText(["Summary"]);
  for (const name of [/Pause/, /Deploy/, /Deactivate/]) await expect(frame.getByRole("button", { name })).toHaveCount(0);
  await expect(frame.getByRole("link", { name: /^(Rec|C)onfigure$/ })).toHaveCount(0);
  await expectNoViolation(page, hosts);

  await frame.getByRole("link", { name: "Configure for yourself" }).click();
  await expect(at.step("Your calendar")).toBeVisible();
  await expect(at.step("Your company")).toHaveCount(0);
  await expectNoViolation(page, hosts);
  await connect(page, frame, "Shifts");
  await at.next.click();
  await at.choice("Show as").selectOption("Away");
  await finish(frame).click();
  await expect(frame.getByText("Configured for you")).toBeVisible();
  expect(await own(sandbox, ada, id)).toMatchObject({
    state: "FULLY_CONFIGURED",
    values: { Calendar: "Shifts", "Calendar account": "ACTIVE", "Show as": "Away" },
  });
  expect(await writes(sandbox, "deployInstance")).toEqual([]);
  const sent = (await writes(sandbox, "updateInstanceConfigVariables")).map((it: any) => it.variables);
  expect(sent.every((it: any) => it.configMode === "user")).toBe(true);
  expect(sent.map((it: any) => it.configComplete)).toEqual([...sent.slice(1).map(() => false), true]);
  expect(await writes(sandbox, "createUserLevelConfig")).toHaveLength(1);

  await frame.getByRole("link", { name: "View your configuration" }).click();
  await expect(frame.getByRole("heading", { level: 1 })).toHaveText("Your own configuration");
  await expect(frame.getByText("Away", { exact: true })).toBeVisible();
  await expect(frame.getByRole("textbox")).toHaveCount(0);
  await expectNoViolation(page, hosts);
  await frame.getByRole("link", { name: "New one" }).click();
  await frame.getByRole("link", { name: /^All / }).click();
  await expect(card("Crew Calendar")).toContainText("Activated");
  await expect(card("Crew Calendar")).not.toContainText("not configured");
});

test("what is typed outlives a reload, and what was settled is changed and deleted", async ({ page, host, sandbox }) => {
  const id = await activated(sandbox);
  // Of the app's own site: in frames of other sites this browser keeps nothing.
  const near = { ...host, origin: host.other };
  await embed(page, near, sandbox, {}, ada);
  let frame = await edit(page, id);
  await connect(page, frame, "Shifts");
  await parts(frame).next.click();
  await parts(frame).choice("Show as").selectOption("Free");
  await embed(page, near, sandbox, {}, ada);
  frame = await edit(page, id);
  // The first page was saved, the second was not.
  await expect(parts(frame).field("Calendar")).toHaveValue("Shifts");
  await expect(frame.getByText(/^What you typed earlier is back/)).toBeVisible();
  await parts(frame).next.click();
  await expect(parts(frame).choice("Show as")).toHaveValue("Free");
  await finish(frame).click();
  await expect(frame.getByText("Saved", { exact: true })).toBeVisible();

  await frame.getByRole("button", { name: "Open the settings again" }).click();
  await parts(frame).field("Calendar").fill("Shifts and simulations");
  await parts(frame).next.click();
  await expect(parts(frame).change("Calendar").last()).toContainText("Shifts and simulations");
  await finish(frame).click();
  await expect(frame.getByText("Saved", { exact: true })).toBeVisible();
  expect((await own(sandbox, ada, id))?.values.Calendar).toBe("Shifts and simulations");

  await frame.getByRole("button", { name: "Open the settings again" }).click();
  await frame.getByRole("button", { name: "Delete", exact: true }).click();
  const dialog = frame.getByRole("dialog");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await own(sandbox, ada, id)).not.toBeNull();
  await frame.getByRole("button", { name: "Delete", exact: true }).click();
  await expectNoViolation(page, hosts);
  await dialog.getByRole("button", { name: "Delete your configuration" }).click();
  await expect(frame.getByText("Your configuration was deleted.")).toBeVisible();
  expect(await own(sandbox, ada, id)).toBeNull();
});

test("the host hears of a person's own configuration as the SDK has it, each step once", async ({ page, host, sandbox }) => {
  const id = await activated(sandbox);
  await embed(page, host, sandbox, {}, ada);
  let frame = await edit(page, id);
  await connect(page, frame, "Shifts");
  await parts(frame).next.click();
  await finish(frame).click();
  await expect(frame.getByText("Saved", { exact: true })).toBeVisible();
  const user = (step: string) => `USER_CONFIGURATION_${step}`;
  const opening = [user("OPENED"), user("LOADED"), user("PAGE_LOADED")];
  const first = [...opening, user("PAGE_LOADED"), user("DEPLOYED"), user("CLOSED")];
  await expect.poll(() => names(page)).toEqual(first);
  await expect.poll(() => called(page)).toEqual(["success"]);

  const told = await events(page);
  const { id: config } = (await own(sandbox, ada, id))!;
  const customer = (await findCustomer(sandbox, "FTL Rockets")).id;
  for (const { data, origin } of told) {
    expect(origin).toBe(sandbox.origin);
    expect(data).toMatchObject({
      customerId: customer, customerName: "FTL Rockets", instanceId: id, instanceName: "New one",
      integrationName: "Crew Calendar", integrationVersionNumber: 3, readOnly: false,
      userName: "Ada Osei", userEmail: "ada",
    });
    expect(typeof data.userId).toBe("string");
    expect(Object.keys(data.userLevelConfigVariables).sort()).toEqual(["Calendar", "Calendar account", "Show as", "Simulations too"]);
    expect(data).not.toHaveProperty("configVars");
  }
  expect(told.slice(0, 3).every((it) => !("userConfigId" in it.data))).toBe(true);
  expect(told.slice(3).map((it) => it.data.userConfigId)).toEqual([config, config, config]);
  expect(told.filter((it) => it.event.endsWith("PAGE_LOADED")).map((it) => it.data.pageName)).toEqual(["Your calendar", "What goes in"]);
  const deployed = told.find((it) => it.event.endsWith("DEPLOYED"))!.data.userLevelConfigVariables;
  expect(deployed.Calendar).toMatchObject({ dataType: "string", value: "Shifts", collectionType: null });
  expect(deployed["Calendar account"]).toMatchObject({ dataType: "connection", inputs: {}, status: "ACTIVE" });

  // Cancel has no event of its own for one's own part, and tells of the instance alone.
  await frame.getByRole("button", { name: "Open the settings again" }).click();
  await frame.getByRole("button", { name: "Cancel" }).click();
  await expect(frame.getByText("Canceled")).toBeVisible();
  await expect.poll(async () => (await names(page)).slice(first.length)).toEqual([...opening, "INSTANCE_CONFIGURATION_CANCELED", user("CLOSED")]);
  const canceled = (await events(page)).find((it) => it.event.endsWith("CANCELED"))!.data;
  expect(Object.keys(canceled).sort()).toEqual([
    "customerId", "customerName", "instanceId", "instanceName", "integrationName", "integrationVersionNumber", "readOnly",
  ]);
  // The SDK takes the first end of what it showed; what is shown anew ends anew.
  await expect.poll(() => called(page)).toEqual(["success"]);
  frame = await edit(page, id);
  await frame.getByRole("button", { name: "Cancel" }).click();
  await expect(frame.getByText("Canceled")).toBeVisible();
  await expect.poll(() => called(page)).toEqual(["cancel"]);

  frame = await edit(page, id);
  await frame.getByRole("button", { name: "Delete", exact: true }).click();
  await frame.getByRole("dialog").getByRole("button", { name: "Delete your configuration" }).click();
  await expect(frame.getByText("Your configuration was deleted.")).toBeVisible();
  const last = async () => (await events(page)).slice(first.length + 10);
  await expect.poll(async () => (await last()).map((it) => it.event)).toEqual([...opening, user("DELETED"), user("CLOSED")]);
  expect((await last()).find((it) => it.event === user("DELETED"))!.data.userConfigId).toBe(config);
  await expect.poll(() => called(page)).toEqual(["delete"]);
});

test("answers of the host reach what the person settles for themselves, and nothing that counts for everybody", async ({ page, host, sandbox }) => {
  const id = await activated(sandbox);
  await embed(page, host, sandbox, {}, ada);
  await page.evaluate(() =>
    addEventListener("message", (it) => {
      if (it.data?.event !== "USER_CONFIGURATION_LOADED") return;
      const configVars = {
        Calendar: { value: "From the host" }, "Show as": { value: "Free" }, "Calendar account": { inputs: { address: { value: "host@orbit.example" } } },
        "Days ahead": { value: "99" },
      };
      prismatic.setConfigVars({ selector: "#a", configVars });
    }),
  );
  const frame = await edit(page, id);
  const at = parts(frame);
  await expect(at.field("Address")).toHaveValue("host@orbit.example");
  await expect(at.field("Calendar")).toHaveValue("From the host");
  await at.next.click();
  await expect(at.choice("Show as")).toHaveValue("Free");
  const sent = (await writes(sandbox, "updateInstanceConfigVariables")).flatMap((it: any) => it.variables.configVariables);
  expect(sent.map((it: any) => it.key).sort()).toEqual(["Calendar", "Calendar account"]);
  await frame.getByRole("button", { name: "Finish", exact: true }).click();
  await expect(frame.getByText("Connect Calendar account first.")).toBeVisible();
  expect(await names(page)).not.toContain("USER_CONFIGURATION_DEPLOYED");
});

test("who manages a customer's integrations settles what counts for everybody, and their own part apart from it", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, { ...boss, customer: "fresh-1", customer_name: "Fresh Rockets" });
  const frame = await show(page);
  const at = parts(frame);
  await marketplace(frame).card("Crew Calendar").click();
  await frame.getByRole("button", { name: "Configure", exact: true }).click();
  await expect(at.heading).toHaveText("Your company");
  await expect(at.step("Your calendar")).toHaveCount(0);
  await at.field("Days ahead").fill("21");
  await at.finish.click();
  await expect(at.status).toHaveText("Enabled");
  await expect(frame.getByText("Not configured for you")).toBeVisible();
  await expectNoViolation(page, hosts);
  await frame.getByRole("link", { name: "Configure for yourself" }).click();
  await connect(page, frame, "Bea");
  await at.next.click();
  await finish(frame).click();
  await expect(frame.getByText("Configured for you")).toBeVisible();
  await expect(frame.getByRole("link", { name: "Reconfigure", exact: true })).toBeVisible();
  await expect.poll(async () => (await names(page)).filter((it) => it.endsWith("DEPLOYED"))).toEqual(["INSTANCE_DEPLOYED", "USER_CONFIGURATION_DEPLOYED"]);
  await frame.getByRole("link", { name: "View your configuration" }).click();
  await frame.getByRole("button", { name: "Delete", exact: true }).click();
  await frame.getByRole("dialog").getByRole("button", { name: "Delete your configuration" }).click();
  await expect(frame.getByText("Not configured for you")).toBeVisible();
  await expect(at.status).toHaveText("Enabled");
  const seen = async () => (await events(page)).filter((it) => it.data.readOnly).map((it) => it.event.replace("USER_CONFIGURATION_", ""));
  await expect.poll(seen).toEqual(["OPENED", "LOADED", "PAGE_LOADED", "PAGE_LOADED", "DELETED", "CLOSED"]);
});

/** Lets somebody settle their own part past the app. */
async function settle(sandbox: Sandbox, claims: object, id: string, calendar: string) {
  const query = `mutation S($id: ID!, $values: [InputInstanceConfigVariable]) { updateInstanceConfigVariables(input: { id: $id,
    configMode: "user", configVariables: $values }) { errors { messages } } }`;
  const answer = await ask(sandbox, claims, query, { id, values: [{ key: "Calendar", value: calendar }] });
  expect(answer.data.updateInstanceConfigVariables.errors).toEqual([]);
}

test("nobody else sees what somebody settled, and nobody else changes it", async ({ page, host, sandbox }) => {
  const id = await activated(sandbox);
  await settle(sandbox, ada, id, "Only Ada's");
  const { id: config } = (await own(sandbox, ada, id))!;
  for (const claims of [boss, { ...ada, sub: "eve", name: "Eve" }]) {
    expect(await own(sandbox, claims, id)).toBeNull();
    const gone = await ask(sandbox, claims, "mutation D($id: ID!) { deleteUserLevelConfig(input: { id: $id }) { errors { messages } } }", { id: config });
    expect(gone.errors[0].message).toMatch(/not found/);
  }
  const team = `query T($id: ID!) { instance(id: $id) { userLevelConfigs(first: 5) { nodes { user { name } configVariables(first: 5) { nodes { value } } } } } }`;
  const answer = await sandbox.api(people.owner, team, { id });
  expect(JSON.stringify(answer)).not.toContain("Only Ada's");
  expect(answer.errors[0].message).toMatch(/denied/);

  await embed(page, host, sandbox, {}, { ...ada, sub: "eve", name: "Eve" });
  const frame = await edit(page, id);
  await expect(parts(frame).field("Calendar")).toHaveValue("");
  expect((await own(sandbox, ada, id))?.values.Calendar).toBe("Only Ada's");
});

test("who only uses the marketplace changes nothing that counts for everybody, even by force", async ({ page, host, sandbox }) => {
  const id = await activated(sandbox);
  const forced: [string, string][] = [
    ["updateInstanceConfigVariables", `configVariables: [{ key: "Days ahead", value: "1" }]`],
    ["updateInstance", `enabled: false`],
    ["deployInstance", ""],
    ["deleteInstance", ""],
  ];
  for (const [mutation, input] of forced) {
    const answer = await ask(sandbox, ada, `mutation F($id: ID!) { ${mutation}(input: { id: $id ${input} }) { errors { messages } } }`, { id });
    expect(answer.errors[0].message, mutation).toMatch(/denied/);
  }
  const smuggled = `mutation F($id: ID!) { updateInstanceConfigVariables(input: { id: $id, configMode: "user",
    configVariables: [{ key: "Days ahead", value: "1" }] }) { errors { messages } } }`;
  const answer = await ask(sandbox, ada, smuggled, { id });
  expect(answer.data.updateInstanceConfigVariables.errors[0].messages).toEqual(["Days ahead: There is no such variable."]);

  await embed(page, host, sandbox, {}, ada);
  await page.evaluate((instanceId) => prismatic.editInstanceConfiguration({ selector: "#a", instanceId }), id);
  const frame = page.frameLocator("#a iframe");
  await expect(frame.getByRole("heading", { level: 1 })).toHaveText("You do not have permission to view this page");
  expect(await names(page)).toEqual([]);
  const values = await sandbox.api(people.owner, `query V($id: ID!) { instance(id: $id) { enabled configVariables(first: 5) { totalCount } } }`, { id });
  expect(values.data.instance).toEqual({ enabled: true, configVariables: { totalCount: 0 } });
});

test("an integration without such a part says so, and an instance that somebody may not see is not there", async ({ page, host, sandbox }) => {
  const found = await sandbox.api(people.owner, `{ instances(customer_ExternalId: "ftl-0007", name_Icontains: "Ledgerline", first: 5) { nodes { id } } }`);
  const [{ id }] = found.data.instances.nodes;
  await embed(page, host, sandbox, {}, boss);
  await expect((await edit(page, id)).getByText("Nothing of your own to configure here")).toBeVisible();
  await expectNoViolation(page, hosts);
  await embed(page, host, sandbox, {}, ada);
  await expect((await edit(page, id)).getByText(/does not exist, or not for you/)).toBeVisible();
  expect(await names(page)).toEqual([]);
});

test("the team sees who configured for themselves and since when, finds somebody, and deletes after a question", async ({ page, sandbox, signIn }) => {
  const found = await sandbox.api(people.owner, `{ instances(customer_ExternalId: "abc-123", name_Icontains: "Crew Calendar", first: 5) { nodes { id } } }`);
  const [{ id }] = found.data.instances.nodes;
  const path = `/instances/${encodeURIComponent(id)}/user-configuration`;
  await signIn(people.owner, path);
  const table = page.getByRole("table", { name: "User configuration" });
  await expect(table.getByRole("row")).toHaveCount(3);
  await expect(table.getByRole("row").nth(1)).toContainText("crew-12");
  await page.getByRole("searchbox", { name: "Search users" }).fill("marek");
  await expect(table.getByRole("row")).toHaveCount(2);
  await table.getByRole("button", { name: "Delete the configuration of Marek Dvořák" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Marek Dvořák");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(table.getByRole("row")).toHaveCount(2);
  await table.getByRole("button", { name: "Delete the configuration of Marek Dvořák" }).click();
  await dialog.getByRole("button", { name: "Delete this configuration" }).click();
  await expect(page.getByText("No results")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search users" }).fill("");
  await expect(table.getByRole("row")).toHaveCount(2);
  expect(await writes(sandbox, "deleteUserLevelConfig")).toHaveLength(1);
});

test("a guest sees who configured and deletes nobody's, and an integration without such a part has no such tab", async ({ page, sandbox, signIn }) => {
  const list = (external: string, name: string) =>
    sandbox.api(people.owner, `{ instances(customer_ExternalId: "${external}", name_Icontains: "${name}", first: 5) { nodes { id } } }`);
  const of = async (external: string, name: string) => (await list(external, name)).data.instances.nodes[0].id as string;
  await signIn(people.guest, `/instances/${encodeURIComponent(await of("abc-123", "Crew Calendar"))}/user-configuration`);
  const table = page.getByRole("table", { name: "User configuration" });
  await expect(table.getByRole("row")).toHaveCount(3);
  await expect(table.getByRole("button", { name: /^Delete/ })).toHaveCount(0);
  await page.goto(`/instances/${encodeURIComponent(await of("ftl-0007", "Ledgerline"))}/user-configuration`);
  await expect(page.getByText(/does not exist, or not for you/)).toBeVisible();
});

test("the playground shows a person's own configuration, for either role", async ({ page, sandbox }) => {
  const id = await activated(sandbox);
  await page.goto(`${sandbox.host}/playground/`);
  await page.getByRole("textbox", { name: "Person" }).fill("ada");
  await page.getByRole("combobox", { name: "Role" }).selectOption("User");
  await page.getByRole("radio", { name: "User configuration of an instance" }).check();
  await page.getByRole("combobox", { name: "Instance" }).fill(id);
  await page.getByRole("button", { name: "Show", exact: true }).click();
  const frame = page.frameLocator("#marketplace iframe");
  await expect(parts(frame).heading).toHaveText("Your calendar");
  await frame.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "onCancel" })).toBeVisible();
});
