// The connections of a customer: found, connected in a window of their own, disconnected, paused and deleted.
import { expect, people, test } from "./fixtures.ts";
import { customerPath, inputsOneByOne, operationOf, record, writes } from "./helpers.ts";

test("connections are searched and filtered by status", async ({ page, sandbox, signIn }) => {
  await signIn(people.guest, await customerPath(sandbox, "FTL Rockets", "connections"));
  const table = page.getByRole("table", { name: "Connections" });
  await expect(table.getByRole("link")).toHaveCount(5);
  await expect(table.getByRole("row", { name: /Acme ERP orders.*Acme ERP.*Failed.*Acme ERP Order Sync/ })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search connections" }).fill("north");
  await expect(table.getByRole("link")).toHaveCount(2);
  await page.getByRole("searchbox", { name: "Search connections" }).fill("");
  await page.getByRole("button", { name: /^Filter/ }).click();
  await page.getByRole("combobox", { name: "Status" }).selectOption("PENDING");
  await expect(table.getByRole("link")).toHaveText(["Shipyard warehouse"]);
  await page.getByRole("combobox", { name: "Status" }).selectOption("");
  await page.getByRole("textbox", { name: "App" }).fill("ledger");
  await expect(table.getByRole("link")).toHaveText(["Ledgerline main books"]);
  await expect(page).toHaveURL(/[?&]app=ledger/);
});

test("each connection says where it is used", async ({ page, sandbox, signIn }) => {
  const path = await customerPath(sandbox, "FTL Rockets", "connections");
  await signIn(people.owner, path);
  const table = page.getByRole("table", { name: "Connections" });
  await expect(table.getByRole("row", { name: /Northdesk account/ })).toContainText("Northdesk: Launch desk, Northdesk: Recovery desk");
  await expect(table.getByRole("row", { name: /Northdesk trial/ })).toContainText("Nowhere");
});

test("what has failed is found, whichever of its words the server has for it", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, `${await customerPath(sandbox, "Eastern Spaceflight", "connections")}?status=ERROR`);
  const table = page.getByRole("table", { name: "Connections" });
  await expect(table.getByRole("row", { name: /東部 Northdesk.*Failed/ })).toBeVisible();
});

for (const [answer, told] of [["Allow", "Connected"], ["Deny", "The other system did not agree to the connection."]] as const) {
  test(`the other system is asked in its own window: ${answer}`, async ({ page, sandbox, signIn }) => {
    await signIn(people.customerAdmin, await customerPath(sandbox, "FTL Rockets", "connections"));
    // In both cases something changes.
    const name = answer === "Allow" ? "Acme ERP orders" : "Northdesk trial";
    await page.getByRole("link", { name }).click();
    const opened = page.waitForEvent("popup");
    await page.getByRole("button", { name: /^(Re)?connect$/i }).click();
    const other = await opened;
    await expect(page.getByText("Waiting for the other system.", { exact: false })).toBeVisible();
    await other.getByRole("button", { name: answer }).click();
    await expect(page.getByRole("status").getByText(told).or(page.getByRole("alert").getByText(told)).first()).toBeVisible();
    await expect(page.getByText("Waiting for the other system.", { exact: false })).toHaveCount(0);
  });
}

for (const [was, answer, told] of [
  ["Northdesk account", "Allow", "Connected"],
  ["Acme ERP orders", "Deny", "The other system did not agree to the connection."],
] as const) {
  test(`an answer that changes no status ends the waiting too: ${answer}`, async ({ page, sandbox, signIn }) => {
    await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "connections"));
    await page.getByRole("link", { name: was }).click();
    const opened = page.waitForEvent("popup");
    await page.getByRole("button", { name: /^(Re)?connect$/i }).click();
    const other = await opened;
    const waiting = page.getByText("Waiting for the other system.", { exact: false });
    await expect(waiting).toBeVisible();
    await other.getByRole("button", { name: answer }).click();
    await expect(page.getByRole("status").getByText(told, { exact: true }).or(page.getByRole("alert").getByText(told)).first()).toBeVisible();
    await expect(waiting).toHaveCount(0);
    expect(other.isClosed()).toBe(false);
  });
}

test("a look that fails while the other window is open ends neither the page nor the waiting", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "connections"));
  await page.getByRole("link", { name: "Acme ERP orders" }).click();
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const other = await opened;
  await sandbox.post("/sandbox/faults", [{ operation: "ConnectionDetail", kind: "status", status: 500 }]);
  await expect(page.getByText("The server sent an answer that cannot be read.", { exact: false })).toBeVisible();
  await sandbox.remove("/sandbox/faults");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Acme ERP orders");
  await expect(page.getByText("Waiting for the other system.", { exact: false })).toBeVisible();
  await other.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByRole("button", { name: "Reconnect" })).toBeVisible();
  await expect(page.getByText("Waiting for the other system.", { exact: false })).toHaveCount(0);
  await expect(page.getByText("The server sent an answer that cannot be read.", { exact: false })).toHaveCount(0);
});

test("a connection is disconnected", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "connections"));
  await page.getByRole("link", { name: "Northdesk trial" }).click();
  await page.getByRole("button", { name: "Disconnect" }).click();
  const dialog = page.getByRole("dialog", { name: "Disconnect Northdesk trial?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await writes(sandbox, "disconnectCustomerConnection")).toEqual([]);
  await page.getByRole("button", { name: "Disconnect" }).click();
  await dialog.getByRole("button", { name: "Disconnect" }).click();
  await expect(page.getByText("Not connected")).toBeVisible();
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
});

test("a connection in use is deleted only after what uses it is paused", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "connections"));
  await page.getByRole("link", { name: "Northdesk account" }).click();
  await expect(page.getByText("It is in use. Pause the instances that use it first.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete connection" })).toHaveCount(0);
  const inTheWay = page.getByRole("list", { name: "Used by" }).getByRole("link");
  await expect(inTheWay).toHaveText(["Northdesk: Launch desk", "Northdesk: Recovery desk"]);
  await page.getByRole("button", { name: "Pause all" }).click();
  await expect(page.getByText("Instances that stop running: 2.", { exact: false })).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Pause all" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Paused" })).toHaveCount(2);
  await page.getByRole("button", { name: "Delete connection" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Confirmation text" }).fill("Northdesk account");
  await dialog.getByRole("button", { name: "Delete connection" }).click();
  await expect(page).toHaveURL(/\/connections$/);
  await expect(page.getByRole("link", { name: "Northdesk trial" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Northdesk account" })).toHaveCount(0);
  expect(await writes(sandbox, "deleteCustomerConfigVariable")).toHaveLength(1);
});

test("who manages customers only finds connections, and not what uses them", async ({ page, sandbox, signIn }) => {
  await signIn(people.manager, await customerPath(sandbox, "FTL Rockets", "connections"));
  await page.getByRole("link", { name: "Northdesk account" }).click();
  await expect(page.getByRole("button", { name: "Reconnect" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Used by" })).toHaveCount(0);
  await expect(page.getByText("It is in use by instances that you do not see.", { exact: false })).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete connection" })).toHaveCount(0);
  await page.goto(await customerPath(sandbox, "FTL Rockets", "connections"));
  await expect(page.getByRole("row", { name: /Northdesk account/ })).toContainText("In use");
});

test("what the organization fills in for all is nothing to a customer's people", async ({ sandbox }) => {
  const query = "{ scopedConfigVariables(first: 100) { nodes { managedBy } } }";
  const kinds = async (who: string) => {
    const { data } = await sandbox.api(who, query);
    return [...new Set(data.scopedConfigVariables.nodes.map((it: any) => it.managedBy))].sort();
  };
  expect(await kinds(people.owner)).toEqual(["CUSTOMER", "ORG"]);
  expect(await kinds(people.customerAdmin)).toEqual(["CUSTOMER"]);
});

test("a failed deletion is not told again when the dialog opens anew", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "connections"));
  await page.getByRole("link", { name: "Northdesk trial" }).click();
  await sandbox.post("/sandbox/faults", [{ operation: "DeleteConnection", kind: "status", status: 500, times: 1 }]);
  const dialog = page.getByRole("dialog");
  const trouble = dialog.getByText("The server sent an answer that cannot be read.", { exact: false });
  await page.getByRole("button", { name: "Delete connection" }).click();
  await dialog.getByRole("textbox").fill("Northdesk trial");
  await dialog.getByRole("button", { name: "Delete connection" }).click();
  await expect(trouble).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Delete connection" }).click();
  await expect(dialog.getByRole("textbox")).toBeVisible();
  await expect(trouble).toHaveCount(0);
});

test("a name in the list opens a tab of its own", async ({ page, context, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "connections"));
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: "Northdesk trial" }).click({ modifiers: ["ControlOrMeta"] });
  const other = await opened;
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Northdesk trial");
  await expect(other).toHaveURL(/\/connections\/[^/]+$/);
  await expect(page).toHaveURL(/\/connections$/);
});

for (const who of ["guest", "customerMember"] as const) {
  test(`${who} reads, and finds nothing to press`, async ({ page, sandbox, signIn }) => {
    await signIn(people[who], await customerPath(sandbox, "FTL Rockets", "connections"));
    await page.getByRole("link", { name: "Northdesk account" }).click();
    await expect(page.getByText("Last change")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Used by" })).toBeVisible();
    await expect(page.getByRole("main").getByRole("button", { name: /^(Add|Change|Connect|Reconnect|Disconnect|Pause|Delete)/ })).toHaveCount(0);
  });
}

test("a connection asks for all of it, however little the server tells at a time", async ({ page, sandbox, signIn }) => {
  await inputsOneByOne(page);
  const sent = record(page);
  await signIn(people.customerAdmin, await customerPath(sandbox, "FTL Rockets", "connections"));
  await page.getByRole("button", { name: "Add connection" }).click();
  const dialog = page.getByRole("dialog", { name: "Add connection" });
  await dialog.getByRole("radio", { name: "Shipyard user name and password" }).check();
  for (const name of [/^Host/, /^User name/, /^Password/]) await expect(dialog.getByLabel(name)).toBeVisible();
  expect(sent.map(operationOf)).toContain("MoreInputs");
});

test("a connection is added: what is missing or taken is said beside its field", async ({ page, sandbox, signIn }) => {
  await signIn(people.customerAdmin, await customerPath(sandbox, "FTL Rockets", "connections"));
  await page.getByRole("button", { name: "Add connection" }).click();
  const dialog = page.getByRole("dialog", { name: "Add connection" });
  await dialog.getByRole("radio", { name: "Ledgerline API key" }).check();
  await dialog.getByRole("button", { name: "Add connection" }).click();
  await expect(dialog.getByText("Enter a name.")).toBeVisible();
  await expect(dialog.getByText("This is needed to connect.")).toBeVisible();
  const key = dialog.getByLabel(/^API key/);
  await expect(key).toHaveAttribute("type", "password");
  await key.fill("never-shown-again");
  const name = dialog.getByRole("textbox", { name: "Name" });
  await name.fill("Ledgerline main books");
  await dialog.getByRole("button", { name: "Add connection" }).click();
  await expect(dialog.getByText("This customer has a connection of this name already.")).toBeVisible();
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await name.fill("Second books");
  await dialog.getByRole("button", { name: "Add connection" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Second books");
  await expect(page.getByText("Connected", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("never-shown-again")).toHaveCount(0);
});

test("a stored secret is replaced only after a question, and what is left empty stays", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "connections"));
  await page.getByRole("link", { name: "Ledgerline main books" }).click();
  await page.getByRole("button", { name: "Rename or change what is stored" }).click();
  const dialog = page.getByRole("dialog", { name: "Rename or change what is stored" });
  const key = dialog.locator("input[type=password]");
  const stored = dialog.getByRole("group", { name: "API key" });
  await expect(stored).toContainText("Stored, not shown");
  await expect(key).toHaveCount(0);
  await expect(dialog.getByText("What is stored is never shown.", { exact: false })).toBeVisible();
  // By keyboard: what is asked, and what comes of it, has the focus.
  await dialog.getByRole("button", { name: "Replace API key" }).press("Enter");
  await expect(stored).toContainText("Replace what is stored?");
  await expect(stored.getByRole("button", { name: "Keep what is stored" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Replace API key" })).toBeFocused();
  await page.keyboard.press("Enter");
  await stored.getByRole("button", { name: "Replace", exact: true }).press("Enter");
  await expect(key).toBeFocused();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Enter the new value, or keep what is stored.")).toBeVisible();
  expect(await writes(sandbox, "updateCustomerConfigVariable")).toEqual([]);
  await key.fill("another-key");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  const [write] = await writes(sandbox, "updateCustomerConfigVariable");
  expect(write.variables.inputs.map((it: any) => it.name)).toEqual(["apiKey"]);
});

test("a change somebody else made meanwhile is shown before it is replaced", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "connections"));
  await page.getByRole("link", { name: "Ledgerline main books" }).click();
  await page.getByRole("button", { name: "Rename or change what is stored" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Books");
  await dialog.getByRole("combobox", { name: "Use Ledgerline's test books" }).selectOption("Yes");
  const id = decodeURIComponent(/connections\/([^/?]+)/.exec(page.url())![1]);
  const theirs = `mutation Theirs($id: ID!) {
    updateCustomerConfigVariable(input: { id: $id, key: "Main ledger", inputs: [{ name: "sandbox", value: "false", type: "value" }] }) { errors { messages } }
  }`;
  await sandbox.api(people.admin, theirs, { id });
  await sandbox.remove("/sandbox/journal");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Somebody else has saved something here meanwhile.", { exact: false })).toBeVisible();
  await expect(dialog.getByRole("listitem")).toHaveText(["Name: Main ledger", "What is stored: Entered anew, not shown"]);
  expect(await writes(sandbox, "updateCustomerConfigVariable")).toEqual([]);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Books");
  expect(await writes(sandbox, "updateCustomerConfigVariable")).toHaveLength(1);
});

test("a connection is renamed even while nobody knows what there is to fill in", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "connections"));
  await page.getByRole("link", { name: "Northdesk trial" }).click();
  await sandbox.post("/sandbox/faults", [{ operation: "ConnectionKinds", kind: "error" }]);
  await page.getByRole("button", { name: "Rename or change what is stored" }).click();
  const dialog = page.getByRole("dialog", { name: "Rename or change what is stored" });
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Books");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Books");
});

test("a connection is renamed without touching what is stored or what uses it", async ({ page, sandbox, signIn }) => {
  await signIn(people.manager, await customerPath(sandbox, "FTL Rockets", "connections"));
  await page.getByRole("link", { name: "Ledgerline main books" }).click();
  await page.getByRole("button", { name: "Rename or change what is stored" }).click();
  const dialog = page.getByRole("dialog");
  const name = dialog.getByRole("textbox", { name: "Name" });
  await name.fill("Northdesk account");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("This customer has a connection of this name already.")).toBeVisible();
  await name.fill("Books");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Books");
  const sent = await writes(sandbox, "updateCustomerConfigVariable");
  expect(sent.map((it) => Object.keys(it.variables).sort())).toEqual(Array(sent.length).fill(["id", "key"]));
});

test.describe("older credentials", () => {
  test("are listed with their method and state, changed without showing a secret, and deleted", async ({ page, sandbox, signIn }) => {
    const answers: string[] = [];
    page.on("response", async (it) => it.url().includes("/api") && answers.push(await it.text().catch(() => "")));
    await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "connections"));
    const list = page.getByRole("listitem");
    await expect(list).toHaveText([/Carrier portal\s*OAuth 2.0.*Not working/, /Launch manifests \(SFTP\)\s*Basic.*Ready/]);
    await page.getByRole("button", { name: "Open Launch manifests (SFTP)" }).click();
    const dialog = page.getByRole("dialog", { name: "Launch manifests (SFTP)" });
    await expect(dialog.getByRole("textbox", { name: "User name" })).toHaveValue("ftl-manifests");
    await expect(dialog.getByRole("group", { name: "Password" })).toContainText("Stored, not shown");
    await dialog.getByRole("textbox", { name: "User name" }).fill("");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByRole("textbox", { name: "User name" })).toHaveAttribute("aria-invalid", "true");
    await dialog.getByRole("textbox", { name: "User name" }).fill("ftl-launches");
    await dialog.getByRole("textbox", { name: "Name", exact: true }).fill("Launches");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(list.last()).toHaveText(/Launches/);
    expect(answers.join()).not.toContain("kept from view");
    const sent = await writes(sandbox, "updateCredential");
    expect(JSON.stringify(sent)).not.toContain("password");
    await page.getByRole("button", { name: "Delete Carrier portal" }).click();
    const confirm = page.getByRole("dialog");
    await confirm.getByRole("textbox").fill("Carrier portal");
    await confirm.getByRole("button", { name: "Delete" }).click();
    await expect(list).toHaveCount(1);
  });

  test("send only what was changed, and show what somebody else changed meanwhile", async ({ page, sandbox, signIn }) => {
    await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "connections"));
    await page.getByRole("button", { name: "Open Launch manifests (SFTP)" }).click();
    const dialog = page.getByRole("dialog", { name: "Launch manifests (SFTP)" });
    const user = dialog.getByRole("textbox", { name: "User name" });
    await user.fill("ftl-mine");
    const all = await sandbox.api(people.admin, "{ credentials(first: 100) { nodes { id label } } }");
    const { id } = all.data.credentials.nodes.find((it: any) => it.label === "Launch manifests (SFTP)");
    const theirs = `mutation Theirs($id: ID!) {
      updateCredential(input: { id: $id, label: "Manifests", values: [{ key: "username", value: "ftl-theirs" }] }) { errors { messages } }
    }`;
    await sandbox.api(people.admin, theirs, { id });
    await sandbox.remove("/sandbox/journal");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByRole("listitem")).toHaveText(["User name: ftl-theirs"]);
    expect(await writes(sandbox, "updateCredential")).toEqual([]);
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toHaveCount(0);
    const [write] = await writes(sandbox, "updateCredential");
    expect(write.variables).toEqual({ id, values: [{ key: "username", value: "ftl-mine" }] });
    // Their name was not mine to change.
    await expect(page.getByRole("button", { name: "Open Manifests" })).toBeVisible();
  });

  test("are read by a guest, and not shown where there are none", async ({ page, sandbox, signIn }) => {
    await signIn(people.guest, await customerPath(sandbox, "FTL Rockets", "connections"));
    await page.getByRole("button", { name: "Open Carrier portal" }).click();
    const dialog = page.getByRole("dialog", { name: "Carrier portal" });
    await expect(dialog.getByText("The carrier portal withdrew its consent on its own side.")).toBeVisible();
    await expect(dialog.getByText("ftl-8841")).toBeVisible();
    await expect(dialog.getByText("Stored, not shown")).toBeVisible();
    await expect(dialog.getByRole("textbox")).toHaveCount(0);
    await expect(page.getByRole("button", { name: /^Delete/ })).toHaveCount(0);
    await page.goto(await customerPath(sandbox, "Rockets, Inc", "connections"));
    await expect(page.getByRole("link", { name: "Acme ERP" })).toBeVisible();
    await expect(page.getByText("Older credentials")).toHaveCount(0);
  });
});
