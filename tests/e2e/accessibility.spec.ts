// Every screen for everybody: by machine check, by keyboard, on small screens, in light and dark.
import { expect, people, test } from "./fixtures.ts";
import {
  addDialog,
  crash,
  customerDetails,
  customerPath,
  customersList,
  expectNoViolation,
  findCustomer,
  grantDialog,
  memberDetails,
  memberPath,
  personPath,
  sidewaysOverflow,
  tabTo,
  writes,
} from "./helpers.ts";
import { openScreen, screens } from "./screens.ts";

for (const screen of screens) {
  test(`no violation in light and in dark, and nothing moves sideways at 320 pixels: ${screen.name}`, async ({ page, sandbox, signIn }) => {
    await openScreen(page, sandbox, screen, signIn);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expectNoViolation(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await expect.poll(() => sidewaysOverflow(page)).toBe(0);
  });
}

test("a page has one main heading at most, also while what stands below its head is on its way", async ({ page, sandbox, signIn }) => {
  const paths = [
    await memberPath(sandbox, "Kristin Henry", "permissions"),
    await memberPath(sandbox, "Terry Whitfield", "granular-access"),
    `${await personPath(sandbox, "Omar Haddad")}/permissions`,
    await customerPath(sandbox, "FTL Rockets", "attachments"),
    "/settings/roles",
  ];
  await signIn(people.owner, "/dashboard");
  await page.addInitScript(() => {
    const count = () => void (window.headings = Math.max(window.headings ?? 0, document.querySelectorAll("h1").length));
    new MutationObserver(count).observe(document, { childList: true, subtree: true });
  });
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }), path).toHaveText(/^(?!Loading)./);
    await expect(page.locator("main .skeleton"), path).toHaveCount(0);
    expect(await page.evaluate(() => window.headings), path).toBe(1);
  }
});

test.describe("after a panic", () => {
  test.use({ tolerates: /panicked|RuntimeError: unreachable/ });

  test("no violation on the recovery page, and nothing moves sideways", async ({ page, signIn }) => {
    await signIn(people.owner, "/dashboard");
    await crash(page);
    await expectNoViolation(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.getByRole("button", { name: "Copy details" }).click();
    await expect(page.getByRole("status")).not.toBeEmpty();
    await expect.poll(() => sidewaysOverflow(page)).toBe(0);
  });
});

test("no violation on the login page", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectNoViolation(page);
});

test("the whole way of adding and changing a customer by keyboard alone", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, "/customers");
  const list = customersList(page);
  await expect(list.names).toHaveCount(100);
  const { dialog, name, submit } = addDialog(page);
  await tabTo(page, list.add);
  await page.keyboard.press("Enter");
  await expect(name).toBeFocused();
  await page.keyboard.type("Keyboard Rockets");
  await tabTo(page, submit);
  await page.keyboard.press("Space");
  await expect(dialog).toHaveCount(0);

  const details = customerDetails(page);
  await expect(details.title).toContainText("Keyboard Rockets");
  await tabTo(page, details.description);
  await page.keyboard.type("Typed without a mouse");
  await tabTo(page, details.labels);
  await page.keyboard.type("Quiet");
  await page.keyboard.press("Enter");
  await tabTo(page, details.save);
  await page.keyboard.press("Enter");
  await expect(details.unsaved).toBeHidden();
  expect(await findCustomer(sandbox, "Keyboard Rockets")).toMatchObject({ description: "Typed without a mouse", labels: ["quiet"] });
  expect(await writes(sandbox, "updateCustomer")).toHaveLength(1);
});

test("granting a permission and taking it back by keyboard alone", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await memberPath(sandbox, "Terry Whitfield", "granular-access"));
  const { add, dialog, kind, permission, grant } = grantDialog(page);
  await tabTo(page, add);
  await page.keyboard.press("Enter");
  await tabTo(page, kind("Integration"));
  await page.keyboard.press("Space");
  await tabTo(page, dialog.getByRole("combobox"));
  await page.keyboard.type("Pagerlight");
  await expect(dialog.getByRole("option")).toHaveText(["Pagerlight"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await tabTo(page, permission("View Integration"));
  await page.keyboard.press("Space");
  await tabTo(page, grant);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  const row = page.getByRole("row", { name: /Pagerlight.*View Integration/ });
  await expect(row).toBeVisible();
  await tabTo(page, row.getByRole("button", { name: "Revoke: View Integration" }));
  await page.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
  await tabTo(page, dialog.getByRole("button", { name: "Revoke" }));
  await page.keyboard.press("Enter");
  await expect(row).toHaveCount(0);
  const seen = await sandbox.api(people.thirdParty, '{ integrations(name: "Pagerlight") { totalCount } }');
  expect(seen.data.integrations.totalCount).toBe(0);
});

test("a customer's user is added, changed and deleted by keyboard alone", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "users"));
  const dialog = page.getByRole("dialog");
  await expect(page.getByRole("link", { name: "Lisa Nguyen" })).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Add user" }));
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("radio", { name: /^Member/ })).toBeVisible();
  await tabTo(page, dialog.getByRole("textbox", { name: "Name" }));
  await page.keyboard.type("Ada Byron");
  await tabTo(page, dialog.getByRole("textbox", { name: "Email" }));
  await page.keyboard.type("ada@ftl-rockets.com");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await tabTo(page, dialog.getByRole("button", { name: "Add user" }));
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await tabTo(page, page.getByRole("link", { name: "Ada Byron" }));
  await page.keyboard.press("Enter");
  const { phone, save, remove } = memberDetails(page);
  await expect(phone).toBeVisible();
  await tabTo(page, phone);
  await page.keyboard.type("+44 20 7946 0000");
  await page.keyboard.press("Enter");
  await expect(save).toHaveCount(0);
  expect(await writes(sandbox, "updateUser")).toHaveLength(1);
  await tabTo(page, remove);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
  await tabTo(page, dialog.getByRole("textbox", { name: "Confirmation text" }));
  await page.keyboard.type("Ada Byron");
  await tabTo(page, dialog.getByRole("button", { name: "Remove user" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/users$/);
  await expect(page.getByRole("link", { name: "Ada Byron" })).toHaveCount(0);
});

test("many customers get a label, and one is deleted, by keyboard alone", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, "/customers?q=rocket");
  const dialog = page.getByRole("dialog");
  await expect(customersList(page).names).toHaveCount(3);
  await tabTo(page, page.getByRole("checkbox", { name: "Select all rows shown" }));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("region", { name: "Selected customers" }).getByRole("button", { name: "Add labels" }));
  await page.keyboard.press("Enter");
  await tabTo(page, dialog.getByRole("combobox"));
  await page.keyboard.type("quiet");
  await page.keyboard.press("Enter");
  await tabTo(page, dialog.getByRole("button", { name: "Add labels" }));
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Changed: 3", { exact: true })).toBeVisible();
  await tabTo(page, dialog.getByRole("button", { name: "Done" }));
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  expect(await findCustomer(sandbox, "Rockets, Inc")).toMatchObject({ labels: expect.arrayContaining(["quiet"]) });
  // Rows that are read anew would take the focus with them.
  await expect(page.locator("table[aria-busy]")).toHaveCount(0);
  await tabTo(page, customersList(page).customer("Rockets, Inc"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Rockets, Inc");
  await tabTo(page, page.getByRole("link", { name: "Details", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Delete customer" })).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Delete customer" }));
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("textbox", { name: "Confirmation text" })).toBeVisible();
  await tabTo(page, dialog.getByRole("textbox", { name: "Confirmation text" }));
  await page.keyboard.type("Rockets, Inc");
  await tabTo(page, dialog.getByRole("button", { name: "Remove customer" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/customers$/);
  expect(await findCustomer(sandbox, "Rockets, Inc")).toBeUndefined();
});

test("the first Tab offers to skip the navigation", async ({ page, signIn }) => {
  await signIn(people.owner, "/customers");
  await page.reload();
  await expect(customersList(page).customer("FTL Rockets")).toBeVisible();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const inMain = await page.evaluate(() => !!document.activeElement?.closest("main"));
  expect(inMain).toBe(true);
});

test("going to another screen moves the focus to its heading and tells its name", async ({ page, signIn }) => {
  await signIn(people.owner, "/dashboard");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers" }).click();
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toHaveText(/Customers/);
  await expect(title).toBeFocused();
  await expect(page).toHaveTitle(/^Customers · Gantry$/);
  await customersList(page).customer("FTL Rockets").click();
  await expect(title).toHaveText(/FTL Rockets/);
  await expect(title).toBeFocused();
  await page.goBack();
  await expect(title).toHaveText(/Customers/);
  await expect(title).toBeFocused();
});

test("a long list comes back to where it was left", async ({ page, signIn }) => {
  await signIn(people.owner, "/customers");
  const list = customersList(page);
  await expect(list.names).toHaveCount(100);
  const last = list.names.last();
  await last.scrollIntoViewIfNeeded();
  await last.click();
  await expect(page).toHaveURL(/\/summary$/);
  await page.goBack();
  await expect(last).toBeInViewport();
});

test("a dialog keeps the focus and gives it back", async ({ page, signIn }) => {
  await signIn(people.owner, "/customers");
  const { add } = customersList(page);
  await add.click();
  const { dialog, name } = addDialog(page);
  await expect(name).toBeFocused();
  for (let time = 0; time < 12; time++) {
    await page.keyboard.press("Tab");
    const inside = await page.evaluate(() => document.activeElement === document.body || !!document.activeElement?.closest("dialog"));
    expect(inside).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(add).toBeFocused();
});

test("what happens is announced", async ({ page, signIn }) => {
  await signIn(people.owner, "/customers");
  await customersList(page).add.click();
  const { name, submit } = addDialog(page);
  await name.fill("Announced Rockets");
  await submit.click();
  await expect(page.getByRole("status").filter({ hasText: "Announced Rockets was added." })).toBeVisible();
});

test("the menu of a small screen is a dialog that closes on the way", async ({ page, signIn }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await signIn(people.owner, "/dashboard");
  await page.getByRole("button", { name: "Open navigation" }).click();
  const menu = page.getByRole("dialog");
  await menu.getByRole("link", { name: "Customers" }).click();
  await expect(menu).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Customers/);
});
