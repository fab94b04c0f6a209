// The wizard: an instance is added, its settings are filled in page by page, and it is deployed.
import { expect, people, test, type Page, type Sandbox } from "./fixtures.ts";
import { findCustomer, operationOf, record, writes } from "./helpers.ts";

test.afterEach(async ({ sandbox }) => sandbox.reset());

const erp = "Acme ERP Order Sync";

/** An instance of a demo customer: what is stored, by key. */
const stored = async (sandbox: Sandbox, id: string) => {
  const answer = await sandbox.api(
    people.owner,
    `query Stored($id: ID!) { instance(id: $id) { name labels description enabled deployedVersion configState
      integration { name versionNumber } customer { name }
      configVariables(first: 100) { nodes { value scheduleType timeZone status customerConfigVariable { key } requiredConfigVariable { key } } } } }`,
    { id },
  );
  const { configVariables, ...instance } = answer.data.instance;
  const values = Object.fromEntries(configVariables.nodes.map((it: any) => [it.requiredConfigVariable.key, it]));
  return { ...instance, values };
};

/** Adds an instance past the app; its id. */
const add = async (sandbox: Sandbox, customer: string, integration: string) => {
  const { id } = await findCustomer(sandbox, customer);
  const found = await sandbox.api(people.owner, "query It($name: String!) { integrations(name: $name) { nodes { id } } }", { name: integration });
  const answer = await sandbox.api(
    people.owner,
    `mutation Prepare($customer: ID!, $integration: ID!) {
      createInstance(input: { customer: $customer, integration: $integration, name: "New one" }) { instance { id } errors { messages } } }`,
    { customer: id, integration: found.data.integrations.nodes[0].id },
  );
  expect(answer.data.createInstance.errors).toEqual([]);
  await sandbox.remove("/sandbox/journal");
  return answer.data.createInstance.instance.id as string;
};

const wizard = (id: string, page = 1) => `/configure-instance/${encodeURIComponent(id)}${page > 1 ? `?page=${page}` : ""}`;

const parts = (page: Page) => {
  const main = page.getByRole("main");
  return {
    heading: main.getByRole("heading", { level: 2 }).first(),
    step: (name: string) => main.getByRole("navigation", { name: "Pages of settings" }).getByRole("button", { name: new RegExp(`${name}`) }),
    field: (name: string) => main.getByRole("textbox", { name, exact: true }),
    // Secrets have no role of their own.
    secret: (name: string) => main.getByLabel(name, { exact: true }),
    choice: (name: string) => main.getByRole("combobox", { name, exact: true }),
    next: main.getByRole("button", { name: /^Next: / }),
    previous: main.getByRole("button", { name: "Previous" }),
    finish: main.getByRole("button", { name: "Finish and deploy" }),
    close: main.getByRole("button", { name: "Save and close" }),
    connect: main.getByRole("button", { name: /^(Rec|C)onnect$/ }),
    status: main.getByRole("status").filter({ hasText: /Enabled|Paused|Not configured|Needs deploy/ }),
  };
};

test("an instance is added with a customer, the newest version and the integration's labels, configured and deployed", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, "/instances");
  await page.getByRole("button", { name: "Add instance" }).click();
  const dialog = page.getByRole("dialog");
  const submit = dialog.getByRole("button", { name: "Add and configure" });
  await submit.click();
  await expect(dialog.getByText("Choose a customer.")).toBeVisible();
  await expect(dialog.getByText("Choose an integration.")).toBeVisible();
  await dialog.getByRole("combobox", { name: "Customer" }).fill("blue heron");
  await dialog.getByRole("option", { name: "Blue Heron Propellants" }).click();
  await dialog.getByRole("combobox", { name: "Integration" }).fill("ledger");
  await dialog.getByRole("option", { name: "Ledgerline" }).click();
  await expect(dialog.getByRole("combobox", { name: "Version" }).getByRole("option", { selected: true })).toHaveText(/^Version 4/);
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Ledgerline");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Books of Blue Heron");
  await submit.click();

  const at = parts(page);
  await expect(at.heading).toHaveText("Your books");
  await expect(page.getByRole("listitem").filter({ hasText: "Settings › API" }).locator("strong")).toHaveText("Settings › API");
  await expect(page.getByRole("link", { name: /^How keys work/ })).toHaveAttribute("rel", /noopener/);
  const id = decodeURIComponent(/configure-instance\/([^/?]+)/.exec(page.url())![1]);
  await at.next.click();
  await expect(page.getByText("Settings that need attention: 1")).toBeVisible();
  await expect(at.step("Your books")).toHaveAttribute("aria-current", "step");
  await at.secret("API key").fill("s3cret");
  await at.next.click();
  await expect(at.heading).toHaveText("What to send");
  await expect(at.step("Your books")).toContainText("Complete");
  await at.choice("Tax rate").selectOption("Reduced");
  await at.field("Days to look back").fill("many");
  await at.choice("Runs").selectOption("Every few hours");
  await at.choice("Every").selectOption("6");
  await at.choice("Time zone").fill("oslo");
  await page.getByRole("option", { name: "Europe/Oslo" }).click();
  const next = page.getByRole("list", { name: "Next runs" }).getByRole("listitem");
  await expect(next).toHaveCount(5);
  for (const time of await next.allTextContents()) expect(time).toMatch(/ (00|06|12|18):00$/);
  await at.finish.click();
  await expect(page.getByText("Enter a number.")).toBeVisible();
  await expect(at.field("Days to look back")).toBeFocused();
  expect(await writes(sandbox, "deployInstance")).toHaveLength(0);
  await at.field("Days to look back").fill("14");
  await at.finish.click();
  await expect(at.status).toHaveText("Enabled");

  const now = await stored(sandbox, id);
  expect(now).toMatchObject({
    name: "Books of Blue Heron",
    customer: { name: "Blue Heron Propellants" },
    enabled: true,
    deployedVersion: 4,
    configState: "FULLY_CONFIGURED",
    values: {
      "Ledgerline account": { status: "ACTIVE", customerConfigVariable: null },
      "Tax rate": { value: "Reduced" },
      "Days to look back": { value: "14" },
      "Send credit notes": { value: "true" },
      "How often": { value: "0 */6 * * *", scheduleType: "HOUR", timeZone: "Europe/Oslo" },
    },
  });
  const [first] = await writes(sandbox, "updateInstanceConfigVariables");
  expect(first.variables.configVariables).toHaveLength(1);
  expect(JSON.parse(first.variables.configVariables[0].values)).toEqual([
    { name: "apiKey", type: "value", value: "s3cret" },
    { name: "sandbox", type: "value", value: "false" },
  ]);
  expect(await writes(sandbox, "deployInstance")).toHaveLength(1);
});

test("what is left to the customer is configured by them, without what is not for them", async ({ page, sandbox, signIn }) => {
  const { id } = await findCustomer(sandbox, "FTL Rockets");
  await signIn(people.owner, `/customers/${encodeURIComponent(id)}/instances`);
  await page.getByRole("button", { name: "Add instance" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("combobox", { name: "Customer" })).toHaveCount(0);
  await dialog.getByRole("combobox", { name: "Integration" }).fill("northdesk");
  await dialog.getByRole("option", { name: "Northdesk" }).click();
  await dialog.getByRole("textbox", { name: "Name" }).fill("For you");
  await dialog.getByRole("checkbox", { name: /^Leave the configuration/ }).check();
  await dialog.getByRole("button", { name: "Add instance" }).click();
  await expect(parts(page).status).toHaveText("Not configured");
  await expect(page.getByRole("link", { name: "Configure", exact: true })).toBeVisible();
});

test("a customer's Admin fills in their own instance and uses a connection they have", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "FTL Rockets", "Ledgerline");
  await signIn(people.customerAdmin, wizard(id));
  const at = parts(page);
  await at.choice("Connection").selectOption("Ledgerline main books");
  await expect(page.getByText("Connected", { exact: true })).toBeVisible();
  await at.next.click();
  await expect(at.field("Days to look back")).toHaveValue("30");
  // What only the organization settles is not there for them.
  await expect(at.field("Progix workspace")).toHaveCount(0);
  await at.finish.click();
  await expect(at.status).toHaveText("Enabled");
  expect((await stored(sandbox, id)).values["Ledgerline account"].customerConfigVariable).toEqual({ key: "Ledgerline main books" });
});

test("consent is asked for in a window, and its answer shows by itself", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "Blue Heron Propellants", erp);
  await signIn(people.owner, wizard(id));
  const at = parts(page);
  await expect(page.getByText("Not connected", { exact: true })).toBeVisible();
  for (const field of await page.getByRole("group", { name: "Acme ERP account" }).getByRole("textbox").all()) {
    if (!(await field.inputValue())) await field.fill("blue-heron");
  }
  const opened = page.waitForEvent("popup");
  await at.connect.click();
  const other = await opened;
  await other.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByText("Connected", { exact: true })).toBeVisible();
  await expect(at.step("Your Acme ERP")).toContainText("Complete");
});

test("lists grow with Enter, lose a row with its cross, and arrive as they were typed", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "FTL Rockets", erp);
  await signIn(people.owner, wizard(id, 2));
  const at = parts(page);
  await at.field("Warehouse").fill("  Pad 39A ");
  await at.field("Order types 1").fill("standard");
  await at.field("Order types 1").press("Enter");
  await expect(at.field("Order types 2")).toBeFocused();
  await at.field("Order types 2").fill("to be removed");
  await at.field("Order types 2").press("Enter");
  await at.field("Order types 3").fill("\"quoted\", ünïcode <b>");
  await page.getByRole("button", { name: "Remove row 2" }).click();
  await expect(at.field("Order types 3")).toHaveCount(0);
  await at.field("Start with orders of").fill("2026-02-28");
  await at.close.click();
  await expect(at.status).toHaveText("Not configured");
  const { values } = await stored(sandbox, id);
  expect(JSON.parse(values["Order types"].value)).toEqual(["standard", "\"quoted\", ünïcode <b>"]);
  expect(values["Warehouse"].value).toBe("  Pad 39A ");
  expect(values["Start with orders of"].value).toBe("2026-02-28");
});

test("a reload comes back to the page and to what was typed, but not to secrets", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "Blue Heron Propellants", "Ledgerline");
  await signIn(people.owner, wizard(id));
  const at = parts(page);
  await at.secret("API key").fill("s3cret");
  await at.step("What to send").click();
  await at.field("Days to look back").fill("77");
  await expect(page.getByText("Unsaved changes")).toBeVisible();
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await expect(at.heading).toHaveText("What to send");
  await expect(at.field("Days to look back")).toHaveValue("77");
  await expect(page.getByText("What you typed earlier is back", { exact: false })).toBeVisible();
  await at.previous.click();
  await expect(at.secret("API key")).toHaveValue("");
  expect(await writes(sandbox, "updateInstanceConfigVariables")).toHaveLength(0);
});

test("a cut connection keeps what was typed, and trying again deploys once", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "FTL Rockets", "Ledgerline");
  await signIn(people.owner, wizard(id));
  const at = parts(page);
  await at.choice("Connection").selectOption("Ledgerline main books");
  await at.next.click();
  await at.field("Days to look back").fill("9");
  await sandbox.post("/sandbox/faults", [{ operation: "SaveConfiguration", kind: "cut" }]);
  await at.finish.click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(at.field("Days to look back")).toHaveValue("9");
  expect(await writes(sandbox, "deployInstance")).toHaveLength(0);
  await sandbox.remove("/sandbox/faults");
  await at.finish.click();
  await expect(at.status).toHaveText("Enabled");
  expect(await writes(sandbox, "deployInstance")).toHaveLength(1);
});

test("leaving asks while something is not saved, and staying keeps it", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "FTL Rockets", "Ledgerline");
  await signIn(people.owner, wizard(id, 2));
  const at = parts(page);
  await at.field("Days to look back").fill("5");
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Keep editing" }).click();
  await expect(at.field("Days to look back")).toHaveValue("5");
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
  await expect(at.status).toHaveText("Not configured");
});

test("who may only look finds no way in, and a direct link is refused", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "FTL Rockets", "Ledgerline");
  const sent = record(page);
  await signIn(people.guest, wizard(id));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You do not have permission to view this page");
  expect(sent.map(operationOf)).not.toContain("ConfigurableInstance");
  await page.goto(`/instances/${encodeURIComponent(id)}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New one");
  await expect(page.getByRole("link", { name: /onfigure$/ })).toHaveCount(0);
  await page.goto("/instances");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("button", { name: "Add instance" })).toHaveCount(0);
});
