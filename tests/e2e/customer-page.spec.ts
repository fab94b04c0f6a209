// A customer's page: what runs, who is there, their files, and the end of it. For the team, and for the customer's own
// people.
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, people, test } from "./fixtures.ts";
import { addCustomer, attachments, customerPath, detailsPath, findCustomer, memberDetails, operationOf, record, writes } from "./helpers.ts";

const text = (name: string, content = "text") => ({ name, mimeType: "text/plain", buffer: Buffer.from(content) });

test("a customer's name opens what runs, what fails and who is there", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, "/customers?q=ftl");
  await page.getByRole("link", { name: "FTL Rockets", exact: true }).click();
  await expect(page).toHaveURL(/\/summary$/);
  for (const tab of ["Summary", "Instances", "Users", "Attachments", "Connections", "Details"]) {
    await expect(page.getByRole("navigation", { name: "Parts of this page" }).getByRole("link", { name: tab })).toBeVisible();
  }
  const { id } = await findCustomer(sandbox, "FTL Rockets");
  const answer = await sandbox.api(
    people.owner,
    `query Count($id: ID!) { customer(id: $id) {
      users(first: 1) { totalCount } failing: instances(first: 1, inFailedState: true) { totalCount } } }`,
    { id },
  );
  const { users, failing } = answer.data.customer;
  await expect(page.getByRole("link", { name: `${users.totalCount} Users`, exact: true })).toBeVisible();
  await page.getByRole("link", { name: `${failing.totalCount} Failing`, exact: true }).click();
  await expect(page).toHaveURL(/instances\?state=failed$/);
  await expect(page.getByRole("row").nth(failing.totalCount)).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(failing.totalCount + 1);
});

test("the instances of a customer are searched and sorted, and say what state they are in", async ({ page, sandbox, signIn }) => {
  await signIn(people.guest, await customerPath(sandbox, "FTL Rockets", "instances"));
  const table = page.getByRole("table", { name: "Instances" });
  for (const state of ["Enabled", "Paused", "Failed", "Not configured"]) {
    await expect(table.getByText(state, { exact: true }).first()).toBeVisible();
  }
  await page.getByRole("searchbox", { name: "Search instances" }).fill("ledger");
  await expect(table.getByRole("row")).toHaveCount(2);
  await expect(table.getByRole("row", { name: /Ledgerline/ })).toBeVisible();
});

test("the summary names what fails and what ran last", async ({ page, sandbox, signIn }) => {
  await signIn(people.guest, await customerPath(sandbox, "FTL Rockets", "summary"));
  const part = (name: string) => page.locator("section").filter({ has: page.getByRole("heading", { name }) });
  await expect(part("Failing now").getByRole("link", { name: /^Acme ERP Order Sync/ })).toBeVisible();
  await expect(part("Failing now").getByRole("listitem")).toHaveCount(1);
  const { id } = await findCustomer(sandbox, "FTL Rockets");
  const query = `{ instances(customer: "${id}", sortBy: [{ field: LAST_EXECUTED_AT, direction: DESC }]) { nodes { name lastExecutedAt } } }`;
  const ran = (await sandbox.api(people.owner, query)).data.instances.nodes.filter((it: any) => it.lastExecutedAt);
  await expect(part("Ran last").getByRole("listitem")).toHaveText(ran.slice(0, 5).map((it: any) => new RegExp(`^${it.name}`)));
  await part("Failing now").getByRole("link", { name: /^Acme ERP Order Sync/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Acme ERP Order Sync");
});

test("the instances of a customer are sorted, and say which version runs", async ({ page, sandbox, signIn }) => {
  const { id } = await findCustomer(sandbox, "FTL Rockets");
  const found = await sandbox.api(
    people.owner,
    `{ instances(customer: "${id}", name: "Northdesk: Recovery desk") { nodes { id deployedVersion integration { versionSequenceId } } } }`,
  );
  const [instance] = found.data.instances.nodes;
  const newest = await sandbox.api(
    people.owner,
    `{ integrations(versionSequenceId: "${instance.integration.versionSequenceId}") { nodes { versionAt(latestAvailable: true) { id versionNumber } } } }`,
  );
  const { id: version, versionNumber } = newest.data.integrations.nodes[0].versionAt;
  await sandbox.api(people.owner, `mutation Update { updateInstance(input: { id: "${instance.id}", integration: "${version}" }) { errors { messages } } }`);
  await signIn(people.guest, await customerPath(sandbox, "FTL Rockets", "instances"));
  const table = page.getByRole("table", { name: "Instances" });
  await expect(table.getByRole("row", { name: /Recovery desk/ })).toContainText(`v${instance.deployedVersion} → v${versionNumber}`);
  await expect(table.getByRole("row", { name: /Ledgerline/ })).not.toContainText("→");

  const names = table.locator(".data-table-link");
  const byName = await names.allInnerTexts();
  expect(byName).toHaveLength(6);
  const name = page.getByRole("columnheader", { name: "Name" });
  await name.getByRole("button").click();
  await expect(name).toHaveAttribute("aria-sort", "descending");
  await expect(names).toHaveText(byName.reverse());
  const query = `{ instances(customer: "${id}", sortBy: [{ field: LAST_EXECUTED_AT, direction: ASC }]) { nodes { name } } }`;
  const byRun = (await sandbox.api(people.owner, query)).data.instances.nodes.map((it: any) => it.name);
  const run = page.getByRole("columnheader", { name: "Last run" });
  await run.getByRole("button").click();
  await expect(run).toHaveAttribute("aria-sort", "ascending");
  await expect(names).toHaveText(byRun);
});

test("a manager of customers finds no way to instances, and nothing of them is asked for", async ({ page, sandbox, signIn }) => {
  const sent = record(page);
  await signIn(people.manager, await customerPath(sandbox, "FTL Rockets", "summary"));
  await expect(page.getByRole("link", { name: /^\d+ Users$/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /Instances|Failing/ })).toHaveCount(0);
  for (const path of ["/instances", await customerPath(sandbox, "FTL Rockets", "instances")]) {
    await page.goto(path);
    await expect(page.getByText("You do not have permission to view this page")).toBeVisible();
  }
  expect(sent.map(operationOf)).not.toContain("InstanceRows");
});

test("a user is added, changed and deleted", async ({ page, sandbox, signIn }) => {
  await signIn(people.manager, await customerPath(sandbox, "FTL Rockets", "users"));
  await page.getByRole("button", { name: "Add user" }).click();
  const dialog = page.getByRole("dialog", { name: "Add user" });
  const email = dialog.getByRole("textbox", { name: "Email" });
  await expect(dialog.getByRole("radio", { name: /^Member/ })).toBeVisible();
  await dialog.getByRole("button", { name: "Add user" }).click();
  for (const said of ["Enter a name.", "Enter an email address, such as ada@example.com.", "Choose a role."]) {
    await expect(dialog.getByText(said)).toBeVisible();
  }
  await dialog.getByRole("textbox", { name: "Name" }).fill("Ada Byron");
  await email.fill("lisa.nguyen@ftl-rockets.com");
  await dialog.getByRole("radio", { name: /^Member/ }).check();
  await dialog.getByRole("button", { name: "Add user" }).click();
  await expect(email).toHaveAttribute("aria-invalid", "true");
  await email.fill("ada@ftl-rockets.com");
  await dialog.getByRole("button", { name: "Add user" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("A confirmation email was sent to ada@ftl-rockets.com.", { exact: false })).toBeVisible();
  await page.getByRole("link", { name: "Ada Byron" }).click();

  const { name, phone, role, save, remove } = memberDetails(page);
  await expect(role("Member")).toBeChecked();
  await name.fill("Ada Lovelace");
  await phone.fill("+44 20 7946 0000");
  await role("Admin").check();
  await save.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ada Lovelace");
  await page.reload();
  await expect(phone).toHaveValue("+442079460000");
  await expect(role("Admin")).toBeChecked();

  await remove.click();
  await page.getByRole("textbox", { name: "Confirmation text" }).fill("Ada Lovelace");
  await page.getByRole("button", { name: "Remove user" }).click();
  await expect(page).toHaveURL(/\/users$/);
  await expect(page.getByRole("link", { name: "Lisa Nguyen" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Ada Lovelace" })).toHaveCount(0);
});

test("users are searched by name and by address", async ({ page, sandbox, signIn }) => {
  await signIn(people.guest, (await customerPath(sandbox, "FTL Rockets", "users")) + "?email=omar");
  await expect(page.getByRole("link", { name: "Omar Haddad" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Lisa Nguyen" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Add user" })).toHaveCount(0);
});

test("a user is not there under another customer's address", async ({ page, sandbox, signIn }) => {
  const { id } = await findCustomer(sandbox, "FTL Rockets");
  const answer = await sandbox.api(people.owner, "query Others($id: ID!) { users(customer_Isnull: false) { nodes { id customer { id } } } customer(id: $id) { id } }", { id });
  const other = answer.data.users.nodes.find((it: any) => it.customer.id !== id);
  await signIn(people.owner, `/customers/${encodeURIComponent(id)}/users/${encodeURIComponent(other.id)}`);
  await expect(page.getByText("This does not exist, or not for you.")).toBeVisible();
});

test.describe("attachments", () => {
  test("several files are attached, downloaded, renamed and deleted", async ({ page, sandbox, signIn }) => {
    await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "attachments"));
    const files = attachments(page);
    await files.choose([text("Contract.pdf", "one"), text("Mapping.csv", "two")]);
    await expect(files.download("Contract.pdf")).toBeVisible();
    await expect(files.download("Mapping.csv")).toBeVisible();

    const download = page.waitForEvent("download");
    await files.download("Mapping.csv").click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("Mapping.csv");

    const before = page.waitForEvent("download");
    await files.download("Contract.pdf").click();
    expect((await before).suggestedFilename()).toBe("Contract.pdf");
    await files.rename("Contract.pdf").click();
    const dialog = page.getByRole("dialog", { name: "Rename attachment" });
    const name = dialog.getByRole("textbox", { name: "File" });
    await name.fill("Mapping.csv");
    await dialog.getByRole("button", { name: "Rename" }).click();
    await expect(name).toHaveAttribute("aria-invalid", "true");
    await name.fill("Contract 2026.pdf");
    await dialog.getByRole("button", { name: "Rename" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(files.download("Contract 2026.pdf")).toBeVisible();
    const after = page.waitForEvent("download");
    await files.download("Contract 2026.pdf").click();
    expect((await after).suggestedFilename()).toBe("Contract 2026.pdf");

    await files.remove("Contract 2026.pdf").click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect(files.download("Contract 2026.pdf")).toHaveCount(0);
    await expect(files.download("Mapping.csv")).toBeVisible();
  });

  test("strange names are only names, and an empty file is refused", async ({ page, sandbox, signIn }) => {
    await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "attachments"));
    const files = attachments(page);
    const names = ["CON", "<img src=x onerror=alert(1)>.txt", "\u202egpj.exe", "a".repeat(180) + ".txt"];
    await files.choose([...names.map((it) => text(it)), { ...text("Empty.txt"), buffer: Buffer.alloc(0) }]);
    for (const name of names) await expect(files.download(name)).toBeVisible();
    await expect(files.file("Empty.txt")).toContainText("This file is empty.");
    await page.getByRole("button", { name: "Dismiss Empty.txt" }).click();
    await expect(files.file("Empty.txt")).toHaveCount(0);
    await page.reload();
    await expect(files.download("CON")).toBeVisible();
  });

  test("a file that is too large is refused before it is sent", async ({ page, sandbox, signIn }) => {
    const folder = await mkdtemp(join(tmpdir(), "gantry-large-"));
    const path = join(folder, "Everything.bin");
    await writeFile(path, "");
    await truncate(path, 500_000_001);
    const sent: string[] = [];
    page.on("request", (it) => sent.push(it.url()));
    await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "attachments"));
    const files = attachments(page);
    const chooser = page.waitForEvent("filechooser");
    await files.add.click();
    await (await chooser).setFiles([path]);
    await expect(files.file("Everything.bin")).toContainText("This file is larger than 500 MB.");
    expect(sent.filter((it) => it.includes("/media/uploads/"))).toEqual([]);
    await rm(folder, { recursive: true });
  });

  test("an upload that breaks off is tried again, and attached once", async ({ page, sandbox, signIn }) => {
    await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "attachments"));
    const files = attachments(page);
    await page.route("**/media/uploads/*", (route) => route.abort("connectionreset"), { times: 1 });
    await files.choose([text("Contract.pdf")]);
    await expect(files.file("Contract.pdf")).toContainText("The server cannot be reached");
    await files.file("Contract.pdf").getByRole("button", { name: "Try again" }).click();
    await expect(files.download("Contract.pdf")).toBeVisible();
    await expect(files.file("Contract.pdf")).toHaveCount(1);
  });

  test("two hundred megabytes show how far they are, survive a cut line, and do not stop anybody typing", async ({ page, context, sandbox, signIn }) => {
    test.setTimeout(120_000);
    const folder = await mkdtemp(join(tmpdir(), "gantry-large-"));
    const path = join(folder, "Telemetry.bin");
    await writeFile(path, "");
    // Takes no room on the disk.
    await truncate(path, 200_000_000);
    await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "attachments"));
    const files = attachments(page);
    const line = await context.newCDPSession(page);
    const speed = (bytesPerSecond: number) =>
      line.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond });
    await line.send("Network.enable");
    // Slow enough that all of what follows happens meanwhile.
    await speed(5_000_000);
    const chooser = page.waitForEvent("filechooser");
    await files.add.click();
    await (await chooser).setFiles([path]);
    const progress = page.getByRole("progressbar", { name: "Upload of Telemetry.bin" });
    await expect.poll(async () => Number(await progress.getAttribute("value"))).toBeGreaterThan(0.02);
    await page.keyboard.press("Control+k");
    const search = page.getByRole("dialog").getByRole("searchbox");
    await search.pressSequentially("typed meanwhile");
    await expect(search).toHaveValue("typed meanwhile");
    expect(Number(await progress.getAttribute("value"))).toBeLessThan(1);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await line.send("Network.emulateNetworkConditions", { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
    await expect(files.file("Telemetry.bin")).toContainText("The server cannot be reached");
    await speed(-1);
    await files.file("Telemetry.bin").getByRole("button", { name: "Try again" }).click();
    await expect(files.download("Telemetry.bin")).toBeVisible({ timeout: 60_000 });
    await expect(files.file("Telemetry.bin")).toHaveCount(1);
    await rm(folder, { recursive: true });
  });

  test("an upload that is stopped leaves nothing behind", async ({ page, sandbox, signIn }) => {
    await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "attachments"));
    const files = attachments(page);
    let asked = () => {};
    const isAsked = new Promise<void>((done) => (asked = done));
    await page.route("**/media/uploads/*", () => asked());
    await files.choose([text("Contract.pdf")]);
    await isAsked;
    await expect(page.getByRole("progressbar", { name: "Upload of Contract.pdf" })).toBeVisible();
    await page.getByRole("button", { name: "Stop the upload of Contract.pdf" }).click();
    await expect(files.file("Contract.pdf")).toHaveCount(0);
    expect(await writes(sandbox, "updateCustomer")).toEqual([]);
  });

  test("a guest and a member of the customer only read", async ({ page, sandbox, signIn, browser }) => {
    const path = await customerPath(sandbox, "FTL Rockets", "attachments");
    await signIn(people.owner, path);
    const files = attachments(page);
    await files.choose([text("Contract.pdf")]);
    await expect(files.download("Contract.pdf")).toBeVisible();
    for (const who of [people.guest, people.customerMember]) {
      const context = await browser.newContext({ baseURL: sandbox.origin });
      const other = await context.newPage();
      await other.goto(path);
      await other.getByRole("button", { name: who }).click();
      const theirs = attachments(other);
      await expect(theirs.download("Contract.pdf")).toBeVisible();
      await expect(theirs.add).toHaveCount(0);
      await expect(theirs.remove("Contract.pdf")).toHaveCount(0);
      await context.close();
    }
  });
});

test("deleting says what goes along, asks for the name, and other tabs find nothing", async ({ page, sandbox, signIn, context }) => {
  const id = await addCustomer(sandbox, { name: "Short-Lived Rockets" });
  await sandbox.api(
    people.owner,
    `mutation Add($id: ID!, $role: ID!) {
      createCustomerUser(input: { customer: $id, name: "Ada", email: "ada@short.example", role: $role }) { user { id } }
    }`,
    { id, role: (await sandbox.api(people.owner, "{ customerRoles { id } }")).data.customerRoles[0].id },
  );
  await signIn(people.owner, detailsPath(id));
  const other = await context.newPage();
  await other.goto(detailsPath(id));
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Short-Lived Rockets");

  await page.getByRole("button", { name: "Delete customer" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("listitem")).toHaveText(["Instances: 0", "Users: 1"]);
  await dialog.getByRole("textbox", { name: "Confirmation text" }).fill("short-lived rockets");
  await dialog.getByRole("button", { name: "Remove customer" }).click({ force: true });
  await dialog.getByRole("textbox", { name: "Confirmation text" }).fill("Short-Lived Rockets");
  await expect(dialog.getByRole("button", { name: "Remove customer" })).toBeEnabled();
  expect(await writes(sandbox, "deleteCustomer")).toEqual([]);
  await dialog.getByRole("button", { name: "Remove customer" }).click();
  await expect(page).toHaveURL(/\/customers$/);
  await expect(page.getByText("Short-Lived Rockets was deleted")).toBeVisible();
  expect(await findCustomer(sandbox, "Short-Lived Rockets")).toBeUndefined();

  await other.getByRole("link", { name: "Users", exact: true }).click();
  await expect(other.getByText("This does not exist, or not for you.")).toBeVisible();
});

test("who may not delete finds no way to", async ({ page, sandbox, signIn }) => {
  await signIn(people.guest, await customerPath(sandbox, "FTL Rockets", "details"));
  await expect(page.getByText("Faster-Than-Light Rocket Inc")).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete customer" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Upload a photo" })).toHaveCount(0);
});

test("a customer's photo is cropped and shown", async ({ page, sandbox, signIn }) => {
  await signIn(people.manager, await customerPath(sandbox, "FTL Rockets", "details"));
  const buffer = Buffer.from(
    await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(300, 200);
      canvas.getContext("2d")!.fillRect(0, 0, 150, 200);
      return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
    }),
  );
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Upload a photo" }).click();
  await (await chooser).setFiles({ name: "logo.png", mimeType: "image/png", buffer });
  await page.getByRole("button", { name: "Use this picture" }).click();
  const shown = page.getByRole("main").locator(".avatar img").first();
  await expect(shown).toBeVisible();
  await expect.poll(() => shown.evaluate((it: HTMLImageElement) => [it.naturalWidth, it.naturalHeight])).toEqual([500, 500]);
});

test.describe("the customer's own people", () => {
  test("an admin finds the company and manages its users", async ({ page, signIn }) => {
    await signIn(people.customerAdmin, "/");
    const navigation = page.getByRole("navigation", { name: "Main" });
    await expect(navigation.getByRole("link", { name: "Customers" })).toHaveCount(0);
    await navigation.getByRole("link", { name: "Company" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("FTL Rockets");
    const parts = page.getByRole("navigation", { name: "Parts of this page" });
    await expect(parts.getByRole("link")).toHaveText(["Summary", "Integrations", "Users", "Attachments", "Connections", "Details"]);
    await page.getByRole("link", { name: "Users", exact: true }).click();
    await page.getByRole("button", { name: "Add user" }).click();
    const dialog = page.getByRole("dialog", { name: "Add user" });
    await dialog.getByRole("textbox", { name: "Name" }).fill("Ada Byron");
    await dialog.getByRole("textbox", { name: "Email" }).fill("ada@ftl-rockets.com");
    await dialog.getByRole("radio", { name: /^Member/ }).check();
    await dialog.getByRole("button", { name: "Add user" }).click();
    await expect(page.getByRole("link", { name: "Ada Byron" })).toBeVisible();
  });

  test("what runs is called integrations, and only those that they may activate are offered", async ({ page, sandbox, signIn }) => {
    const offers = await sandbox.api(people.customerAdmin, "{ marketplaceIntegrations(first: 100) { nodes { name isCustomerDeployable } } }");
    const nodes: { name: string; isCustomerDeployable: boolean }[] = offers.data.marketplaceIntegrations.nodes;
    const [closed, open] = [false, true].map((may) => nodes.find((it) => it.isCustomerDeployable === may)!.name);
    await signIn(people.customerAdmin, await customerPath(sandbox, "FTL Rockets", "instances"));
    await expect(page.getByRole("searchbox", { name: "Search integrations" })).toBeVisible();
    await expect(page.getByRole("table", { name: "Integrations" })).toBeVisible();
    await page.getByRole("button", { name: "Add integration" }).click();
    const dialog = page.getByRole("dialog", { name: "Add integration" });
    const choice = dialog.getByRole("combobox", { name: "Integration" });
    await choice.fill(open!);
    await expect(dialog.getByRole("option", { name: open, exact: true })).toBeVisible();
    await choice.fill(closed!);
    await expect(dialog.getByText("Nothing matches")).toBeVisible();
    await expect(page.getByText(/\binstance/i)).toHaveCount(0);
  });

  test("a member reaches nothing to change by its address", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "FTL Rockets");
    const answer = await sandbox.api(people.owner, `{ instances(customer: "${id}", name: "Ledgerline") { nodes { id } } }`);
    const instance = encodeURIComponent(answer.data.instances.nodes[0].id);
    await signIn(people.customerMember, `/instances/${instance}/summary`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ledgerline");
    for (const name of [/^Pause/, /^Deploy/, /^Deactivate/, /^Delete/]) await expect(page.getByRole("button", { name })).toHaveCount(0);
    for (const part of ["attachments", "connections", "details", "instances"]) {
      await page.goto(await customerPath(sandbox, "FTL Rockets", part));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("FTL Rockets");
      await expect(page.getByRole("main").getByRole("button", { name: /^(Add|Delete|Rename|Save|Upload)/ })).toHaveCount(0);
    }
    for (const path of ["/settings/users", "/integrations", "/customers"]) {
      await page.goto(path);
      await expect(page.getByText("You do not have permission to view this page")).toBeVisible();
    }
  });

  test("a member reads, and nothing else", async ({ page, sandbox, signIn }) => {
    await signIn(people.customerMember, await customerPath(sandbox, "FTL Rockets", "users"));
    await expect(page.getByRole("link", { name: "Lisa Nguyen" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Add user" })).toHaveCount(0);
    await page.getByRole("link", { name: "Lisa Nguyen" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lisa Nguyen");
    await expect(page.getByRole("textbox")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Delete user" })).toHaveCount(0);
    await page.goto(await customerPath(sandbox, "FTL Rockets", "details"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("FTL Rockets");
    await expect(page.getByRole("textbox")).toHaveCount(0);
  });

  test("another company is not there, and the list of customers is refused without a request", async ({ page, sandbox, signIn }) => {
    const others = await sandbox.api(people.owner, "{ customers(first: 5) { nodes { name } } }");
    const other = others.data.customers.nodes.find((it: any) => it.name !== "FTL Rockets").name;
    const path = await customerPath(sandbox, other, "summary");
    await signIn(people.customerAdmin, path);
    await expect(page.getByText("This does not exist, or not for you.")).toBeVisible();
    await expect(page.getByText(other)).toHaveCount(0);
    const sent = record(page);
    await page.goto("/customers");
    await expect(page.getByText("You do not have permission to view this page")).toBeVisible();
    expect(sent.map(operationOf).filter((it) => it !== "SignedInUser")).toEqual([]);
  });
});
