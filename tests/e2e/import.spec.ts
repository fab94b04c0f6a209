// Integrations from their definitions: a new one, the next version of another, and what is wrong with one, by line.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, people, test, type Page, type Sandbox } from "./fixtures.ts";
import { writes } from "./helpers.ts";

const file = join(dirname(fileURLToPath(import.meta.url)), "definitions/every-variable.yml");
const definition = readFileSync(file, "utf8");

const parts = (page: Page) => ({
  text: page.getByRole("textbox", { name: "Definition" }),
  choose: page.locator('input[type="file"]'),
  send: page.getByRole("button", { name: "Import", exact: true }),
  faults: page.getByRole("list", { name: "What is wrong with the definition" }).getByRole("listitem"),
});

const versions = async (sandbox: Sandbox, name: string) => {
  const answer = await sandbox.api(
    people.owner,
    `query Find($name: String!) {
      integrations(first: 10, name: $name, allVersions: true, sortBy: [{ field: VERSION_NUMBER, direction: DESC }]) {
        nodes { id versionNumber hasUnpublishedChanges versionIsAvailable description labels category
          requiredConfigVariables(first: 50, sortBy: [{ field: SORT_ORDER, direction: ASC }]) { nodes { key dataType defaultValue } } }
      }
    }`,
    { name },
  );
  return answer.data.integrations.nodes;
};

test("a file becomes a draft, and its first version once it is published", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, "/integrations");
  await page.getByRole("main").getByRole("link", { name: "Import", exact: true }).click();
  const at = parts(page);
  await at.send.click();
  await expect(page.getByText("Paste a definition or choose a file.")).toBeVisible();
  await at.choose.setInputFiles(file);
  await expect(at.text).toHaveValue(definition);
  await at.send.click();
  await expect(page.getByText("“Countdown Relay” is imported. Publish it to make instances of it.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Countdown Relay");
  await expect(page.getByText("This integration is a draft")).toBeVisible();
  await expect(page.getByText("No version is published yet")).toBeVisible();
  await page.getByRole("button", { name: "Publish version 1" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish version 1" }).click();
  await expect(page.getByRole("table", { name: "Versions" }).getByRole("row").nth(1)).toContainText("v1");
  await expect(page.getByText("Draft", { exact: true })).toHaveCount(0);
  const [version, ...older] = await versions(sandbox, "Countdown Relay");
  expect(older).toEqual([]);
  expect(version).toMatchObject({
    versionNumber: 1,
    hasUnpublishedChanges: false,
    versionIsAvailable: true,
    category: "Operations",
    labels: ["countdown", "two-way"],
  });
  const asked = version.requiredConfigVariables.nodes;
  expect(asked.map((it: any) => it.dataType)).toEqual([
    "CONNECTION", "CONNECTION", "STRING", "NUMBER", "BOOLEAN", "DATE", "TIMESTAMP", "PICKLIST", "STRING", "STRING",
    "CODE", "SCHEDULE", "PICKLIST", "JSONFORM", "OBJECTSELECTION", "OBJECTFIELDMAP", "STRING",
  ]);
  expect(asked.find((it: any) => it.key === "Hold at").defaultValue).toBe("10");
});

test("what is wrong is told by line, and each line is one press away", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, "/integrations/import");
  const at = parts(page);
  const broken = definition.replace("dataType: number", "dataType: numeral").replace("value: Folder", "value: Vault");
  await at.text.fill(broken);
  await at.send.click();
  await expect(page.getByText("Problems in the definition: 2")).toBeVisible();
  const lines = broken.split("\n");
  const line = lines.findIndex((it) => it.includes("numeral")) + 1;
  const fault = at.faults.filter({ hasText: "“numeral” is no data type." });
  await fault.getByRole("button", { name: `Line ${line}` }).click();
  await expect(at.text).toBeFocused();
  const chosen = () =>
    at.text.evaluate((it: HTMLTextAreaElement) => it.value.slice(it.selectionStart, it.selectionEnd).trim());
  await expect.poll(chosen).toBe("dataType: numeral");
  await expect(page.locator("mark")).toHaveText(["47", "101"].map(() => /^\d+$/));
  await expect(at.faults.filter({ hasText: "There is no config variable “Vault”." })).toBeVisible();
  await at.text.fill("name: [");
  await at.send.click();
  await expect(at.faults).toHaveCount(1);
  await expect(at.faults.getByRole("button", { name: "Line 1" })).toBeVisible();
  expect(await versions(sandbox, "Countdown Relay")).toEqual([]);
  await at.text.fill(definition);
  await at.send.click();
  await expect(page.getByText("This integration is a draft")).toBeVisible();
});

test("a name that is taken asks first; versions that run stay as they are until the next is published", async ({ page, sandbox, signIn }) => {
  const before = await versions(sandbox, "Ledgerline");
  await signIn(people.integrator, "/integrations/import");
  const at = parts(page);
  await at.text.fill(definition.replace("name: Countdown Relay", "name: Ledgerline"));
  await at.send.click();
  await expect(page.getByText("There is an integration “Ledgerline” already.")).toBeVisible();
  expect(await versions(sandbox, "Ledgerline")).toEqual(before);
  await page.getByRole("button", { name: "Import as its next version" }).click();
  await expect(page.getByText("There are changes since version 4")).toBeVisible();
  const [draft] = await versions(sandbox, "Ledgerline");
  expect(draft).toMatchObject({ versionNumber: 4, hasUnpublishedChanges: true, requiredConfigVariables: before[0].requiredConfigVariables });
  await page.getByRole("button", { name: "Publish version 5" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish version 5" }).click();
  await expect(page.getByText("Version 5 is published.")).toBeVisible();
  const [newest, last] = await versions(sandbox, "Ledgerline");
  expect(newest.requiredConfigVariables.nodes).toHaveLength(17);
  expect(last).toMatchObject({ versionNumber: 4, requiredConfigVariables: before[0].requiredConfigVariables });
});

test("the next version is imported from the integration's own page, under another name too", async ({ page, sandbox, signIn }) => {
  const [{ id }] = await versions(sandbox, "Kitebooks");
  await signIn(people.integrator, `/integrations/${encodeURIComponent(id)}/versions`);
  await page.getByRole("link", { name: "Import definition" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Import the next version of Kitebooks");
  const at = parts(page);
  await at.text.fill(definition);
  await at.send.click();
  await expect(page.getByText("There are changes since version 2")).toBeVisible();
  expect((await writes(sandbox, "importIntegration"))[0].variables).toMatchObject({ integrationId: id });
});

test("what is pasted outlives a reload and a lost network, and leaving asks", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, "/integrations/import");
  const at = parts(page);
  await at.text.fill(definition);
  await sandbox.post("/sandbox/faults", [{ kind: "cut", operation: "ImportIntegration" }]);
  await at.send.click();
  await expect(page.getByText("The server cannot be reached")).toBeVisible();
  await expect(at.text).toHaveValue(definition);
  await sandbox.remove("/sandbox/faults");
  page.on("dialog", (it) => it.accept());
  await page.reload();
  await expect(at.text).toHaveValue(definition);
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^Discard|^Leave/ }).click();
  await expect(page).toHaveURL(/\/integrations$/);
});

test("a file that is no text or too large is refused before it is read in", async ({ page, signIn }) => {
  await signIn(people.integrator, "/integrations/import");
  const at = parts(page);
  await at.choose.setInputFiles({ name: "art.yml", mimeType: "text/yaml", buffer: Buffer.from([0x89, 0x50, 0, 1, 0xff]) });
  await expect(page.getByText("“art.yml” cannot be read as text.")).toBeVisible();
  await at.choose.setInputFiles({ name: "all.yml", mimeType: "text/yaml", buffer: Buffer.alloc(1_000_001, "a") });
  await expect(page.getByText("“all.yml” is larger than 1 MB, which no definition is.")).toBeVisible();
  await expect(at.text).toHaveValue("");
});

test("who may not import finds no way to", async ({ page, sandbox, signIn }) => {
  await signIn(people.guest, "/integrations");
  await expect(page.getByRole("table", { name: "Integrations" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "Import", exact: true })).toHaveCount(0);
});

test("a direct link to importing is refused, and so is the server asked past the app", async ({ page, sandbox, signIn }) => {
  await signIn(people.guest, "/integrations/import");
  await expect(page.getByText("You do not have permission to view this page")).toBeVisible();
  const answer = await sandbox.api(people.guest, "mutation I($d: String!) { importIntegration(input: { definition: $d }) { errors { field } } }", { d: definition });
  expect(answer.errors[0].message).toBe("Permission denied");
});
