// The configuration wizard.
import { expect } from "@playwright/test";
import { people, type Page, type Sandbox } from "../fixtures.ts";
import { findCustomer } from "../helpers.ts";
import { everyVariable } from "../wizard.ts";
import { crew, ftlPart } from "./places.ts";
import type { Screen } from "../screens.ts";

/** An instance of the integration that asks for one of everything. */
async function relay(sandbox: Sandbox) {
  const found = await sandbox.api(people.owner, 'query F { integrations(name: "Countdown Relay") { nodes { id } } }');
  let id = found.data.integrations.nodes[0]?.id;
  if (!id) {
    const query = "mutation I($definition: String!) { importIntegration(input: { definition: $definition }) { integration { id } } }";
    id = (await sandbox.api(people.owner, query, { definition: everyVariable })).data.importIntegration.integration.id;
    await sandbox.api(people.owner, `mutation P { publishIntegration(input: { id: "${id}" }) { errors { messages } } }`);
  }
  const { id: customer } = await findCustomer(sandbox, "FTL Rockets");
  const query = `mutation C($customer: ID!, $integration: ID!) {
    createInstance(input: { customer: $customer, integration: $integration, name: "Countdown Relay" }) { instance { id } } }`;
  return (await sandbox.api(people.owner, query, { customer, integration: id })).data.createInstance.instance.id as string;
}

/** From the instances of a customer to the wizard of one. */
async function reconfigure(page: Page, name: string) {
  await page.getByRole("link", { name }).click();
  await page.getByRole("link", { name: "Reconfigure" }).click();
}

export const configure: Screen[] = [
  {
    // Nobody who signs in here has a part of their own; own-configuration.spec.ts looks at it inside a host product.
    name: "configure-own-refused",
    who: people.owner,
    path: async (sandbox) => `${(await crew(sandbox)).replace("/instances/", "/configure-instance/")}/own`,
    prepare: async (page) => void (await expect(page.getByRole("heading", { level: 1 })).toBeVisible()),
  },
  {
    name: "own-view-refused",
    who: people.owner,
    path: async (sandbox) => `${(await crew(sandbox)).replace("/instances/", "/configure-instance/")}/own-view`,
    prepare: async (page) => void (await expect(page.getByRole("heading", { level: 1 })).toBeVisible()),
  },
  {
    name: "configure-sources",
    who: people.integrator,
    path: async (sandbox) => `/configure-instance/${encodeURIComponent(await relay(sandbox))}?page=4`,
    prepare: async (page) => {
      await expect(page.getByText("Connect Drive of the mission first.")).toBeVisible();
      await page.getByRole("textbox", { name: "Template" }).fill('<countdown from="10">\n  <!-- open');
      await page.getByRole("group", { name: "Steps", exact: true }).getByRole("button", { name: "Add row" }).click();
      await page.getByRole("button", { name: /^Next: / }).click();
      await expect(page.getByText(/Settings that need attention/)).toBeVisible();
      await page.getByRole("navigation", { name: "Pages of settings" }).getByRole("button", { name: /How it is relayed/ }).click();
      await expect(page.getByRole("group", { name: "Steps", exact: true }).getByRole("listitem")).toHaveCount(2);
    },
  },
  {
    name: "configure-objects",
    who: people.owner,
    path: async (sandbox) => `/configure-instance/${encodeURIComponent(await relay(sandbox))}?page=5`,
    prepare: async (page) => {
      await page.getByRole("checkbox", { name: "Account" }).check();
      await page.getByText("What will run").click();
      await expect(page.getByText("Runs for the first time, as v1.")).toBeVisible();
    },
  },
  {
    name: "configure-changes",
    who: people.owner,
    path: ftlPart("instances"),
    prepare: async (page) => {
      await reconfigure(page, "Ledgerline");
      await page.getByRole("button", { name: /^What to send/ }).click();
      await page.getByRole("combobox", { name: "Tax rate" }).selectOption("None");
      await page.getByRole("textbox", { name: "Days to look back" }).fill("14");
      await expect(page.getByText("What will change: 2")).toBeVisible();
    },
  },
  {
    name: "configure-connection",
    who: people.owner,
    path: ftlPart("instances"),
    prepare: async (page) => {
      await reconfigure(page, "Acme ERP Order Sync");
      await expect(page.getByRole("group", { name: "Acme ERP account" })).toBeVisible();
      await expect(page.getByText("Not connected", { exact: true })).toBeVisible();
    },
  },
  {
    name: "configure-settings",
    who: people.owner,
    path: ftlPart("instances"),
    prepare: async (page) => {
      await reconfigure(page, "Ledgerline");
      await page.getByRole("button", { name: /^What to send/ }).click();
      await page.getByRole("textbox", { name: "Days to look back" }).fill("many");
      await page.getByRole("button", { name: "Finish and deploy" }).click();
      await expect(page.getByText("Enter a number.")).toBeVisible();
    },
  },
  {
    name: "configure-rehearsal",
    who: people.integrator,
    path: async (sandbox) => `/configure-instance/${encodeURIComponent(await relay(sandbox))}?page=2&rehearse=true`,
    prepare: async (page) => void (await expect(page.getByText("Pretended in this rehearsal")).toHaveCount(2)),
  },
  {
    name: "configure-reading",
    who: people.guest,
    path: async (sandbox) => `/configure-instance/${encodeURIComponent(await relay(sandbox))}?page=2`,
    prepare: async (page) => void (await expect(page.getByText("You can look, and change nothing")).toBeVisible()),
  },
  {
    name: "configure-trial",
    who: people.owner,
    path: async (sandbox) => `/configure-instance/${encodeURIComponent(await relay(sandbox))}?page=2`,
    prepare: async (page) => {
      const block = page.getByRole("group", { name: "Relay key" });
      await block.getByRole("textbox", { name: "User name" }).fill("ada");
      await block.getByLabel("Password", { exact: true }).fill("s3cret");
      await block.getByRole("button", { name: "Test connection" }).click();
      await expect(block.getByText("Nothing in this integration asks with this connection", { exact: false })).toBeVisible();
      await page.getByText("Connection log").first().click();
      await expect(page.getByRole("button", { name: "Refresh" }).first()).toBeVisible();
    },
  },
  {
    name: "configure-rows",
    who: people.owner,
    path: ftlPart("instances"),
    prepare: async (page) => {
      await reconfigure(page, "Acme ERP Order Sync");
      await page.getByRole("button", { name: /^Orders/ }).click();
      await page.getByRole("button", { name: "Add row" }).click();
      await expect(page.getByRole("textbox", { name: "Order types 2" })).toBeFocused();
    },
  },
];
