// What the tests of the wizard share: instances to fill in, what is stored of them, and the wizard's own parts.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type FrameLocator, type Page } from "@playwright/test";
import { people, type Sandbox } from "./fixtures.ts";
import { findCustomer, holdBack, operationOf } from "./helpers.ts";

/** The definition that asks for one of everything, on five pages. */
export const everyVariable = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "definitions/every-variable.yml"), "utf8");

/** Imports and publishes a definition as the owner, for customers to activate; its id. */
export async function publish(sandbox: Sandbox, definition: string): Promise<string> {
  const run = async (query: string, variables: object) => {
    const answer = await sandbox.api(people.owner, query, variables);
    const [payload] = Object.values<any>(answer.data);
    expect(payload.errors).toEqual([]);
    return payload.integration.id as string;
  };
  let id = await run("mutation M($definition: String!) { importIntegration(input: { definition: $definition }) { errors { messages } integration { id } } }", { definition });
  id = await run("mutation M($id: ID!) { publishIntegration(input: { id: $id }) { errors { messages } integration { id } } }", { id });
  return run(
    `mutation M($id: ID!) { updateIntegrationMarketplaceConfiguration(input: { id: $id, marketplaceConfiguration: "AVAILABLE_AND_DEPLOYABLE" }) {
      errors { messages } integration { id } } }`,
    { id },
  );
}

/** Saves values of an instance past the app. */
export async function setValues(sandbox: Sandbox, id: string, configVariables: object[]) {
  const answer = await sandbox.api(
    people.owner,
    `mutation Set($id: ID!, $values: [InputInstanceConfigVariable]) {
      updateInstanceConfigVariables(input: { id: $id, configVariables: $values }) { errors { messages } } }`,
    { id, values: configVariables },
  );
  expect(answer.data.updateInstanceConfigVariables.errors).toEqual([]);
  await sandbox.remove("/sandbox/journal");
}

/** The id of one of a customer's connections. */
export async function sharedConnection(sandbox: Sandbox, customer: string, key: string): Promise<string> {
  const { id } = await findCustomer(sandbox, customer);
  const answer = await sandbox.api(people.owner, "query S($id: ID!) { customerConfigVariables(customer: $id, first: 50) { nodes { id key } } }", { id });
  return answer.data.customerConfigVariables.nodes.find((it: any) => it.key === key).id;
}

/** An instance of a demo customer: what is stored, by key. */
export const stored = async (sandbox: Sandbox, id: string) => {
  const answer = await sandbox.api(
    people.owner,
    `query Stored($id: ID!) { instance(id: $id) { name labels description enabled deployedVersion configState
      integration { name versionNumber } customer { name }
      configVariables(first: 100) { nodes { value scheduleType timeZone status customerConfigVariable { key } requiredConfigVariable { key } } } } }`,
    { id },
  );
  const { configVariables, ...instance } = answer.data.instance;
  const values = Object.fromEntries(configVariables.nodes.map((it: any) => [it.requiredConfigVariable.key, it]));
  return { ...instance, values };
};

/** Adds an instance past the app; its id. */
export const add = async (sandbox: Sandbox, customer: string, integration: string) => {
  const { id } = await findCustomer(sandbox, customer);
  const found = await sandbox.api(people.owner, "query It($name: String!) { integrations(name: $name) { nodes { id } } }", { name: integration });
  const answer = await sandbox.api(
    people.owner,
    `mutation Prepare($customer: ID!, $integration: ID!) {
      createInstance(input: { customer: $customer, integration: $integration, name: "New one" }) { instance { id } errors { messages } } }`,
    { customer: id, integration: found.data.integrations.nodes[0].id },
  );
  expect(answer.data.createInstance.errors).toEqual([]);
  await sandbox.remove("/sandbox/journal");
  return answer.data.createInstance.instance.id as string;
};

/** The address of a page of an instance's wizard. */
export const wizard = (id: string, page = 1) => `/configure-instance/${encodeURIComponent(id)}${page > 1 ? `?page=${page}` : ""}`;

/** Holds an operation back: `sent` comes once the app has sent it, `go` lets it and all that follow on, and waits for the answer. */
export async function hold(page: Page, operation: string) {
  const release = await holdBack(page, operation);
  const sent = page.waitForRequest((it) => operationOf(it) === operation);
  const go = async () => {
    const answered = page.waitForResponse((it) => operationOf(it.request()) === operation);
    release();
    await (await answered).finished();
  };
  return { sent, go };
}

/** The parts of the wizard, in a window of its own or in a host's frame. */
export const parts = (page: Page | FrameLocator) => {
  const main = page.getByRole("main");
  // What starts its flows can be unfolded beside it.
  const changes = main.locator("details.changes").filter({ hasNotText: "What starts its flows" });
  return {
    heading: main.getByRole("heading", { level: 2 }).first(),
    step: (name: string) => main.getByRole("navigation", { name: "Pages of settings" }).getByRole("button", { name: new RegExp(`${name}`) }),
    field: (name: string) => main.getByRole("textbox", { name, exact: true }),
    // Secrets have no role of their own.
    secret: (name: string) => main.getByLabel(name, { exact: true }),
    choice: (name: string) => main.getByRole("combobox", { name, exact: true }),
    next: main.getByRole("button", { name: /^Next: / }),
    previous: main.getByRole("button", { name: "Previous" }),
    finish: main.getByRole("button", { name: "Finish and deploy" }),
    close: main.getByRole("button", { name: "Save and close" }),
    connect: main.getByRole("button", { name: /^(Rec|C)onnect$/ }),
    changes,
    change: (name: string) => changes.locator("dl > div").filter({ hasText: name }).locator("dd"),
    status: main.getByRole("status").filter({ hasText: /Enabled|Paused|Not configured|Needs deploy/ }),
  };
};
