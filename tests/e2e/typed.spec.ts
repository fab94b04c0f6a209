// What is typed is nobody else's to take: not a save's that is on its way, not another person's, not the way back's.
import { expect, people, test } from "./fixtures.ts";
import { addDialog, answerLeaving, customerDetails, customersList, detailsPath, findCustomer, holdBack, loseNewCustomer, operationOf, operations, writes } from "./helpers.ts";
import type { Page, Sandbox } from "./fixtures.ts";

const missionPath = async (sandbox: Sandbox) => detailsPath((await findCustomer(sandbox, "Mission 9")).id);

/** Types a description of Mission 9, which somebody else changes before the page is loaded anew. */
async function comeBack(page: Page, sandbox: Sandbox, input: string) {
  const details = customerDetails(page);
  await details.description.fill("Mine");
  await expect(details.unsaved).toBeVisible();
  const { id } = await findCustomer(sandbox, "Mission 9");
  const answer = await sandbox.api(people.admin, `mutation Other { updateCustomer(input: { id: "${id}", ${input} }) { errors { field messages } } }`);
  expect(answer.data.updateCustomer.errors).toEqual([]);
  await sandbox.remove("/sandbox/journal");
  answerLeaving(page);
  await page.reload();
  await expect(details.description).toHaveValue("Mine");
  return details;
}

test("what is typed while a save is on its way stays, and is saved with the next one", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await missionPath(sandbox));
  const details = customerDetails(page);
  const go = await holdBack(page, operations.updateCustomer);
  await details.description.fill("Sent first");
  const sent = page.waitForRequest((it) => operationOf(it) === operations.updateCustomer);
  await details.save.click();
  await sent;
  await details.description.fill("Sent first, and more");
  await details.externalId.fill("m9-new");
  go();
  await expect(page.getByRole("status").getByText("Saved")).toBeVisible();
  await expect(details.unsaved).toBeVisible();
  await expect(details.description).toHaveValue("Sent first, and more");
  expect(await findCustomer(sandbox, "Mission 9")).toMatchObject({ description: "Sent first" });
  await details.save.click();
  await expect(details.unsaved).toBeHidden();
  expect(await findCustomer(sandbox, "Mission 9")).toMatchObject({ description: "Sent first, and more", externalId: "m9-new" });
});

test("a form that comes back shows what others changed meanwhile, and overwrites none of it", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await missionPath(sandbox));
  const details = await comeBack(page, sandbox, 'externalId: "theirs"');
  await expect(details.externalId).toHaveValue("theirs");
  await details.save.click();
  await expect(details.unsaved).toBeHidden();
  expect(await findCustomer(sandbox, "Mission 9")).toMatchObject({ description: "Mine", externalId: "theirs" });
});

test("a form that comes back asks where somebody else changed the same meanwhile", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await missionPath(sandbox));
  const details = await comeBack(page, sandbox, 'description: "Theirs"');
  await details.save.click();
  const dialog = page.getByRole("dialog", { name: "Somebody else changed this meanwhile" });
  await expect(dialog.getByText("Theirs", { exact: true }).first()).toBeVisible();
  expect(await writes(sandbox, "updateCustomer")).toEqual([]);
  await dialog.getByRole("button", { name: "Keep editing" }).click();
  await details.discard.click();
  await expect(details.description).toHaveValue("Theirs");
  await expect(details.unsaved).toBeHidden();
});

test("the focus is in the page when the button that saved, or gave up, has gone", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await missionPath(sandbox));
  const details = customerDetails(page);
  for (const button of [details.discard, details.save]) {
    await details.description.fill("Typed");
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(details.unsaved).toBeHidden();
    await expect(details.title).toBeFocused();
  }
});

test("the way back out of a dialog asks, and leads there once what was typed is given up", async ({ page, signIn }) => {
  await signIn(people.owner, "/dashboard");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers" }).click();
  await customersList(page).add.click();
  const { dialog, name } = addDialog(page);
  await name.fill("Selene Landers");
  await page.evaluate(() => history.back());
  await dialog.getByRole("button", { name: "Keep editing" }).click();
  await expect(name).toHaveValue("Selene Landers");
  await expect(page).toHaveURL(/\/customers$/);
  // Who stayed and then gives up is led nowhere.
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(/\/customers$/);

  await customersList(page).add.click();
  await name.fill("Selene Landers");
  await page.evaluate(() => history.back());
  await dialog.getByRole("button", { name: "Discard" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
});

test("a customer that was given up is not what the next one becomes", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, "/customers");
  await customersList(page).add.click();
  const { dialog, name, submit, cancel } = addDialog(page);
  await name.fill("Selene Landers");
  await loseNewCustomer(sandbox);
  await submit.click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await cancel.click();
  await expect(dialog).toHaveCount(0);
  await customersList(page).add.click();
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await name.fill("Kestrel Orbit");
  await submit.click();
  await expect(page.getByRole("heading", { level: 1, name: "Kestrel Orbit" })).toBeVisible();
  expect(await findCustomer(sandbox, "Selene Landers")).toMatchObject({ name: "Selene Landers" });
  expect(await findCustomer(sandbox, "Kestrel Orbit")).toMatchObject({ name: "Kestrel Orbit" });
});
