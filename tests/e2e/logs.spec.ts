// The lines that the runs of an instance wrote: found, narrowed, and followed to their run.
import { expect as expectHost, embed, show, test as hostTest } from "./hosts.ts";
import { expect, people, test } from "./fixtures.ts";
import { instancePath, marketplace, runFlow } from "./helpers.ts";

const desk = "Northdesk: Launch desk";

test("lines are searched, narrowed by level and time, and lead to their run", async ({ page, sandbox, signIn }) => {
  await runFlow(sandbox, desk, { subject: "Rain at pad 39A" });
  await runFlow(sandbox, desk, {});
  await signIn(people.guest, await instancePath(sandbox, desk, "logs"));
  const table = page.getByRole("table", { name: "Logs" });
  await expect(table.getByText("A ticket was opened: Rain at pad 39A")).toBeVisible();
  await expect(table.getByText("data must have required property “subject”.").first()).toBeVisible();
  await page.getByRole("searchbox", { name: "Search log lines" }).fill("rain AT");
  await expect(table.getByRole("row")).toHaveCount(2);
  await expect(page).toHaveURL(/q=rain/);
  await page.getByRole("searchbox", { name: "Search log lines" }).fill("");
  await page.getByRole("button", { name: /^Filter/ }).click();
  await page.getByRole("combobox", { name: "Level" }).selectOption("Error");
  await expect(table.getByText("A ticket was opened: Rain at pad 39A")).toHaveCount(0);
  await expect(table.getByText("data must have required property “subject”.").first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole("group", { name: "Active filters" })).toContainText("Error");
  await page.getByRole("combobox", { name: "Time" }).selectOption("From and to");
  await page.getByLabel(/^To/).fill("2020-01-01T00:00");
  await expect(page.getByText("No results")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).first().click();
  await page.getByRole("combobox", { name: "Time" }).selectOption("Past 15 minutes");
  const line = table.getByRole("row").filter({ hasText: "A ticket was opened: Rain at pad 39A" });
  await line.getByRole("link").click();
  await expect(page).toHaveURL(/executions\?run=/);
  await expect(page.getByRole("region", { name: "Execution", exact: true }).getByText("A ticket was opened: Rain at pad 39A")).toBeVisible();
});

test("lines of before stay when no more are kept, and the page says so", async ({ page, sandbox, signIn }) => {
  await runFlow(sandbox, desk, { subject: "Before" });
  const path = await instancePath(sandbox, desk, "logs");
  const id = decodeURIComponent(path.split("/")[2]);
  await sandbox.api(people.owner, `mutation U { updateInstance(input: { id: "${id}", logsDisabled: true }) { errors { messages } } }`);
  await runFlow(sandbox, desk, { subject: "After" });
  await signIn(people.guest, path);
  await expect(page.getByText("Log lines are not kept for this instance now.", { exact: false })).toBeVisible();
  await expect(page.getByText("A ticket was opened: Before")).toBeVisible();
  await expect(page.getByText("A ticket was opened: After")).toHaveCount(0);
});

test("who sees no instances finds no lines", async ({ page, sandbox, signIn }) => {
  await signIn(people.manager, await instancePath(sandbox, desk, "logs"));
  await expect(page.getByText("You do not have permission to view this page")).toBeVisible();
  const answer = await sandbox.api(people.manager, "{ logs(first: 1) { nodes { id } } }");
  expect(answer.errors[0].message).toBe("Permission denied");
});

hostTest("a host that leaves out logs leaves out their tab", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, { screenConfiguration: { instance: { hideTabs: ["Logs"] } } });
  const frame = await show(page);
  await marketplace(frame).card("Northdesk").click();
  await frame.getByRole("link", { name: "View" }).first().click();
  const tabs = frame.getByRole("navigation", { name: "Parts of this page" });
  await expectHost(tabs.getByRole("link", { name: "Executions" })).toBeVisible();
  await expectHost(tabs.getByRole("link", { name: "Logs" })).toHaveCount(0);
});
