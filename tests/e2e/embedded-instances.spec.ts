// Integrations that people switch on, set up and switch off inside another company's product, and what that product
// hears of it.
import type { FrameLocator, Page } from "@playwright/test";
import { people, type Sandbox } from "./fixtures.ts";
import { bareFrame, embed, expect, greet, heard, heardInitialized, hostToken, show, tell, test } from "./hosts.ts";
import { expectNoViolation, holdBack, isApi, marketplace, operationOf, writes } from "./helpers.ts";

/** Of the host: the SDK gives its frame no name. */
const hosts = ["frame-title"];

/** A customer who has nothing yet. */
const fresh = { customer: "fresh-1", customer_name: "Fresh Rockets" };

/** The lifecycle events a host heard, in order. */
const events = async (page: Page) =>
  (await heard(page)).filter((it) => /^INSTANCE_/.test(it.event ?? "")) as { origin: string; event: string; data: any }[];

const names = async (page: Page) => (await events(page)).map((it) => it.event.replace(/^INSTANCE_(CONFIGURATION_)?/, ""));

const parts = (frame: FrameLocator) => ({
  heading: frame.getByRole("heading", { level: 2 }).first(),
  title: frame.getByRole("heading", { level: 1 }),
  secret: frame.getByLabel("API key", { exact: true }),
  rate: frame.getByRole("combobox", { name: "Tax rate", exact: true }),
  days: frame.getByRole("textbox", { name: "Days to look back", exact: true }),
  next: frame.getByRole("button", { name: /^Next: / }),
  finish: frame.getByRole("button", { name: "Finish and deploy" }),
  cancel: frame.getByRole("button", { name: "Cancel" }).or(frame.getByRole("link", { name: "Cancel" })),
  steps: frame.getByRole("navigation", { name: "Pages of settings" }),
  configure: frame.getByRole("button", { name: "Configure", exact: true }),
  status: frame.getByRole("main").getByRole("status").filter({ hasText: /^(Enabled|Paused|Not configured|Needs deploy)$/ }),
});

/** The instances of an integration that a customer of the demo organization has. */
async function instances(sandbox: Sandbox, customer: string) {
  const answer = await sandbox.api(
    people.owner,
    `query Theirs($customer: String!) { instances(customer_ExternalId: $customer, first: 20) { nodes { id name enabled deployedVersion
      configVariables(first: 20) { nodes { value requiredConfigVariable { key } } } } } }`,
    { customer },
  );
  return answer.data.instances.nodes as any[];
}

/** Shows something by a function of the SDK. */
async function call(page: Page, name: string, options: object, place = "#a"): Promise<FrameLocator> {
  await page.evaluate(({ name, options }) => void prismatic[name](options), { name, options: { selector: place, ...options } });
  return page.frameLocator(`${place} iframe`);
}

test("an integration is activated, configured and deployed, and the host hears of each step once", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, fresh);
  const frame = await show(page);
  const at = parts(frame);
  await marketplace(frame).card("Ledgerline").click();
  await at.configure.click();
  await expect(at.heading).toHaveText("Your books");
  await at.secret.fill("s3cret");
  await at.next.click();
  await at.rate.selectOption("Reduced");
  await at.finish.click();
  await expect(at.status).toHaveText("Enabled");

  await expect.poll(() => names(page)).toEqual(["CREATED", "OPENED", "LOADED", "PAGE_LOADED", "PAGE_LOADED", "DEPLOYED", "CLOSED"]);
  const told = await events(page);
  const [only] = await instances(sandbox, "fresh-1");
  expect(only).toMatchObject({ name: "Ledgerline", enabled: true, deployedVersion: 4 });
  for (const { data, origin } of told) {
    expect(origin).toBe(sandbox.origin);
    expect(data).toMatchObject({
      customerName: "Fresh Rockets",
      instanceId: only.id,
      instanceName: "Ledgerline",
      integrationName: "Ledgerline",
      integrationVersionNumber: 4,
      readOnly: false,
    });
    expect(JSON.stringify(data)).not.toContain("s3cret");
  }
  const loaded = told.find((it) => it.event.endsWith("_LOADED"))!.data.configVars;
  expect(loaded["Tax rate"]).toMatchObject({ dataType: "picklist", collectionType: null, pickList: ["Standard", "Reduced", "None"], value: "Standard" });
  expect(loaded["Ledgerline account"]).toMatchObject({ dataType: "connection", inputs: {}, status: null });
  expect(loaded["How often"]).toMatchObject({ dataType: "schedule", value: "*/15 * * * *" });
  expect(Object.keys(loaded)).not.toContain("Progix workspace");
  expect(told.filter((it) => it.event.endsWith("PAGE_LOADED")).map((it) => it.data.pageName)).toEqual(["Your books", "What to send"]);

  await frame.getByRole("link", { name: /^All / }).click();
  await expect(marketplace(frame).card("Ledgerline")).toContainText("Activated");
  await marketplace(frame).card("Ledgerline").click();
  await expect(at.configure).toHaveCount(0);
  await frame.getByRole("link", { name: "View" }).click();
  await expect(at.status).toHaveText("Enabled");
});

test("Cancel is told apart from leaving, and what was made stays to be finished", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, fresh);
  const frame = await show(page);
  const at = parts(frame);
  await marketplace(frame).card("Ledgerline").click();
  await at.configure.click();
  await expect(at.heading).toHaveText("Your books");
  await at.cancel.click();
  await expect(marketplace(frame).card("Ledgerline")).toContainText("not configured");
  await expect.poll(async () => (await names(page)).slice(-2)).toEqual(["CANCELED", "CLOSED"]);
  await marketplace(frame).card("Ledgerline").click();
  await frame.getByRole("link", { name: "Configure", exact: true }).click();
  await expect(at.heading).toHaveText("Your books");
  await frame.getByRole("link", { name: /^All / }).click();
  await expect(marketplace(frame).card("Ledgerline")).toBeVisible();
  await expect.poll(async () => (await names(page)).slice(-2)).toEqual(["PAGE_LOADED", "CLOSED"]);
});

test("answers of the host fill in the wizard, and are what is saved", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, fresh);
  await page.evaluate(() =>
    addEventListener("message", (it) => {
      if (it.data?.event !== "INSTANCE_CONFIGURATION_LOADED") return;
      prismatic.setConfigVars({
        selector: "#a",
        configVars: {
          "Tax rate": { value: "None" },
          "Days to look back": { value: "7" },
          "How often": { value: "0 3 * * *", scheduleType: "custom", timeZone: "Europe/Oslo" },
          "Ledgerline account": { inputs: { apiKey: { value: "from-host" } } },
          "No such setting": { value: "x" },
        },
      });
    }),
  );
  const frame = await show(page);
  const at = parts(frame);
  await marketplace(frame).card("Ledgerline").click();
  await at.configure.click();
  await expect(at.secret).toHaveValue("from-host");
  await at.next.click();
  await expect(at.rate).toHaveValue("None");
  await expect(at.days).toHaveValue("7");
  await at.finish.click();
  await expect(at.status).toHaveText("Enabled");
  const sent = (await writes(sandbox, "updateInstanceConfigVariables")).flatMap((it: any) => it.variables.configVariables);
  const connection = sent.find((it: any) => it.key === "Ledgerline account");
  expect(JSON.parse(connection.values)).toContainEqual({ name: "apiKey", type: "value", value: "from-host" });
  expect(sent).toContainEqual({ key: "Tax rate", value: "None" });
  expect(sent).toContainEqual({ key: "How often", value: "0 3 * * *", scheduleType: "custom", timeZone: "Europe/Oslo" });
});

test("configureInstance finds an integration by its name, and leads to its page once it is there", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, fresh);
  const options = { integrationName: "Ledgerline" };
  const frame = await call(page, "configureInstance", options);
  const at = parts(frame);
  await expect(at.title).toHaveText("Ledgerline");
  await expectNoViolation(page, hosts);
  await at.configure.click();
  await at.secret.fill("s3cret");
  await at.next.click();
  await at.finish.click();
  await expect(at.status).toHaveText("Enabled");
  const again = parts(await call(page, "configureInstance", options, "#b"));
  await expect(again.status).toHaveText("Enabled");
  const missing = await call(page, "configureInstance", { integrationName: "Nobody's" }, "#b");
  await expect(missing.getByRole("heading", { level: 1 })).toHaveText("Not found");
});

test("a host that wants no details begins at once, and only once", async ({ page, host, sandbox }) => {
  const screenConfiguration = { configureInstance: { configuration: "disallow-details" }, marketplace: { configuration: "disallow-details" } };
  await embed(page, host, sandbox, { screenConfiguration }, fresh);
  const at = parts(await call(page, "configureInstance", { integrationName: "Ledgerline" }));
  await expect(at.heading).toHaveText("Your books");
  const again = parts(await call(page, "configureInstance", { integrationName: "Ledgerline" }));
  await expect(again.status).toHaveText("Not configured");
  expect(await instances(sandbox, "fresh-1")).toHaveLength(1);
  const frame = await show(page);
  await frame.getByRole("link", { name: /^Kitebooks/ }).click();
  await expect(frame.getByText("This integration has no settings. Deploy it to let it run.")).toBeVisible();
  expect(await instances(sandbox, "fresh-1")).toHaveLength(2);
});

test("several instances where they are allowed, each with a name of its own", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, fresh);
  const frame = await show(page);
  const { card } = marketplace(frame);
  await card("Northdesk").click();
  await parts(frame).configure.click();
  await frame.getByRole("link", { name: /^All / }).click();
  await card("Northdesk").click();
  await frame.getByRole("button", { name: "Add another" }).click();
  await frame.getByRole("link", { name: /^All / }).click();
  await card("Northdesk").click();
  await expect(frame.getByRole("listitem").filter({ hasText: "Northdesk 2" })).toBeVisible();
  expect((await instances(sandbox, "fresh-1")).map((it) => it.name).sort()).toEqual(["Northdesk", "Northdesk 2"]);
});

/** An instance that is there, for the SDK to open. */
async function prepared(sandbox: Sandbox) {
  const found = await sandbox.api(people.owner, `{ instances(customer_ExternalId: "ftl-0007", first: 100) { nodes { id name enabled integration { name } } } }`);
  return found.data.instances.nodes.find((it: any) => it.integration.name === "Ledgerline") as { id: string; name: string };
}

for (const ends of ["cancel", "success"]) {
  test(`editInstanceConfiguration shows the wizard alone, and tells the end once: ${ends}`, async ({ page, host, sandbox }) => {
    await embed(page, host, sandbox);
    const { id } = await prepared(sandbox);
    await page.evaluate((instanceId) => {
      Object.assign(window, { called: [] });
      const note = (name: string) => () => void (window as any).called.push(name);
      prismatic.editInstanceConfiguration({ selector: "#a", instanceId, onSuccess: note("success"), onCancel: note("cancel"), onDelete: note("delete") });
    }, id);
    const frame = page.frameLocator("#a iframe");
    const at = parts(frame);
    await expect(at.heading).toHaveText("Your books");
    await expect(frame.getByRole("link", { name: /^All / })).toHaveCount(0);
    await at.next.click();
    await at.rate.selectOption("None");
    if (ends === "cancel") {
      await at.cancel.click();
      await expect(frame.getByText("Canceled")).toBeVisible();
    } else {
      await at.finish.click();
      await expect(frame.getByText("Deployed")).toBeVisible();
    }
    await expect.poll(async () => (await names(page)).slice(-2)).toEqual([ends === "cancel" ? "CANCELED" : "DEPLOYED", "CLOSED"]);
    await expect.poll(() => page.evaluate(() => (window as any).called)).toEqual([ends]);
    // Nothing that was given up comes back.
    await frame.getByRole("button", { name: "Open the settings again" }).click();
    await at.next.click();
    await expect(at.rate).toHaveValue(ends === "cancel" ? "Standard" : "None");
  });
}

test("the whole wizard on one page, without a side list, connections filled in there", async ({ page, host, sandbox }) => {
  const configurationWizard = { mode: "streamlined", hideSidebar: true, connectionConfiguration: "inline" };
  await embed(page, host, sandbox, { screenConfiguration: { configurationWizard } }, fresh);
  const frame = await show(page);
  const at = parts(frame);
  await marketplace(frame).card("Ledgerline").click();
  await at.configure.click();
  await expect(frame.getByRole("heading", { name: "Your books" })).toBeVisible();
  await expect(frame.getByRole("heading", { name: "What to send" })).toBeVisible();
  await expect(at.steps).toHaveCount(0);
  await expect(at.next).toHaveCount(0);
  await expectNoViolation(page, hosts);
  await at.secret.fill("s3cret");
  await at.finish.click();
  await expect(at.status).toHaveText("Enabled");
});

test("what a host hides of an instance's page is not there", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox);
  const { id } = await prepared(sandbox);
  const shown = await call(page, "configureInstance", { instanceId: id });
  await expect(shown.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(shown.getByRole("link", { name: /^All / })).toBeVisible();
  await shown.getByRole("link", { name: "Details" }).click();
  await expect(shown.getByRole("button", { name: "Deactivate" })).toBeVisible();
  const instance = { hideBackToMarketplace: true, hidePauseButton: true, hideDeactivation: true };
  const bare = await call(page, "configureInstance", { instanceId: id, screenConfiguration: { instance } });
  await expect(bare.getByRole("link", { name: "Details" })).toBeVisible();
  await expect(bare.getByRole("button", { name: "Pause" })).toHaveCount(0);
  await expect(bare.getByRole("link", { name: /^All / })).toHaveCount(0);
  await bare.getByRole("link", { name: "Details" }).click();
  await expect(bare.getByRole("textbox", { name: "Name" })).toBeVisible();
  await expect(bare.getByRole("button", { name: "Deactivate" })).toHaveCount(0);
});

test("a host hears of a deployment whose page was left meanwhile", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox);
  const { id } = await prepared(sandbox);
  const frame = await call(page, "configureInstance", { instanceId: id });
  // What a frame asks cannot be held back before the frame is there.
  await frame.getByRole("button", { name: "Deploy", exact: true }).click();
  const go = await holdBack(page, "DeployInstance");
  const asked = page.waitForRequest((it) => isApi(it) && operationOf(it) === "DeployInstance");
  await frame.getByRole("dialog").getByRole("button", { name: "Deploy" }).click();
  await asked;
  // The dialog covers the links, but not the ways of the browser.
  await frame.getByRole("link", { name: /^All / }).evaluate((it: HTMLElement) => it.click());
  await expect(marketplace(frame).card("Ledgerline")).toBeVisible();
  go();
  await expect.poll(() => names(page)).toEqual(["DEPLOYED"]);
  expect((await events(page))[0]!.data).toMatchObject({ instanceId: id, integrationName: "Ledgerline" });
});

for (const stays of [true, false]) {
  test(`what is deactivated is gone, and ${stays ? "nothing takes its place where the host says so" : "the marketplace follows"}`, async ({ page, host, sandbox }) => {
    await embed(page, host, sandbox);
    const { id } = await prepared(sandbox);
    const frame = await call(page, "configureInstance", { instanceId: id, skipRedirectOnRemove: stays });
    await frame.getByRole("button", { name: "Pause" }).click();
    await frame.getByRole("dialog").getByRole("button", { name: "Pause" }).click();
    await expect(parts(frame).status).toHaveText("Paused");
    await frame.getByRole("link", { name: "Details" }).click();
    await frame.getByRole("button", { name: "Deactivate" }).click();
    await frame.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
    if (stays) await expect(frame.getByText("Nothing is open here")).toBeVisible();
    else await expect(marketplace(frame).card("Ledgerline")).toContainText("Not activated");
    await expect.poll(() => names(page)).toEqual(["DELETED"]);
    expect((await events(page))[0]).toMatchObject({ event: "INSTANCE_DELETED", data: { instanceId: id, integrationName: "Ledgerline" } });
  });
}

test("who only uses the marketplace activates nothing, and is told whom to ask", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, { ...fresh, role: "user" });
  const frame = await show(page);
  await marketplace(frame).card("Ledgerline").click();
  await expect(frame.getByText(/^Somebody who manages/)).toBeVisible();
  await expect(parts(frame).configure).toHaveCount(0);
});

test("a creation whose answer was lost is one instance", async ({ page, host, sandbox }) => {
  await page.clock.install();
  await embed(page, host, sandbox, {}, fresh);
  const frame = await show(page);
  await marketplace(frame).card("Ledgerline").click();
  await sandbox.post("/sandbox/faults", [{ operation: "CreateInstance", kind: "commit-then-hang", times: 1 }]);
  await parts(frame).configure.click();
  await expect.poll(() => writes(sandbox, "createInstance")).toHaveLength(1);
  await page.clock.fastForward(31_000);
  await expect(parts(frame).heading).toHaveText("Your books");
  expect(await instances(sandbox, "fresh-1")).toHaveLength(1);
});

test("editInstanceConfiguration offers to deactivate, and tells the host once", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox);
  const { id } = await prepared(sandbox);
  await page.evaluate((instanceId) => {
    Object.assign(window, { called: [] });
    const note = (name: string) => () => void (window as any).called.push(name);
    prismatic.editInstanceConfiguration({ selector: "#a", instanceId, onSuccess: note("success"), onCancel: note("cancel"), onDelete: note("delete") });
  }, id);
  const frame = page.frameLocator("#a iframe");
  const at = parts(frame);
  await expect(at.heading).toHaveText("Your books");
  await frame.getByRole("button", { name: "Deactivate" }).click();
  await frame.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
  await expect(frame.getByText("Deactivated")).toBeVisible();
  await expect(frame.getByRole("button", { name: "Open the settings again" })).toHaveCount(0);
  await expect.poll(async () => (await names(page)).slice(-2)).toEqual(["DELETED", "CLOSED"]);
  await expect.poll(() => page.evaluate(() => (window as any).called)).toEqual(["delete"]);
  expect((await instances(sandbox, "ftl-0007")).map((it) => it.id)).not.toContain(id);
  const instance = { hideDeactivation: true };
  const [other] = await instances(sandbox, "ftl-0007");
  await call(page, "editInstanceConfiguration", { instanceId: other.id, screenConfiguration: { instance } });
  await expect(parts(frame).heading.or(frame.getByText("This integration has no settings.", { exact: false })).first()).toBeVisible();
  await expect(frame.getByRole("button", { name: "Deactivate" })).toHaveCount(0);
});

for (const ends of ["Finish and deploy", "Cancel", "the host"]) {
  test(`in a popover, the wizard ends and the popover goes: ${ends}`, async ({ page, host, sandbox }) => {
    await embed(page, host, sandbox, {}, fresh);
    const frame = await show(page, { selector: undefined, usePopover: true }, "#pio__embedded");
    const at = parts(frame);
    const close = page.getByRole("button", { name: "close popover" });
    await marketplace(frame).card("Ledgerline").click();
    await at.configure.click();
    await at.secret.fill("s3cret");
    await at.next.click();
    await expect(at.rate).toBeVisible();
    if (ends === "the host") await close.click();
    else if (ends === "Cancel") await at.cancel.click();
    else await at.finish.click();
    await expect(close).toBeHidden();
    const before = { "Finish and deploy": ["DEPLOYED"], Cancel: ["CANCELED"], "the host": [] }[ends]!;
    await expect.poll(() => names(page)).toEqual(["CREATED", "OPENED", "LOADED", "PAGE_LOADED", "PAGE_LOADED", ...before, "CLOSED"]);
  });
}

test("a popover stays while leaving the wizard is still a question", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, fresh);
  const frame = await show(page, { selector: undefined, usePopover: true }, "#pio__embedded");
  const at = parts(frame);
  await marketplace(frame).card("Ledgerline").click();
  await at.configure.click();
  await at.secret.fill("s3cret");
  await at.cancel.click();
  await frame.getByRole("dialog").getByRole("button", { name: "Keep editing" }).click();
  await expect(page.getByRole("button", { name: "close popover" })).toBeVisible();
  expect(await names(page)).not.toContain("CANCELED");
  await at.cancel.click();
  await frame.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
  await expect(page.getByRole("button", { name: "close popover" })).toBeHidden();
  await expect.poll(async () => (await names(page)).slice(-2)).toEqual(["CANCELED", "CLOSED"]);
});

test("a token that expires in the middle of the wizard is replaced, and nothing typed is lost", async ({ page, host, sandbox }) => {
  await page.goto(host.origin);
  const { id } = await prepared(sandbox);
  const frame = await bareFrame(page, `${sandbox.origin}/configure-instance/${encodeURIComponent(id)}/?embed=true&reconfigure=true`);
  await greet(page, await hostToken(sandbox, { ttl: 300 }));
  const at = parts(frame);
  await at.next.click();
  await at.rate.selectOption("None");
  await at.days.fill("11");
  // As the API answers from then on, whatever the token's own time.
  await sandbox.post("/sandbox/faults", [{ operation: "SaveConfiguration", kind: "status", status: 401 }]);
  const refused = page.waitForResponse((it) => isApi(it.request()) && it.status() === 401);
  await at.finish.click();
  await refused;
  await sandbox.remove("/sandbox/faults");
  await expect(at.days).toHaveValue("11");
  const token = await hostToken(sandbox, { ttl: 600 });
  const again = page.waitForRequest((it) => operationOf(it) === "SaveConfiguration");
  await tell(page, "SET_TOKEN", token);
  expect((await again).headers()["authorization"]).toBe(`Bearer ${token}`);
  await expect(at.status).toHaveText("Enabled");
  expect(await writes(sandbox, "deployInstance")).toHaveLength(1);
  const now = (await instances(sandbox, "ftl-0007")).find((it) => it.id === id);
  const value = (key: string) => now.configVariables.nodes.find((it: any) => it.requiredConfigVariable.key === key).value;
  expect([value("Tax rate"), value("Days to look back")]).toEqual(["None", "11"]);
  await expect.poll(async () => (await names(page)).filter((it) => it === "OPENED" || it === "DEPLOYED")).toEqual(["OPENED", "DEPLOYED"]);
});

test("two wizards in two frames keep to themselves, and replayed messages change nothing", async ({ page, host, sandbox }) => {
  await page.goto(host.origin);
  const token = await hostToken(sandbox, { ttl: 600 });
  const all = (await instances(sandbox, "ftl-0007")).filter((it) => /^Northdesk: /.test(it.name));
  expect(all).toHaveLength(2);
  const open = async (it: { id: string }, place: string, times: number) => {
    const frame = await bareFrame(page, `${sandbox.origin}/configure-instance/${encodeURIComponent(it.id)}/?embed=true&reconfigure=true`, place);
    await heardInitialized(page, times);
    await tell(page, "SET_TOKEN", token, place);
    await tell(page, "SET_FILTERS", {}, place);
    return frame;
  };
  const one = await open(all[0], "a", 1);
  const other = await open(all[1], "b", 2);
  const title = (frame: FrameLocator) => frame.getByRole("heading", { level: 1 });
  await expect(title(one)).toHaveText(all[0].name);
  await expect(title(other)).toHaveText(all[1].name);
  const steps = (frame: FrameLocator) => frame.getByRole("button", { name: "Finish and deploy" });
  await expect(steps(one)).toBeVisible();
  await expect(steps(other)).toBeVisible();
  const loaded = async () => (await events(page)).filter((it) => it.event.endsWith("CONFIGURATION_LOADED"));
  await expect.poll(loaded).toHaveLength(2);
  const both = await loaded();
  expect(both.map((it) => it.data.instanceId).sort()).toEqual(all.map((it) => it.id).sort());

  // Northdesk's second version asks for a desk; whatever the version, only the one that is told takes it.
  const asked = both.find((it) => "Desk" in it.data.configVars)!;
  const [here, there, place] = asked.data.instanceId === all[0].id ? [one, other, "a"] : [other, one, "b"];
  await tell(page, "SET_CONFIG_VAR", { Desk: { value: "From the host" } }, place);
  const field = (frame: FrameLocator) => frame.getByRole("textbox", { name: "Desk", exact: true });
  await expect(field(here)).toHaveValue("From the host");
  await expect(there.getByText("From the host")).toHaveCount(0);
  await field(here).fill("Typed over");
  for (const [event, data] of [["SET_TOKEN", token], ["SET_FILTERS", {}], ["SET_SCREEN_CONFIGURATION", {}], ["SET_TRANSLATION", {}]] as const) {
    await tell(page, event, data, place);
  }
  await here.getByRole("button", { name: "Save and close" }).click();
  await expect(here.getByRole("main").getByText("Needs deploy", { exact: true })).toBeVisible();
  await expect.poll(async () => (await names(page)).filter((it) => it === "OPENED")).toHaveLength(2);
  const sent = (await writes(sandbox, "updateInstanceConfigVariables")).flatMap((it: any) => it.variables.configVariables);
  expect(sent).toEqual([{ key: "Desk", value: "Typed over" }]);
});
