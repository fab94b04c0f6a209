// The end of a customer: what goes along, and what those see who still have the page open.
import { expect, people, test, type Page } from "./fixtures.ts";
import { addCustomer, attachments, customerDetails, customerPath, detailsPath, findCustomer, writes } from "./helpers.ts";

const deletion = (page: Page) => {
  const dialog = page.getByRole("dialog");
  return {
    open: page.getByRole("button", { name: "Delete customer" }),
    dialog,
    losses: dialog.getByRole("listitem"),
    name: dialog.getByRole("textbox", { name: "Confirmation text" }),
    confirm: dialog.getByRole("button", { name: "Remove customer" }),
  };
};

test("the numbers are real, the name may be pasted, and all of it goes", async ({ page, context, sandbox, signIn }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { id } = await findCustomer(sandbox, "FTL Rockets");
  await signIn(people.owner, detailsPath(id));
  const at = deletion(page);
  await at.open.click();
  await expect(at.losses).toHaveText(["Instances: 6", "Users: 2"]);
  await page.evaluate(() => navigator.clipboard.writeText("FTL Rockets"));
  await at.name.focus();
  await page.keyboard.press("ControlOrMeta+v");
  await expect(at.name).toHaveValue("FTL Rockets");
  await at.confirm.click();
  await expect(page).toHaveURL(/\/customers$/);
  const left = await sandbox.api(
    people.owner,
    `{ instances(first: 1, customer: "${id}") { totalCount }
       users(first: 1, customer: "${id}", includeMarketplaceUsers: true) { totalCount }
       customerConfigVariables(first: 1, customer: "${id}") { totalCount } }`,
  );
  expect(left.data).toEqual({
    instances: { totalCount: 0 },
    users: { totalCount: 0 },
    customerConfigVariables: { totalCount: 0 },
  });
});

test("a number that could not be counted says so and is counted again", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "details"));
  const at = deletion(page);
  await sandbox.post("/sandbox/faults", [{ operation: "CustomerUserCount", kind: "error", times: 1 }]);
  await at.open.click();
  await expect(at.losses).toHaveText(["Instances: 6", /^How many go with it could not be counted/]);
  await at.dialog.getByRole("button", { name: "Try again" }).click();
  await expect(at.losses).toHaveText(["Instances: 6", "Users: 2"]);
});

test("a deletion whose answer is lost is done when it is asked for again", async ({ page, sandbox, signIn }) => {
  const id = await addCustomer(sandbox, { name: "Short-Lived Rockets" });
  await signIn(people.owner, detailsPath(id));
  const at = deletion(page);
  await at.open.click();
  await at.name.fill("Short-Lived Rockets");
  await sandbox.post("/sandbox/faults", [{ operation: "DeleteCustomer", kind: "cut", times: 1 }]);
  await at.confirm.click();
  await expect(at.dialog.getByRole("alert")).toContainText("The server cannot be reached");
  await at.confirm.click();
  await expect(page).toHaveURL(/\/customers$/);
  await expect(page.getByText("Short-Lived Rockets was deleted")).toBeVisible();
  const done = (await writes(sandbox, "deleteCustomer")).filter((it) => it.outcome.data.deleteCustomer);
  expect(done).toHaveLength(1);
});

test("whoever changes, stars or adds to a customer that is gone meanwhile finds out", async ({ page, sandbox, signIn }) => {
  const gone = page.getByRole("main").getByText("This does not exist, or not for you.");
  const remove = (id: string) => sandbox.api(people.admin, `mutation Gone { deleteCustomer(input: { id: "${id}" }) { errors { messages } } }`);
  const saved = await addCustomer(sandbox, { name: "Gone While Typing" });
  await signIn(people.owner, detailsPath(saved));
  const { description, save, star } = customerDetails(page);
  await description.fill("Too late");
  await remove(saved);
  await save.click();
  await expect(gone).toBeVisible();
  await expect(save).toHaveCount(0);

  const starred = await addCustomer(sandbox, { name: "Gone Before The Star" });
  await page.goto(detailsPath(starred));
  await expect(description).toBeVisible();
  await remove(starred);
  await star.click();
  await expect(gone).toBeVisible();

  const peopled = await addCustomer(sandbox, { name: "Gone Before The Crew" });
  await page.goto(detailsPath(peopled).replace("details", "users"));
  await page.getByRole("button", { name: "Add user" }).click();
  const dialog = page.getByRole("dialog", { name: "Add user" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Ada");
  await dialog.getByRole("textbox", { name: "Email" }).fill("ada@gone.example");
  await dialog.getByRole("radio", { name: /^Member/ }).check();
  await remove(peopled);
  await dialog.getByRole("button", { name: "Add user" }).click();
  await expect(gone).toBeVisible();

  const filed = await addCustomer(sandbox, { name: "Gone Before The Files" });
  await page.goto(detailsPath(filed).replace("details", "attachments"));
  const files = attachments(page);
  await files.choose([{ name: "Contract.pdf", mimeType: "text/plain", buffer: Buffer.from("content") }]);
  await expect(files.download("Contract.pdf")).toBeVisible();
  await remove(filed);
  await files.choose([{ name: "Late.pdf", mimeType: "text/plain", buffer: Buffer.from("content") }]);
  await expect(page.getByRole("heading", { name: "Gone Before The Files" })).toHaveCount(0);
  await expect(gone).toBeVisible();

  const seen = await addCustomer(sandbox, { name: "Gone Before The Photo" });
  await page.goto(detailsPath(seen));
  await expect(description).toBeVisible();
  const photo = await page.screenshot();
  await remove(seen);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Upload a photo" }).click();
  await (await chooser).setFiles({ name: "photo.png", mimeType: "image/png", buffer: photo });
  await page.getByRole("button", { name: "Use this picture" }).click();
  await expect(gone).toBeVisible();
});
