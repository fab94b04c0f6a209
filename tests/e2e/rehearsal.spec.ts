// Rehearsals: the whole wizard with pretend connections, before anything real is touched. And the wizard of those who
// may only look.
import { expect, people, test } from "./fixtures.ts";
import { expectNoViolation, isApi, operationOf, record } from "./helpers.ts";
import { add, everyVariable, parts, publish, setValues, stored, wizard } from "./wizard.ts";

/** The mutations among what a page sent. */
const mutations = (sent: ReturnType<typeof record>) =>
  sent.filter((it) => isApi(it) && /^\s*mutation/.test((it.postDataJSON() as { query: string }).query)).map(operationOf);

for (const of of ["an integration", "an instance"]) {
  test(`the whole wizard of ${of} is rehearsed to its end, and nothing is sent that changes anything`, async ({ page, sandbox, signIn }) => {
    const integration = await publish(sandbox, everyVariable);
    const id = await add(sandbox, "FTL Rockets", "Countdown Relay");
    const home = of === "an instance" ? `/instances/${encodeURIComponent(id)}` : `/integrations/${encodeURIComponent(integration)}`;
    await signIn(people.integrator, home);
    const sent = record(page);
    await page.getByRole("link", { name: "Rehearse configuration" }).click();
    const at = parts(page);
    await expect(page.getByText("This is a rehearsal")).toBeVisible();
    await expect(page.getByText("Each page is saved when you continue.", { exact: false })).toHaveCount(0);
    await expect(at.close).toHaveCount(0);
    await at.next.click();
    await expect(at.heading).toHaveText("Your accounts");
    await expect(page.getByText("Pretended in this rehearsal")).toHaveCount(2);
    await expect(page.getByText("Whoever configures it is asked for:", { exact: false }).first()).toContainText("Password");
    await expect(page.getByText("Then the other system asks for consent, in a window of its own.")).toBeVisible();
    await expect(page.getByRole("textbox")).toHaveCount(0);
    await at.next.click();
    await at.next.click();
    await expect(page.getByText("This is needed.").first()).toBeVisible();
    await at.field("Pad").fill("39A");
    await at.field("First launch").fill("2026-12-01");
    await at.field("Window opens").fill("2026-12-01T10:00");
    await at.choice("Voice").selectOption("Calm");
    await page.getByRole("group", { name: "Channels" }).getByRole("textbox").fill("loop");
    await at.field("Key 1").fill("range");
    await at.field("Value 1").fill("eastern");
    await at.next.click();
    await expect(at.heading).toHaveText("How it is relayed");
    await expect(page.getByText("It is not asked in a rehearsal", { exact: false })).toHaveCount(2);
    await at.choice("Runs").selectOption("Never by itself");
    await at.next.click();
    await expect(at.heading).toHaveText("What it works on");
    await page.getByRole("button", { name: "Finish rehearsal" }).click();
    const end = page.getByRole("dialog", { name: "This is what would be deployed" });
    await expect(end).toContainText("Nothing was saved, deployed or sent to another system.");
    const change = (name: string) => end.locator("details.changes dl > div").filter({ hasText: name }).locator("dd").first();
    await expect(change("Pad")).toHaveText("39A");
    await expect(change("Relay key")).toHaveText("Pretended in this rehearsal");
    await expect(change("Folder")).toHaveText("Pretended in this rehearsal");
    await expectNoViolation(page);
    await end.getByRole("link", { name: "End rehearsal" }).click();
    await expect(page).toHaveURL(new RegExp(home.replace(/[+.]/g, "\\$&")));
    expect(mutations(sent)).toEqual([]);
    expect(await sandbox.get("/sandbox/journal")).toEqual([]);
    expect((await stored(sandbox, id)).values).toEqual({});
  });
}

test("a rehearsal touches no draft of the real wizard", async ({ page, sandbox, signIn }) => {
  await publish(sandbox, everyVariable);
  const id = await add(sandbox, "FTL Rockets", "Countdown Relay");
  await signIn(people.owner, wizard(id, 3));
  const at = parts(page);
  await at.field("Pad").fill("Typed for real");
  await page.reload();
  await expect(at.field("Pad")).toHaveValue("Typed for real");
  // Nothing asks: what is typed is kept.
  page.on("dialog", (it) => void it.accept());
  await page.goto(`/configure-instance/${encodeURIComponent(id)}?page=3&rehearse=true`);
  await expect(page.getByText("This is a rehearsal")).toBeVisible();
  await expect(at.field("Pad")).toHaveValue("");
  await at.field("Pad").fill("Only pretended");
  await page.goto(wizard(id, 3));
  await expect(at.field("Pad")).toHaveValue("Typed for real");
});

test("who may not configure finds no rehearsal, and is refused one by its address", async ({ page, sandbox, signIn }) => {
  const integration = await publish(sandbox, everyVariable);
  const id = await add(sandbox, "FTL Rockets", "Countdown Relay");
  await signIn(people.guest, `/instances/${encodeURIComponent(id)}`);
  await expect(page.getByRole("link", { name: "View configuration" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Rehearse configuration" })).toHaveCount(0);
  for (const address of [`${encodeURIComponent(id)}?rehearse=true`, `${encodeURIComponent(integration)}?rehearse=integration`]) {
    await page.goto(`/configure-instance/${address}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("No permission");
  }
});

test("who may only look sees every setting as it is, and nothing is asked or sent", async ({ page, sandbox, signIn }) => {
  await publish(sandbox, everyVariable);
  const id = await add(sandbox, "FTL Rockets", "Countdown Relay");
  await setValues(sandbox, id, [{ key: "Pad", value: "39A" }, { key: "Folder", value: "0ARange" }]);
  await signIn(people.customerMember, `/instances/${encodeURIComponent(id)}`);
  const sent = record(page);
  await expect(page.getByRole("link", { name: /onfigure$/ })).toHaveCount(0);
  await page.getByRole("link", { name: "View configuration" }).click();
  const at = parts(page);
  await expect(page.getByText("You can look, and change nothing")).toBeVisible();
  await at.next.click();
  await at.next.click();
  await expect(at.field("Pad")).toHaveValue("39A");
  await expect(at.field("Pad")).toBeDisabled();
  await at.next.click();
  await expect(at.choice("Folder")).toHaveValue("0ARange");
  await expect(at.choice("Folder")).toBeDisabled();
  await expectNoViolation(page);
  await at.next.click();
  for (const name of ["Save and close", "Finish and deploy", "Refresh"]) {
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  }
  await page.getByRole("link", { name: "Close" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New one");
  expect(mutations(sent)).toEqual([]);
});
