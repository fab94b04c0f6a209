// Connections where an instance is configured: tried out, connected anew, disconnected, shared, and taken through a
// customer's own network.
import { expect, people, test } from "./fixtures.ts";
import { customerPath, expectNoViolation, holdBack, inputsOneByOne, operationOf, record, writes } from "./helpers.ts";
import { add, everyVariable, hold, parts, publish, setValues, sharedConnection, stored, wizard } from "./wizard.ts";

/** A connection with a secret, and a list that is asked for with it. */
const asking = `definitionVersion: 7
name: Range Library
configPages:
  - name: Library
    elements:
      - type: configVar
        value: Library account
      - type: configVar
        value: Shelf
requiredConfigVars:
  - key: Library account
    dataType: connection
    connection:
      key: basic
      component:
        key: http
        isPublic: true
        version: LATEST
    inputs: {}
  - key: Shelf
    dataType: picklist
    dataSource:
      key: selectDrive
      component:
        key: google-drive
        isPublic: true
        version: LATEST
    inputs:
      connection:
        type: configVar
        value: Library account
flows:
  - name: Lend
    steps:
      - name: Begin
        isTrigger: true
        action:
          key: webhook
          component:
            key: webhook-triggers
            isPublic: true
            version: LATEST
        inputs: {}
`;

/** While the other window is open. */
const waiting = "Waiting for the other window.";

test("a connection is tried out where it is filled in, and the other system's own sentence is told", async ({ page, sandbox, signIn }) => {
  await publish(sandbox, asking);
  const id = await add(sandbox, "FTL Rockets", "Range Library");
  await signIn(people.owner, wizard(id));
  const at = parts(page);
  const block = page.getByRole("group", { name: "Library account" });
  const attempt = block.getByRole("button", { name: "Test connection" });
  await attempt.click();
  await expect(block.getByText("This is needed to connect.").first()).toBeVisible();
  expect(await writes(sandbox, "fetchDataSourceContent")).toEqual([]);

  await at.field("User name").fill("ada");
  await at.secret("Password").fill("wrong key");
  await expect(block.getByText("What you typed is saved first.")).toBeVisible();
  await attempt.click();
  await expect(block.getByText("It does not work: 401 Unauthorized: Password is not accepted.")).toBeVisible();
  await expect(block.getByText("What you typed is saved first.")).toHaveCount(0);
  await block.locator("summary").filter({ hasText: "Connection log" }).click();
  await expect(block.getByRole("listitem").first()).toContainText("401 Unauthorized: Password is not accepted.");
  await expect(block.getByRole("listitem").first().getByText("Error", { exact: true })).toBeVisible();

  await block.getByRole("button", { name: "Replace Password" }).click();
  await block.getByRole("button", { name: "Replace", exact: true }).click();
  await page.getByRole("textbox", { name: /^Password/ }).fill("right key");
  await expect(block.getByText("It does not work", { exact: false })).toHaveCount(0);
  await attempt.click();
  await expect(block.getByText("It works: Drives was asked with it, and answered.")).toBeVisible();
  await expectNoViolation(page);
  const [asked] = (await writes(sandbox, "fetchDataSourceContent")).slice(-1);
  expect(asked.variables.inputs).toEqual([{ name: "connection", type: "configVar", value: "Library account" }]);
});

test("what a connection is asked for is asked again when it works with something else", async ({ page, sandbox, signIn }) => {
  await publish(sandbox, asking);
  const id = await add(sandbox, "FTL Rockets", "Range Library");
  const sent = record(page);
  const asked = () => sent.filter((it) => operationOf(it) === "FetchPageContent").length;
  await signIn(people.owner, wizard(id));
  const at = parts(page);
  const block = page.getByRole("group", { name: "Library account" });
  const attempt = block.getByRole("button", { name: "Test connection" });
  await at.field("User name").fill("ada");
  await at.secret("Password").fill("first key");
  await attempt.click();
  await expect(block.getByText("It works", { exact: false })).toBeVisible();
  await expect(at.choice("Shelf").getByRole("option", { name: "Range safety" })).toHaveCount(1);
  const before = asked();
  await block.getByRole("button", { name: "Replace Password" }).click();
  await block.getByRole("button", { name: "Replace", exact: true }).click();
  await page.getByRole("textbox", { name: /^Password/ }).fill("other key");
  await attempt.click();
  await expect(block.getByText("It works", { exact: false })).toBeVisible();
  await expect.poll(asked).toBeGreaterThan(before);
});

test("where nothing asks with a connection, trying it says so and runs nothing", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "FTL Rockets", "Ledgerline");
  await signIn(people.owner, wizard(id));
  const at = parts(page);
  await at.secret("API key").fill("s3cret");
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText("Connected, by what is stored. Nothing in this integration asks with this connection", { exact: false })).toBeVisible();
  expect(await writes(sandbox, "fetchDataSourceContent")).toEqual([]);
  expect(await writes(sandbox, "testInstanceFlowConfig")).toEqual([]);
});

test("a consent given anew ends the waiting while the other window is open, and can be withdrawn", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "Blue Heron Propellants", "Acme ERP Order Sync");
  await signIn(people.owner, wizard(id));
  const at = parts(page);
  await at.field("Company code").fill("4711");
  for (const name of ["Connect", "Reconnect"]) {
    const opened = page.waitForEvent("popup");
    await page.getByRole("button", { name, exact: true }).click();
    const other = await opened;
    await expect(page.getByText(waiting, { exact: false })).toBeVisible();
    await other.getByRole("button", { name: "Allow" }).click();
    await expect(page.getByText(waiting, { exact: false })).toHaveCount(0);
    expect(other.isClosed()).toBe(false);
    await other.close();
    await expect(page.getByRole("button", { name: "Reconnect" })).toBeVisible();
  }

  await page.getByRole("button", { name: "Disconnect" }).click();
  const dialog = page.getByRole("dialog", { name: "Disconnect Acme ERP account?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await writes(sandbox, "disconnectConnection")).toEqual([]);
  await page.getByRole("button", { name: "Disconnect" }).click();
  await dialog.getByRole("button", { name: "Disconnect" }).click();
  await expect(page.getByText("Not connected", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Disconnect" })).toHaveCount(0);
  expect((await stored(sandbox, id)).values["Acme ERP account"].status).toBe("PENDING");
});

test("consent is asked for once it is known what to fill in, and not before", async ({ page, sandbox, signIn }) => {
  const go = await holdBack(page, "ConnectionToFill");
  await signIn(people.owner, wizard(await add(sandbox, "Blue Heron Propellants", "Acme ERP Order Sync")));
  await expect(page.getByText("Not connected", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /^(Connect|Test connection)$/ })).toHaveCount(0);
  go();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByText("This is needed to connect.")).toBeVisible();
  expect(await writes(sandbox, "updateInstanceConfigVariables")).toEqual([]);
});

test("the window for consent opens with the press, and goes when what was typed could not be saved", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, wizard(await add(sandbox, "Blue Heron Propellants", "Acme ERP Order Sync")));
  const connect = page.getByRole("button", { name: "Connect", exact: true });
  await parts(page).field("Company code").fill("4711");
  await sandbox.post("/sandbox/faults", [{ operation: "SaveConfiguration", kind: "status", status: 500, times: 1 }]);
  let opened = page.waitForEvent("popup");
  await connect.click();
  const lost = await opened;
  await expect.poll(() => lost.isClosed()).toBe(true);
  await expect(parts(page).field("Company code")).toHaveValue("4711");

  // Browsers forget a press after some seconds.
  await sandbox.post("/sandbox/faults", [{ operation: "SaveConfiguration", kind: "delay", ms: 6_000, times: 1 }]);
  opened = page.waitForEvent("popup");
  await connect.click();
  await (await opened).getByRole("button", { name: "Allow" }).click();
  await expect(page.getByText("Connected", { exact: true })).toBeVisible();
});

test("a consent that was given in a window opened by hand is seen to come", async ({ page, context, sandbox, signIn }) => {
  await page.addInitScript(() => void (window.open = () => null));
  await signIn(people.owner, wizard(await add(sandbox, "Blue Heron Propellants", "Acme ERP Order Sync")));
  await parts(page).field("Company code").fill("4711");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const byHand = page.getByRole("link", { name: /^Open it by hand/ });
  const opened = context.waitForEvent("page");
  await byHand.click();
  await (await opened).getByRole("button", { name: "Allow" }).click();
  await expect(page.getByText("Connected", { exact: true })).toBeVisible();
  await expect(byHand).toHaveCount(0);
});

test("a consent that was given while another page of the wizard was open is seen on the way back", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, wizard(await add(sandbox, "Blue Heron Propellants", "Acme ERP Order Sync")));
  const at = parts(page);
  await at.field("Company code").fill("4711");
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const other = await opened;
  await expect(page.getByText(waiting, { exact: false })).toBeVisible();
  await at.next.click();
  await expect(at.heading).toHaveText("Orders");
  await other.getByRole("button", { name: "Allow" }).click();
  await expect(other.getByRole("button", { name: "Allow" })).toHaveCount(0);
  await at.previous.click();
  await expect(page.getByText("Connected", { exact: true })).toBeVisible();
});

for (const place of ["the wizard", "the connection's page"]) {
  test(`looks that take long come to their end, and are not dropped by the next: ${place}`, async ({ page, sandbox, signIn }) => {
    const inWizard = place === "the wizard";
    if (inWizard) {
      const id = await add(sandbox, "Blue Heron Propellants", "Acme ERP Order Sync");
      await signIn(people.owner, wizard(id));
      await parts(page).field("Company code").fill("4711");
    } else {
      await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "connections"));
      await page.getByRole("link", { name: "Acme ERP orders" }).click();
    }
    const sent = record(page);
    const looks = () => sent.filter((it) => operationOf(it) === (inWizard ? "ConfiguredValues" : "ConnectionDetail"));
    const opened = page.waitForEvent("popup");
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    const other = await opened;
    const before = looks().length;
    // Longer than from one look to the next.
    await sandbox.post("/sandbox/faults", [{ operation: inWizard ? "ConfiguredValues" : "ConnectionDetail", kind: "delay", ms: 4000 }]);
    await other.getByRole("button", { name: "Allow" }).click();
    await expect(page.getByRole("button", { name: "Reconnect" })).toBeVisible({ timeout: 15_000 });
    expect(looks().length - before).toBeLessThan(4);
  });
}

test("a connection that instances share is added in the wizard and used at once, and says who else uses it", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "FTL Rockets", "Ledgerline");
  await signIn(people.customerAdmin, wizard(id));
  const at = parts(page);
  await page.getByRole("button", { name: "Add a connection that instances share" }).click();
  const dialog = page.getByRole("dialog", { name: "Add connection" });
  await expect(dialog.getByRole("radio")).toHaveCount(1);
  await dialog.getByRole("textbox", { name: "Name" }).fill("Second books");
  await dialog.getByLabel("API key", { exact: true }).fill("s3cret");
  await dialog.getByRole("button", { name: "Add connection" }).click();
  await expect(at.choice("Connection").getByRole("option", { selected: true })).toHaveText("Second books");
  await expect(page.getByText("Other instances that use it", { exact: false })).toHaveCount(0);
  await at.choice("Connection").selectOption("Ledgerline main books");
  await expect(page.getByText("Other instances that use it: 1.", { exact: false })).toBeVisible();
  await at.choice("Connection").selectOption("Second books");
  await at.close.click();
  await expect(page).toHaveURL(/\/instances\//);
  expect((await stored(sandbox, id)).values["Ledgerline account"].customerConfigVariable).toEqual({ key: "Second books" });

  await setValues(sandbox, id, [{ key: "Ledgerline account", customerConfigVariableId: await sharedConnection(sandbox, "FTL Rockets", "Ledgerline main books") }]);
  await page.goto(wizard(id));
  await expect(page.getByText("Other instances that use it: 1.", { exact: false })).toBeVisible();
});

test("shared connections that cannot be read are said to be missing, and are read again", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "FTL Rockets", "Ledgerline");
  await sandbox.post("/sandbox/faults", [{ operation: "ReusableConnections", kind: "cut" }]);
  await signIn(people.owner, wizard(id));
  const block = page.getByRole("group", { name: "Ledgerline account" });
  await expect(block.getByText("The server cannot be reached", { exact: false })).toBeVisible();
  await expect(parts(page).choice("Connection")).toHaveCount(0);
  await sandbox.remove("/sandbox/faults");
  await block.getByRole("button", { name: "Try again" }).click();
  await parts(page).choice("Connection").selectOption("Ledgerline main books");
  await expect(block.getByText("The server cannot be reached", { exact: false })).toHaveCount(0);
});

test("the wizard asks for all of a connection, however little the server tells at a time", async ({ page, sandbox, signIn }) => {
  await inputsOneByOne(page);
  const sent = record(page);
  await signIn(people.owner, wizard(await add(sandbox, "Blue Heron Propellants", "Shipyard WMS")));
  for (const name of [/^Host/, /^User name/, /^Password/]) await expect(page.getByLabel(name)).toBeVisible();
  expect(sent.filter((it) => operationOf(it) === "ConnectionToFill")).toHaveLength(3);
});

test("a secret that is typed while another is on its way is not lost", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "FTL Rockets", "Ledgerline");
  await signIn(people.owner, wizard(id));
  const at = parts(page);
  await at.secret("API key").fill("first");
  const saving = await hold(page, "SaveConfiguration");
  await at.next.click();
  await saving.sent;
  await at.secret("API key").fill("second");
  await saving.go();
  await expect(at.heading).toHaveText("What to send");
  await at.step("Your books").click();
  await expect(page.getByRole("textbox", { name: /^API key/ })).toHaveValue("second");
  await at.next.click();
  await expect(at.heading).toHaveText("What to send");
  const sent = (await writes(sandbox, "updateInstanceConfigVariables")).map((it: any) => JSON.parse(it.variables.configVariables[0].values)[0]);
  expect(sent.map((it: any) => it.value)).toEqual(["first", "second"]);
});

test("a connection goes through the customer's own network, which then knows the address", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "FTL Rockets", "Shipyard WMS");
  await signIn(people.owner, wizard(id));
  const at = parts(page);
  await expect(at.field("Host")).toBeVisible();
  const through = at.choice("On-premise resource");
  await expect(through.getByRole("option")).toHaveText(["None: straight to the other system", "Hangar gateway", "Old pad gateway (cannot be reached)"]);
  await through.selectOption("Hangar gateway");
  await expect(at.field("Host")).toHaveCount(0);
  await at.field("User name").fill("ada");
  await at.secret("Password").fill("s3cret");
  await at.close.click();
  await expect(page).toHaveURL(/\/instances\//);
  const [sent] = await writes(sandbox, "updateInstanceConfigVariables");
  expect(JSON.parse(sent.variables.configVariables[0].values).map((it: any) => it.name)).toEqual(["username", "password"]);
  expect(sent.variables.configVariables[0].onPremiseResourceId).toBeTruthy();

  await page.goto(wizard(id));
  await expect(through.getByRole("option", { selected: true })).toHaveText("Hangar gateway");
  await through.selectOption("None: straight to the other system");
  await page.getByRole("textbox", { name: /^Host/ }).fill("wms.example");
  await at.close.click();
  await expect(page).toHaveURL(/\/instances\//);
  const [later] = (await writes(sandbox, "updateInstanceConfigVariables")).slice(-1);
  expect(later.variables.configVariables[0].onPremiseResourceId).toBeNull();
});

test("who may only look finds the state of a connection, and nothing to press", async ({ page, sandbox, signIn }) => {
  await publish(sandbox, everyVariable);
  const id = await add(sandbox, "FTL Rockets", "Countdown Relay");
  await signIn(people.guest, wizard(id, 2));
  await expect(page.getByText("You can look, and change nothing")).toBeVisible();
  const block = page.getByRole("group", { name: "Drive of the mission" });
  await expect(block.getByText("Not connected", { exact: true })).toBeVisible();
  for (const name of ["Connect", "Disconnect", "Test connection", "Add a connection that instances share"]) {
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  }
});

test("who may only look can read again what could not be read", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "FTL Rockets", "Shipyard WMS");
  await sandbox.post("/sandbox/faults", [{ operation: "ConnectionToFill", kind: "cut" }]);
  await signIn(people.guest, wizard(id));
  await expect(page.getByText("You can look, and change nothing")).toBeVisible();
  const again = page.getByRole("button", { name: "Try again" });
  await expect(again).toBeVisible();
  await sandbox.remove("/sandbox/faults");
  await again.click();
  await expect(page.getByLabel(/^Host/)).toBeDisabled();
  await expect(parts(page).choice("On-premise resource")).toBeDisabled();
});
