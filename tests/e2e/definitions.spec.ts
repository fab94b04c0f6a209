// Every definition of a folder, from import to deployment: by a team member, and by somebody inside a host product.
// What arrives is what was entered.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FrameLocator, Page } from "@playwright/test";
import { people, type Sandbox } from "./fixtures.ts";
import { embed, expect, show, test } from "./hosts.ts";
import { findCustomer, marketplace, writes } from "./helpers.ts";

/** `GANTRY_DEFINITIONS` names another folder. */
const folder = process.env.GANTRY_DEFINITIONS ?? join(dirname(fileURLToPath(import.meta.url)), "definitions");
const files = readdirSync(folder).filter((it) => /\.ya?ml$/.test(it));

interface Variable {
  key: string;
  dataType: string;
  collectionType: string | null;
  defaultValue: string | null;
  orgOnly: boolean;
  pickList: string[];
  dataSource: { key: string } | null;
  connection: { oauth2Type: string | null } | null;
}

/** Imports a definition, publishes it and offers it to customers. */
async function offer(sandbox: Sandbox, file: string) {
  const run = async (query: string, variables: object) => {
    const answer = await sandbox.api(people.owner, query, variables);
    const [payload] = Object.values<any>(answer.data);
    expect(payload.errors).toEqual([]);
    return payload.integration;
  };
  const { id } = await run("mutation M($definition: String!) { importIntegration(input: { definition: $definition }) { errors { messages } integration { id } } }", {
    definition: readFileSync(join(folder, file), "utf8"),
  });
  const integration = await run(
    `mutation M($id: ID!) { publishIntegration(input: { id: $id }) { errors { messages } integration { id name configPages
      requiredConfigVariables(first: 50) { nodes { key dataType collectionType defaultValue orgOnly pickList dataSource { key } connection { oauth2Type } } } } } }`,
    { id },
  );
  await run(
    `mutation M($id: ID!) { updateIntegrationMarketplaceConfiguration(input: { id: $id, marketplaceConfiguration: "AVAILABLE_AND_DEPLOYABLE" }) {
      errors { messages } integration { id } } }`,
    { id: integration.id },
  );
  const pages: { name: string; elements: { type: string; value: string }[] }[] = JSON.parse(integration.configPages);
  return { id: integration.id, name: integration.name, pages, variables: integration.requiredConfigVariables.nodes as Variable[] };
}

/** What is entered for each kind of variable. */
const entered: Record<string, string> = {
  STRING: "Ünïcode “quoted” \\ back & <b>tag</b> ",
  NUMBER: "-42.5",
  BOOLEAN: "true",
  DATE: "2026-12-24",
  TIMESTAMP: "2026-12-24T18:30",
  CODE: '<a b="c">\n\t☂\n</a>\n',
  OBJECTSELECTION: '[{"object":{"key":"launch"},"fields":[]}]',
  OBJECTFIELDMAP: '{"fields":[{"field":{"key":"pad"}}]}',
  JSONFORM: '{"typed":"by hand"}',
};

/** Fills in one variable; what the API must hold then, as a matcher for its value. */
async function fill(page: Page, main: FrameLocator | Page, it: Variable): Promise<unknown> {
  const group = main.getByRole("group", { name: it.key, exact: true });
  const text = main.getByRole("textbox", { name: it.key, exact: true });
  const choice = main.getByRole("combobox", { name: it.key, exact: true });
  if (it.collectionType) {
    const pairs = it.collectionType === "KEYVALUELIST";
    const inputs = group.getByRole("textbox");
    await inputs.first().fill("first");
    if (pairs) await inputs.nth(1).fill("one");
    await group.getByRole("button", { name: "Add row" }).click();
    await inputs.nth(pairs ? 2 : 1).fill("second “2”");
    if (pairs) await inputs.nth(3).fill("two");
    return pairs ? JSON.stringify([{ key: "first", value: "one" }, { key: "second “2”", value: "two" }]) : JSON.stringify(["first", "second “2”"]);
  }
  switch (it.dataType) {
    case "CONNECTION": {
      await expect(group.locator(".skeleton")).toHaveCount(0);
      const inputs = await group.locator("input").all();
      for (const input of inputs) {
        if ((await input.inputValue()) === "") await input.fill("s3cret ✓");
      }
      const given = await Promise.all(inputs.map((it) => it.inputValue()));
      if (it.connection?.oauth2Type) {
        await group.getByRole("button", { name: "Connect", exact: true }).click();
        // The window of an earlier connection is used again where the browser lets it.
        const allow = async () => {
          const asked = page.context().pages().filter((it) => it !== page).map((it) => it.getByRole("button", { name: "Allow" }));
          for (const button of asked) if (await button.isVisible()) return button;
        };
        await expect.poll(async () => (await allow()) !== undefined).toBe(true);
        await (await allow())!.click();
        await expect(group.getByText("Connected", { exact: true })).toBeVisible();
      }
      return given;
    }
    case "BOOLEAN":
      await choice.selectOption("Yes");
      return "true";
    case "PICKLIST": {
      const options = choice.getByRole("option");
      // The first asks to choose one.
      await expect.poll(() => options.count()).toBeGreaterThan(1);
      const value = (await options.nth(1).getAttribute("value"))!;
      await choice.selectOption(value);
      return value;
    }
    case "SCHEDULE":
      await group.getByRole("combobox", { name: "Runs" }).or(main.getByRole("combobox", { name: "Runs" })).first().selectOption("Every few hours");
      return "0 */1 * * *";
    case "TIMESTAMP":
      await main.getByLabel(it.key, { exact: true }).fill(entered.TIMESTAMP);
      return new Date(entered.TIMESTAMP).toISOString();
    case "DATE":
      await main.getByLabel(it.key, { exact: true }).fill(entered.DATE);
      return entered.DATE;
    case "OBJECTSELECTION":
      if (!it.dataSource) break;
      await group.getByRole("checkbox", { name: "Account" }).check();
      await group.getByRole("checkbox", { name: "Phone" }).uncheck();
      return JSON.stringify([
        { object: { key: "account", label: "Account" }, fields: [{ key: "name", label: "Name" }, { key: "industry", label: "Industry" }] },
        { object: { key: "contact", label: "Contact" }, fields: [{ key: "email", label: "Email" }, { key: "lastName", label: "Last name" }] },
      ]);
    case "OBJECTFIELDMAP":
      if (!it.dataSource) break;
      await group.getByRole("combobox", { name: "Object for Customer" }).selectOption("Account");
      await group.getByRole("combobox", { name: "Field for Customer" }).selectOption("Name");
      return JSON.stringify({
        fields: [
          { field: { key: "customer", label: "Customer" }, mappedObject: { key: "account", label: "Account" }, mappedField: { key: "name", label: "Name" } },
          { field: { key: "mail", label: "Mail of the crew" }, mappedObject: { key: "contact", label: "Contact" }, mappedField: { key: "email", label: "Email" } },
        ],
      });
    case "JSONFORM":
      if (it.dataSource) {
        const rows = group.getByRole("listitem");
        await expect(rows).toHaveCount(1);
        await group.getByRole("button", { name: "Add row" }).click();
        await rows.nth(1).getByRole("combobox", { name: "From" }).selectOption("Country");
        await rows.nth(1).getByRole("combobox", { name: "To" }).selectOption("Region");
        return JSON.stringify([
          { destination: "accountName", source: "name" },
          { destination: "region", source: "country" },
        ]);
      }
  }
  // Without a data source its JSON is typed.
  await text.fill(entered[it.dataType]);
  return entered[it.dataType];
}

/** Goes through the wizard page by page; what the API must hold then, by key. */
async function configure(page: Page, main: FrameLocator | Page, made: Awaited<ReturnType<typeof offer>>, seen: (it: Variable) => boolean) {
  const expected: Record<string, unknown> = {};
  const shown = made.pages
    .map((it) => ({
      name: it.name,
      isHelp: it.elements.length > 0 && it.elements.every((element) => element.type === "htmlElement"),
      variables: it.elements.flatMap((element) => made.variables.filter((one) => one.key === element.value && seen(one))),
    }))
    .filter((it) => it.variables.length > 0 || it.isHelp);
  for (const [index, { name, variables }] of shown.entries()) {
    await expect(main.getByRole("heading", { level: 2, name, exact: true })).toBeVisible();
    for (const variable of variables) expected[variable.key] = await fill(page, main, variable);
    const last = index === shown.length - 1;
    await main.getByRole("button", last ? { name: "Finish and deploy" } : { name: /^Next: / }).click();
  }
  await expect(main.getByRole("main").getByRole("status").filter({ hasText: /^Enabled$/ })).toBeVisible();
  return expected;
}

/** The stored values of the one instance of an integration, by key. */
async function stored(sandbox: Sandbox, integration: string) {
  const answer = await sandbox.api(
    people.owner,
    `query Made($integration: ID!) { instances(first: 5, integration: $integration) { nodes { enabled deployedVersion configState
      configVariables(first: 50) { nodes { value status scheduleType requiredConfigVariable { key dataType } } } } } }`,
    { integration },
  );
  const [instance, ...others] = answer.data.instances.nodes;
  expect(others).toEqual([]);
  expect(instance).toMatchObject({ enabled: true, deployedVersion: 1, configState: "FULLY_CONFIGURED" });
  return instance.configVariables.nodes as any[];
}

/** What a connection was filled in with is never told again, so that it is compared with what was sent. */
async function compare(sandbox: Sandbox, integration: string, expected: Record<string, unknown>) {
  const values = await stored(sandbox, integration);
  const sent = (await writes(sandbox, "updateInstanceConfigVariables")).flatMap((it) => it.variables.configVariables);
  for (const [key, value] of Object.entries(expected)) {
    const found = values.find((it) => it.requiredConfigVariable.key === key);
    if (found.requiredConfigVariable.dataType === "CONNECTION") {
      expect(found.status, key).toBe("ACTIVE");
      const inputs = JSON.parse(sent.findLast((it) => it.key === key).values);
      expect(inputs.map((it: { value: string }) => it.value), key).toEqual(value);
    } else expect(found.value, key).toBe(value);
  }
}

for (const file of files) {
  test(`${file}: a team member configures and deploys it, and what arrives is what was entered`, async ({ page, sandbox, signIn }) => {
    const made = await offer(sandbox, file);
    const { id: customer } = await findCustomer(sandbox, "Blue Heron Propellants");
    const answer = await sandbox.api(
      people.owner,
      `mutation Make($customer: ID!, $integration: ID!) { createInstance(input: { customer: $customer, integration: $integration, name: "Made" }) {
        instance { id } errors { messages } } }`,
      { customer, integration: made.id },
    );
    await signIn(people.integrator, `/configure-instance/${encodeURIComponent(answer.data.createInstance.instance.id)}`);
    const expected = await configure(page, page, made, () => true);
    await compare(sandbox, made.id, expected);
  });

  test(`${file}: an embedded user configures and deploys it, and what arrives is what was entered`, async ({ page, host, sandbox }) => {
    const made = await offer(sandbox, file);
    await embed(page, host, sandbox, {}, { customer: "fresh-1", customer_name: "Fresh Rockets" });
    const frame = await show(page);
    await marketplace(frame).card(made.name).click();
    await frame.getByRole("button", { name: "Configure", exact: true }).click();
    const expected = await configure(page, frame, made, (it) => !it.orgOnly);
    await compare(sandbox, made.id, expected);
  });
}
