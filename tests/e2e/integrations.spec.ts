// Integrations: found, read and described anew, by the team and by third parties who were granted one.
import { expect, people, test, type Sandbox } from "./fixtures.ts";
import { operationOf, record, writes } from "./helpers.ts";

const find = async (sandbox: Sandbox, name: string) => {
  const answer = await sandbox.api(
    people.owner,
    "query Find($name: String!) { integrations(name: $name) { nodes { id description labels versionSequenceId } } permissions(first: 100) { nodes { id tag } } }",
    { name },
  );
  return { ...answer.data.integrations.nodes[0], permissions: answer.data.permissions.nodes };
};

const path = async (sandbox: Sandbox, name: string, part: string) =>
  `/integrations/${encodeURIComponent((await find(sandbox, name)).id)}/${part}`;

/** Grants a permission on an integration to the third party, or takes it back. */
const administer = async (sandbox: Sandbox, name: string, tag: string, grant: boolean) => {
  const { id, permissions } = await find(sandbox, name);
  const users = await sandbox.api(people.owner, "{ users(customer_Isnull: true, first: 100) { nodes { id name } } }");
  const answer = await sandbox.api(
    people.owner,
    `mutation Administer($user: ID!, $object: ID!, $permission: ID!, $grant: Boolean!) {
      administerObjectPermission(input: { id: $user, object: $object, permission: $permission, grant: $grant }) { errors { messages } }
    }`,
    {
      user: users.data.users.nodes.find((it: any) => it.name === "Terry Whitfield").id,
      object: id,
      permission: permissions.find((it: any) => it.tag === tag).id,
      grant,
    },
  );
  expect(answer.data.administerObjectPermission.errors).toEqual([]);
};

test("the list is searched, filtered by category and sorted", async ({ page, sandbox, signIn }) => {
  await signIn(people.guest, "/integrations");
  const table = page.getByRole("table", { name: "Integrations" });
  await page.getByRole("searchbox", { name: "Search integrations" }).fill("ledger");
  await expect(table.getByRole("link")).toHaveText(["Ledgerline"]);
  await page.getByRole("searchbox", { name: "Search integrations" }).fill("");
  const all = await sandbox.api(people.guest, '{ integrations(first: 100) { nodes { name category } totalCount } }');
  await expect(table.getByRole("link")).toHaveCount(all.data.integrations.totalCount);
  const category = all.data.integrations.nodes[0].category;
  const alike = all.data.integrations.nodes.filter((it: any) => it.category === category).map((it: any) => it.name);
  await page.getByRole("button", { name: /^Filter/ }).click();
  await page.getByRole("combobox", { name: "Category" }).selectOption(category);
  await expect(table.getByRole("link")).toHaveText(alike.sort());
  await page.getByRole("button", { name: "Name", exact: true }).click();
  await expect(table.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "descending");
  await expect(table.getByRole("link")).toHaveText(alike.sort().reverse());
});

test("an integration says what it does, which versions there are, and where it runs", async ({ page, signIn }) => {
  await signIn(people.integrator, "/integrations?q=ledgerline");
  await page.getByRole("link", { name: "Ledgerline" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ledgerline");
  await expect(page.getByRole("heading", { name: "Components it uses" })).toBeVisible();
  await page.getByRole("link", { name: "Versions" }).click();
  await expect(page.getByRole("table", { name: "Versions" }).getByRole("row").nth(1)).toContainText("v");
  await page.getByRole("navigation", { name: "Parts of this page" }).getByRole("link", { name: "Instances" }).click();
  const rows = page.getByRole("table", { name: "Instances" }).getByRole("row");
  await expect(rows.nth(1)).toContainText("Ledgerline");
});

test("those who may describe it anew; only what changed is sent", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, "Ledgerline", "details"));
  const description = page.getByRole("textbox", { name: /^Description/ });
  await page.getByRole("textbox", { name: "Name" }).fill(" ");
  await description.fill("Books, both ways");
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("Enter a name.")).toBeVisible();
  await page.getByRole("textbox", { name: "Name" }).fill("Ledgerline");
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("Unsaved changes")).toHaveCount(0);
  expect((await find(sandbox, "Ledgerline")).description).toBe("Books, both ways");
  const [write] = await writes(sandbox, "updateIntegration");
  expect(Object.keys(write.variables).sort()).toEqual(["description", "id"]);
});

test("a clash with somebody else's change is shown, and nothing is overwritten without a choice", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, "Ledgerline", "details"));
  await page.getByRole("textbox", { name: /^Description/ }).fill("Mine");
  const { id } = await find(sandbox, "Ledgerline");
  const theirs = await sandbox.api(
    people.owner,
    `mutation Describe($id: ID!) { updateIntegration(input: { id: $id, description: "Theirs" }) { errors { messages } } }`,
    { id },
  );
  expect(theirs.data.updateIntegration.errors).toEqual([]);
  await page.getByRole("button", { name: "Save" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^Theirs/ }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Unsaved changes")).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: /^Description/ })).toHaveValue("Theirs");
  expect((await find(sandbox, "Ledgerline")).description).toBe("Theirs");
});

for (const who of ["guest", "thirdParty"] as const) {
  test(`${who} reads`, async ({ page, sandbox, signIn }) => {
    await signIn(people[who], await path(sandbox, "Acme ERP Order Sync", "details"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Acme ERP Order Sync");
    await expect(page.getByRole("textbox")).toHaveCount(0);
  });
}

for (const who of ["manager", "customerAdmin"] as const) {
  test(`${who} is refused, and nothing is asked for`, async ({ page, sandbox, signIn }) => {
    const sent = record(page);
    await signIn(people[who], "/integrations");
    await expect(page.getByText("You do not have permission to view this page")).toBeVisible();
    await page.goto(await path(sandbox, "Ledgerline", "summary"));
    await expect(page.getByText("You do not have permission to view this page")).toBeVisible();
    expect(sent.map(operationOf).filter((it) => it.startsWith("Integration"))).toEqual([]);
  });
}

test("a third party sees exactly what was granted, edits it when allowed, and loses it at once", async ({ page, sandbox, signIn }) => {
  await signIn(people.thirdParty, "/integrations");
  const table = page.getByRole("table", { name: "Integrations" });
  await expect(table.getByRole("link")).toHaveText(["Acme ERP Order Sync"]);
  await page.goto(await path(sandbox, "Ledgerline", "summary"));
  await expect(page.getByText("This does not exist, or not for you.")).toBeVisible();

  await administer(sandbox, "Acme ERP Order Sync", "integration_edit", true);
  const own = await path(sandbox, "Acme ERP Order Sync", "details");
  await page.goto(own);
  const description = page.getByRole("textbox", { name: /^Description/ });
  await description.fill("Orders from Acme, checked twice");
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("Unsaved changes")).toHaveCount(0);
  expect((await find(sandbox, "Acme ERP Order Sync")).description).toBe("Orders from Acme, checked twice");

  // Taken back while the form is open: the server refuses, what was typed stays, and a newer look finds nothing.
  await description.fill("Never saved");
  await administer(sandbox, "Acme ERP Order Sync", "integration_edit", false);
  await administer(sandbox, "Acme ERP Order Sync", "integration_view", false);
  await page.getByRole("button", { name: "Save" }).first().click();
  // The form says so first; as long as it is there, leaving asks about what was typed.
  await expect(page.getByRole("heading", { level: 1, name: "Not found" })).toBeVisible();
  await page.getByRole("link", { name: "Integrations" }).first().click();
  await expect(page.getByText("Integrations that an owner or admin shares with you appear here.")).toBeVisible();
});
