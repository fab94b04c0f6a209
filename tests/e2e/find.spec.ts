// Finding a thing from anywhere, by keyboard.
import { expect, people, test, type Page } from "./fixtures.ts";
import { memberPath } from "./helpers.ts";

const finder = (page: Page) => {
  const dialog = page.getByRole("dialog", { name: "Find anything" });
  return { dialog, text: dialog.getByRole("searchbox"), links: dialog.getByRole("link") };
};

test("a customer is found by external ID from any screen, without a mouse", async ({ page, signIn }) => {
  await signIn(people.manager, "/profile");
  await page.keyboard.press("Control+k");
  const { dialog, text } = finder(page);
  await expect(text).toBeFocused();
  await page.keyboard.insertText("abc-123");
  // Before the answer is there.
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Smith Rocket Company" })).toBeVisible();
  await expect(dialog).toHaveCount(0);
});

test("names are found too, and arrows move among them", async ({ page, signIn }) => {
  await signIn(people.owner, "/instances");
  await page.getByRole("button", { name: /^Find anything/ }).click();
  const { dialog, text, links } = finder(page);
  await text.fill("ledger");
  await expect(links.first()).toBeVisible();
  const count = await links.count();
  for (let at = 0; at < count; at++) {
    await page.keyboard.press("ArrowDown");
    await expect(links.nth(at)).toBeFocused();
  }
  for (let at = count - 1; at >= 0; at--) await page.keyboard.press("ArrowUp");
  await expect(text).toBeFocused();
  await expect(dialog.getByRole("heading", { name: "Integrations" })).toBeVisible();
  await text.fill("zeppelin under water");
  await expect(dialog.getByText("Nothing is called “zeppelin under water”.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("an external ID is matched whole, and its customer comes first", async ({ page, signIn }) => {
  await signIn(people.owner, "/dashboard");
  await page.keyboard.press("Control+k");
  const { dialog, text, links } = finder(page);
  await text.fill("abc-12");
  await expect(dialog.getByText(/^Nothing is called/)).toBeVisible();
  await text.fill("abc-123");
  await expect(links).toHaveText([/Smith Rocket Company\s*abc-123$/]);
  await expect(links).toHaveAttribute("href", /^\/customers\/.+\/summary$/);
});

test("a third party finds what was granted, and nothing else", async ({ page, signIn }) => {
  await signIn(people.thirdParty, "/dashboard");
  await page.keyboard.press("Control+k");
  const { text, links } = finder(page);
  await text.fill("e");
  await expect(links).toHaveText([/Acme ERP/]);
});

test("a customer's own people have no search of the organization", async ({ page, signIn }) => {
  await signIn(people.customerAdmin, "/dashboard");
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Company" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Find anything/ })).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("what a third party was given is found among many that it was not", async ({ page, sandbox, signIn }) => {
  // The last of many that the same text finds.
  const many = (await sandbox.api(people.owner, '{ customers(last: 1, isSystem: false, name_Icontains: "e") { totalCount nodes { id name } } }')).data.customers;
  expect(many.totalCount).toBeGreaterThan(20);
  const { id: object, name } = many.nodes[0];
  const { data } = await sandbox.api(people.owner, '{ permissions(first: 100) { nodes { id tag } } users(customer_Isnull: true) { nodes { id email } } }');
  const permission = data.permissions.nodes.find((it: any) => it.tag === "customer_view").id;
  const id = data.users.nodes.find((it: any) => it.email === people.thirdParty).id;
  await sandbox.api(people.owner, `mutation { administerObjectPermission(input: { id: "${id}", object: "${object}", permission: "${permission}", grant: true }) { errors { messages } } }`);
  await signIn(people.owner, await memberPath(sandbox, "Terry Whitfield", "permissions"));
  await page.getByRole("button", { name: "View as Terry Whitfield" }).click();
  await page.keyboard.press("Control+k");
  const { text, links } = finder(page);
  await text.fill("e");
  await expect(links).toHaveText([new RegExp(name), /Acme ERP/]);
});
