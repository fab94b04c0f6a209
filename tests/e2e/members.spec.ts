// Team members: for those who manage people, and nobody else.
import { expect, people, test } from "./fixtures.ts";
import { operationOf, operations, record } from "./helpers.ts";

for (const who of ["owner", "admin"] as const) {
  test(`${who} sees everybody with address and role`, async ({ page, signIn }) => {
    await signIn(people[who], "/settings/users");
    const table = page.getByRole("table");
    await expect(table.getByRole("row", { name: /James Patton.*james\.patton@progix\.io.*Owner/ })).toBeVisible();
    await expect(table.getByRole("row", { name: /Terry Whitfield.*Third-Party/ })).toBeVisible();
    await expect(table.getByRole("row")).toHaveCount(7);
    await expect(table.getByText("lisa.nguyen@ftl-rockets.com")).toHaveCount(0);
  });
}

test("people are found by a part of their name", async ({ page, signIn }) => {
  await signIn(people.owner, "/settings/users");
  await page.getByRole("searchbox", { name: "Search team members" }).fill("john");
  await expect(page.getByRole("row", { name: /Samantha Johnson/ })).toBeVisible();
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(2);
  await page.reload();
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(2);
});

test("people are found by their address", async ({ page, signIn }) => {
  await signIn(people.admin, "/settings/users");
  await page.getByRole("button", { name: /^Filter/ }).click();
  await page.getByRole("textbox", { name: "Email contains" }).fill("acme-erp");
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("row", { name: /Terry Whitfield/ })).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(7);
});

for (const who of ["integrator", "guest", "manager", "thirdParty", "customerAdmin", "customerMember"] as const) {
  test(`${who} is refused, and nothing protected is asked for`, async ({ page, signIn }) => {
    const sent = record(page);
    await signIn(people[who], "/settings/users");
    await expect(page.getByText("You do not have permission to view this page")).toBeVisible();
    await expect(page.getByRole("table")).toHaveCount(0);
    expect(sent.map(operationOf)).toEqual([operations.viewer]);
  });
}
