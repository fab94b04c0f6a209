// A host's own words where an instance is configured and looked after, and words that come while somebody works.
import type { FrameLocator, Page } from "@playwright/test";
import { people, type Sandbox } from "./fixtures.ts";
import { embed, expect, heard, hostToken, show, tell, test } from "./hosts.ts";
import { holdBack, marketplace, writes } from "./helpers.ts";
import { everyVariable, publish } from "./wizard.ts";

/** A customer who has nothing yet. */
const fresh = { customer: "fresh-1", customer_name: "Fresh Rockets" };

const parts = (frame: FrameLocator) => ({
  title: frame.getByRole("heading", { level: 1 }),
  heading: frame.getByRole("heading", { level: 2 }).first(),
  next: frame.getByRole("button", { name: /^(Next|Weiter): / }),
  configure: frame.getByRole("button", { name: "Configure", exact: true }),
  field: (name: string) => frame.getByRole("textbox", { name, exact: true }),
  secret: (name: string) => frame.getByLabel(name, { exact: true }),
  choice: (name: string) => frame.getByRole("combobox", { name, exact: true }),
});

const names = async (page: Page) => (await heard(page)).map((it) => it.event ?? "").filter((it) => it.startsWith("INSTANCE_"));

/** An organization's own texts, and what a host says instead. */
const dynamicPhrase = {
  "Countdown Relay": "Countdown-Relais",
  "Your accounts": "Eure Konten",
  "Where the countdown comes from, and where it goes.": "Woher der Countdown kommt, und wohin er geht.",
  "<p>Ask your range for the <strong>relay key</strong> first.</p>": "<p>Fragt zuerst nach dem <strong>Schlüssel</strong>.</p>",
  "Relay key": "Schlüssel des Relais",
  "Eight letters.": "Acht Buchstaben.",
  "What is relayed": "Was weitergereicht wird",
  Pad: "Rampe",
  "As the range calls it.": "Wie sie vor Ort heißt.",
  Voice: "Stimme",
  Calm: "Ruhig",
  "What it knows": "",
  "Contact": "Ansprechpartner",
  countdown: "zählwerk",
};

async function activated(page: Page, host: any, sandbox: Sandbox, translation: object) {
  await publish(sandbox, everyVariable);
  await embed(page, host, sandbox, { translation }, fresh);
  const frame = await show(page);
  return { frame, at: parts(frame) };
}

test("an organization's own words are the host's in the wizard and on the instance's page; events and answers keep them", async ({ page, host, sandbox }) => {
  const { frame, at } = await activated(page, host, sandbox, { phrases: { dynamicPhrase } });
  await marketplace(frame).card("Countdown-Relais").click();
  await at.configure.click();
  await expect(at.title).toHaveText("Countdown-Relais");
  await at.next.click();
  await expect(at.heading).toHaveText("Eure Konten");
  await expect(frame.getByText("Woher der Countdown kommt, und wohin er geht.")).toBeVisible();
  await expect(frame.locator("strong").filter({ hasText: "Schlüssel" })).toBeVisible();
  const block = frame.getByRole("group", { name: "Schlüssel des Relais" });
  await expect(block.getByText("Acht Buchstaben.")).toBeVisible();
  await expect(frame.getByRole("navigation").getByText("Was weitergereicht wird")).toBeVisible();

  await frame.getByRole("navigation").getByRole("button", { name: /Was weitergereicht wird/ }).click();
  await expect(frame.getByText("Wie sie vor Ort heißt.")).toBeVisible();
  await expect(at.choice("Stimme").getByRole("option", { name: "Ruhig" })).toHaveCount(1);
  await page.evaluate(() => prismatic.setConfigVars({ selector: "#a", configVars: { Pad: { value: "39A" }, Voice: { value: "Calm" } } }));
  await expect(at.field("Rampe")).toHaveValue("39A");
  await expect(at.choice("Stimme").getByRole("option", { selected: true })).toHaveText("Ruhig");

  await frame.getByRole("navigation").getByRole("button", { name: /What it works on/ }).click();
  await expect(frame.getByRole("checkbox", { name: "Ansprechpartner" })).toBeVisible();
  await expect(frame.getByText("What it knows")).toHaveCount(0);
  await expect(frame.locator("details.changes dt").filter({ hasText: "Rampe" })).toBeAttached();

  const told = async () => (await heard(page)).filter((it) => it.event?.startsWith("INSTANCE_")) as any[];
  await expect.poll(async () => (await told()).map((it) => it.data.pageName)).toContain("What is relayed");
  const events = await told();
  expect(new Set(events.map((it) => it.data.integrationName))).toEqual(new Set(["Countdown Relay"]));
  const loaded = events.find((it) => it.event === "INSTANCE_CONFIGURATION_LOADED");
  expect(Object.keys(loaded.data.configVars)).toContain("Pad");
  expect(loaded.data.configVars.Voice.pickList).toEqual(["Calm", "Firm"]);

  await frame.getByRole("navigation").getByRole("button", { name: /Was weitergereicht wird/ }).click();
  await at.field("Hold at").fill("5");
  await frame.getByRole("button", { name: "Save and close" }).click();
  await expect(frame.getByText("This is needed.").first()).toBeVisible();
  const answer = await sandbox.api(people.owner, '{ instances(customer_ExternalId: "fresh-1", first: 5) { nodes { id name } } }');
  expect(answer.data.instances.nodes[0].name).toBe("Countdown Relay");
  await page.evaluate((id) => prismatic.configureInstance({ selector: "#a", instanceId: id }), answer.data.instances.nodes[0].id);
  await expect(at.title).toHaveText("Countdown-Relais");
  await expect(frame.getByText("zählwerk")).toBeVisible();
});

test("debug mode shows the keys of the wizard's own words, and leaves alone what is no phrase", async ({ page, host, sandbox }) => {
  const { frame, at } = await activated(page, host, sandbox, { debugMode: true });
  await marketplace(frame).card("Countdown Relay").click();
  await frame.getByRole("button", { name: /Configure$/ }).click();
  await expect(frame.getByRole("button", { name: /^configurationWizardDialog\.nextButton: / })).toBeVisible();
  await expect(at.heading).toHaveText("Before you begin");
});

test("words that come while the details are open change neither the dialog nor what was pressed there", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, fresh);
  const frame = await show(page);
  const at = parts(frame);
  await marketplace(frame).card("Ledgerline").click();
  await expect(at.configure).toBeVisible();
  await tell(page, "SET_TRANSLATION", { phrases: { "configurationWizardDialog.previousButton": "Zurück" } });
  await tell(page, "SET_SCREEN_CONFIGURATION", { marketplace: { hideSearch: true } });
  await expect(frame.getByRole("searchbox")).toHaveCount(0);
  await expect(frame.getByRole("dialog")).toBeVisible();
  // And while what was pressed is on its way.
  const go = await holdBack(page, "CreateInstance");
  await at.configure.click();
  await tell(page, "SET_TRANSLATION", { phrases: { "configurationWizardDialog.previousButton": "Retour" } });
  await frame.getByRole("dialog").press("Escape");
  go();
  await expect(at.heading).toHaveText("Your books");
  expect(await writes(sandbox, "createInstance")).toHaveLength(1);
  await at.secret("API key").fill("s3cret");
  await at.next.click();
  await expect(frame.getByRole("button", { name: "Retour" })).toBeVisible();
});

test("words that come in the middle of the wizard lose nothing typed, secrets least of all, and are used from the next page on", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, fresh);
  const frame = await show(page);
  const at = parts(frame);
  await marketplace(frame).card("Ledgerline").click();
  await at.configure.click();
  await at.secret("API key").fill("s3cret");
  await expect.poll(async () => (await names(page)).at(-1)).toBe("INSTANCE_CONFIGURATION_PAGE_LOADED");
  const before = await names(page);
  await tell(page, "SET_TRANSLATION", { phrases: { "configurationWizardDialog.nextButton": "Weiter: %{page}", dynamicPhrase: { "Tax rate": "Steuersatz" } } });
  await tell(page, "SET_FILTERS", { marketplace: { category: "ERP" } });
  await tell(page, "SET_SCREEN_CONFIGURATION", { instance: { hidePauseButton: true } });
  // Nothing of that shows on this page. What came after it, a newer token of the same person, is asked about.
  const token = await hostToken(sandbox, { ...fresh, ttl: 1200 });
  const taken = page.waitForRequest((it) => it.headers()["authorization"] === `Bearer ${token}`);
  await tell(page, "SET_TOKEN", token);
  await taken;
  await expect(at.secret("API key")).toHaveValue("s3cret");
  expect(await names(page)).toEqual(before);
  await at.next.click();
  await expect(at.choice("Steuersatz")).toBeVisible();
  const [first] = await writes(sandbox, "updateInstanceConfigVariables");
  expect(JSON.parse(first.variables.configVariables[0].values)).toContainEqual({ name: "apiKey", type: "value", value: "s3cret" });
  await expect.poll(async () => (await names(page)).filter((it) => it === "INSTANCE_CONFIGURATION_OPENED")).toHaveLength(1);
});

test("words that come while nobody works are used at once", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, fresh);
  const frame = await show(page);
  await expect(marketplace(frame).card("Ledgerline")).toBeVisible();
  await tell(page, "SET_TRANSLATION", { phrases: { dynamicPhrase: { Ledgerline: "Hauptbuch" } } });
  await expect(marketplace(frame).card("Hauptbuch")).toBeVisible();
});
