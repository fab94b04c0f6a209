// Third parties: granted object by object, and everything else does not exist for them.
import { expect, people, test, type Sandbox } from "./fixtures.ts";
import { grantDialog, memberPath, openMemberDialog } from "./helpers.ts";

const integrations = async (sandbox: Sandbox) => {
  const answer = await sandbox.api(people.thirdParty, "{ integrations(first: 100) { nodes { name allowUpdate } totalCount } }");
  return answer.data.integrations;
};

test("granular access is for third parties only", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await memberPath(sandbox, "Terry Whitfield"));
  await expect(page.getByRole("link", { name: "Granular access" })).toBeVisible();
  await page.goto(await memberPath(sandbox, "Kristin Henry"));
  await expect(page.getByRole("link", { name: "Permissions" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Granular access" })).toHaveCount(0);
  await page.goto(await memberPath(sandbox, "Kristin Henry", "granular-access"));
  await expect(page.getByText("This does not exist, or not for you.")).toBeVisible();
});

test("a permission is granted, takes effect, and is gone when it is revoked", async ({ page, sandbox, signIn }) => {
  expect(await integrations(sandbox)).toEqual({ nodes: [{ name: "Acme ERP Order Sync", allowUpdate: false }], totalCount: 1 });
  await signIn(people.admin, await memberPath(sandbox, "Terry Whitfield", "granular-access"));
  const { add, dialog, kind, object, permission, grant } = grantDialog(page);
  await add.click();
  await kind("Integration").click();
  await object("Acme ERP Order Sync");
  // What is granted already cannot be granted again.
  await expect(permission("View Integration")).toBeChecked();
  await expect(permission("View Integration")).toBeDisabled();
  await permission("Edit Integration").check();
  await grant.click();
  await expect(dialog).toHaveCount(0);
  const row = page.getByRole("row", { name: /Acme ERP Order Sync.*Edit Integration/ });
  await expect(row).toBeVisible();
  expect((await integrations(sandbox)).nodes).toEqual([{ name: "Acme ERP Order Sync", allowUpdate: true }]);

  for (const name of ["Edit Integration", "View Integration"]) {
    await page.getByRole("button", { name: `Revoke: ${name}` }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await expect(page.getByRole("button", { name: `Revoke: ${name}` })).toHaveCount(0);
  }
  expect(await integrations(sandbox)).toEqual({ nodes: [], totalCount: 0 });
});

test("the components an integration needs are granted along", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await memberPath(sandbox, "Terry Whitfield", "granular-access"));
  const { add, dialog, kind, object, permission, grant } = grantDialog(page);
  await add.click();
  await kind("Integration").click();
  await object("Ledgerline");
  await permission("View Integration").check();
  await expect(dialog.getByText(/custom components that Terry Whitfield cannot see: .*Progix/)).toBeVisible();
  await grant.click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("row", { name: /Component.*Progix.*View Component/ })).toBeVisible();
  const seen = await sandbox.api(people.thirdParty, "{ components(public: false, first: 100) { nodes { label } } }");
  expect(seen.data.components.nodes.map((it: { label: string }) => it.label).sort()).toEqual(["Ledgerline", "Progix"]);
});

test("seeing a customer is warned about, and covers that customer only", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await memberPath(sandbox, "Terry Whitfield", "granular-access"));
  const { add, dialog, kind, object, permission, grant } = grantDialog(page);
  await add.click();
  await kind("Customer").click();
  await object("Smith Rocket Company");
  for (const name of ["View Customer", "Manage Customer", "View Customer Users", "Manage Customer Users", "View Customer Instances", "Manage Customer Instances"]) {
    await expect(permission(`${name}\\b`).first()).toBeVisible();
  }
  const warning = dialog.getByText("credentials that are saved for it", { exact: false });
  await expect(warning).toHaveCount(0);
  await dialog.getByRole("checkbox", { name: "View Customer See this customer and its saved credentials." }).check();
  await expect(warning).toBeVisible();
  await grant.click();
  await expect(dialog).toHaveCount(0);
  const seen = await sandbox.api(people.thirdParty, "{ customers(first: 100) { nodes { name } totalCount } }");
  expect(seen.data.customers).toEqual({ nodes: [{ name: "Smith Rocket Company" }], totalCount: 1 });
});

test("competitors cannot learn of one another", async ({ sandbox }) => {
  const all = await sandbox.api(people.owner, "{ integrations(first: 100) { nodes { id name } } components(public: false, first: 100) { nodes { id } } customers(first: 1) { nodes { id } } }");
  const hidden = all.data.integrations.nodes.find((it: { name: string }) => it.name === "Ledgerline").id;
  const look = async (id: string) => {
    const answer = await sandbox.api(people.thirdParty, "query Look($id: ID!) { integration(id: $id) { name } }", { id });
    return answer.errors.map((it: { message: string }) => it.message);
  };
  const missing = Buffer.from("Integration:00000000-0000-4000-8000-000000000000").toString("base64");
  expect(await look(hidden)).toEqual(await look(missing));
  const searched = await sandbox.api(people.thirdParty, `{ integrations(name_Icontains: "Ledger") { totalCount nodes { id } } }`);
  expect(searched.data.integrations).toEqual({ totalCount: 0, nodes: [] });
});

test("a third party grants nothing, not even to itself", async ({ sandbox }) => {
  const all = await sandbox.api(people.owner, "{ integrations(name: \"Acme ERP Order Sync\") { nodes { id } } permissions(first: 100) { nodes { id tag } } }");
  const me = (await sandbox.api(people.thirdParty, "{ authenticatedUser { id } }")).data.authenticatedUser.id;
  const answer = await sandbox.api(
    people.thirdParty,
    "mutation Take($id: ID!, $object: ID!, $permission: ID!) { administerObjectPermission(input: { id: $id, object: $object, permission: $permission, grant: true }) { user { id } } }",
    { id: me, object: all.data.integrations.nodes[0].id, permission: all.data.permissions.nodes.find((it: { tag: string }) => it.tag === "integration_edit").id },
  );
  expect(answer.errors[0].message).toBe("Permission denied");
  expect((await integrations(sandbox)).nodes).toEqual([{ name: "Acme ERP Order Sync", allowUpdate: false }]);
});

test("a third party is added, granted one integration, lets them edit it, and takes it back", async ({ page, browser, sandbox, signIn }) => {
  await signIn(people.owner, "/settings/users");
  const member = await openMemberDialog(page);
  await member.name.fill("Vera Vendor");
  await member.email.fill("vera@vendor.example");
  await member.role("Third-Party").check();
  await member.submit.click();
  await expect(member.dialog).toHaveCount(0);
  await page.getByRole("row", { name: /Vera Vendor.*Third-Party/ }).getByRole("link", { name: "Vera Vendor" }).click();
  await page.getByRole("link", { name: "Granular access" }).click();
  const { add, dialog, kind, object, permission, grant } = grantDialog(page);
  const give = async (name: string) => {
    await add.click();
    await kind("Integration").click();
    await object("Pagerlight");
    await permission(name).check();
    await grant.click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole("row", { name: new RegExp(`Pagerlight.*${name}`) })).toBeVisible();
  };
  await give("View Integration");

  const vera = await browser.newPage({ baseURL: sandbox.origin });
  await vera.goto("/integrations");
  await vera.getByRole("button", { name: "vera@vendor.example" }).click();
  const table = vera.getByRole("table", { name: "Integrations" });
  await expect(table.getByRole("link")).toHaveText(["Pagerlight"]);
  await table.getByRole("link", { name: "Pagerlight" }).click();
  await vera.getByRole("link", { name: "Details", exact: true }).click();
  const details = vera.getByRole("main");
  await expect(details.getByText("Wakes", { exact: false }).first()).toBeVisible();
  await expect(details.getByRole("textbox")).toHaveCount(0);

  await give("Edit Integration");
  await vera.reload();
  await details.getByRole("textbox", { name: /^Description/ }).fill("Wakes the right people");
  await details.getByRole("button", { name: "Save" }).first().click();
  await expect(vera.getByRole("status").getByText("Saved")).toBeVisible();

  for (const name of ["Edit Integration", "View Integration"]) {
    await page.getByRole("button", { name: `Revoke: ${name}` }).click();
    await dialog.getByRole("button", { name: "Revoke" }).click();
    await expect(page.getByRole("button", { name: `Revoke: ${name}` })).toHaveCount(0);
  }
  // Gone for whoever is at it this moment, and afterwards.
  await details.getByRole("textbox", { name: /^Description/ }).fill("Wakes nobody");
  await details.getByRole("button", { name: "Save" }).first().click();
  await expect(vera.getByText(/does not exist, or not for you/).first()).toBeVisible();
  await vera.reload();
  await expect(vera.getByText(/does not exist, or not for you/)).toBeVisible();
  await vera.goto("/integrations");
  await expect(vera.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(vera.getByText("Integrations that an owner or admin shares with you appear here.")).toBeVisible();
  await expect(vera.getByText("Pagerlight")).toHaveCount(0);
  await vera.close();
  const answer = await sandbox.api(people.owner, '{ integrations(name: "Pagerlight") { nodes { description } } }');
  expect(answer.data.integrations.nodes[0].description).toBe("Wakes the right people");
});
