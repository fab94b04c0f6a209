// The customers' list: finding, filtering, sorting, paging, and what it says when there is nothing to show.
import type { Locator, Request } from "@playwright/test";
import { expect, people, test } from "./fixtures.ts";
import { addCustomer, customerPath, customersList, findCustomer, operationOf, operations, record, texts } from "./helpers.ts";

test("lists customers by name and says how many there are", async ({ page, signIn }) => {
  await signIn(people.owner, "/customers");
  const list = customersList(page);
  await expect(list.names).toHaveCount(100);
  await expect(list.title).toContainText("128");
  const names = await texts(list.names);
  expect(names.slice(0, 3)).toEqual([...names.slice(0, 3)].sort((a, b) => a.localeCompare(b)));
});

test("finds a customer by a part of the name", async ({ page, signIn }) => {
  await signIn(people.owner, "/customers");
  const list = customersList(page);
  await list.search.fill("ROCKET");
  await expect(list.names).toHaveText(["FTL Rockets", "Rockets, Inc", "Smith Rocket Company"]);
  await expect(list.title).toContainText("3 of 128");
  await expect(page).toHaveURL(/\bq=ROCKET\b/i);
});

test("filters by description, external ID and label, shows each as a chip, and clears them", async ({ page, signIn }) => {
  await signIn(people.owner, "/customers");
  const list = customersList(page);
  await list.filter.click();
  await list.description.fill("rocket");
  await expect(list.title).toContainText(/\d+ of 128/);
  await list.label.selectOption("enterprise");
  await expect(list.names).toHaveText(["Eastern Spaceflight", "FTL Rockets", "Tycho Station Logistics"]);
  await list.externalId.fill("ftl-0007");
  await expect(list.names).toHaveText(["FTL Rockets"]);
  await expect(list.filter).toContainText("3");
  await expect(page).toHaveURL(/(?=.*description=rocket)(?=.*externalId=ftl-0007)(?=.*label=enterprise)/);

  await page.getByRole("button", { name: /Remove filter: External ID/ }).click();
  await expect(list.names).toHaveCount(3);
  await expect(list.externalId).toHaveValue("");
  await list.clear.click();
  await expect(list.names).toHaveCount(100);
  await expect(page).toHaveURL(/\/customers$/);
});

test("the dashboard shows the customers changed last, newest first, and leads to them", async ({ page, sandbox, signIn }) => {
  const { id } = await findCustomer(sandbox, "Mission 9");
  await sandbox.api(people.admin, `mutation Touch { updateCustomer(input: { id: "${id}", description: "Changed just now" }) { errors { field } } }`);
  await signIn(people.owner, "/dashboard");
  await expect(page.getByRole("heading", { level: 1, name: "Welcome, James Patton" })).toBeVisible();
  const rows = page.getByRole("main").getByRole("listitem");
  await expect(rows).toHaveCount(6);
  const answer = await sandbox.api(people.owner, "{ customers(first: 6, isSystem: false, sortBy: [{ field: UPDATED_AT, direction: DESC }]) { nodes { name } } }");
  const names: string[] = answer.data.customers.nodes.map((it: { name: string }) => it.name);
  expect(names[0]).toBe("Mission 9");
  for (const [at, name] of names.entries()) await expect(rows.nth(at)).toContainText(name);
  await expect(rows.first()).toContainText("Changed just now");
  await rows.first().getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Mission 9" })).toBeVisible();
  await page.goBack();
  await page.getByRole("link", { name: "All customers" }).click();
  await expect(customersList(page).names).toHaveCount(100);
});

test("search, filters and order survive a reload and the way back", async ({ page, signIn }) => {
  await signIn(people.owner, "/customers?q=o&label=enterprise");
  const list = customersList(page);
  const name = page.getByRole("columnheader", { name: "Name" });
  await expect(name).toHaveAttribute("aria-sort", "ascending");
  await expect(list.names.nth(2)).toBeVisible();
  const before = (await texts(list.names)).reverse();
  await name.getByRole("button").click();
  await expect(name).toHaveAttribute("aria-sort", "descending");
  await expect(list.names).toHaveText(before);

  await page.reload();
  await expect(list.names).toHaveText(before);
  await expect(list.search).toHaveValue("o");
  await expect(name).toHaveAttribute("aria-sort", "descending");

  await list.names.first().click();
  await expect(page).toHaveURL(/\/customers\/.+\/summary/);
  await page.goBack();
  await expect(list.names).toHaveText(before);
  await expect(list.search).toHaveValue("o");
});

test("sorts by when customers were changed", async ({ page, signIn }) => {
  await signIn(people.owner, "/customers?q=rocket");
  const updated = page.getByRole("columnheader", { name: "Updated" });
  await updated.getByRole("button").click();
  await expect(updated).toHaveAttribute("aria-sort", /ascending|descending/);
  if ((await updated.getAttribute("aria-sort")) === "ascending") await updated.getByRole("button").click();
  await expect(customersList(page).names).toHaveText(["FTL Rockets", "Smith Rocket Company", "Rockets, Inc"]);
});

test("sorts by when customers were added", async ({ page, sandbox, signIn }) => {
  // The column is one of wide screens.
  await page.setViewportSize({ width: 1600, height: 900 });
  await addCustomer(sandbox, { name: "Newest Rocket" });
  await signIn(people.owner, "/customers?q=rocket&sort=-created");
  await expect(page.getByRole("columnheader", { name: "Created" })).toHaveAttribute("aria-sort", "descending");
  const newest = await sandbox.api(
    people.owner,
    `{ customers(name_Icontains: "rocket", sortBy: [{ field: CREATED_AT, direction: DESC }]) { nodes { name } } }`,
  );
  const names: string[] = newest.data.customers.nodes.map((it: any) => it.name);
  expect(names[0]).toBe("Newest Rocket");
  await expect(customersList(page).names).toHaveText(names);
  await page.getByRole("columnheader", { name: "Created" }).getByRole("button").click();
  await expect(customersList(page).names).toHaveText(names.reverse());
});

test("customers, tabs and instances are links: they open in a tab of their own", async ({ page, context, signIn }) => {
  await signIn(people.owner, "/customers?q=ftl");
  const opened = async (link: Locator, title: RegExp) => {
    const tab = context.waitForEvent("page");
    await link.click({ modifiers: ["ControlOrMeta"] });
    const other = await tab;
    await expect(other.getByRole("heading", { level: 1 })).toHaveText(title);
    await other.close();
  };
  await opened(customersList(page).customer("FTL Rockets"), /FTL Rockets/);
  await expect(page).toHaveURL(/q=ftl/);
  await customersList(page).customer("FTL Rockets").click();
  await opened(page.getByRole("link", { name: "6 Instances", exact: true }), /FTL Rockets/);
  await opened(page.getByRole("link", { name: "Users", exact: true }), /FTL Rockets/);
  await page.getByRole("navigation", { name: "Parts of this page" }).getByRole("link", { name: "Instances" }).click();
  await opened(page.getByRole("link", { name: "Ledgerline" }), /Ledgerline/);
});

test("identifiers are copied", async ({ page, context, sandbox, signIn }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { id } = await findCustomer(sandbox, "FTL Rockets");
  await signIn(people.guest, await customerPath(sandbox, "FTL Rockets", "summary"));
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Copy: Customer ID" }).click();
  await expect.poll(copied).toBe(id);
  await page.getByRole("button", { name: "Copy: External ID" }).click();
  await expect.poll(copied).toBe("ftl-0007");
  await expect(page.getByText("Copied to clipboard.").first()).toBeVisible();
});

test("loads more until all are shown, each once", async ({ page, sandbox, signIn }) => {
  for (let at = 0; at < 80; at += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, it) => addCustomer(sandbox, { name: `Paged ${at + it}` })));
  }
  await signIn(people.owner, "/customers");
  const list = customersList(page);
  for (const shown of [100, 200]) {
    await expect(list.names).toHaveCount(shown);
    await list.more.click();
  }
  await expect(list.names).toHaveCount(208);
  await expect(list.more).toHaveCount(0);
  expect(new Set(await texts(list.names)).size).toBe(208);
});

test("a search without a match names the term and offers to clear it", async ({ page, signIn }) => {
  await signIn(people.owner, "/customers?q=zeppelin");
  const main = page.getByRole("main");
  await expect(main.getByText(/zeppelin/)).toBeVisible();
  await main.getByRole("button", { name: /Clear/ }).first().click();
  await expect(customersList(page).names).toHaveCount(100);
});

test("an organization without customers is told so and can add one", async ({ page, signIn }) => {
  await page.route("**/api", async (route) => {
    if (operationOf(route.request()) !== operations.customers) return route.continue();
    const answer = await (await route.fetch()).json();
    const { customers } = answer.data;
    Object.assign(customers, { nodes: [], edges: [], totalCount: 0, pageInfo: { ...customers.pageInfo, hasNextPage: false, endCursor: null } });
    await route.fulfill({ json: answer });
  });
  await signIn(people.owner, "/customers");
  await expect(page.getByRole("heading", { name: "No customers yet" })).toBeVisible();
  await expect(customersList(page).add.first()).toBeVisible();
});

test("an error says so, keeps the old rows, and goes away on another try", async ({ page, sandbox, signIn }) => {
  await sandbox.post("/sandbox/faults", [{ operation: operations.customers, kind: "error", times: 1 }]);
  await signIn(people.owner, "/customers");
  const again = page.getByRole("button", { name: "Try again" });
  await again.click();
  const list = customersList(page);
  await expect(list.names).toHaveCount(100);

  await sandbox.post("/sandbox/faults", [{ operation: operations.customers, kind: "error", times: 1 }]);
  await list.search.fill("kepler");
  await expect(again).toBeVisible();
  await expect(list.names).toHaveCount(100);
  await again.click();
  await expect(list.names).toHaveText(["Kepler Freight"]);
});

test("old rows stay while new ones are on their way", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, "/customers?q=rocket");
  const list = customersList(page);
  await expect(list.names).toHaveCount(3);
  await sandbox.post("/sandbox/faults", [{ operation: operations.customers, kind: "hang", times: 1 }]);
  const asked = page.waitForRequest((it) => operationOf(it) === operations.customers && it.postData()!.includes("kepler"));
  await list.search.fill("kepler");
  await asked;
  // What is asked next may arrive first, and would be the one that hangs.
  await expect.poll(() => sandbox.get("/sandbox/faults")).toEqual([]);
  await expect(list.names).toHaveCount(3);
  await list.search.fill("kepler f");
  await expect(list.names).toHaveText(["Kepler Freight"]);
});

test("only the newest search counts, whatever order answers come in", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, "/customers");
  const list = customersList(page);
  await expect(list.names).toHaveCount(100);
  await sandbox.post("/sandbox/faults", [
    { operation: operations.customers, kind: "delay", ms: 1500, times: 1 },
    { operation: operations.customers, kind: "delay", ms: 700, times: 1 },
  ]);
  // The first two answers come late, and in the wrong order; the app may also have hung up on them.
  const ended: Promise<unknown>[] = [];
  for (const term of ["rocket", "halcyon", "kepler"]) {
    const isIt = (it: Request) => operationOf(it) === operations.customers && it.postData()!.includes(term);
    const asked = page.waitForRequest(isIt);
    ended.push(Promise.race([page.waitForEvent("requestfinished", isIt), page.waitForEvent("requestfailed", isIt)]));
    await list.search.fill(term);
    await asked;
  }
  await expect(list.names).toHaveText(["Kepler Freight"]);
  await Promise.all(ended);
  await expect(list.names).toHaveText(["Kepler Freight"]);
});

test("a guest sees customers and no way to add one", async ({ page, signIn }) => {
  await signIn(people.guest, "/customers");
  const list = customersList(page);
  await expect(list.names).toHaveCount(100);
  await expect(list.add).toHaveCount(0);
});

test("a customer's own people are refused, and nothing protected is asked for", async ({ page, signIn }) => {
  const sent = record(page);
  await signIn(people.customerAdmin, "/customers");
  await expect(page.getByText("You do not have permission to view this page")).toBeVisible();
  await expect(customersList(page).search).toHaveCount(0);
  expect(sent.map(operationOf)).not.toContain(operations.customers);
});

test("a click anywhere on a row opens the customer", async ({ page, signIn }) => {
  await signIn(people.owner, "/customers?q=kepler");
  await page.getByRole("row", { name: /Kepler Freight/ }).getByRole("cell", { name: "kep-771" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Kepler Freight/);
});

test("starred customers stay starred", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, "/customers?q=kepler");
  const row = page.getByRole("row", { name: /Kepler Freight/ });
  const star = row.getByRole("button", { name: /star/i });
  await row.hover();
  // It shows before it is kept.
  const kept = page.waitForResponse((it) => operationOf(it.request()) === operations.starCustomer);
  await star.click();
  await expect(star).toHaveAttribute("aria-pressed", "true");
  await (await kept).finished();
  await page.reload();
  await expect(star).toHaveAttribute("aria-pressed", "true");
  void sandbox;
});
