// What a role or a grant opens, closes and says, where the app follows it: third parties, View as, roles that change.
import { expect, people, test, type Page, type Sandbox } from "./fixtures.ts";
import { customerDetails, customerPath, customersList, detailsPath, findCustomer, memberPath, openMemberDialog, operationOf, operations, record } from "./helpers.ts";

const GRANT = "mutation Grant($id: ID!, $object: ID!, $permission: ID!) { administerObjectPermission(input: { id: $id, object: $object, permission: $permission, grant: true }) { errors { messages } } }";

/** Gives the third party a permission on a customer. */
async function give(sandbox: Sandbox, tag: string, customer: string) {
  await giveOn(sandbox, tag, (await findCustomer(sandbox, customer)).id);
}

/** Gives the third party a permission on an object. */
async function giveOn(sandbox: Sandbox, tag: string, object: string) {
  const me = (await sandbox.api(people.thirdParty, "{ authenticatedUser { id } }")).data.authenticatedUser.id;
  const all = await sandbox.api(people.owner, "{ permissions(first: 100) { nodes { id tag } } }");
  const permission = all.data.permissions.nodes.find((it: { tag: string }) => it.tag === tag).id;
  const done = await sandbox.api(people.owner, GRANT, { id: me, object, permission });
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
    body.data.authenticatedUser.role = { name: "Flight Controller", permissions: { nodes: [{ tag: "org_fly_rockets" }] } };
    return route.fulfill({ response: answer, json: body });
  });
  const sent = record(page);
  await signIn(people.integrator, "/dashboard");
  await expect(navigation(page).getByRole("link")).toHaveText(["Dashboard"]);
  await expect(page.getByRole("button", { name: /Edward Davis.*Flight Controller/ })).toBeVisible();
  await page.goto("/customers");
  await expect(page.getByText("You do not have permission to view this page")).toBeVisible();
  expect(new Set(sent.map(operationOf))).toEqual(new Set(["SignedInUser"]));
});

test("a guest keeps a mark of their own", async ({ page, signIn }) => {
  await signIn(people.guest, "/customers?q=kepler");
  const row = page.getByRole("row", { name: /Kepler Freight/ });
  await row.hover();
  const star = row.getByRole("button", { name: /star/i });
  // It shows before it is kept.
  const kept = page.waitForResponse((it) => operationOf(it.request()) === operations.starCustomer);
  await star.click();
  await expect(star).toHaveAttribute("aria-pressed", "true");
  await (await kept).finished();
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

/** An integration's id. */
async function integration(sandbox: Sandbox, name: string): Promise<string> {
  const found = await sandbox.api(people.owner, "query F($name: String!) { integrations(name: $name) { nodes { id } } }", { name });
  return found.data.integrations.nodes[0].id;
}

test("the app as a third party who may edit shows what they edit, locked, and nothing more", async ({ page, sandbox, signIn }) => {
  await giveOn(sandbox, "integration_edit", await integration(sandbox, "Acme ERP Order Sync"));
  await giveOn(sandbox, "integration_view", await integration(sandbox, "Ledgerline"));
  await give(sandbox, "customer_view", "FTL Rockets");
  await give(sandbox, "customer_manage_users", "FTL Rockets");
  await signIn(people.owner, await memberPath(sandbox, "Terry Whitfield", "permissions"));
  const sent = record(page);
  await page.getByRole("button", { name: "View as Terry Whitfield" }).click();
  const main = page.getByRole("main");
  await navigation(page).getByRole("link", { name: "Integrations" }).click();
  await page.getByRole("link", { name: "Acme ERP Order Sync" }).click();
  await page.getByRole("link", { name: "Details", exact: true }).click();
  await page.getByRole("textbox", { name: /^Description/ }).fill("Nobody saves this");
  const save = main.getByRole("button", { name: "Save" }).first();
  await expect(save).toHaveAttribute("aria-disabled", "true");
  await save.click({ force: true });
  await page.getByRole("textbox", { name: "Name" }).press("Enter");
  await expect(main.getByRole("alert").filter({ hasText: "Nothing can be changed until you stop." })).toBeVisible();
  await main.getByRole("button", { name: "Discard" }).first().click();
  // What they were only given to see has no fields.
  await navigation(page).getByRole("link", { name: "Integrations" }).click();
  await page.getByRole("link", { name: "Ledgerline" }).click();
  await page.getByRole("link", { name: "Details", exact: true }).click();
  await expect(main.getByText("Name", { exact: true })).toBeVisible();
  await expect(main.getByRole("textbox")).toHaveCount(0);
  // Of the customer they manage the users, and not the customer.
  await navigation(page).getByRole("link", { name: "Customers" }).click();
  await customersList(page).customer("FTL Rockets").click();
  const parts = page.getByRole("navigation", { name: "Parts of this page" });
  await parts.getByRole("link", { name: "Users" }).click();
  await expect(page.getByRole("button", { name: "Add user" })).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("link", { name: "Omar Haddad" }).click();
  await expect(main.getByRole("textbox", { name: "Name" })).toBeVisible();
  await expect(main.getByRole("button", { name: "Delete user" })).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("link", { name: "FTL Rockets" }).first().click();
  await parts.getByRole("link", { name: "Details" }).click();
  await expect(main.getByText("Faster-Than-Light Rocket Inc")).toBeVisible();
  await expect(main.getByRole("textbox")).toHaveCount(0);
  expect(sent.filter((it) => /^\s*mutation/.test(it.postDataJSON().query)).map(operationOf)).toEqual([]);
});

test("a third party finds on their own profile what was granted to them", async ({ page, sandbox, signIn }) => {
  await give(sandbox, "customer_view", "FTL Rockets");
  await signIn(people.thirdParty, "/profile");
  const table = page.getByRole("table", { name: "Permissions" });
  await expect(table.getByRole("row", { name: /View Integration.*Granted on Acme ERP Order Sync/ })).toBeVisible();
  await expect(table.getByRole("row", { name: /View Customer.*Granted on FTL Rockets/ })).toBeVisible();
  await expect(table.getByRole("row")).toHaveCount(3);
  // Nobody else has such a list, nor learns of theirs.
  const grants = async (who: keyof typeof people) =>
    (await sandbox.api(people[who], "{ objectPermissionGrants(first: 9) { totalCount } }")).data.objectPermissionGrants.totalCount;
  expect(await Promise.all((["owner", "thirdParty", "guest", "customerAdmin"] as const).map(grants))).toEqual([2, 2, 0, 0]);
  await page.context().clearCookies();
  await signIn(people.guest, "/profile");
  await expect(page.getByRole("button", { name: "Change password" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "What is granted to you" })).toHaveCount(0);
});

test("a customer user's page says what they may do, and why", async ({ page, sandbox, signIn }) => {
  const path = await customerPath(sandbox, "FTL Rockets", "users");
  for (const who of ["guest", "customerMember"] as const) {
    await page.context().clearCookies();
    await signIn(people[who], path);
    await page.getByRole("link", { name: "Lisa Nguyen" }).click();
    await page.getByRole("link", { name: "Permissions" }).click();
    await expect(page.getByRole("row", { name: /Configure Instances.*The role Admin/ })).toBeVisible();
    await expect(page.getByRole("button", { name: /^View as/ })).toHaveCount(0);
  }
  const members = page.getByRole("link", { name: "FTL Rockets" }).first();
  await members.click();
  await page.getByRole("link", { name: "Omar Haddad" }).click();
  await page.getByRole("link", { name: "Permissions" }).click();
  await expect(page.getByRole("row", { name: /View Logs.*The role Member/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Configure Instances/ })).toHaveCount(0);
});

test("a person's page follows whose eyes the reader looks through", async ({ page, signIn }) => {
  await signIn(people.owner, "/settings/roles");
  await page.getByRole("button", { name: "View as Guest" }).click();
  await navigation(page).getByRole("link", { name: "Customers" }).click();
  await customersList(page).customer("FTL Rockets").click();
  await page.getByRole("navigation", { name: "Parts of this page" }).getByRole("link", { name: "Users" }).click();
  await page.getByRole("link", { name: "Omar Haddad" }).click();
  const main = page.getByRole("main");
  await expect(main.getByText("Phone number", { exact: true })).toBeVisible();
  await expect(main.getByRole("textbox")).toHaveCount(0);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(main.getByRole("textbox", { name: "Name" })).toHaveValue("Omar Haddad");
});

/** The runs of an instance of FTL Rockets. */
async function runsPath(sandbox: Sandbox) {
  const found = await sandbox.api(people.owner, '{ instances(name: "Northdesk: Launch desk") { nodes { id } } }');
  return `/instances/${encodeURIComponent(found.data.instances.nodes[0].id)}/executions`;
}

/** Looks at a run and a credential from where there are no logs and no values. */
async function seeNothingSensitive(page: Page) {
  const run = page.getByRole("region", { name: "Execution", exact: true });
  await page.getByRole("table", { name: "Executions" }).getByRole("link").first().click();
  await expect(run.getByRole("heading", { name: "Steps" })).toBeVisible();
  await expect(run.getByText("Your role does not include what runs write.", { exact: false })).toBeVisible();
}

test("a restricted integrator works as an integrator does, without logs and values of credentials", async ({ page, sandbox, signIn }) => {
  const values = "{ credentials(first: 5) { nodes { label values { key value } } } }";
  expect(JSON.stringify((await sandbox.api(people.integrator, values)).data)).toContain('"value":"');
  await sandbox.post("/sandbox/people", { email: people.integrator, role: "Restricted Integrator" });
  const sent = record(page);
  await signIn(people.integrator, await runsPath(sandbox));
  await expect(page.getByRole("button", { name: /Edward Davis.*Restricted Integrator/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Pause instance" })).toBeVisible();
  await seeNothingSensitive(page);
  await page.goto(await customerPath(sandbox, "FTL Rockets", "connections"));
  await page.getByRole("button", { name: "Open Carrier portal" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("textbox", { name: "Client ID" })).toHaveValue("");
  await expect(dialog.getByText("What is stored is never shown.", { exact: false })).toBeVisible();
  // What is left empty stays.
  await dialog.getByRole("textbox", { name: "Name" }).fill("Carriers");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  const kept = JSON.stringify((await sandbox.api(people.owner, values)).data);
  expect(kept).toContain('"label":"Carriers"');
  expect(kept).toContain('"value":"');
  expect(JSON.stringify((await sandbox.api(people.integrator, values)).data)).not.toContain('"value":"');
  expect(sent.map(operationOf)).not.toContain("RunLogs");
});

test("the matrix tells the restricted integrator apart, and the app can be looked at as one", async ({ page, sandbox, signIn }) => {
  const runs = await runsPath(sandbox);
  await signIn(people.owner, "/settings/roles");
  const team = page.getByRole("table", { name: "Team members" });
  await expect(team).toBeVisible();
  const heads = await team.getByRole("columnheader").allInnerTexts();
  const column = (name: string) => heads.findIndex((it) => it.startsWith(name));
  const cells = team.getByRole("row", { name: /^View Sensitive Data/ }).getByRole("cell");
  await expect(cells.nth(column("Integrator") - 1)).toHaveText("Included");
  await expect(cells.nth(column("Restricted Integrator") - 1)).toHaveText("–");
  const sent = record(page);
  await page.getByRole("button", { name: "View as Restricted Integrator" }).click();
  await navigation(page).getByRole("link", { name: "Instances" }).click();
  await page.getByRole("searchbox").fill("Launch desk");
  await page.getByRole("link", { name: "Northdesk: Launch desk" }).click();
  await page.getByRole("link", { name: "Executions", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(runs.split("/").at(-1)!));
  await seeNothingSensitive(page);
  expect(sent.map(operationOf)).not.toContain("RunLogs");
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("Your role does not include what runs write.", { exact: false })).toHaveCount(0);
  await expect.poll(() => sent.map(operationOf)).toContain("RunLogs");
});

test("a record that has changed is asked for once, whoever noticed", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, "/integrations");
  await page.getByRole("link", { name: "Ledgerline" }).click();
  await page.getByRole("link", { name: "Details", exact: true }).click();
  await page.getByRole("textbox", { name: /^Description/ }).fill("Typed before");
  await sandbox.post("/sandbox/people", { email: people.integrator, role: "Customer Manager" });
  const sent = record(page);
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("Your role no longer includes this page.", { exact: false })).toBeVisible();
  expect(sent.filter((it) => operationOf(it) === "SignedInUser")).toHaveLength(1);
});
