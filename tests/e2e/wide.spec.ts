// Five hundred settings on twenty pages: only those of the open page are there, and all of them arrive.
import { expect, people, test, type Sandbox } from "./fixtures.ts";
import { findCustomer } from "./helpers.ts";
import { publish, stored } from "./wizard.ts";
import { key, pages, perPage, wideDefinition } from "./bench/wide.mjs";

async function wideInstance(sandbox: Sandbox): Promise<string> {
  const integration = await publish(sandbox, wideDefinition());
  const { id: customer } = await findCustomer(sandbox, "FTL Rockets");
  const query = `mutation C($customer: ID!, $integration: ID!) {
    createInstance(input: { customer: $customer, integration: $integration, name: "Wide" }) { instance { id } } }`;
  return (await sandbox.api(people.owner, query, { customer, integration })).data.createInstance.instance.id;
}

test("only the open page is in the document, and what is typed on one stays when it is left", async ({ page, sandbox, signIn }) => {
  const id = await wideInstance(sandbox);
  await signIn(people.integrator, `/configure-instance/${encodeURIComponent(id)}`);
  const field = (of: number, place: number) => page.getByRole("textbox", { name: key(of, place), exact: true });
  await expect(field(1, 1)).toBeVisible();
  const fields = page.locator("main form :is(input, select, textarea):not([type=hidden])");
  const count = await fields.count();
  expect(count).toBeGreaterThanOrEqual(perPage);
  // A yes or no may take two controls, and no field more.
  expect(count).toBeLessThanOrEqual(perPage * 2);
  await field(1, 1).fill("Typed on the first page");
  const steps = page.getByRole("navigation", { name: "Pages of settings" }).getByRole("button");
  await expect(steps).toHaveCount(pages);
  await steps.nth(pages - 1).click();
  await expect(field(pages, 1)).toBeVisible();
  await expect(field(1, 1)).toHaveCount(0);
  expect(await fields.count()).toBeLessThanOrEqual(perPage * 2);
  await steps.nth(0).click();
  await expect(field(1, 1)).toHaveValue("Typed on the first page");
  expect((await stored(sandbox, id)).name).toBe("Wide");
});
