// The wizard: an instance is added, its settings are filled in page by page, and it is deployed.
import { expect, people, test } from "./fixtures.ts";
import { findCustomer, writes } from "./helpers.ts";
import { add, everyVariable, hold, parts, publish, setValues, sharedConnection, stored, wizard } from "./wizard.ts";

const books = "Ledgerline main books";
const erp = "Acme ERP Order Sync";

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
  await at.field("Company code").fill("blue-heron");
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

test("saving and closing keeps what was typed on other pages", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "FTL Rockets", "Ledgerline");
  await signIn(people.owner, wizard(id, 2));
  const at = parts(page);
  await at.field("Days to look back").fill("many");
  await at.step("Your books").click();
  await at.secret("API key").fill("s3cret");
  await at.close.click();
  await expect(at.heading).toHaveText("What to send");
  await expect(page.getByText("Enter a number.")).toBeVisible();
  await at.field("Days to look back").fill("17");
  await at.step("Your books").click();
  await at.close.click();
  await expect(page).toHaveURL(/\/instances\//);
  const { values } = await stored(sandbox, id);
  expect(values["Days to look back"].value).toBe("17");
  expect(values["Ledgerline account"].status).toBe("ACTIVE");
});

test("who leaves while answers are on their way is where they went, and the answers arrive", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "FTL Rockets", "Ledgerline");
  await signIn(people.owner, wizard(id));
  const at = parts(page);
  await at.secret("API key").fill("s3cret");
  const saving = await hold(page, "SaveConfiguration");
  await at.next.click();
  await saving.sent;
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
  await expect(at.status).toHaveText("Not configured");
  await saving.go();
  await page.getByRole("link", { name: /onfigure$/ }).click();
  await expect(at.heading).toHaveText("Your books");
  expect((await stored(sandbox, id)).values["Ledgerline account"].status).toBe("ACTIVE");
});

test("who may only look finds no way to configure", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "FTL Rockets", "Ledgerline");
  await signIn(people.guest, wizard(id));
  await expect(page.getByText("You can look, and change nothing")).toBeVisible();
  await expect(parts(page).close).toHaveCount(0);
  await page.goto(`/instances/${encodeURIComponent(id)}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New one");
  await expect(page.getByRole("link", { name: /onfigure$/ })).toHaveCount(0);
  await page.goto("/instances");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("button", { name: "Add instance" })).toHaveCount(0);
});

test("a connection that was shared and is filled in here instead is asked for, and is what is used", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "FTL Rockets", "Ledgerline");
  await setValues(sandbox, id, [{ key: "Ledgerline account", customerConfigVariableId: await sharedConnection(sandbox, "FTL Rockets", books) }]);
  await signIn(people.owner, wizard(id));
  const at = parts(page);
  await expect(at.choice("Connection").getByRole("option", { selected: true })).toHaveText(books);
  await at.choice("Connection").selectOption("Fill in for this instance");
  await at.next.click();
  await expect(page.getByText("Settings that need attention: 1")).toBeVisible();
  expect(await writes(sandbox, "updateInstanceConfigVariables")).toHaveLength(0);
  await at.secret("API key").fill("s3cret");
  await at.next.click();
  await expect(at.heading).toHaveText("What to send");
  expect((await stored(sandbox, id)).values["Ledgerline account"]).toMatchObject({ customerConfigVariable: null, status: "ACTIVE" });
});

for (const looks of ["at once", "when it is tried again"]) {
  test(`a deployment whose answer was lost is one deployment: it is found ${looks}`, async ({ page, sandbox, signIn }) => {
    test.slow();
    const id = await add(sandbox, "FTL Rockets", "Ledgerline");
    await setValues(sandbox, id, [{ key: "Ledgerline account", customerConfigVariableId: await sharedConnection(sandbox, "FTL Rockets", books) }]);
    await page.clock.install();
    await signIn(people.owner, wizard(id, 2));
    const at = parts(page);
    await expect(at.field("Days to look back")).toBeVisible();
    const faults: object[] = [{ operation: "DeployInstance", kind: "commit-then-hang", times: 1 }];
    if (looks !== "at once") faults.push({ operation: "InstanceDeployed", kind: "cut" });
    await sandbox.post("/sandbox/faults", faults);
    await at.finish.click();
    await expect.poll(() => writes(sandbox, "deployInstance")).toHaveLength(1);
    await page.clock.fastForward(31_000);
    if (looks !== "at once") {
      await expect(page.getByText("The server cannot be reached. Check the connection and try again.")).toBeVisible({ timeout: 20_000 });
      await sandbox.remove("/sandbox/faults");
      await at.finish.click();
    }
    await expect(at.status).toHaveText("Enabled");
    expect(await writes(sandbox, "deployInstance")).toHaveLength(1);
  });
}

test("a form stays while its questions are asked for again, and when that fails", async ({ page, sandbox, signIn }) => {
  await publish(sandbox, everyVariable);
  const id = await add(sandbox, "FTL Rockets", "Countdown Relay");
  await signIn(people.owner, wizard(id, 4));
  const form = page.getByRole("group", { name: "Steps", exact: true });
  await form.getByRole("button", { name: "Add row" }).click();
  await form.getByRole("listitem").nth(1).getByRole("combobox", { name: "From" }).selectOption("Country");
  await sandbox.post("/sandbox/faults", [{ operation: "FetchPageContent", kind: "cut" }]);
  await page.getByRole("button", { name: "Refresh" }).last().click();
  await expect(page.getByText("The server cannot be reached", { exact: false }).first()).toBeVisible();
  await expect(form.getByRole("listitem").nth(1).getByRole("combobox", { name: "From" }).getByRole("option", { selected: true })).toHaveText("Country");
  await sandbox.remove("/sandbox/faults");
  await page.getByRole("button", { name: "Refresh" }).last().click();
  await expect(page.getByText("The server cannot be reached", { exact: false })).toHaveCount(0);
  await expect(form.getByRole("listitem")).toHaveCount(2);
});

test("a secret that a reload lost is said to be lost, even where nothing else was typed", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "Blue Heron Propellants", "Ledgerline");
  await signIn(people.owner, wizard(id));
  const at = parts(page);
  await at.secret("API key").fill("s3cret");
  await expect(page.getByText("Unsaved changes")).toBeVisible();
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText("What you filled into connections was not kept", { exact: false })).toBeVisible();
  await expect(at.secret("API key")).toHaveValue("");
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain("s3cret");
});

test("what deploying will change is told above the button: before and after, connections by name, secrets not at all", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "FTL Rockets", "Ledgerline");
  await signIn(people.owner, wizard(id));
  const at = parts(page);
  await at.choice("Connection").selectOption(books);
  await at.next.click();
  await expect(at.changes).toContainText("What will run");
  await at.changes.locator("summary").click();
  await expect(at.changes).toContainText("Runs for the first time, as v4.");
  await expect(at.change("Ledgerline account")).toHaveText(books);
  await expect(at.change("Days to look back")).toHaveText("30");
  await at.finish.click();
  await expect(at.status).toHaveText("Enabled");

  await page.getByRole("link", { name: "Reconfigure" }).click();
  await at.choice("Connection").selectOption("Fill in for this instance");
  await at.secret("API key").fill("s3cret");
  await at.next.click();
  await expect(at.change("Ledgerline account")).toHaveText(`Before: ${books} → After: Filled in for this instance`);
  await at.field("Days to look back").fill("14");
  await at.choice("Send credit notes").selectOption("No");
  await expect(at.changes.locator("summary")).toHaveText("What will change: 3");
  await expect(at.changes).toContainText("Goes on as v4.");
  await expect(at.change("Days to look back")).toHaveText("Before: 30 → After: 14");
  await expect(at.change("Send credit notes")).toHaveText("Before: Yes → After: No");
  await expect(at.changes).not.toContainText("s3cret");
  await at.finish.click();
  await expect(at.status).toHaveText("Enabled");

  await page.getByRole("link", { name: "Reconfigure" }).click();
  await page.getByRole("button", { name: "Replace API key" }).click();
  await page.getByRole("button", { name: "Replace", exact: true }).click();
  await page.getByRole("textbox", { name: /^API key/ }).fill("another");
  await at.step("What to send").click();
  await expect(at.change("Ledgerline account")).toHaveText("Before: Filled in for this instance → After: Replaced");
  await at.step("Your books").click();
  await page.getByRole("button", { name: "Keep what is stored" }).click();
  await at.step("What to send").click();
  await expect(at.changes.locator("summary")).toHaveText("No setting changes");
});

test("what was saved and never deployed is said to take effect, too, and so is another version", async ({ page, sandbox, signIn }) => {
  const found = await sandbox.api(people.owner, '{ instances(name: "Northdesk: Recovery desk") { nodes { id } } }');
  const { id } = found.data.instances.nodes[0];
  const newest = await sandbox.api(people.owner, '{ integrations(name: "Northdesk", versionIsAvailable: true) { nodes { id versionNumber } } }');
  const moved = await sandbox.api(
    people.owner,
    "mutation V($id: ID!, $to: ID!) { updateInstance(input: { id: $id, integration: $to }) { errors { messages } } }",
    { id, to: newest.data.integrations.nodes[0].id },
  );
  expect(moved.data.updateInstance.errors).toEqual([]);
  await signIn(people.owner, wizard(id));
  const at = parts(page);
  await at.field("Desk").fill("Recovery");
  await expect(at.changes).toContainText("Runs v1 now, and v2 from then on.");
  await expect(at.changes).toContainText("What was saved earlier and never deployed takes effect too.");
  await expect(at.change("Desk")).toHaveText("Before: Not set → After: Recovery");
});

/** A setting for customers, and one that only the team sees and has yet to fill in. */
const ofTheTeam = `definitionVersion: 7
name: Countdown Relay
configPages:
  - name: Relay
    elements:
      - type: configVar
        value: Pad
      - type: configVar
        value: Range
requiredConfigVars:
  - key: Pad
    dataType: string
  - key: Range
    dataType: string
    orgOnly: true
flows:
  - name: Relay a step
    steps:
      - name: Step of the countdown
        isTrigger: true
        action:
          key: webhook
          component:
            key: webhook-triggers
            isPublic: true
            version: LATEST
        inputs: {}
`;

test("the team is told what customers do not see, and customers what they have to wait for", async ({ page, sandbox, signIn }) => {
  await publish(sandbox, ofTheTeam);
  const id = await add(sandbox, "FTL Rockets", "Countdown Relay");
  await signIn(people.customerAdmin, wizard(id));
  const at = parts(page);
  const waits = page.getByText("Whoever offers this integration has yet to fill in settings", { exact: false });
  await at.field("Pad").fill("39A");
  await expect(at.field("Range")).toHaveCount(0);
  await expect(waits).toHaveCount(0);
  await at.finish.click();
  await expect(waits).toBeVisible();
  await setValues(sandbox, id, [{ key: "Range", value: "Eastern" }]);
  await page.reload();
  await expect(at.field("Pad")).toHaveValue("39A");
  await expect(waits).toHaveCount(0);
});

test("help has a page of its own, a line divides settings, and what customers do not see is marked", async ({ page, sandbox, signIn }) => {
  await publish(sandbox, everyVariable);
  const id = await add(sandbox, "FTL Rockets", "Countdown Relay");
  await signIn(people.owner, wizard(id));
  const at = parts(page);
  await expect(at.heading).toHaveText("Before you begin");
  await expect(page.getByText("Have the key of the relay at hand.")).toBeVisible();
  await at.next.click();
  await expect(at.heading).toHaveText("Your accounts");
  await at.step("What it works on").click();
  await expect(page.getByRole("separator")).toHaveCount(1);
  await expect(page.getByText("Customers do not see this setting.")).toHaveCount(1);
});

test("objects are ticked in a tree and fields mapped in a table", async ({ page, sandbox, signIn }) => {
  await publish(sandbox, everyVariable);
  const id = await add(sandbox, "FTL Rockets", "Countdown Relay");
  await signIn(people.owner, wizard(id, 5));
  const at = parts(page);
  const tree = page.getByRole("group", { name: "Objects", exact: true });
  await expect(tree.getByText("1 of 3 objects selected")).toBeVisible();
  await expect(tree.getByRole("checkbox", { name: "Last name" })).toBeChecked();
  await tree.getByRole("checkbox", { name: "Contact" }).uncheck();
  await at.close.click();
  await expect(tree.getByText("This is needed.")).toBeVisible();
  await tree.getByRole("checkbox", { name: "Industry" }).check();
  await expect(tree.getByRole("checkbox", { name: "Account" })).toBeChecked();
  await expect(tree.getByRole("checkbox", { name: "Phone" })).not.toBeChecked();
  await tree.getByRole("checkbox", { name: "Phone" }).focus();
  await page.keyboard.press("Space");
  await expect(tree.getByRole("checkbox", { name: "Phone" })).toBeFocused();
  const map = page.getByRole("table");
  await expect(map.getByRole("row")).toHaveCount(3);
  await expect(map.getByRole("combobox", { name: "Field for Mail of the crew" }).getByRole("option", { selected: true })).toHaveText("Email");
  await map.getByRole("combobox", { name: "Object for Customer" }).selectOption("Account");
  await map.getByRole("combobox", { name: "Field for Customer" }).selectOption("Name");
  await at.close.click();
  await expect(at.status).toHaveText("Not configured");
  const { values } = await stored(sandbox, id);
  expect(JSON.parse(values["Objects"].value)).toEqual([
    { object: { key: "account", label: "Account" }, fields: [{ key: "industry", label: "Industry" }, { key: "phone", label: "Phone" }] },
  ]);
  expect(JSON.parse(values["Fields"].value)).toEqual({
    fields: [
      { field: { key: "customer", label: "Customer" }, mappedObject: { key: "account", label: "Account" }, mappedField: { key: "name", label: "Name" } },
      { field: { key: "mail", label: "Mail of the crew" }, mappedObject: { key: "contact", label: "Contact" }, mappedField: { key: "email", label: "Email" } },
    ],
  });
});

test("code has colours that keep step with it, and is held to its language", async ({ page, sandbox, signIn }) => {
  await publish(sandbox, everyVariable);
  const id = await add(sandbox, "FTL Rockets", "Countdown Relay");
  await signIn(people.owner, wizard(id, 4));
  const at = parts(page);
  const code = at.field("Template");
  const text = `<count to="ten">\n  <!-- more -->${"x".repeat(200)}\n`;
  await code.fill(text);
  const shade = page.locator(".code-shade");
  await expect(shade.locator("[data-token=text]")).toHaveText('"ten"');
  await expect(shade.locator("[data-token=comment]")).toHaveText("<!-- more -->");
  expect((await shade.textContent())!.slice(0, -1)).toBe(text);
  await code.press("End");
  await expect.poll(() => shade.evaluate((it) => it.scrollLeft)).toBe(await code.evaluate((it) => it.scrollLeft));
  await at.next.click();
  await expect(page.getByText("This is not valid XML.")).toBeVisible();
  await code.fill(`${text}</count>`);
  await at.next.click();
  await expect(page.getByText("This is not valid XML.")).toHaveCount(0);
});
