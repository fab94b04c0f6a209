// What a role or a grant opens, closes and says, where the app follows it: third parties, View as, roles that change.
import { expect, people, test, type Page, type Sandbox } from "./fixtures.ts";
import { customerDetails, customerPath, customersList, detailsPath, findCustomer, memberPath, openMemberDialog, record, operationOf } from "./helpers.ts";

test.afterEach(async ({ sandbox }) => sandbox.reset());

const GRANT = "mutation Grant($id: ID!, $object: ID!, $permission: ID!) { administerObjectPermission(input: { id: $id, object: $object, permission: $permission, grant: true }) { errors { messages } } }";

/** Gives the third party a permission on a customer. */
async function give(sandbox: Sandbox, tag: string, customer: string) {
  const me = (await sandbox.api(people.thirdParty, "{ authenticatedUser { id } }")).data.authenticatedUser.id;
  const all = await sandbox.api(people.owner, "{ permissions(first: 100) { nodes { id tag } } }");
  const permission = all.data.permissions.nodes.find((it: { tag: string }) => it.tag === tag).id;
  const { id } = await findCustomer(sandbox, customer);
  const done = await sandbox.api(people.owner, GRANT, { id: me, object: id, permission });
  expect(done.data.administerObjectPermission.errors).toEqual([]);
}

const navigation = (page: Page) => page.getByRole("navigation", { name: "Main" });
const gone = (page: Page) => page.getByText("This does not exist, or not for you.");

test("a third party finds the customer it was granted, and no other", async ({ page, sandbox, signIn }) => {
  await signIn(people.thirdParty, "/customers");
  await expect(page.getByText("Customers that an owner or admin shares with you appear here.")).toBeVisible();
  await navigation(page).getByRole("link", { name: "Instances" }).click();
  await expect(page.getByText("Instances of customers that an owner or admin shares with you appear here.")).toBeVisible();

  await give(sandbox, "customer_view", "FTL Rockets");
  await give(sandbox, "customer_view_instances", "FTL Rockets");
  await navigation(page).getByRole("link", { name: "Customers" }).click();
  const list = customersList(page);
  await expect(list.names).toHaveText(["FTL Rockets"]);
  await expect(list.add).toHaveCount(0);
  await list.customer("FTL Rockets").click();
  await expect(page.getByText("Faster-Than-Light Rocket Inc")).toBeVisible();
  await page.getByRole("navigation", { name: "Parts of this page" }).getByRole("link", { name: "Instances" }).click();
  await expect(page.getByRole("link", { name: "Northdesk: Launch desk" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Add instance" })).toHaveCount(0);
  await page.goto(await customerPath(sandbox, "Kepler Freight", "summary"));
  await expect(gone(page)).toBeVisible();
});

test("an admin reads what an owner may do, and the way to see it", async ({ page, sandbox, signIn }) => {
  await signIn(people.admin, await memberPath(sandbox, "James Patton", "permissions"));
  await expect(page.getByRole("row", { name: /Manage Billing.*The role Owner/ })).toBeVisible();
  await page.goto("/settings/roles");
  await expect(page.getByRole("columnheader", { name: /Admin/ }).first()).toBeVisible();
  await expect(page.getByText("Roles above yours are not listed.", { exact: false })).toBeVisible();
});

test("the app as a third party holds what was granted to that person, and nothing of it is sent to change", async ({ page, sandbox, signIn }) => {
  await give(sandbox, "customer_view", "FTL Rockets");
  await signIn(people.owner, "/integrations");
  await page.getByRole("link", { name: "Ledgerline" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ledgerline");
  await navigation(page).getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "Terry Whitfield" }).click();
  await page.getByRole("link", { name: "Permissions" }).click();
  await page.getByRole("button", { name: "View as Terry Whitfield" }).click();
  await navigation(page).getByRole("link", { name: "Integrations" }).click();
  const table = page.getByRole("table", { name: "Integrations" });
  await expect(table.getByRole("link")).toHaveText(["Acme ERP Order Sync"]);
  await page.keyboard.press("Control+k");
  const find = page.getByRole("dialog");
  await find.getByRole("searchbox").fill("e");
  await expect(find.getByRole("link")).toHaveText([/FTL Rockets/, /Acme ERP Order Sync/]);
  await page.keyboard.press("Escape");
  await navigation(page).getByRole("link", { name: "Customers" }).click();
  await expect(customersList(page).names).toHaveText(["FTL Rockets"]);
  await customersList(page).customer("FTL Rockets").click();
  const parts = page.getByRole("navigation", { name: "Parts of this page" });
  await expect(parts.getByRole("link", { name: "Connections" })).toBeVisible();
  for (const name of ["Instances", "Users"]) await expect(parts.getByRole("link", { name })).toHaveCount(0);
  // Back to where only the reader has been.
  await page.evaluate(() => history.go(-7));
  await expect(gone(page)).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ledgerline");
});

test("the app as the role of third parties is empty, and keeps the reader's token to itself", async ({ page, signIn }) => {
  await signIn(people.owner, "/settings/roles");
  await page.getByRole("button", { name: "View as Third-Party" }).click();
  await navigation(page).getByRole("link", { name: "Customers" }).click();
  await expect(page.getByText("Customers that an owner or admin shares with you appear here.")).toBeVisible();
  await navigation(page).getByRole("link", { name: "Integrations" }).click();
  await expect(page.getByText("Integrations that an owner or admin shares with you appear here.")).toBeVisible();
  await page.getByRole("button", { name: /James Patton/ }).click();
  await page.getByRole("link", { name: "Profile" }).click();
  await expect(page.getByRole("heading", { name: "Appearance" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Show access token" })).toHaveCount(0);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("button", { name: "Show access token" })).toBeVisible();
});

test("a form becomes facts when the role is lowered, and what was typed stays until it is given up", async ({ page, sandbox, signIn }) => {
  const { id } = await findCustomer(sandbox, "FTL Rockets");
  await signIn(people.integrator, detailsPath(id));
  const details = customerDetails(page);
  await expect(details.description).toBeVisible();
  await details.description.fill("Typed before");
  await sandbox.post("/sandbox/people", { email: people.integrator, role: "Guest" });
  await details.save.click();
  await expect(details.save).toHaveAttribute("aria-disabled", "true");
  await expect(details.description).toHaveValue("Typed before");
  await details.discard.click();
  await expect(page.getByRole("main").getByRole("textbox")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("FTL Rockets");
});

test("a page that the role no longer includes stays while it holds something typed", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, "/integrations");
  await page.getByRole("link", { name: "Ledgerline" }).click();
  await page.getByRole("link", { name: "Details", exact: true }).click();
  const description = page.getByRole("textbox", { name: /^Description/ });
  await description.fill("Typed before");
  await sandbox.post("/sandbox/people", { email: people.integrator, role: "Customer Manager" });
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("Your role no longer includes this page.", { exact: false })).toBeVisible();
  await expect(description).toHaveValue("Typed before");
  await page.getByRole("button", { name: "Discard" }).first().click();
  await expect(page.getByText("You do not have permission to view this page")).toBeVisible();
});

test("what is typed for a new team member, and into one's profile, outlives a reload", async ({ page, signIn }) => {
  page.on("dialog", (it) => void it.accept());
  await signIn(people.owner, "/settings/users");
  const { dialog, name } = await openMemberDialog(page);
  await name.fill("Susan Smith");
  await page.reload();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Susan Smith");
  await dialog.getByRole("button", { name: "Close" }).click();
  await dialog.getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toHaveCount(0);

  await page.goto("/profile");
  const own = page.getByRole("main").getByRole("textbox", { name: "Name" });
  await own.fill("James T. Patton");
  await page.reload();
  await expect(own).toHaveValue("James T. Patton");
});

test("a role that nobody has heard of goes by its name, and opens what is everybody's", async ({ page, signIn }) => {
  await page.route("**/api", async (route) => {
    if (!route.request().postData()?.includes("SignedInUser")) return route.fallback();
    const answer = await route.fetch();
    const body = await answer.json();
    body.data.authenticatedUser.role = { name: "Restricted Integrator", permissions: { nodes: [{ tag: "org_fly_rockets" }] } };
    return route.fulfill({ response: answer, json: body });
  });
  const sent = record(page);
  await signIn(people.integrator, "/dashboard");
  await expect(navigation(page).getByRole("link")).toHaveText(["Dashboard"]);
  await expect(page.getByRole("button", { name: /Edward Davis.*Restricted Integrator/ })).toBeVisible();
  await page.goto("/customers");
  await expect(page.getByText("You do not have permission to view this page")).toBeVisible();
  expect(new Set(sent.map(operationOf))).toEqual(new Set(["SignedInUser"]));
});

test("a guest keeps a mark of their own", async ({ page, signIn }) => {
  await signIn(people.guest, "/customers?q=kepler");
  const row = page.getByRole("row", { name: /Kepler Freight/ });
  await row.hover();
  const star = row.getByRole("button", { name: /star/i });
  await star.click();
  await expect(star).toHaveAttribute("aria-pressed", "true");
  await page.reload();
  await expect(star).toHaveAttribute("aria-pressed", "true");
});

test("components that could not be looked up are said to be unknown, and asked for again", async ({ page, sandbox, signIn }) => {
  let fails = true;
  await page.route("**/api", (route) =>
    fails && route.request().postData()?.includes("NeededComponents") ? route.fulfill({ status: 500 }) : route.fallback(),
  );
  await signIn(people.owner, await memberPath(sandbox, "Terry Whitfield", "granular-access"));
  await page.getByRole("button", { name: "Add permission" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^Integration/ }).click();
  await dialog.getByRole("combobox").fill("Ledgerline");
  await dialog.getByRole("option", { name: "Ledgerline" }).click();
  const again = dialog.getByRole("button", { name: "Try again" });
  await expect(again).toBeVisible();
  fails = false;
  await again.click();
  await expect(dialog.getByText(/custom components that Terry Whitfield cannot see: .*Progix/)).toBeVisible();
});

test("the roles of the marketplace go by what it is called", async ({ page, sandbox, signIn }) => {
  await page.route("**/api", async (route) => {
    const asked = route.request().postData() ?? "";
    if (!/SignedInUser|"CustomerUsers"/.test(asked)) return route.fallback();
    const answer = await route.fetch();
    const body = await answer.json();
    if (body.data.authenticatedUser) body.data.authenticatedUser.marketplaceName = "App Store";
    for (const it of body.data.users?.nodes ?? []) it.role.name = "Marketplace User";
    return route.fulfill({ response: answer, json: body });
  });
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "users"));
  await expect(page.getByRole("row", { name: /Lisa Nguyen.*App Store User/ })).toBeVisible();
});
