// A customer's people: those who sign in, those who arrive through a host product, and who may change them.
import { expect, people, test } from "./fixtures.ts";
import { addEmbeddedUser, answerLeaving, customerPath, findCustomer, memberDetails, personPath, writes } from "./helpers.ts";
import type { Sandbox } from "./fixtures.ts";

/** Changes a person as somebody else would. */
async function elsewhere(sandbox: Sandbox, path: string, input: string) {
  const id = decodeURIComponent(path.split("/").at(-1)!);
  const answer = await sandbox.api(people.admin, `mutation Other { updateUser(input: { id: "${id}", ${input} }) { errors { field messages } } }`);
  expect(answer.data.updateUser.errors).toEqual([]);
}

test("who arrives through a host product is listed by identifier, counted, and shown with the role they have", async ({ page, sandbox, signIn }) => {
  await addEmbeddedUser(sandbox, { sub: "host-4711", name: "Embedded Ada" });
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "summary"));
  await page.getByRole("link", { name: "3 Users", exact: true }).click();
  await expect(page.getByRole("row", { name: /Embedded Ada/ })).toContainText("host-4711");
  await page.getByRole("link", { name: "Embedded Ada" }).click();
  const main = page.getByRole("main");
  await expect(main.getByRole("radio", { checked: true })).toHaveCount(1);
  await expect(main.getByRole("radio", { checked: true })).toHaveAccessibleName(/^Marketplace/);
  await expect(main.getByText("User identifier", { exact: true })).toBeVisible();
  await expect(main.getByText("Email", { exact: true })).toHaveCount(0);
  await memberDetails(page).name.fill("Embedded Ada Byron");
  await memberDetails(page).save.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Embedded Ada Byron");

  await page.goto(await customerPath(sandbox, "FTL Rockets", "details"));
  await page.getByRole("button", { name: "Delete customer" }).click();
  await expect(page.getByRole("dialog").getByText("Users: 3")).toBeVisible();
});

test("a user who is added while more of the list is shown is there once, like everybody", async ({ page, sandbox, signIn }) => {
  const { id } = await findCustomer(sandbox, "FTL Rockets");
  const role = (await sandbox.api(people.owner, "{ customerRoles { id } }")).data.customerRoles[0].id;
  const fields = Array.from({ length: 110 }, (_, it) => {
    const number = String(it).padStart(3, "0");
    return `u${it}: createCustomerUser(input: { customer: "${id}", name: "Crew ${number}", email: "c${number}@ftl.example", role: "${role}" }) { errors { messages } }`;
  });
  for (let from = 0; from < fields.length; from += 55) {
    const answer = await sandbox.api(people.owner, `mutation Prepare { ${fields.slice(from, from + 55).join("\n")} }`);
    expect(answer.errors).toBeUndefined();
  }
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "users"));
  const names = page.getByRole("table", { name: "Users" }).getByRole("link");
  await expect(names).toHaveCount(100);
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(names).toHaveCount(112);
  await page.getByRole("button", { name: "Add user" }).click();
  const dialog = page.getByRole("dialog", { name: "Add user" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Ada Byron");
  await dialog.getByRole("textbox", { name: "Email" }).fill("ada@ftl-rockets.com");
  await dialog.getByRole("radio", { name: /^Member/ }).check();
  await dialog.getByRole("button", { name: "Add user" }).click();
  await expect(page.getByRole("link", { name: "Ada Byron" })).toHaveCount(1);
  await expect(names).toHaveCount(100);
  const shown = await names.allInnerTexts();
  expect(new Set(shown).size).toBe(shown.length);
});

test("both versions are shown when somebody else changed the same of a person", async ({ page, sandbox, signIn }) => {
  const path = await personPath(sandbox, "Omar Haddad");
  await signIn(people.manager, path);
  const { name, phone, role, save } = memberDetails(page);
  await name.fill("Omar H.");
  await role("Admin").check();
  await elsewhere(sandbox, path, 'name: "Omar Haddad Jr.", phone: "+16055551234"');
  await save.click();
  const dialog = page.getByRole("dialog", { name: "Somebody else changed this meanwhile" });
  await expect(dialog.getByRole("group")).toHaveCount(1);
  await expect(dialog.getByText("Omar Haddad Jr.")).toBeVisible();
  expect(await writes(sandbox, "updateUser")).toHaveLength(1);
  await dialog.getByRole("radio", { name: /^Theirs/ }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Omar Haddad Jr.");
  await expect(phone).toHaveValue("+16055551234");
  await expect(role("Admin")).toBeChecked();
  await expect(page.getByText("Unsaved changes")).toBeHidden();
});

test("what was typed about a person is there again after a reload", async ({ page, sandbox, signIn }) => {
  await signIn(people.manager, await personPath(sandbox, "Omar Haddad"));
  const { name } = memberDetails(page);
  await name.fill("Omar, typed before the reload");
  await expect(page.getByText("Unsaved changes")).toBeVisible();
  answerLeaving(page);
  await page.reload();
  await expect(name).toHaveValue("Omar, typed before the reload");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(name).toHaveValue("Omar Haddad");
});

test("an admin of the customer changes and deletes a user of theirs", async ({ page, sandbox, signIn }) => {
  await signIn(people.customerAdmin, await personPath(sandbox, "Omar Haddad"));
  const { name, role, save, remove } = memberDetails(page);
  await name.fill("Omar Haddad Jr.");
  await role("Admin").check();
  await save.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Omar Haddad Jr.");
  await remove.click();
  await page.getByRole("textbox", { name: "Confirmation text" }).fill("Omar Haddad Jr.");
  await page.getByRole("button", { name: "Remove user" }).click();
  await expect(page).toHaveURL(/\/users$/);
  await expect(page.getByRole("link", { name: "Lisa Nguyen" })).toBeVisible();
  await expect(page.getByRole("link", { name: /Omar/ })).toHaveCount(0);
});

test("a deletion whose answer is lost is done when it is asked for again", async ({ page, sandbox, signIn }) => {
  await signIn(people.manager, await personPath(sandbox, "Omar Haddad"));
  await memberDetails(page).remove.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Confirmation text" }).fill("Omar Haddad");
  await sandbox.post("/sandbox/faults", [{ operation: "DeleteUser", kind: "cut", times: 1 }]);
  await dialog.getByRole("button", { name: "Remove user" }).click();
  await expect(dialog.getByRole("alert")).toContainText("The server cannot be reached");
  await dialog.getByRole("button", { name: "Remove user" }).click();
  await expect(page).toHaveURL(/\/users$/);
  const done = (await writes(sandbox, "deleteUser")).filter((it) => it.outcome.data.deleteUser);
  expect(done).toHaveLength(1);
});
