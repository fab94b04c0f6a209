// Code and styles that come when they are needed: what is said when they do not come, and another try.
import type { Route } from "@playwright/test";
import { expect, people, test } from "./fixtures.ts";
import { customersList, holdBack, operationOf, operations } from "./helpers.ts";

for (const [what, answer] of [
  ["cannot be fetched", (route: Route) => route.abort("connectionreset")],
  ["is another file", (route: Route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Sign in</title>" })],
] as const) {
  test(`the first screen of a visit, whose code comes in one piece, says so when that ${what}, and is asked for again`, async ({ page }) => {
    await page.route(/\/piece_browser_customers-.*\.wasm$/, answer);
    await page.goto("/customers");
    await page.getByRole("button", { name: people.owner }).click();
    await expect(page.getByText("The server cannot be reached.", { exact: false })).toBeVisible();
    await page.unrouteAll();
    const fetched = new Set<string>();
    page.on("response", (it) => fetched.add(new URL(it.url()).pathname));
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(customersList(page).customer("Blue Heron Propellants")).toBeVisible();
    expect([...fetched].filter((it) => it.endsWith(".wasm"))).toEqual([expect.stringMatching(/^\/piece_browser_customers-/)]);
  });
}

test("what a visit begins with says so when it cannot be fetched, and is asked for again", async ({ page }) => {
  await page.route(/\/piece_browser-.*\.wasm$/, (route) => route.abort("connectionreset"));
  await page.goto("/customers");
  await expect(page.getByText("The server cannot be reached.", { exact: false })).toBeVisible();
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("button", { name: people.owner }).click();
  await expect(customersList(page).customer("Blue Heron Propellants")).toBeVisible();
});

test("a screen whose code cannot be fetched says so, and is asked for again", async ({ page, signIn }) => {
  await signIn(people.owner, "/dashboard");
  await page.route(/\/split_customers-.*\.wasm$/, (route) => route.abort("connectionreset"));
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers" }).click();
  await expect(page.getByText("The server cannot be reached.", { exact: false })).toBeVisible();
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(customersList(page).customer("Blue Heron Propellants")).toBeVisible();
});

test("what the navigation opens says so when it cannot be fetched, is asked for again, and takes the focus when it is there", async ({ page, signIn }) => {
  await signIn(people.owner, "/dashboard");
  await page.route(/\/split_menus-.*\.wasm$/, (route) => route.abort("connectionreset"));
  await page.getByRole("button", { name: /James Patton/ }).click();
  await expect(page.getByText("The server cannot be reached.", { exact: false })).toBeVisible();
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("radio", { checked: true })).toBeFocused();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
});

for (const [what, open, dialog] of [
  ["the finder", "Find anything", "Find anything"],
  ["the navigation of a phone", "Open navigation", "Main"],
] as const) {
  test(`${what} says so when it cannot be fetched, and opens when it is there`, async ({ page, signIn }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await signIn(people.owner, "/dashboard");
    await page.route(/\/split_menus-.*\.wasm$/, (route) => route.abort("connectionreset"));
    await page.getByRole("button", { name: open }).click();
    await expect(page.getByText("The server cannot be reached.", { exact: false })).toBeVisible();
    await page.unrouteAll();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("dialog", { name: dialog })).toBeVisible();
  });
}

test("the filters of a list say so when they cannot be fetched, and are asked for again", async ({ page, signIn }) => {
  await signIn(people.owner, "/customers");
  const list = customersList(page);
  await page.route(/\/split_filters-.*\.wasm$/, (route) => route.abort("connectionreset"));
  await list.filter.click();
  await expect(page.getByText("The server cannot be reached.", { exact: false })).toBeVisible();
  await expect(list.customer("Blue Heron Propellants")).toBeVisible();
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await list.externalId.fill("ftl-0007");
  await expect(list.names).toHaveCount(1);
});

test("a star that cannot be sent, because its code cannot be fetched, goes back and can be pressed again", async ({ page, signIn }) => {
  await signIn(people.owner, "/customers");
  const list = customersList(page);
  const star = list.table.getByRole("button", { name: "Star Blue Heron Propellants" });
  await page.route(/\/split_star-.*\.wasm$/, (route) => route.abort("connectionreset"));
  await star.click();
  await expect(page.getByRole("alert")).toContainText("The server cannot be reached.");
  await expect(star).toHaveAttribute("aria-pressed", "false");
  await page.unrouteAll();
  const kept = page.waitForResponse((it) => operationOf(it.request()) === operations.starCustomer);
  await star.click();
  expect((await kept).ok()).toBe(true);
  await expect(star).toHaveAttribute("aria-pressed", "true");
});

test("the second style sheet comes with the first screen that needs it, which says so when it cannot be fetched", async ({ page, signIn }) => {
  const asked: string[] = [];
  page.on("request", (it) => /\.css$/.test(it.url()) && asked.push(new URL(it.url()).pathname));
  await page.route(/\/later-.*\.css$/, (route) => route.abort("connectionreset"));
  await signIn(people.owner, "/customers");
  const list = customersList(page);
  await expect(list.customer("Blue Heron Propellants")).toBeVisible();
  expect(asked.filter((it) => it.includes("later"))).toEqual([]);
  await list.customer("Blue Heron Propellants").click();
  await expect(page.getByText("The server cannot be reached.", { exact: false })).toBeVisible();
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Blue Heron Propellants" })).toBeVisible();
  // A second screen finds it there.
  asked.splice(0);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Instances" }).click();
  await expect(page.getByRole("table", { name: "Instances" }).getByRole("link").first()).toBeVisible();
  expect(asked).toEqual([]);
});

test("the code of the first screen comes while it is found out who is there", async ({ page }) => {
  const answer = await holdBack(page, operations.viewer);
  const fetched = page.waitForResponse(/\/piece_browser_customers-.*\.wasm$/);
  await page.goto("/customers");
  await page.getByRole("button", { name: people.owner }).click();
  expect((await fetched).ok()).toBe(true);
  answer();
  await expect(customersList(page).customer("Blue Heron Propellants")).toBeVisible();
});
