// What the steps of a run came to: fetched on request, shown as what it is, and gone when it is gone.
import { expect, people, test, type Page } from "./fixtures.ts";
import { instancePath, operationOf, runFlow } from "./helpers.ts";

const desk = "Northdesk: Launch desk";

const parts = (page: Page) => {
  const run = page.getByRole("main").getByRole("region", { name: "Execution", exact: true });
  return {
    run,
    executions: page.getByRole("table", { name: "Executions" }),
    unfold: (step: string) => run.getByRole("button", { name: `Output of ${step}`, exact: true }),
    tree: (step: string) => run.getByRole("list", { name: `Output of ${step}`, exact: true }),
  };
};

/** An object of `data` and `contentType`, as MessagePack. */
function packed(data: Buffer | string, kind: string): Buffer {
  const text = (it: string) => Buffer.concat([Buffer.from([0xd9, Buffer.byteLength(it)]), Buffer.from(it)]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const body = typeof data === "string" ? text(data) : Buffer.concat([Buffer.from([0xc6]), size, data]);
  return Buffer.concat([Buffer.from([0x82]), text("data"), body, text("contentType"), text(kind)]);
}

/** Opens the newest run of the desk. */
async function openRun(page: Page) {
  await parts(page).executions.getByRole("link").first().click();
  await expect(parts(page).run.getByRole("status")).toHaveText("Succeeded");
}

test("the output of a step is unfolded, read, copied and saved", async ({ page, sandbox, context, signIn }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const payload = { subject: "The pad is wet", tags: ["rain", "pad 39A"], nested: { deep: { value: 7 } } };
  await runFlow(sandbox, desk, payload);
  const fetched: string[] = [];
  page.on("request", (it) => void (it.url().includes("/results/") && fetched.push(it.url())));
  await signIn(people.guest, await instancePath(sandbox, desk, "executions"));
  await openRun(page);
  const at = parts(page);
  expect(fetched, "nothing is fetched before somebody asks").toEqual([]);
  await at.unfold("Check the delivery").click();
  await expect(at.tree("Check the delivery").getByText('"The pad is wet"')).toBeVisible();
  await expect(at.tree("Check the delivery").getByText('"pad 39A"')).toBeVisible();
  expect(fetched).toHaveLength(1);
  // What is folded is not there.
  await expect(at.tree("Check the delivery").getByText("7", { exact: true })).toHaveCount(0);
  await at.tree("Check the delivery").getByText("deep").click();
  await expect(at.tree("Check the delivery").getByText("7", { exact: true })).toBeVisible();
  await at.run.getByRole("button", { name: "Copy the output of Check the delivery" }).click();
  await expect(page.getByText("Copied", { exact: false }).first()).toBeVisible();
  expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toEqual(payload);
  const saved = page.waitForEvent("download");
  await at.run.getByRole("button", { name: /^Download the output of Check the delivery/ }).click();
  expect((await saved).suggestedFilename()).toBe("Check-the-delivery.json");
  await at.unfold("Check the delivery").click();
  await expect(at.tree("Check the delivery")).toHaveCount(0);
});

test("what is no data is shown as what it is", async ({ page, sandbox, signIn }) => {
  await runFlow(sandbox, desk, { subject: "x" });
  let body = packed(Buffer.from("%PDF-1.7\n\xff", "latin1"), "application/pdf");
  await page.route("**/results/**", (route) => route.fulfill({ body, contentType: "application/msgpack" }));
  await signIn(people.guest, await instancePath(sandbox, desk, "executions"));
  await openRun(page);
  const at = parts(page);
  await at.unfold("Create the ticket").click();
  await expect(at.run.getByText("application/pdf, 10 B")).toBeVisible();
  const saved = page.waitForEvent("download");
  await at.run.getByRole("button", { name: /^Download/ }).click();
  expect((await saved).suggestedFilename()).toBe("Create-the-ticket.pdf");
  const pixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  for (const [next, shown] of [
    [packed("line one", "text/plain"), at.run.getByRole("region", { name: "Output of Create the ticket" })],
    [packed(pixel, "image/png"), at.run.getByRole("img", { name: "Output of Create the ticket" })],
    [Buffer.from([0x82]), at.run.getByText("The output of this step cannot be shown.")],
  ] as const) {
    body = next;
    await at.unfold("Create the ticket").click();
    await at.unfold("Create the ticket").click();
    await expect(shown).toBeVisible();
  }
});

test("an address that has expired is asked for anew; what is gone is said to be", async ({ page, sandbox, signIn }) => {
  await runFlow(sandbox, desk, { subject: "x" });
  let refusals = 1;
  await page.route("**/results/**", (route) => (refusals-- > 0 ? route.fulfill({ status: 403 }) : route.fallback()));
  await signIn(people.guest, await instancePath(sandbox, desk, "executions"));
  await openRun(page);
  const at = parts(page);
  const asked = page.waitForRequest((it) => operationOf(it) === "StepAddress");
  await at.unfold("Create the ticket").click();
  await asked;
  await expect(at.tree("Create the ticket")).toBeVisible();
  refusals = 9;
  await at.unfold("Check the delivery").click();
  await expect(at.run.getByText("The output of this step is not kept any longer.")).toBeVisible();
});

test("an output that cannot be fetched now can be asked for again", async ({ page, sandbox, signIn }) => {
  await runFlow(sandbox, desk, { subject: "x" });
  let broken = true;
  await page.route("**/results/**", (route) => (broken ? route.fulfill({ status: 503 }) : route.fallback()));
  await signIn(people.guest, await instancePath(sandbox, desk, "executions"));
  await openRun(page);
  const at = parts(page);
  await at.unfold("Create the ticket").click();
  await expect(at.run.getByRole("alert")).toBeVisible();
  broken = false;
  await at.run.getByRole("button", { name: "Try again" }).click();
  await expect(at.tree("Create the ticket")).toBeVisible();
});

test("what is not kept is not offered, and the runs after it say so", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await instancePath(sandbox, desk, "details"));
  await page.getByRole("checkbox", { name: "Keep outputs of steps" }).uncheck();
  await page.getByRole("checkbox", { name: "Keep log lines" }).uncheck();
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("checkbox", { name: "Keep log lines" })).not.toBeChecked();
  await runFlow(sandbox, desk, { subject: "x" });
  await page.goto(await instancePath(sandbox, desk, "executions"));
  await openRun(page);
  const at = parts(page);
  await expect(at.run.getByText("Outputs of steps are not kept for this instance.")).toBeVisible();
  await expect(at.run.getByText("Log lines are not kept for this instance.")).toBeVisible();
  await expect(at.unfold("Create the ticket")).toHaveCount(0);
});

test("a plan that keeps everything offers no choice, and those who look on read what is so", async ({ page, sandbox, signIn }) => {
  await page.route("**/api", async (route) => {
    if (operationOf(route.request()) !== "InstancePlan") return route.fallback();
    await route.fulfill({ json: { data: { organization: { allowDisablingInstanceOutputs: false } } } });
  });
  await signIn(people.integrator, await instancePath(sandbox, desk, "details"));
  await expect(page.getByText("What is kept of runs is settled by the organization's plan.")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Keep log lines" })).toHaveCount(0);
});

test("those who look on read what is kept, and change nothing", async ({ page, sandbox, signIn }) => {
  await signIn(people.guest, await instancePath(sandbox, desk, "details"));
  await expect(page.getByRole("definition").filter({ hasText: "Kept" }).first()).toBeVisible();
  await expect(page.getByRole("checkbox")).toHaveCount(0);
});
