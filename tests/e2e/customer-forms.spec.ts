// Adding a customer and changing one: what is checked, what is kept, and what is sent.
import { expect, people, test } from "./fixtures.ts";
import {
  addDialog,
  answerLeaving,
  customerDetails,
  customersList,
  detailsPath,
  findCustomer,
  loseNewCustomer,
  operationOf,
  operations,
  wouldAsk,
  writes,
} from "./helpers.ts";

test.describe("adding a customer", () => {
  test("saves what was typed and opens the new customer", async ({ page, sandbox, signIn }) => {
    await signIn(people.owner, "/customers");
    await customersList(page).add.click();
    const { dialog, name, externalId, description, submit } = addDialog(page);
    await name.fill("Selene Landers");
    await externalId.fill("selene-1");
    await description.fill("Soft landings");
    await submit.click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Selene Landers/);
    expect(await findCustomer(sandbox, "Selene Landers")).toMatchObject({ externalId: "selene-1", description: "Soft landings" });
  });

  test("says what a customer who uses the embedded marketplace needs", async ({ page, signIn }) => {
    await signIn(people.owner, "/customers");
    await customersList(page).add.click();
    const { dialog } = addDialog(page);
    await expect(dialog.getByText(/embedded marketplace, give it an external ID and add no users/)).toBeVisible();
    await expect(dialog.getByText(/Shared webhook triggers route by it/)).toBeVisible();
  });

  test("needs a name", async ({ page, sandbox, signIn }) => {
    await signIn(people.owner, "/customers");
    await customersList(page).add.click();
    const { name, submit } = addDialog(page);
    await submit.click();
    await expect(name).toHaveAttribute("aria-invalid", "true");
    await expect(name).toBeFocused();
    expect(await writes(sandbox, "createCustomer")).toEqual([]);
    await name.fill("Selene");
    await expect(name).not.toHaveAttribute("aria-invalid", "true");
  });

  test("says beside the field that a name or an external ID is taken, and keeps the rest", async ({ page, signIn }) => {
    await signIn(people.owner, "/customers");
    await customersList(page).add.click();
    const { name, externalId, description, submit } = addDialog(page);
    await name.fill("FTL Rockets");
    await externalId.fill("new-1");
    await description.fill("Kept");
    await submit.click();
    await expect(name).toHaveAccessibleDescription(/already exists/);
    await expect(description).toHaveValue("Kept");

    await name.fill("Selene Landers");
    await externalId.fill("ftl-0007");
    await submit.click();
    await expect(externalId).toHaveAccessibleDescription(/already exists/);
    await expect(name).toHaveValue("Selene Landers");
    await expect(name).not.toHaveAttribute("aria-invalid", "true");
  });

  test("keeps everything when the server cannot be reached", async ({ page, sandbox, signIn }) => {
    await signIn(people.owner, "/customers");
    await customersList(page).add.click();
    const { dialog, name, description, submit } = addDialog(page);
    await name.fill("Selene Landers");
    await description.fill("Kept");
    await sandbox.post("/sandbox/faults", [{ operation: operations.createCustomer, kind: "status", status: 503, times: 1 }]);
    await submit.click();
    await expect(dialog.getByRole("alert")).toBeVisible();
    await expect(name).toHaveValue("Selene Landers");
    await expect(description).toHaveValue("Kept");
    await submit.click();
    await expect(dialog).toHaveCount(0);
    expect(await writes(sandbox, "createCustomer")).toHaveLength(1);
  });

  test("sends one request however often it is pressed", async ({ page, sandbox, signIn }) => {
    await signIn(people.owner, "/customers");
    await customersList(page).add.click();
    const { dialog, name, submit } = addDialog(page);
    let go = () => {};
    const pressed = new Promise<void>((done) => (go = done));
    await page.route("**/api", async (route) => {
      if (operationOf(route.request()) === operations.createCustomer) await pressed;
      await route.continue();
    });
    await name.fill("Selene Landers");
    for (let time = 0; time < 5; time++) await name.press("Enter");
    await submit.dblclick({ noWaitAfter: true });
    go();
    await expect(dialog).toHaveCount(0);
    expect(await writes(sandbox, "createCustomer")).toHaveLength(1);
  });

  test("a creation whose answer is lost ends with one customer", async ({ page, sandbox, signIn }) => {
    await page.clock.install();
    await signIn(people.owner, "/customers");
    await customersList(page).add.click();
    const { name, description, submit } = addDialog(page);
    await name.fill("Selene Landers");
    await description.fill("Lands softly");
    await sandbox.post("/sandbox/faults", [{ operation: operations.createCustomer, kind: "commit-then-hang", times: 1 }]);
    await submit.click();
    await expect.poll(() => writes(sandbox, "createCustomer")).toHaveLength(1);
    await page.clock.fastForward(31_000);
    await expect(page.getByRole("heading", { level: 1, name: "Selene Landers" })).toBeVisible();
    expect(await writes(sandbox, "createCustomer")).toHaveLength(1);
  });

  test("a creation whose answer is lost with the network ends with one customer, and with what was typed since", async ({ page, sandbox, signIn }) => {
    await signIn(people.owner, "/customers");
    await customersList(page).add.click();
    const { dialog, name, description, submit } = addDialog(page);
    await name.fill("Selene Landers");
    await loseNewCustomer(sandbox);
    await submit.click();
    await expect(dialog.getByRole("alert")).toBeVisible();
    await description.fill("Lands softly");
    await submit.click();
    await expect(page.getByRole("heading", { level: 1, name: "Selene Landers" })).toBeVisible();
    expect(await writes(sandbox, "createCustomer")).toHaveLength(1);
    expect(await findCustomer(sandbox, "Selene Landers")).toMatchObject({ description: "Lands softly" });
  });

  test("a creation whose answer is lost ends with one customer, even over a reload", async ({ page, sandbox, signIn }) => {
    await signIn(people.owner, "/customers");
    await customersList(page).add.click();
    const { dialog, name, description, submit } = addDialog(page);
    await name.fill("Selene Landers");
    await loseNewCustomer(sandbox);
    await submit.click();
    await expect(dialog.getByRole("alert")).toBeVisible();
    answerLeaving(page);
    await page.reload();
    await expect(name).toHaveValue("Selene Landers");
    await description.fill("Lands softly");
    await submit.click();
    await expect(page.getByRole("heading", { level: 1, name: "Selene Landers" })).toBeVisible();
    expect(await writes(sandbox, "createCustomer")).toHaveLength(1);
    expect(await findCustomer(sandbox, "Selene Landers")).toMatchObject({ description: "Lands softly" });
  });

  test("asks before it throws away what was typed", async ({ page, signIn }) => {
    await signIn(people.owner, "/customers");
    await customersList(page).add.click();
    const { dialog, name } = addDialog(page);
    await name.fill("Selene");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Keep editing" }).click();
    await expect(name).toHaveValue("Selene");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Discard" }).click();
    await expect(dialog).toHaveCount(0);
  });
});

test.describe("changing a customer", () => {
  test("saves name, external ID, description and labels", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.manager, detailsPath(id));
    const details = customerDetails(page);
    await details.name.fill("Mission 10");
    await details.externalId.fill("m10");
    await details.description.fill("Ten people,\ntwo launches a year");
    for (const label of ["Crewed", "CREWED", " Paid "]) {
      await details.labels.fill(label);
      await details.labels.press("Enter");
    }
    await details.removeLabel("trial").click();
    await expect(details.unsaved).toBeVisible();
    await details.save.click();
    await expect(details.unsaved).toBeHidden();
    await expect(details.title).toContainText("Mission 10");
    expect(await findCustomer(sandbox, "Mission 10")).toMatchObject({
      externalId: "m10",
      description: "Ten people,\ntwo launches a year",
      labels: ["crewed", "paid"],
    });
    expect(await writes(sandbox, "updateCustomer")).toHaveLength(1);
  });

  test("a label may begin like another one", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.owner, detailsPath(id));
    const details = customerDetails(page);
    await details.labels.pressSequentially("paid twice");
    await details.labels.press("Enter");
    await expect(details.removeLabel("paid twice")).toBeVisible();
    await expect(details.removeLabel("paid")).toHaveCount(0);
  });

  test("sends only what changed", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.owner, detailsPath(id));
    const details = customerDetails(page);
    await details.description.fill("Only this");
    await sandbox.api(people.owner, `mutation Elsewhere($input: UpdateCustomerInput!) { updateCustomer(input: $input) { errors { field } } }`, {
      input: { id, externalId: "changed-elsewhere" },
    });
    await details.save.click();
    await expect(details.unsaved).toBeHidden();
    expect(await findCustomer(sandbox, "Mission 9")).toMatchObject({ description: "Only this", externalId: "changed-elsewhere" });
  });

  test("what is emptied is empty", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.owner, detailsPath(id));
    const details = customerDetails(page);
    await details.externalId.fill("");
    await details.description.fill("");
    await details.removeLabel("trial").click();
    await details.save.click();
    await expect(details.unsaved).toBeHidden();
    expect(await findCustomer(sandbox, "Mission 9")).toMatchObject({ description: "", externalId: null, labels: [] });
  });

  test("says beside the field what the server refuses, and keeps everything", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.owner, detailsPath(id));
    const details = customerDetails(page);
    await details.externalId.fill("ftl-0007");
    await details.description.fill("Kept");
    await details.save.click();
    await expect(details.externalId).toHaveAccessibleDescription(/already exists/);
    await expect(details.description).toHaveValue("Kept");
    await details.externalId.fill("m-9");
    await details.save.click();
    await expect(details.unsaved).toBeHidden();
  });

  test("shows both versions when somebody else changed the same, and lets the person choose", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.owner, detailsPath(id));
    const details = customerDetails(page);
    await details.description.fill("Mine");
    await details.externalId.fill("mine-9");
    const elsewhere = (input: string) =>
      sandbox.api(people.admin, `mutation Other { updateCustomer(input: { id: "${id}", ${input} }) { errors { field messages } } }`);
    await elsewhere(`description: "Theirs", externalId: "theirs-9", labels: ["theirs"]`);
    await details.save.click();
    const dialog = page.getByRole("dialog", { name: "Somebody else changed this meanwhile" });
    await expect(dialog.getByRole("group")).toHaveCount(2);
    await dialog.getByRole("button", { name: "Keep editing" }).click();
    await expect(details.description).toHaveValue("Mine");
    expect(await findCustomer(sandbox, "Mission 9")).toMatchObject({ description: "Theirs", externalId: "theirs-9" });
    await details.save.click();
    await dialog.getByRole("group", { name: "External ID" }).getByRole("radio", { name: /^Theirs/ }).check();
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(details.unsaved).toBeHidden();
    await expect(details.externalId).toHaveValue("theirs-9");
    await expect(details.removeLabel("theirs")).toBeVisible();
    expect(await findCustomer(sandbox, "Mission 9")).toMatchObject({ description: "Mine", externalId: "theirs-9", labels: ["theirs"] });
  });

  test("keeps what somebody else changed in other fields without a question", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.owner, detailsPath(id));
    const details = customerDetails(page);
    await details.description.fill("Mine");
    await sandbox.api(people.admin, `mutation Other { updateCustomer(input: { id: "${id}", externalId: "theirs-9" }) { errors { field } } }`);
    await details.save.click();
    await expect(details.unsaved).toBeHidden();
    await expect(details.externalId).toHaveValue("theirs-9");
    expect(await findCustomer(sandbox, "Mission 9")).toMatchObject({ description: "Mine", externalId: "theirs-9" });
  });

  test("discards what was typed", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.owner, detailsPath(id));
    const details = customerDetails(page);
    await details.name.fill("Other");
    await details.discard.click();
    await expect(details.name).toHaveValue("Mission 9");
    await expect(details.unsaved).toBeHidden();
    expect(await writes(sandbox, "updateCustomer")).toEqual([]);
  });

  test("asks before an unsaved change is left by a link or the way back", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.owner, "/customers?q=mission");
    await customersList(page).customer("Mission 9").click();
    await page.getByRole("link", { name: "Details", exact: true }).click();
    const details = customerDetails(page);
    await details.description.fill("Not saved yet");

    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Dashboard" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Keep editing" }).click();
    await expect(details.description).toHaveValue("Not saved yet");
    await expect(page).toHaveURL(detailsUrl(id));

    await page.evaluate(() => history.back());
    await page.getByRole("dialog").getByRole("button", { name: "Keep editing" }).click();
    await expect(page).toHaveURL(detailsUrl(id));
    await expect(details.description).toHaveValue("Not saved yet");

    await page.evaluate(() => history.back());
    await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
    await expect(page).toHaveURL(/\/summary$/);
    expect(await writes(sandbox, "updateCustomer")).toEqual([]);
  });

  test("asks before a tab with an unsaved change is closed, and only then", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.owner, detailsPath(id));
    const details = customerDetails(page);
    await details.description.fill("Not saved yet");
    await expect(details.unsaved).toBeVisible();
    expect(await wouldAsk(page)).toBe(true);
    await details.discard.click();
    await expect(details.unsaved).toHaveCount(0);
    expect(await wouldAsk(page)).toBe(false);

    await details.description.fill("Not saved either");
    await expect(details.unsaved).toBeVisible();
    const leaving = answerLeaving(page);
    await page.reload();
    expect(leaving.asked).toBe(true);
  });

  test("an unsaved change is there again after a reload", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.owner, detailsPath(id));
    const details = customerDetails(page);
    await details.description.fill("Typed before the reload");
    await details.labels.fill("crewed");
    await details.labels.press("Enter");
    await expect(details.unsaved).toBeVisible();
    answerLeaving(page);
    await page.reload();
    await expect(details.description).toHaveValue("Typed before the reload");
    await expect(details.removeLabel("crewed")).toBeVisible();
    await expect(details.unsaved).toBeVisible();
    await details.discard.click();
    await expect(details.description).toHaveValue("Nine people, one launch a year");
    await page.reload();
    await expect(details.description).toHaveValue("Nine people, one launch a year");
  });

  test("keeps the text and can be tried again when the network breaks while saving", async ({ page, context, sandbox, signIn }) => {
    test.slow();
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.owner, detailsPath(id));
    const details = customerDetails(page);
    await details.description.fill("Typed before the cut");
    await context.setOffline(true);
    await details.save.click();
    await expect(page.getByRole("alert").filter({ hasText: /reached/ })).toBeVisible({ timeout: 20_000 });
    await expect(details.description).toHaveValue("Typed before the cut");
    await context.setOffline(false);
    await details.save.click();
    await expect(details.unsaved).toBeHidden();
    expect(await writes(sandbox, "updateCustomer")).toHaveLength(1);
    expect(await findCustomer(sandbox, "Mission 9")).toMatchObject({ description: "Typed before the cut" });
  });

  test("sends one request however often Save is pressed", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.owner, detailsPath(id));
    const details = customerDetails(page);
    await sandbox.post("/sandbox/faults", [{ operation: operations.updateCustomer, kind: "delay", ms: 400 }]);
    await details.description.fill("Once");
    await details.save.dblclick();
    for (let time = 0; time < 5; time++) await page.keyboard.press("Enter");
    await expect(details.unsaved).toBeHidden();
    expect(await writes(sandbox, "updateCustomer")).toHaveLength(1);
  });

  test("a star is kept", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.owner, detailsPath(id));
    const { star, title } = customerDetails(page);
    await expect(title).toBeVisible();
    await star.click();
    await expect(star).toHaveAttribute("aria-pressed", "true");
    await expect.poll(async () => (await findCustomer(sandbox, "Mission 9")).starred).toBe(true);
  });

  test("a star that cannot be kept falls back", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.owner, detailsPath(id));
    const { star } = customerDetails(page);
    await expect(star).toBeVisible();
    await sandbox.post("/sandbox/faults", [{ operation: "*", kind: "error" }]);
    await star.click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(star).toHaveAttribute("aria-pressed", "false");
  });

  test("a guest reads everything and can change nothing", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "FTL Rockets");
    await signIn(people.guest, detailsPath(id));
    const main = page.getByRole("main");
    await expect(main.getByRole("heading", { level: 1 })).toContainText("FTL Rockets");
    await expect(main.getByText("Faster-Than-Light Rocket Inc")).toBeVisible();
    await expect(main.getByText("enterprise")).toBeVisible();
    await expect(main.getByRole("textbox")).toHaveCount(0);
    await expect(customerDetails(page).save).toHaveCount(0);
  });

  test("a customer that is not there looks the same whatever the reason", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "Mission 9");
    const uuid = Buffer.from(id, "base64").toString().split(":")[1];
    const encode = (text: string) => Buffer.from(text).toString("base64");
    const wrong = [encode("Customer:00000000-0000-4000-8000-000000000000"), encode(`Instance:${uuid}`), "not-an-id"];
    await signIn(people.guest, detailsPath(wrong[0]!));
    const main = page.getByRole("main");
    const said = new Set<string>();
    for (const id of wrong) {
      await page.goto(detailsPath(id));
      await expect(main).toContainText("This does not exist, or not for you.");
      await expect(main.getByRole("heading", { level: 1 })).toBeVisible();
      said.add(await main.innerText());
    }
    expect(said.size).toBe(1);
  });
});

function detailsUrl(id: string): RegExp {
  return new RegExp(`/customers/(${encodeURIComponent(id)}|${id.replace(/[+=/]/g, "\\$&")})/details$`);
}
