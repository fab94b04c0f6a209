// The wizard on a bad day: the tab is killed at every field, the network goes at every step; and for people who use no
// mouse or read from right to left.
import { expect, people, test, type Page } from "./fixtures.ts";
import { expectNoViolation, sidewaysOverflow, writes } from "./helpers.ts";
import { add, everyVariable, parts, publish, setValues, stored, wizard } from "./wizard.ts";

/** Each field of the pages after the connections: how it is answered, and how it shows that it was. */
const fields: { page: number; name: string; answer(page: Page): Promise<unknown>; shows(page: Page): Promise<unknown> }[] = [
  ...[
    [3, "Pad", "39A “☂”"],
    [3, "Hold at", "-7.5"],
    [3, "First launch", "2026-12-24"],
    [3, "Window opens", "2026-12-24T18:30"],
    [4, "Template", '<a b="c">\n\t☂\n</a>'],
    [5, "Range", "Western"],
  ].map(([at, name, text]) => ({
    page: at as number,
    name: name as string,
    answer: (page: Page) => page.getByLabel(name as string, { exact: true }).fill(text as string),
    shows: (page: Page) => expect(page.getByLabel(name as string, { exact: true })).toHaveValue(text as string),
  })),
  ...[
    [3, "Call the range", "true"],
    [3, "Voice", "Firm"],
  ].map(([at, name, value]) => ({
    page: at as number,
    name: name as string,
    answer: (page: Page) => page.getByRole("combobox", { name: name as string, exact: true }).selectOption(value as string),
    shows: (page: Page) => expect(page.getByRole("combobox", { name: name as string, exact: true })).toHaveValue(value as string),
  })),
  {
    page: 3,
    name: "Channels",
    answer: (page) => page.getByRole("textbox", { name: "Channels 1", exact: true }).fill("loop \\ 1"),
    shows: (page) => expect(page.getByRole("textbox", { name: "Channels 1", exact: true })).toHaveValue("loop \\ 1"),
  },
  {
    page: 3,
    name: "Names of systems",
    answer: async (page) => {
      const group = page.getByRole("group", { name: "Names of systems", exact: true });
      await group.getByRole("textbox").first().fill("key");
      await group.getByRole("textbox").nth(1).fill("value");
    },
    shows: (page) => expect(page.getByRole("group", { name: "Names of systems", exact: true }).getByRole("textbox").nth(1)).toHaveValue("value"),
  },
  {
    page: 4,
    name: "How often",
    answer: (page) => page.getByRole("combobox", { name: "Runs" }).selectOption("Every few hours"),
    shows: (page) => expect(page.getByRole("combobox", { name: "Runs" }).getByRole("option", { selected: true })).toHaveText("Every few hours"),
  },
  {
    page: 4,
    name: "Steps",
    answer: (page) => page.getByRole("group", { name: "Steps", exact: true }).getByRole("button", { name: "Add row" }).click(),
    shows: (page) => expect(page.getByRole("group", { name: "Steps", exact: true }).getByRole("listitem")).toHaveCount(2),
  },
  {
    page: 5,
    name: "Objects",
    answer: (page) => page.getByRole("checkbox", { name: "Account" }).check(),
    shows: (page) => expect(page.getByRole("checkbox", { name: "Industry" })).toBeChecked(),
  },
  {
    page: 5,
    name: "Fields",
    answer: (page) => page.getByRole("combobox", { name: "Object for Customer" }).selectOption("Account"),
    shows: (page) => expect(page.getByRole("combobox", { name: "Object for Customer" }).getByRole("option", { selected: true })).toHaveText("Account"),
  },
];

test("a tab that is killed at any field of five pages comes back there, with everything but secrets", async ({ page, sandbox, signIn }) => {
  test.slow();
  await publish(sandbox, everyVariable);
  const id = await add(sandbox, "FTL Rockets", "Countdown Relay");
  await signIn(people.owner, wizard(id));
  page.on("dialog", (dialog) => void dialog.accept());
  const at = parts(page);
  const pages = ["Before you begin", "Your accounts", "What is relayed", "How it is relayed", "What it works on"];
  await at.next.click();
  await page.getByRole("group", { name: "Relay key" }).getByLabel("Password", { exact: true }).fill("s3cret");
  await page.reload();
  await expect(at.heading).toHaveText(pages[1]);
  await expect(page.getByText("What you filled into connections was not kept", { exact: false })).toBeVisible();
  for (const field of fields) {
    await at.step(pages[field.page - 1]).click();
    await field.answer(page);
    await field.shows(page);
    await page.reload();
    await expect(at.heading, field.name).toHaveText(pages[field.page - 1]);
    await field.shows(page);
  }
  // The ones before are still there, too.
  for (const field of fields) {
    await at.step(pages[field.page - 1]).click();
    await field.shows(page);
  }
  expect(await writes(sandbox, "updateInstanceConfigVariables")).toHaveLength(0);
});

test("the network goes at each step: nothing typed is lost, and one deployment is made", async ({ page, sandbox, signIn }) => {
  test.slow();
  const id = await add(sandbox, "Blue Heron Propellants", "Ledgerline");
  const cut = (operation: string) => sandbox.post("/sandbox/faults", [{ operation, kind: "cut" }]);
  const mend = () => sandbox.remove("/sandbox/faults");
  const unreachable = page.getByText("The server cannot be reached. Check the connection and try again.").first();
  await cut("ConfigurableVariables");
  await signIn(people.owner, wizard(id));
  // What only reads is tried for a while first.
  await expect(unreachable).toBeVisible({ timeout: 20_000 });
  await mend();
  await page.getByRole("button", { name: "Try again" }).click();
  const at = parts(page);
  await at.secret("API key").fill("s3cret");
  await cut("SaveConfiguration");
  await at.next.click();
  await expect(unreachable).toBeVisible();
  await expect(at.heading).toHaveText("Your books");
  await expect(at.secret("API key")).toHaveValue("s3cret");
  await mend();
  await at.next.click();
  await at.field("Days to look back").fill("9");
  await cut("SaveConfiguration");
  await at.finish.click();
  await expect(unreachable).toBeVisible();
  await expect(at.field("Days to look back")).toHaveValue("9");
  await mend();
  await sandbox.post("/sandbox/faults", ["DeployInstance", "InstanceDeployed"].map((operation) => ({ operation, kind: "cut" })));
  await at.finish.click();
  await expect(unreachable).toBeVisible({ timeout: 20_000 });
  await expect(at.field("Days to look back")).toHaveValue("9");
  await mend();
  await at.finish.click();
  await expect(at.status).toHaveText("Enabled");
  expect(await writes(sandbox, "deployInstance")).toHaveLength(1);
  expect((await stored(sandbox, id)).values["Days to look back"].value).toBe("9");
});

test("keys alone configure and deploy", async ({ page, sandbox, signIn }) => {
  const id = await add(sandbox, "Blue Heron Propellants", "Ledgerline");
  await signIn(people.owner, wizard(id));
  const at = parts(page);
  await expect(at.heading).toHaveText("Your books");
  /** Tabs on until something has the focus. */
  const reach = async (name: string) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press("Tab");
      const reached = await page.evaluate((name) => {
        const it = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLLabelElement> };
        const label = [...(it.labels ?? [])].map((label) => label.innerText).join(" ");
        return `${label} ${it.getAttribute("aria-label") ?? ""} ${it.tagName === "BUTTON" || it.tagName === "SUMMARY" ? it.innerText : ""}`.includes(name);
      }, name);
      if (reached) return;
    }
    throw new Error(`nothing called ${name} can be reached`);
  };
  await expect(at.secret("API key")).toBeVisible();
  await reach("API key");
  await page.keyboard.type("s3cret");
  await page.keyboard.press("Enter");
  await expect(at.heading).toHaveText("What to send");
  await reach("Days to look back");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("12");
  await reach("What will run");
  await page.keyboard.press("Enter");
  await expect(at.change("Days to look back")).toHaveText("12");
  await reach("Finish and deploy");
  await page.keyboard.press("Enter");
  await expect(at.status).toHaveText("Enabled");
  expect((await stored(sandbox, id)).values["Days to look back"].value).toBe("12");
});

test("from right to left, nothing runs out of the page or into its neighbour", async ({ page, sandbox, signIn }) => {
  await publish(sandbox, everyVariable);
  const id = await add(sandbox, "FTL Rockets", "Countdown Relay");
  await setValues(sandbox, id, [{ key: "Template", value: "<a/>" }]);
  await signIn(people.owner, wizard(id, 4));
  await page.evaluate(() => void (document.documentElement.dir = "rtl"));
  const at = parts(page);
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    for (const name of ["How it is relayed", "What it works on"]) {
      await at.step(name).click();
      await expect(at.heading).toHaveText(name);
      await expect.poll(() => sidewaysOverflow(page), `${name} at ${width}`).toBe(0);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  // Code reads from left to right everywhere.
  await at.step("How it is relayed").click();
  expect(await at.field("Template").evaluate((it) => getComputedStyle(it).direction)).toBe("ltr");
  const [side, body] = await Promise.all([page.locator(".wizard-side").boundingBox(), page.locator(".wizard-page").boundingBox()]);
  expect(side!.x).toBeGreaterThanOrEqual(body!.x + body!.width);
  await expectNoViolation(page);
});

test("what other systems suggest is nothing that somebody typed", async ({ page, sandbox, signIn }) => {
  await publish(sandbox, everyVariable);
  const id = await add(sandbox, "FTL Rockets", "Countdown Relay");
  await signIn(people.owner, wizard(id, 5));
  await expect(page.getByRole("checkbox", { name: "Last name" })).toBeChecked();
  await expect(page.getByText("Unsaved changes")).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Last name" }).uncheck();
  await expect(page.getByText("Unsaved changes")).toBeVisible();
  await page.getByRole("checkbox", { name: "Last name" }).check();
  await expect(page.getByText("Unsaved changes")).toHaveCount(0);
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(parts(page).status).toHaveText("Not configured");
});

test("the focus goes on to the last row when a row of a form goes, and to the button when none is left", async ({ page, sandbox, signIn }) => {
  await publish(sandbox, everyVariable);
  await signIn(people.owner, wizard(await add(sandbox, "FTL Rockets", "Countdown Relay"), 4));
  const form = page.getByRole("group", { name: "Steps", exact: true });
  const rows = form.getByRole("listitem");
  const more = form.getByRole("button", { name: "Add row" });
  await more.click();
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1).getByRole("combobox", { name: "To" })).toBeFocused();
  await rows.nth(1).getByRole("button").click();
  await expect(rows).toHaveCount(1);
  await expect(rows.getByRole("combobox", { name: "To" })).toBeFocused();
  await rows.getByRole("button").click();
  await expect(rows).toHaveCount(0);
  await expect(more).toBeFocused();
});

test.describe("where clocks were once set otherwise", () => {
  test.use({ timezoneId: "Europe/Berlin" });

  test("the year of a moment is typed anew, and its time stays", async ({ page, sandbox, signIn }) => {
    await publish(sandbox, everyVariable);
    const id = await add(sandbox, "FTL Rockets", "Countdown Relay");
    await setValues(sandbox, id, [{ key: "Window opens", value: "2026-12-24T17:30:00.000Z" }]);
    await signIn(people.owner, wizard(id, 3));
    const moment = page.getByLabel("Window opens", { exact: true });
    await expect(moment).toHaveValue(/^2026-12-24T18:30/);
    // What the field holds after each key.
    for (const year of ["0002", "0020", "0202", "2027"]) {
      await moment.fill(`${year}-12-24T18:30`);
      await expect(page.getByText("Unsaved changes")).toBeVisible();
      await expect(moment).toHaveValue(`${year}-12-24T18:30`);
    }
    await expect.poll(() => page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain("2027-12-24T17:30:00.000Z");
  });
});
