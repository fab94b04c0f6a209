// One's own account, and the app through somebody else's eyes.
import { expect, people, test } from "./fixtures.ts";
import { customerDetails, customersList, detailsPath, findCustomer, holdBack, memberPath, operationOf, record } from "./helpers.ts";

for (const who of ["owner", "guest", "thirdParty", "customerMember"] as const) {
  test(`${who} changes the own name and telephone number`, async ({ page, signIn }) => {
    await signIn(people[who], "/profile");
    const main = page.getByRole("main");
    await main.getByRole("textbox", { name: "Name" }).fill("Renamed Person");
    await main.getByRole("textbox", { name: /^Phone/ }).fill("+1 605 555 1234");
    await main.getByRole("button", { name: "Save" }).first().click();
    await expect(page.getByRole("status").getByText("Saved")).toBeVisible();
    await expect(page.getByRole("button", { name: /Renamed Person/ })).toBeVisible();
    await page.reload();
    await expect(main.getByRole("textbox", { name: "Name" })).toHaveValue("Renamed Person");
  });
}

test("the password is changed by who knows it", async ({ page, signIn }) => {
  await signIn(people.integrator, "/profile");
  const field = (name: string) => page.getByRole("textbox", { name, exact: true });
  const change = async (current: string, next: string, again: string) => {
    await field("Current password").fill(current);
    await field("New password").fill(next);
    await field("New password, once more").fill(again);
    await page.getByRole("button", { name: "Change password" }).click();
  };
  await change("gantry-demo", "correct horse", "correct hearse");
  await expect(page.getByText("The two passwords differ.")).toBeVisible();
  await change("not mine", "correct horse", "correct horse");
  await expect(page.getByText("This is not your current password.")).toBeVisible();
  await expect(field("New password")).toHaveValue("correct horse");
  await change("gantry-demo", "correct horse", "correct horse");
  await expect(page.getByText("Password changed")).toBeVisible();
  await expect(field("Current password")).toHaveValue("");
  await change("gantry-demo", "battery staple", "battery staple");
  await expect(page.getByText("This is not your current password.")).toBeVisible();
});

test("no password stays behind in the browser's storage", async ({ page, signIn }) => {
  await signIn(people.integrator, "/profile");
  await page.getByRole("textbox", { name: "Current password" }).fill("very secret words");
  const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  expect(kept).not.toContain("very secret words");
});

test("the appearance is kept with the account, for every browser", async ({ page, browser, sandbox, signIn }) => {
  await signIn(people.guest, "/profile");
  await page.getByRole("main").getByRole("radio", { name: "Dark" }).check();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const saved = async () => (await sandbox.api(people.guest, "{ authenticatedUser { darkMode } }")).data.authenticatedUser.darkMode;
  await expect.poll(saved).toBe(true);
  const elsewhere = await browser.newPage({ baseURL: sandbox.origin });
  await elsewhere.goto("/dashboard");
  await elsewhere.getByRole("button", { name: people.guest }).click();
  await expect(elsewhere.locator("html")).toHaveAttribute("data-theme", "dark");
  await elsewhere.close();
});

test("the appearance that was chosen last counts, in whichever place it was chosen", async ({ page, sandbox, signIn }) => {
  await signIn(people.guest, "/profile");
  const main = page.getByRole("main");
  const go = await holdBack(page, "SaveAppearance");
  const begun = page.waitForRequest((it) => operationOf(it) === "SaveAppearance");
  await main.getByRole("radio", { name: "Dark" }).check();
  await begun;
  await main.getByRole("radio", { name: "Light" }).check();
  go();
  const saved = async () => (await sandbox.api(people.guest, "{ authenticatedUser { darkMode darkModeSyncWithOs } }")).data.authenticatedUser;
  await expect.poll(saved).toEqual({ darkMode: false, darkModeSyncWithOs: false });
  await page.getByRole("button", { name: /Kristin Henry/ }).first().click();
  const menu = page.locator("[popover]:popover-open");
  await expect(menu.getByRole("radio", { name: "Light" })).toBeChecked();
  await menu.getByRole("radio", { name: "Dark" }).check();
  await expect.poll(saved).toMatchObject({ darkMode: true });
  await expect(menu).toBeVisible();
  await expect(main.getByRole("radio", { name: "Dark" })).toBeChecked();
});

test("an appearance that cannot be kept with the account says so", async ({ page, sandbox, signIn }) => {
  await signIn(people.guest, "/profile");
  await sandbox.post("/sandbox/faults", [{ operation: "SaveAppearance", kind: "status", status: 503 }]);
  await page.getByRole("main").getByRole("radio", { name: "Dark" }).check();
  await expect(page.getByRole("alert").filter({ hasText: /reached/ })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("the access token is shown on demand, with a warning", async ({ page, signIn }) => {
  await signIn(people.owner, "/profile");
  await expect(page.getByText("Do not send or store it.", { exact: false })).toHaveCount(0);
  await page.getByRole("button", { name: "Show access token" }).click();
  await expect(page.getByText("Do not send or store it.", { exact: false })).toBeVisible();
  await expect(page.getByText(/^eyJ/)).toBeVisible();
  await page.getByRole("button", { name: "Hide" }).click();
  await expect(page.getByText(/^eyJ/)).toHaveCount(0);
});

test("the app as a guest: less is shown, nothing is sent that changes anything", async ({ page, signIn }) => {
  await signIn(people.owner, "/settings/roles");
  const sent = record(page);
  await page.getByRole("button", { name: "View as Guest" }).click();
  const navigation = page.getByRole("navigation", { name: "Main" });
  await expect(navigation.getByRole("link", { name: "Settings" })).toHaveCount(0);
  await navigation.getByRole("link", { name: "Customers" }).click();
  await expect(customersList(page).customer("FTL Rockets")).toBeVisible();
  await expect(customersList(page).add).toHaveCount(0);
  await customersList(page).customer("FTL Rockets").click();
  await expect(page.getByText("Faster-Than-Light Rocket Inc")).toBeVisible();
  await expect(page.getByRole("main").getByRole("textbox")).toHaveCount(0);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(customerDetails(page).title).toBeVisible();
  await expect(navigation.getByRole("link", { name: "Settings" })).toBeVisible();
  expect(sent.filter((it) => /^\s*mutation/.test(it.postDataJSON().query)).map(operationOf)).toEqual([]);
});

test("the app as an integrator: what they could change is there, and locked", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await memberPath(sandbox, "Edward Davis", "permissions"));
  const sent = record(page);
  await page.getByRole("button", { name: "View as Edward Davis" }).click();
  await expect(page.getByText("You are looking at the app as Edward Davis (Integrator).", { exact: false })).toBeVisible();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers" }).click();
  const list = customersList(page);
  await expect(list.add).toHaveAttribute("aria-disabled", "true");
  await list.customer("FTL Rockets").click();
  await page.getByRole("link", { name: "Details", exact: true }).click();
  const details = customerDetails(page);
  await details.description.fill("Nobody saves this");
  await expect(details.save).toHaveAttribute("aria-disabled", "true");
  await details.description.press("Control+Enter");
  await details.name.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "Nothing can be changed until you stop." })).toBeVisible();
  expect(sent.filter((it) => /^\s*mutation/.test(it.postDataJSON().query)).map(operationOf)).toEqual([]);
});

test("who has several accounts finds the way to each", async ({ page, signIn }) => {
  await signIn(people.owner, "/profile");
  await expect(page.getByRole("textbox", { name: "Name" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Your accounts" })).toHaveCount(0);
  await page.route("**/api", async (route) => {
    if (operationOf(route.request()) !== "UserTenants") return route.fallback();
    const response = await route.fetch();
    const json = await response.json();
    const other = { tenantId: "2", orgName: "Progix Europe", url: "https://eu.example/", isCurrentStack: false };
    json.data.listUserTenants.nodes.push(other, { ...other, orgName: "Not to follow", url: "javascript:alert(1)" });
    await route.fulfill({ response, json });
  });
  await page.reload();
  const accounts = page.getByRole("main").getByRole("listitem");
  await expect(accounts.filter({ hasText: "Progix Software" }).getByRole("link")).toHaveCount(0);
  await expect(accounts.getByRole("link", { name: "Progix Europe" })).toHaveAttribute("href", "https://eu.example/");
  await expect(accounts.filter({ hasText: "Not to follow" }).getByRole("link")).toHaveCount(0);
});

test("a role that is lowered while somebody works takes effect, and what was typed stays", async ({ page, sandbox, signIn }) => {
  const { id } = await findCustomer(sandbox, "FTL Rockets");
  await signIn(people.integrator, detailsPath(id));
  const details = customerDetails(page);
  await details.description.fill("Typed while the role was lowered");
  await sandbox.post("/sandbox/people", { email: people.integrator, role: "Guest" });
  await details.save.click();
  await expect(page.getByText("You do not have permission to do this.")).toBeVisible();
  await expect(details.save).toHaveAttribute("aria-disabled", "true");
  await expect(details.description).toHaveValue("Typed while the role was lowered");
  await details.discard.click();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers" }).click();
  await expect(customersList(page).customer("FTL Rockets")).toBeVisible();
  await expect(customersList(page).add).toHaveCount(0);
});

test("signing out in one tab ends all tabs", async ({ page, context, signIn }) => {
  await signIn(people.owner, "/customers");
  const other = await context.newPage();
  await other.goto("/customers");
  await expect(customersList(other).customer("Blue Heron Propellants")).toBeVisible();
  await page.getByRole("button", { name: /James Patton/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  for (const tab of [page, other]) {
    await expect(tab.getByRole("heading", { name: "Sign in to Progix Software" })).toBeVisible();
  }
  await other.goBack();
  await expect(other.getByText("Blue Heron Propellants")).toHaveCount(0);
});
