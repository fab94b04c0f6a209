// What a host product asks of the wizard and fills into it, and what stays as it is whatever the host says.
import type { Page } from "@playwright/test";
import { people, type Sandbox } from "./fixtures.ts";
import { embed, expect, show, tell, test } from "./hosts.ts";
import { holdBack, marketplace, writes } from "./helpers.ts";
import { everyVariable, parts, publish } from "./wizard.ts";

/** A customer who has nothing yet. */
const fresh = { customer: "fresh-1", customer_name: "Fresh Rockets" };

/** The id of the newest version of an integration. */
async function integration(sandbox: Sandbox, name: string): Promise<string> {
  const answer = await sandbox.api(people.owner, "query F($name: String!) { integrations(name: $name) { nodes { id } } }", { name });
  return answer.data.integrations.nodes[0].id;
}

/** The id of an instance of the demo customer. */
async function instance(sandbox: Sandbox, name: string): Promise<string> {
  const answer = await sandbox.api(people.owner, `{ instances(customer_ExternalId: "ftl-0007", first: 50) { nodes { id name } } }`);
  return answer.data.instances.nodes.find((it: any) => it.name === name).id;
}

/** Asks for one integration or instance, as the SDK does. */
async function configure(page: Page, options: object) {
  await page.evaluate((options) => prismatic.configureInstance({ selector: "#a", ...options }), options);
  return page.frameLocator("#a iframe");
}

test("configureInstance finds an integration by its id", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, fresh);
  const frame = await configure(page, { integrationId: await integration(sandbox, "Northdesk") });
  await expect(frame.getByRole("heading", { level: 1 })).toHaveText("Northdesk");
  await frame.getByRole("button", { name: "Configure", exact: true }).click();
  await expect(parts(frame).heading).toHaveText("Your desk");
});

test("what is being activated leads to its settings even when its dialog goes before the answer comes", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, fresh);
  const frame = await show(page);
  await marketplace(frame).card("Northdesk").click();
  const go = await holdBack(page, "CreateInstance");
  await frame.getByRole("button", { name: "Configure", exact: true }).click();
  await expect(frame.locator("main button[aria-busy=true]")).toHaveCount(1);
  // As some browsers do when they are told to close whatever is open.
  await frame.locator("dialog").evaluate((it: HTMLDialogElement) => it.close());
  await expect(frame.locator("dialog")).toHaveCount(0);
  go();
  await expect(parts(frame).heading).toHaveText("Your desk");
});

test("setConfigVars fills in lists and named values, which are saved as the host gave them", async ({ page, host, sandbox }) => {
  await publish(sandbox, everyVariable);
  await embed(page, host, sandbox, {}, fresh);
  await page.evaluate(() =>
    addEventListener("message", (it) => {
      if (it.data?.event !== "INSTANCE_CONFIGURATION_LOADED") return;
      const configVars = {
        Pad: { value: "39A" }, "First launch": { value: "2026-05-01" }, "Window opens": { value: "2026-05-01T06:00:00.000Z" }, Voice: { value: "Firm" },
        Channels: { value: ["CH-1", "CH 2, aft"] }, "Names of systems": { value: [{ key: "tlm", value: "Telemetry" }, { key: "cmd", value: "" }] },
      };
      prismatic.setConfigVars({ selector: "#a", configVars });
    }),
  );
  const frame = await configure(page, { integrationName: "Countdown Relay" });
  const at = parts(frame);
  await frame.getByRole("button", { name: "Configure", exact: true }).click();
  await expect(at.heading).toHaveText("Before you begin");
  await at.step("What is relayed").click();
  await expect(at.field("Channels 2")).toHaveValue("CH 2, aft");
  await at.next.click();
  await expect(at.heading).toHaveText("How it is relayed");
  const sent = (await writes(sandbox, "updateInstanceConfigVariables")).flatMap((it: any) => it.variables.configVariables);
  const value = (key: string) => JSON.parse(sent.find((it: any) => it.key === key).value);
  expect(value("Channels")).toEqual(["CH-1", "CH 2, aft"]);
  expect(value("Names of systems")).toEqual([{ key: "tlm", value: "Telemetry" }, { key: "cmd", value: "" }]);
});

test("a paused instance is unpaused and reconfigured from its page in the host's product", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox);
  const id = await instance(sandbox, "Shipyard WMS");
  const frame = await configure(page, { instanceId: id });
  const at = parts(frame);
  await expect(at.status).toHaveText("Paused");
  await frame.getByRole("button", { name: "Unpause instance" }).click();
  await expect(at.status).toHaveText("Enabled");
  await frame.getByRole("link", { name: "Reconfigure" }).click();
  await expect(at.heading).toHaveText("Your warehouse");
  const answer = await sandbox.api(people.owner, "query I($id: ID!) { instance(id: $id) { enabled } }", { id });
  expect(answer.data.instance.enabled).toBe(true);
});

test("what customers do not activate themselves says whom to ask", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, fresh);
  const frame = await show(page);
  const { card, details } = marketplace(frame);
  await card("Range Approvals").click();
  await expect(details.getByText("Contact Progix Software to have this integration activated.")).toBeVisible();
  await expect(details.getByRole("button", { name: "Configure", exact: true })).toHaveCount(0);
});

test("answers that came before the wizard, and messages that are sent again, change nothing in it", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, fresh);
  const frame = await show(page);
  const at = parts(frame);
  await marketplace(frame).card("Ledgerline").click();
  await expect(frame.getByRole("searchbox")).toBeVisible();
  await tell(page, "SET_CONFIG_VAR", { "Tax rate": { value: "None" }, "Days to look back": { value: "99" } });
  // What shows came after them.
  await tell(page, "SET_SCREEN_CONFIGURATION", { marketplace: { hideSearch: true } });
  await expect(frame.getByRole("searchbox")).toHaveCount(0);
  await frame.getByRole("button", { name: "Configure", exact: true }).click();
  await at.secret("API key").fill("s3cret");
  await at.next.click();
  await expect(at.choice("Tax rate")).toHaveValue("Standard");
  await expect(at.field("Days to look back")).toHaveValue("30");
  await at.field("Days to look back").fill("12");
  const answer = { "Tax rate": { value: "Reduced" } };
  await tell(page, "SET_CONFIG_VAR", answer);
  await expect(at.choice("Tax rate")).toHaveValue("Reduced");
  await at.choice("Tax rate").selectOption("None");
  for (const [event, data] of [["SET_FILTERS", {}], ["SET_TRANSLATION", {}], ["SET_CONFIG_VAR", null], ["SET_CONFIG_VAR", { "Tax rate": 7 }]] as const) {
    await tell(page, event, data);
  }
  await at.finish.click();
  await expect(at.status).toHaveText("Enabled");
  const sent = (await writes(sandbox, "updateInstanceConfigVariables")).flatMap((it: any) => it.variables.configVariables);
  expect(sent).toContainEqual({ key: "Tax rate", value: "None" });
  expect(sent).toContainEqual({ key: "Days to look back", value: "12" });
});

test("a schedule that a host fills in while its page is open shows with its time zone", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, fresh);
  const frame = await configure(page, { integrationName: "Ledgerline" });
  const at = parts(frame);
  await frame.getByRole("button", { name: "Configure", exact: true }).click();
  await at.secret("API key").fill("s3cret");
  await at.next.click();
  await expect(at.choice("Time zone")).toHaveValue("UTC");
  await tell(page, "SET_CONFIG_VAR", { "How often": { value: "0 */6 * * *", scheduleType: "hour", timeZone: "Europe/Oslo" } });
  await expect(at.choice("Every")).toHaveValue("6");
  await expect(at.choice("Time zone")).toHaveValue("Europe/Oslo");
});

test("what the server says of a setting stands beside it, and goes when it is changed", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, fresh);
  const sentence = "No books were kept before 2020.";
  await sandbox.post("/sandbox/faults", [
    {
      operation: "SaveConfiguration", kind: "drift", times: 1, skip: 1, path: "/data/updateInstanceConfigVariables/errors",
      value: [{ field: "configVariables", messages: [`Days to look back: ${sentence}`] }],
    },
  ]);
  const frame = await configure(page, { integrationName: "Ledgerline" });
  const at = parts(frame);
  await frame.getByRole("button", { name: "Configure", exact: true }).click();
  await at.secret("API key").fill("s3cret");
  await at.next.click();
  await at.field("Days to look back").fill("9000");
  await at.finish.click();
  await expect(at.field("Days to look back")).toHaveAccessibleDescription(new RegExp(sentence));
  await expect(at.field("Days to look back")).toBeFocused();
  await expect(at.field("Days to look back")).toHaveValue("9000");
  await at.field("Days to look back").fill("90");
  await at.finish.click();
  await expect(at.status).toHaveText("Enabled");
});

test("a data source that fails says so in its place, and is asked again", async ({ page, host, sandbox }) => {
  await publish(sandbox, everyVariable);
  await embed(page, host, sandbox, {}, fresh);
  const frame = await configure(page, { integrationName: "Countdown Relay" });
  const at = parts(frame);
  await frame.getByRole("button", { name: "Configure", exact: true }).click();
  await at.step("How it is relayed").click();
  await expect(frame.getByText("Connect Drive of the mission first.")).toBeVisible();
  await sandbox.post("/sandbox/faults", [{ operation: "FetchPageContent", kind: "error", body: "The range is asleep.", times: 1 }]);
  const again = frame.getByRole("button", { name: "Refresh" }).first();
  await again.click();
  await expect(frame.getByText("Connect Drive of the mission first.")).toHaveCount(0);
  await expect(frame.locator(".source-row .field-problem").first()).toBeVisible();
  await again.click();
  await expect(frame.getByText("Connect Drive of the mission first.")).toBeVisible();
});
