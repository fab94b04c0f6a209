// Many customers at once: labels, and a file of them.
import { readFile } from "node:fs/promises";
import { expect, people, test, type Page, type Sandbox } from "./fixtures.ts";
import { addCustomer, answerLeaving, answerTo, customersList, findCustomer, holdBack, operationOf, operations, record, writes } from "./helpers.ts";

const bulk = (page: Page) => {
  const bar = page.getByRole("region", { name: "Selected customers" });
  const dialog = page.getByRole("dialog");
  return {
    bar,
    row: (name: string) => page.getByRole("checkbox", { name: `Select ${name}`, exact: true }),
    shown: page.getByRole("checkbox", { name: "Select all rows shown" }),
    everything: bar.getByRole("button", { name: /^Select all/ }),
    add: bar.getByRole("button", { name: "Add labels" }),
    remove: bar.getByRole("button", { name: "Remove labels" }),
    export: bar.getByRole("button", { name: "Export as CSV" }),
    dialog,
    labels: dialog.getByRole("combobox", { name: /^Labels/ }),
    submit: dialog.getByRole("button", { name: /^(Add labels|Remove labels|Export as CSV)$/ }),
    done: dialog.getByRole("button", { name: "Done" }),
  };
};

/** Customers that share a word in their names, past the app. */
async function addMany(sandbox: Sandbox, word: string, count: number): Promise<void> {
  const perRequest = 50;
  for (let from = 0; from < count; from += perRequest) {
    const numbers = Array.from({ length: Math.min(perRequest, count - from) }, (_, at) => from + at);
    const fields = numbers.map((it) => {
      const name = `${word} ${String(it).padStart(4, "0")}`;
      return `c${it}: createCustomer(input: { name: "${name}", labels: ["old"] }) { errors { messages } }`;
    });
    const answer = await sandbox.api(people.owner, `mutation Prepare { ${fields.join("\n")} }`);
    expect(answer.errors).toBeUndefined();
  }
  await sandbox.remove("/sandbox/journal");
}

/** Chooses all that match, and types the label that they are to get. */
async function labelAll(page: Page) {
  const at = bulk(page);
  await at.shown.check();
  await at.everything.click();
  await at.add.click();
  await at.labels.fill("new");
  await at.labels.press("Enter");
  return at;
}

test("labels are added to chosen customers and taken away, and nothing else of them changes", async ({ page, sandbox, signIn }) => {
  const before = await findCustomer(sandbox, "Blue Heron Propellants");
  await signIn(people.manager, "/customers");
  const at = bulk(page);
  await at.row("Blue Heron Propellants").check();
  await at.row("FTL Rockets").click({ modifiers: ["Shift"] });
  await expect(at.bar.getByText(/^Selected: \d+$/)).toBeVisible();
  await at.row("FTL Rockets").uncheck();
  await at.add.click();
  await at.submit.click();
  await expect(at.dialog.getByText("Enter at least one label.")).toBeVisible();
  await at.labels.fill("Spring Sale");
  await at.labels.press("Enter");
  await at.submit.click();
  await expect(at.dialog.getByText(/^Changed: /)).toBeVisible();
  await at.done.click();
  expect(await findCustomer(sandbox, "Blue Heron Propellants")).toEqual({ ...before, labels: [...before.labels, "spring sale"] });
  await at.remove.click();
  await at.labels.fill("spring sale");
  await at.labels.press("Enter");
  await at.submit.click();
  await expect(at.dialog.getByText(/^Changed: /)).toBeVisible();
  await at.done.click();
  expect(await findCustomer(sandbox, "Blue Heron Propellants")).toEqual(before);
});

test("of a thousand customers one fails: the rest is done, the failure is named, nothing is done twice", async ({ page, sandbox, signIn }) => {
  test.setTimeout(120_000);
  await addMany(sandbox, "Swarm", 1000);
  await signIn(people.owner, "/customers?q=swarm");
  const at = bulk(page);
  await at.shown.check();
  await expect(at.bar.getByText("Selected: 100")).toBeVisible();
  await at.everything.click();
  await expect(at.bar.getByText("Selected: 1,000")).toBeVisible();
  await at.add.click();
  await at.labels.fill("new");
  await at.labels.press("Enter");
  await sandbox.post("/sandbox/faults", [{ operation: operations.updateCustomer, kind: "status", status: 503, skip: 500, times: 1 }]);
  await at.submit.click();
  await expect(at.dialog.getByText("Not changed: 1")).toBeVisible({ timeout: 60_000 });
  await expect(at.dialog.getByText("Changed: 999", { exact: true })).toBeVisible();
  const failed = at.dialog.getByRole("listitem");
  await expect(failed).toHaveText([/^Swarm \d{4} — The server cannot be reached/]);
  expect(await writes(sandbox, "updateCustomer")).toHaveLength(999);
  await at.dialog.getByRole("button", { name: "Try these again" }).click();
  await expect(at.dialog.getByText("Changed: 1", { exact: true })).toBeVisible();
  await at.done.click();
  const answer = await sandbox.api(people.owner, `{ customers(name_Icontains: "swarm", labels_Contains: "new") { totalCount } }`);
  expect(answer.data.customers.totalCount).toBe(1000);
  expect(await writes(sandbox, "updateCustomer")).toHaveLength(1000);
});

test("a tab that is closed in the middle leaves what was done, and says what was not", async ({ page, sandbox, signIn }) => {
  test.setTimeout(60_000);
  await addMany(sandbox, "Swarm", 150);
  await signIn(people.owner, "/customers?q=swarm");
  const at = await labelAll(page);
  // The rest waits for an answer that does not come.
  await sandbox.post("/sandbox/faults", [{ operation: operations.updateCustomer, kind: "hang", skip: 8 }]);
  await at.submit.click();
  await expect(at.dialog.getByText("8 of 150")).toBeVisible();
  const leaving = answerLeaving(page);
  await page.reload();
  expect(leaving.asked).toBe(true);
  await sandbox.remove("/sandbox/faults");
  // The page that was loaded again signs in by itself; an address opened meanwhile would be overtaken by that.
  await expect(customersList(page).names.first()).toBeVisible();
  await page.goto("/customers?q=swarm&label=new");
  await expect(customersList(page).names).toHaveCount(8);
});

test("labels stay typed when what they are for cannot be read, and the list is read again", async ({ page, sandbox, signIn }) => {
  await addMany(sandbox, "Swarm", 120);
  await signIn(people.owner, "/customers?q=swarm");
  const at = await labelAll(page);
  await sandbox.post("/sandbox/faults", [{ operation: operations.customers, kind: "error", times: 1 }]);
  await at.submit.click();
  await expect(at.dialog.getByRole("alert")).toBeVisible();
  await expect(at.dialog.getByText("new", { exact: true })).toBeVisible();
  await at.submit.click();
  await expect(at.dialog.getByText("Changed: 120", { exact: true })).toBeVisible();
});

test("a customer who is added before the rest of a list is shown moves nobody out of it", async ({ page, sandbox, signIn }) => {
  await addMany(sandbox, "Swarm", 120);
  await signIn(people.owner, "/customers?q=swarm");
  const { names, more } = customersList(page);
  await expect(names).toHaveCount(100);
  await addCustomer(sandbox, { name: "A swarm before all others" });
  await more.click();
  await expect(names.last()).toHaveText("Swarm 0119");
  await expect(names).toHaveCount(120);
  const shown = await names.allInnerTexts();
  expect(new Set(shown).size).toBe(120);
});

test("work that is stopped says what was not begun", async ({ page, sandbox, signIn }) => {
  await addMany(sandbox, "Swarm", 100);
  await signIn(people.owner, "/customers?q=swarm");
  const at = bulk(page);
  await at.shown.check();
  await at.remove.click();
  await at.labels.fill("old");
  await at.labels.press("Enter");
  const go = await holdBack(page, operations.updateCustomer, 20);
  await at.submit.click();
  await expect(at.dialog.getByText("20 of 100")).toBeVisible();
  await at.dialog.getByRole("button", { name: "Stop" }).click();
  go();
  // Four were on their way.
  await expect(at.dialog.getByText("Not begun: 76", { exact: true })).toBeVisible();
});

test("all that match are exported, not only those on the screen, and no cell is a formula", async ({ page, sandbox, signIn }) => {
  await addMany(sandbox, "Swarm", 120);
  await addCustomer(sandbox, { name: "=Swarm(1+1)", description: 'Says "hi", twice\nin two lines', labels: ["a", "b"] });
  await signIn(people.guest, "/customers?q=swarm");
  const at = bulk(page);
  await at.shown.check();
  await at.everything.click();
  await expect(at.bar.getByText("Selected: 121")).toBeVisible();
  await expect(at.add).toHaveCount(0);
  await at.export.click();
  const download = page.waitForEvent("download");
  await at.submit.click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^customers-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await file.path(), "utf8");
  expect(text.startsWith('\u{feff}"Customer ID","Name"')).toBe(true);
  expect(text.split("\r\n")).toHaveLength(1 + 121 + 1);
  expect(text).toContain(`"'=Swarm(1+1)","Says ""hi"", twice\nin two lines","","a, b",`);
  await expect(at.dialog.getByText("Exported: 121. The file is among your downloads.")).toBeVisible();
});

test("what is chosen stays chosen when the list is read anew, and all of it is acted on", async ({ page, sandbox, signIn }) => {
  test.setTimeout(90_000);
  await addMany(sandbox, "Swarm", 120);
  await signIn(people.owner, "/customers?q=swarm&label=old");
  const at = bulk(page);
  // Two requests for each of them, one after the other on disk.
  const work = { timeout: 30_000 };
  await expect(customersList(page).names).toHaveCount(100);
  await customersList(page).more.click();
  await expect(customersList(page).names).toHaveCount(120);
  await at.shown.check();
  await expect(at.bar.getByText("Selected: 120")).toBeVisible();
  await at.add.click();
  await at.labels.fill("new");
  await at.labels.press("Enter");
  await at.submit.click();
  await expect(at.dialog.getByText("Changed: 120", { exact: true })).toBeVisible(work);
  await at.done.click();
  await expect(customersList(page).names).toHaveCount(100);
  await expect(at.bar.getByText("Selected: 120")).toBeVisible();
  await at.remove.click();
  await at.labels.fill("old");
  await at.labels.press("Enter");
  await at.submit.click();
  await expect(at.dialog.getByText("Changed: 120", { exact: true })).toBeVisible(work);
  await at.done.click();
  // None of them is in the list any more.
  await expect(customersList(page).names).toHaveCount(0);
  await expect(at.bar.getByText("Selected: 120")).toBeVisible();
  await at.export.click();
  const download = page.waitForEvent("download");
  await at.submit.click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text.split("\r\n").filter((it) => it.includes('"new"'))).toHaveLength(120);
  await expect(at.dialog.getByText("Exported: 120. The file is among your downloads.")).toBeVisible();
});

test("rows are chosen once they are there", async ({ page, signIn }) => {
  const go = await holdBack(page, operations.customers);
  await signIn(people.owner, "/customers?q=rocket");
  const at = bulk(page);
  await expect(at.shown).toBeDisabled();
  go();
  await at.shown.check();
  await expect(at.bar.getByText("Selected: 3")).toBeVisible();
});

test("a long export shows how far it is, and makes no file when it is stopped", async ({ page, sandbox, signIn }) => {
  await addMany(sandbox, "Swarm", 150);
  await signIn(people.guest, "/customers?q=swarm");
  const at = bulk(page);
  await at.shown.check();
  await at.everything.click();
  await at.export.click();
  const downloads: string[] = [];
  page.on("download", (it) => downloads.push(it.suggestedFilename()));
  const go = await holdBack(page, operations.customers, 1);
  await at.submit.click();
  await expect(at.dialog.getByText("100 of 150")).toBeVisible();
  await expect(at.dialog.getByRole("progressbar", { name: "Progress" })).toHaveAttribute("value", "100");
  await at.dialog.getByRole("button", { name: "Stop" }).click();
  go();
  await expect(at.dialog.getByText("Stopped. No file was made.")).toBeVisible();
  expect(downloads).toEqual([]);
});

test("leaving in the middle of an export is no trouble", async ({ page, sandbox, signIn }) => {
  await addMany(sandbox, "Swarm", 150);
  await signIn(people.guest, "/dashboard");
  const places = page.getByRole("navigation", { name: "Main" });
  await places.getByRole("link", { name: "Customers" }).click();
  const list = customersList(page);
  await list.search.fill("swarm");
  await expect(list.title).toContainText("150 of");
  const at = bulk(page);
  await at.shown.check();
  await at.everything.click();
  await at.export.click();
  const go = await holdBack(page, operations.customers, 1);
  await at.submit.click();
  await expect(at.dialog.getByText("100 of 150")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: /^Welcome/ })).toBeVisible();
  const late = answerTo(page, operations.customers);
  go();
  await (await late).finished();
  await places.getByRole("link", { name: "Instances" }).click();
  await expect(page.getByRole("table", { name: "Instances" }).getByRole("link").first()).toBeVisible();
});

test("labels in use are suggested", async ({ page, signIn }) => {
  await signIn(people.owner, "/customers?q=ftl");
  const at = bulk(page);
  await at.row("FTL Rockets").check();
  await at.add.click();
  const list = await at.labels.getAttribute("list");
  const suggested = page.locator(`datalist[id="${list}"] option`);
  await expect(suggested.and(page.locator('[value="enterprise"]'))).toHaveCount(1);
  // What the browser does when a suggestion is picked.
  await at.labels.evaluate((it: HTMLInputElement) => {
    it.value = "enterprise";
    it.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
  });
  await expect(at.dialog.getByRole("button", { name: "Remove label enterprise" })).toBeVisible();
});

test("another search lets go of what was chosen", async ({ page, signIn }) => {
  const sent = record(page);
  await signIn(people.owner, "/customers");
  const at = bulk(page);
  await at.row("FTL Rockets").check();
  await expect(at.bar).toBeVisible();
  await customersList(page).search.fill("heron");
  await expect(customersList(page).names).toHaveText(["Blue Heron Propellants"]);
  await expect(at.bar).toHaveCount(0);
  await customersList(page).search.fill("");
  await expect(at.row("FTL Rockets")).not.toBeChecked();
  expect(sent.map(operationOf)).not.toContain(operations.updateCustomer);
});
