// Two competing vendors: each finds what was shared with them, and nothing tells either that the other exists.
import { expect, people, test, type Page, type Sandbox } from "./fixtures.ts";
import { findCustomer, operationOf, record } from "./helpers.ts";

interface Vendor {
  email: string;
  integration: string;
  customer: string;
  instance: string;
}

const acme: Vendor = { email: people.thirdParty, integration: "Acme ERP Order Sync", customer: "FTL Rockets", instance: "Northdesk: Launch desk" };
const rival: Vendor = { email: "rita@rival.example", integration: "Parcelo", customer: "Kepler Freight", instance: "Rival's own" };

/** Adds the second vendor, and grants each an integration and a customer with its instances. */
async function prepare(sandbox: Sandbox) {
  const { data } = await sandbox.api(
    people.owner,
    `{ organizationRoles { id name } permissions(first: 100) { nodes { id tag } } integrations(first: 100) { nodes { id name } }
      users(customer_Isnull: true, first: 100) { nodes { id email } } }`,
  );
  const role = data.organizationRoles.find((it: { name: string }) => it.name === "Third-Party").id;
  const added = await sandbox.api(
    people.owner,
    "mutation Add($role: ID!, $email: String!) { createOrganizationUser(input: { name: \"Rita Rival\", email: $email, role: $role }) { user { id email } } }",
    { role, email: rival.email },
  );
  const users = [...data.users.nodes, added.data.createOrganizationUser.user];
  const kepler = (await findCustomer(sandbox, rival.customer)).id;
  const parcelo = data.integrations.nodes.find((it: { name: string }) => it.name === rival.integration).id;
  const made = await sandbox.api(
    people.owner,
    "mutation Make($customer: ID!, $integration: ID!, $name: String!) { createInstance(input: { customer: $customer, integration: $integration, name: $name }) { instance { id } errors { messages } } }",
    { customer: kepler, integration: parcelo, name: rival.instance },
  );
  expect(made.data.createInstance.errors).toEqual([]);
  for (const vendor of [acme, rival]) {
    const user = users.find((it: { email: string }) => it.email === vendor.email).id;
    const customer = (await findCustomer(sandbox, vendor.customer)).id;
    const integration = data.integrations.nodes.find((it: { name: string }) => it.name === vendor.integration).id;
    const granted = [
      [integration, "integration_view"],
      [integration, "integration_edit"],
      [customer, "customer_manage"],
      [customer, "customer_view_users"],
      [customer, "customer_view_instances"],
    ];
    for (const [object, tag] of granted) {
      const permission = data.permissions.nodes.find((it: { tag: string }) => it.tag === tag).id;
      const answer = await sandbox.api(
        people.owner,
        `mutation Grant($user: ID!, $object: ID!, $permission: ID!) {
          administerObjectPermission(input: { id: $user, object: $object, permission: $permission, grant: true }) { errors { messages } } }`,
        { user, object, permission },
      );
      expect(answer.data.administerObjectPermission.errors).toEqual([]);
    }
  }
}

/** Direct links to what somebody else was granted. */
async function linksTo(sandbox: Sandbox, vendor: Vendor): Promise<string[]> {
  const { data } = await sandbox.api(
    people.owner,
    "query Find($integration: String!, $instance: String!) { integrations(name: $integration) { nodes { id } } instances(name: $instance) { nodes { id } } }",
    { integration: vendor.integration, instance: vendor.instance },
  );
  const customer = encodeURIComponent((await findCustomer(sandbox, vendor.customer)).id);
  const [integration, instance] = [data.integrations, data.instances].map((it) => encodeURIComponent(it.nodes[0].id));
  return [
    `/integrations/${integration}/summary`,
    `/customers/${customer}/summary`,
    `/customers/${customer}/users`,
    `/instances/${instance}/summary`,
  ];
}

const table = (page: Page, name: string) => page.getByRole("table", { name }).getByRole("link");

for (const [own, other] of [[acme, rival], [rival, acme]] as const) {
  test(`${own.email} finds nothing of ${other.email}`, async ({ page, sandbox, signIn }) => {
    test.slow();
    await prepare(sandbox);
    await signIn(own.email, "/integrations");
    // Beside their own, those that the instances of their customer are of.
    await expect(table(page, "Integrations").filter({ hasText: own.integration })).toHaveCount(1);
    await expect(table(page, "Integrations").filter({ hasText: other.integration })).toHaveCount(0);
    await page.getByRole("searchbox", { name: "Search integrations" }).fill(other.integration);
    await expect(page.getByText("No results")).toBeVisible();

    await page.goto("/customers");
    await expect(table(page, "Customers")).toHaveText([own.customer]);
    await page.getByRole("searchbox", { name: "Search customers" }).fill(other.customer);
    await expect(page.getByText("No results")).toBeVisible();
    await page.goto("/customers");
    await page.getByRole("button", { name: /^Filter/ }).click();
    const mine: string[] = (await findCustomer(sandbox, own.customer)).labels;
    // The first stands for all labels.
    const labels = page.getByRole("combobox", { name: "Label is" }).locator("option:not(:first-child)");
    await expect(labels).toHaveText([...mine].sort());

    await page.goto("/instances");
    await expect(page.getByRole("table", { name: "Instances" })).toContainText(own.instance);
    await expect(page.getByRole("table", { name: "Instances" }).getByText(other.customer)).toHaveCount(0);
    await page.getByRole("searchbox", { name: "Search instances" }).fill(other.instance);
    await expect(page.getByText("No results")).toBeVisible();

    await page.keyboard.press("Control+k");
    const finder = page.getByRole("dialog", { name: "Find anything" });
    for (const name of [other.integration, other.customer]) {
      await finder.getByRole("searchbox").fill(name);
      await expect(finder.getByText(`Nothing is called “${name}”.`)).toBeVisible();
    }

    // What is another's looks as what never was, and as much is asked before that is known: neither tells by its time.
    const nothing = (type: string) => encodeURIComponent(Buffer.from(`${type}:00000000-0000-4000-8000-000000000000`).toString("base64"));
    const never = [
      `/integrations/${nothing("Integration")}/summary`,
      `/customers/${nothing("Customer")}/summary`,
      `/customers/${nothing("Customer")}/users`,
      `/instances/${nothing("Instance")}/summary`,
    ];
    const said = new Set<string>();
    const sent = record(page);
    const asked = async (path: string) => {
      const id = decodeURIComponent(path.split("/")[2]);
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1, name: "Not found" }), path).toBeVisible();
      said.add(await page.getByRole("main").innerText());
      return sent.filter((it) => it.postData()?.includes(id)).map(operationOf).sort();
    };
    const others = await linksTo(sandbox, other);
    for (const [at, path] of never.entries()) {
      const before = await asked(path);
      expect(before, path).not.toEqual([]);
      sent.length = 0;
      expect(await asked(others[at]), path).toEqual(before);
      sent.length = 0;
    }
    expect([...said]).toHaveLength(1);
    for (const path of await linksTo(sandbox, own)) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }), path).toHaveText(new RegExp(`${own.integration}|${own.customer}|${own.instance}`));
    }
  });
}

test("a name that is taken by a customer who was not shared is refused without naming anybody", async ({ sandbox }) => {
  await prepare(sandbox);
  const { id } = await findCustomer(sandbox, acme.customer);
  const rename = async (input: string) => {
    const answer = await sandbox.api(acme.email, `mutation Guess { updateCustomer(input: { id: "${id}", ${input} }) { errors { field messages } } }`);
    return JSON.stringify(answer);
  };
  const hidden = await findCustomer(sandbox, "Smith Rocket Company");
  for (const input of [`name: "${hidden.name}"`, `externalId: "${hidden.externalId}"`]) {
    expect(await rename(input), input).not.toMatch(/already exists|Smith|abc-123/);
  }
  expect((await findCustomer(sandbox, acme.customer)).id).toBe(id);
});
