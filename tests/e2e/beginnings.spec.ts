// How integrations come to be, what they look like, and how a new version comes to all instances.
import { expect, people, test, type Page } from "./fixtures.ts";
import { answerLeaving, drawn, instancePath, integrationPath, writes } from "./helpers.ts";

const adding = (page: Page) => {
  const dialog = page.getByRole("dialog");
  return {
    dialog,
    open: () => page.getByRole("button", { name: "Add integration" }).click(),
    name: dialog.getByRole("textbox", { name: "Name" }),
    submit: dialog.getByRole("button", { name: "Add integration" }),
  };
};

test("a blank integration is added, and a name is needed", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, "/integrations");
  const at = adding(page);
  await at.open();
  await at.submit.click();
  await expect(at.dialog.getByText("Enter a name.")).toBeVisible();
  expect(await writes(sandbox, "createIntegration")).toHaveLength(0);
  await at.name.fill("Dock planner");
  await at.dialog.getByRole("textbox", { name: /^Description/ }).fill("Plans docks.");
  await at.submit.click();
  await expect(page.getByRole("heading", { level: 1, name: "Dock planner" })).toBeVisible();
  await expect(page.getByText("Draft", { exact: true }).first()).toBeVisible();
  const found = await sandbox.api(people.owner, '{ integrations(name: "Dock planner") { nodes { description versionNumber } } }');
  expect(found.data.integrations.nodes).toEqual([{ description: "Plans docks.", versionNumber: 0 }]);
});

test("an answer that is lost adds nothing twice", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, "/integrations");
  const at = adding(page);
  await at.open();
  await at.name.fill("Dock planner");
  await sandbox.post("/sandbox/faults", [{ operation: "CreateIntegration", kind: "cut", times: 1 }]);
  await at.submit.click();
  await expect(page.getByRole("heading", { level: 1, name: "Dock planner" })).toBeVisible();
  const found = await sandbox.api(people.owner, '{ integrations(name: "Dock planner") { totalCount } }');
  expect(found.data.integrations.totalCount).toBe(1);
});

test("an integration begins with what a template says, the organization's own included", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await integrationPath(sandbox, "Ledgerline", "details"));
  await page.getByRole("checkbox", { name: "Use as a template" }).check();
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.goto("/integrations");
  const at = adding(page);
  await at.open();
  await at.dialog.getByRole("radio", { name: /^Nightly fetch/ }).check();
  await at.name.fill("Night shift");
  await at.submit.click();
  await expect(page.getByRole("heading", { level: 1, name: "Night shift" })).toBeVisible();
  await expect(page.getByText("Fetch", { exact: true })).toBeVisible();
  await page.goto("/integrations");
  await at.open();
  await at.dialog.getByRole("radio", { name: /^Ledgerline/ }).check();
  await at.name.fill("Second ledger");
  await at.submit.click();
  await expect(page.getByRole("heading", { level: 1, name: "Second ledger" })).toBeVisible();
  await expect(page.getByText("Send invoices")).toBeVisible();
});

test("what was chosen to begin with and cannot be read any more is asked for again", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, "/integrations");
  const at = adding(page);
  await at.open();
  await at.dialog.getByRole("radio", { name: /^Nightly fetch/ }).check();
  await at.name.fill("Night shift");
  await sandbox.post("/sandbox/faults", [{ operation: "IntegrationTemplates", kind: "status", status: 500 }]);
  answerLeaving(page);
  await page.reload();
  await expect(at.name).toHaveValue("Night shift");
  await at.submit.click();
  await expect(at.dialog.getByText("Choose what to begin with.")).toBeVisible();
  expect(await writes(sandbox, "createIntegration")).toHaveLength(0);
  await sandbox.remove("/sandbox/faults");
  await at.dialog.getByRole("button", { name: "Try again" }).click();
  await expect(at.dialog.getByRole("radio", { name: /^Nightly fetch/ })).toBeChecked();
  await expect(at.dialog.getByText("Choose what to begin with.")).toHaveCount(0);
  await at.submit.click();
  await expect(page.getByRole("heading", { level: 1, name: "Night shift" })).toBeVisible();
});

test("a copy is made, and is a draft of its own", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await integrationPath(sandbox, "Northdesk", "summary"));
  await page.getByRole("button", { name: "Make a copy" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Copy of Northdesk");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Southdesk");
  await dialog.getByRole("button", { name: "Make a copy" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Southdesk" })).toBeVisible();
  await expect(page.getByText("Open a ticket")).toBeVisible();
});

test("an integration gets a picture, which its list and its instances show", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await integrationPath(sandbox, "Northdesk", "details"));
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Upload a photo" }).click();
  await (await chooser).setFiles({ name: "desk.png", mimeType: "image/png", buffer: await drawn(page, "image/png") });
  await page.getByRole("button", { name: "Use this picture" }).click();
  await expect(page.getByText("Photo saved")).toBeVisible();
  await expect(page.locator(".page-head .avatar img")).toBeVisible();
  const found = await sandbox.api(people.owner, '{ integrations(name: "Northdesk") { nodes { avatarUrl } } }');
  expect(found.data.integrations.nodes[0].avatarUrl).toMatch(/^\/media\//);
});

test("all instances are updated: the question says whose, and the answer what became of them", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await integrationPath(sandbox, "Northdesk", "versions"));
  await page.getByRole("button", { name: "Update all instances to v2" }).click();
  const dialog = page.getByRole("dialog");
  const customers = dialog.getByRole("list", { name: "Customers whose instances are updated" });
  await expect(customers.getByText("FTL Rockets")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await writes(sandbox, "bulkUpdateInstancesToLatestIntegrationVersion")).toHaveLength(0);
  // One that the platform suspended stays behind.
  const { data } = await sandbox.api(people.owner, '{ integrations(name: "Northdesk") { nodes { versionSequenceId } } }');
  const sequence = data.integrations.nodes[0].versionSequenceId;
  const behind = async () => {
    const found = await sandbox.api(
      people.owner,
      `{ instances(integration_VersionSequenceId: "${sequence}", first: 100) { nodes { name systemSuspended integration { versionNumber } } } }`,
    );
    return found.data.instances.nodes.filter((it: any) => it.integration.versionNumber < 2).length as number;
  };
  const before = await behind();
  expect(before).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Update all instances to v2" }).click();
  await dialog.getByRole("button", { name: "Update all instances to v2" }).click();
  await expect(dialog.getByText(/instances are updated to version 2\./)).toBeVisible();
  const after = await behind();
  await expect(dialog.getByText(`${before - after} of ${before} instances are updated to version 2.`)).toBeVisible();
  await expect(dialog.getByRole("list", { name: "Not updated:" })).toHaveCount(after > 0 ? 1 : 0);
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.goto(await instancePath(sandbox, "Northdesk: Recovery desk", "summary"));
  await expect(page.locator(".title-meta").getByText("v2", { exact: true })).toBeVisible();
  await expect(page.getByText("Version 2 is available")).toHaveCount(0);
});

test("what the server refuses is said, and nothing seems updated", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await integrationPath(sandbox, "Northdesk", "versions"));
  await page.getByRole("button", { name: "Update all instances to v2" }).click();
  await sandbox.post("/sandbox/faults", [{ operation: "MoveInstances", kind: "error", body: "Permission denied", times: 1 }]);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Update all instances to v2" }).click();
  await expect(dialog.getByText("You do not have permission to do this.")).toBeVisible();
  await expect(dialog.getByText(/instances are updated/)).toHaveCount(0);
});

test("a version says who published it to those who see people", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await integrationPath(sandbox, "Ledgerline", "versions"));
  await expect(page.getByRole("table", { name: "Versions" }).getByRole("row").nth(1)).toContainText("Edward Davis");
});

test("those who look on add, copy and update nothing", async ({ page, sandbox, signIn }) => {
  await signIn(people.guest, "/integrations");
  await expect(page.getByRole("table", { name: "Integrations" }).getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("button", { name: "Add integration" })).toHaveCount(0);
  await page.goto(await integrationPath(sandbox, "Northdesk", "versions"));
  await expect(page.getByRole("table", { name: "Versions" }).getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Update all/ })).toHaveCount(0);
  await page.goto(await integrationPath(sandbox, "Northdesk", "summary"));
  await expect(page.getByRole("heading", { name: "Flows" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Make a copy" })).toHaveCount(0);
});
