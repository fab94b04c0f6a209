// What a person forces with developer tools: controls that the app hides or locks are made to act. The server refuses,
// the app says so in a sentence, and nothing has changed.
import { expect, people, test, type Page, type Sandbox } from "./fixtures.ts";
import { addDialog, customerDetails, customersList, detailsPath, findCustomer, grantDialog, integrationPath, isApi, memberPath, record, writes } from "./helpers.ts";

const refusal = /do not have permission|does not exist, or not for you/;

/** Answers as if every object allowed everything, so that whatever is hidden is shown. */
async function showEverything(page: Page) {
  await page.route("**/api", async (route) => {
    if (!isApi(route.request())) return route.fallback();
    const response = await route.fetch();
    const body = (await response.text()).replace(/"(allow\w+)":\s*false/g, '"$1":true');
    await route.fulfill({ response, body });
  });
}

/** Everything that the forced controls would change. */
async function state(sandbox: Sandbox) {
  const answer = await sandbox.api(
    people.owner,
    `{ customers(first: 100) { totalCount nodes { id name description } }
      users(first: 100) { totalCount nodes { id name role { name } } }
      instances(first: 100) { nodes { id name enabled } }
      integrations(first: 100, allVersions: true) { nodes { id description versionIsAvailable hasUnpublishedChanges } } }`,
  );
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

test("a guest who shows the hidden controls saves, deletes, adds and publishes nothing", async ({ page, sandbox, signIn }) => {
  const before = await state(sandbox);
  const { id } = await findCustomer(sandbox, "FTL Rockets");
  await showEverything(page);

  await signIn(people.guest, detailsPath(id));
  const details = customerDetails(page);
  await details.description.fill("Saved by a guest");
  await details.save.click();
  await expect(page.getByText(refusal).first()).toBeVisible();
  await expect(details.description).toHaveValue("Saved by a guest");
  await details.discard.click();

  await page.getByRole("button", { name: "Delete customer" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Confirmation text" }).fill("FTL Rockets");
  await dialog.getByRole("button", { name: "Remove customer" }).click();
  await expect(dialog.getByText(refusal)).toBeVisible();

  await page.goto("/customers");
  await customersList(page).add.click();
  const adding = addDialog(page);
  await adding.name.fill("Guest Rockets");
  await adding.submit.click();
  await expect(adding.dialog.getByText(refusal)).toBeVisible();

  await page.goto(await integrationPath(sandbox, "Upper Winds Feed", "versions"));
  await page.getByRole("button", { name: "Publish version 3" }).click();
  await dialog.getByRole("button", { name: "Publish version 3" }).click();
  await expect(dialog.getByText(refusal)).toBeVisible();

  expect(await state(sandbox)).toEqual(before);
  // It was the server that refused.
  for (const mutation of ["updateCustomer", "deleteCustomer", "createCustomer", "publishIntegration"]) {
    expect((await writes(sandbox, mutation)).filter((it) => it.outcome.data[mutation] !== null), mutation).toEqual([]);
  }
});

test("who lost the role while a dialog was open neither grants nor revokes", async ({ page, sandbox, signIn }) => {
  const grants = async () => {
    const query = `{ objectPermissionGrants(first: 100) { nodes { id obj permission { tag } } } }`;
    return (await sandbox.api(people.owner, query)).data.objectPermissionGrants.nodes;
  };
  const before = await grants();
  await signIn(people.admin, await memberPath(sandbox, "Terry Whitfield", "granular-access"));
  await page.getByRole("button", { name: "Revoke: View Integration" }).click();
  const revoke = page.getByRole("dialog").getByRole("button", { name: "Revoke" });
  await expect(revoke).toBeVisible();
  await sandbox.post("/sandbox/people", { email: people.admin, role: "Guest" });
  await revoke.click();
  await expect(page.getByText(refusal).first()).toBeVisible();
  expect(await grants()).toEqual(before);

  await sandbox.post("/sandbox/people", { email: people.admin, role: "Admin" });
  await page.reload();
  const { add, kind, object, permission, grant } = grantDialog(page);
  await add.click();
  await kind("Integration").click();
  await object("Pagerlight");
  await permission("View Integration").check();
  await sandbox.post("/sandbox/people", { email: people.admin, role: "Guest" });
  await grant.click();
  await expect(page.getByText(refusal).first()).toBeVisible();
  expect(await grants()).toEqual(before);
});

test("a locked control that is unlocked by hand does nothing", async ({ page, signIn }) => {
  const sent = record(page);
  await signIn(people.owner, "/settings/roles");
  await page.getByRole("button", { name: "View as Integrator" }).click();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers" }).click();
  const unlock = async (name: string | RegExp) => {
    const button = page.getByRole("main").getByRole("button", { name }).first();
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await button.evaluate((it) => it.removeAttribute("aria-disabled"));
    await button.click();
  };
  await expect(customersList(page).customer("FTL Rockets")).toBeVisible();
  await unlock("Add customer");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await customersList(page).customer("FTL Rockets").click();
  await page.getByRole("link", { name: "Details", exact: true }).click();
  await customerDetails(page).description.fill("Nobody saves this");
  await unlock("Save");
  await unlock("Delete customer");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(sent.filter((it) => /^\s*mutation/.test(it.postDataJSON().query))).toEqual([]);
});

test("mutations called past the controls, with the page's own token, change nothing", async ({ page, sandbox, signIn }) => {
  const before = await state(sandbox);
  const customer = (await findCustomer(sandbox, "FTL Rockets")).id;
  const [user, role, instance, integration] = [before.users.nodes[0].id, before.users.nodes[0].id, before.instances.nodes[0].id, before.integrations.nodes[0].id];
  const mutations = [
    `updateCustomer(input: { id: "${customer}", description: "Forced" })`,
    `deleteCustomer(input: { id: "${customer}" })`,
    `createCustomer(input: { name: "Forced" })`,
    `deleteUser(input: { id: "${user}" })`,
    `updateUser(input: { id: "${user}", name: "Forced" })`,
    `createOrganizationUser(input: { email: "forced@progix.io", role: "${role}" })`,
    `updateInstance(input: { id: "${instance}", enabled: false })`,
    `deleteInstance(input: { id: "${instance}" })`,
    `publishIntegration(input: { id: "${integration}" })`,
    `updateIntegrationVersionAvailability(input: { id: "${integration}", available: false })`,
    `importIntegration(input: { definition: "name: Forced" })`,
  ];
  for (const who of ["guest", "thirdParty", "customerMember"] as const) {
    const sent = record(page);
    await page.context().clearCookies();
    await signIn(people[who], "/dashboard");
    const authorization = (await sent.at(-1)!.allHeaders())["authorization"]!;
    for (const mutation of mutations) {
      const answer = await page.evaluate(
        async ({ query, authorization }) => {
          const headers = { "content-type": "application/json", authorization };
          return (await fetch("/api", { method: "POST", headers, body: JSON.stringify({ query }) })).json();
        },
        { query: `mutation { ${mutation} { errors { messages } } }`, authorization },
      );
      expect(answer.errors?.[0]?.message, `${who}: ${mutation}`).toMatch(/^(Permission denied|Record not found)$/);
    }
  }
  expect(await state(sandbox)).toEqual(before);
});
