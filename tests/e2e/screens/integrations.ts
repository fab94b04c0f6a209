// Integrations: the list, their pages, and their import.
import { expect } from "@playwright/test";
import { people } from "../fixtures.ts";
import { integrationPath } from "../helpers.ts";
import { everyVariable } from "../wizard.ts";
import type { Screen } from "../screens.ts";

export const integrations: Screen[] = [
  {
    name: "integrations",
    who: people.owner,
    path: () => "/integrations",
    prepare: async (page) => void (await expect(page.getByRole("link", { name: "Ledgerline" })).toBeVisible()),
  },
  {
    name: "integration",
    who: people.thirdParty,
    path: () => "/integrations",
    prepare: async (page) => {
      await page.getByRole("link", { name: "Acme ERP Order Sync" }).click();
      await expect(page.getByRole("heading", { name: "Components it uses" })).toBeVisible();
    },
  },
  {
    name: "integration-instances",
    who: people.owner,
    path: () => "/integrations?q=ledgerline",
    prepare: async (page) => {
      await page.getByRole("link", { name: "Ledgerline" }).click();
      await page.getByRole("navigation", { name: "Parts of this page" }).getByRole("link", { name: "Instances" }).click();
      await expect(page.getByRole("row").nth(1)).toBeVisible();
    },
  },
  {
    name: "integration-versions",
    who: people.owner,
    path: () => "/integrations?q=ledgerline",
    prepare: async (page) => {
      await page.getByRole("link", { name: "Ledgerline" }).click();
      await page.getByRole("link", { name: "Versions" }).click();
      await expect(page.getByText("Available").first()).toBeVisible();
    },
  },
  {
    name: "integration-unpublished",
    who: people.integrator,
    path: () => "/integrations?q=upper",
    prepare: async (page) => {
      await page.getByRole("link", { name: "Upper Winds Feed" }).click();
      await page.getByRole("link", { name: "Versions" }).click();
      await expect(page.getByRole("button", { name: "Make unavailable v2" })).toBeVisible();
      await expect(page.getByText("There are changes since version 2")).toBeVisible();
    },
  },
  {
    name: "integration-import",
    who: people.integrator,
    path: () => "/integrations/import",
    prepare: async (page) => {
      const broken = everyVariable.replace("dataType: number", "dataType: numeral").replace("value: Folder", "value: Vault");
      await page.getByRole("textbox", { name: "Definition" }).fill(broken);
      await page.getByRole("button", { name: "Import", exact: true }).click();
      await expect(page.getByText("Problems in the definition: 2")).toBeVisible();
    },
  },
  {
    name: "integration-import-next",
    who: people.integrator,
    path: async (sandbox) => {
      const found = await sandbox.api(people.owner, 'query F { integrations(name: "Ledgerline") { nodes { id } } }');
      return `/integrations/${encodeURIComponent(found.data.integrations.nodes[0].id)}/import`;
    },
    prepare: async (page) => void (await expect(page.getByRole("textbox", { name: "Definition" })).toBeVisible()),
  },
  {
    name: "integration-draft",
    who: people.integrator,
    path: async (sandbox) => {
      const answer = await sandbox.api(
        people.owner,
        'mutation I { importIntegration(input: { definition: "name: Draft of a relay", replace: true }) { integration { id } } }',
      );
      return `/integrations/${encodeURIComponent(answer.data.importIntegration.integration.id)}/versions`;
    },
    prepare: async (page) => void (await expect(page.getByText("This integration is a draft")).toBeVisible()),
  },
  {
    name: "integration-publish",
    who: people.integrator,
    path: () => "/integrations?q=upper",
    prepare: async (page) => {
      await page.getByRole("link", { name: "Upper Winds Feed" }).click();
      await page.getByRole("link", { name: "Versions" }).click();
      await page.getByRole("button", { name: "Publish version 3" }).click();
      await expect(page.getByRole("dialog").getByRole("textbox", { name: /^What changed/ })).toBeVisible();
    },
  },
  {
    name: "integration-availability",
    who: people.integrator,
    path: () => "/integrations?q=ledgerline",
    prepare: async (page) => {
      await page.getByRole("link", { name: "Ledgerline" }).click();
      await page.getByRole("link", { name: "Versions" }).click();
      await page.getByRole("button", { name: "Make unavailable v4" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "integration-marketplace",
    who: people.integrator,
    path: () => "/integrations?q=ledgerline",
    prepare: async (page) => {
      await page.getByRole("link", { name: "Ledgerline" }).click();
      await page.getByRole("navigation", { name: "Parts of this page" }).getByRole("link", { name: "Marketplace" }).click();
      await page.getByRole("radio", { name: /^Available, not deployable/ }).check();
      await expect(page.getByRole("button", { name: "Save" }).first()).toBeVisible();
    },
  },
  {
    name: "integration-marketplace-read",
    who: people.guest,
    path: () => "/integrations?q=ledgerline",
    prepare: async (page) => {
      await page.getByRole("link", { name: "Ledgerline" }).click();
      await page.getByRole("navigation", { name: "Parts of this page" }).getByRole("link", { name: "Marketplace" }).click();
      await expect(page.getByText("Available, and customers deploy it")).toBeVisible();
    },
  },
  {
    name: "integration-details",
    who: people.owner,
    path: () => "/integrations?q=ledgerline",
    prepare: async (page) => {
      await page.getByRole("link", { name: "Ledgerline" }).click();
      await page.getByRole("link", { name: "Details" }).click();
      await expect(page.getByRole("textbox", { name: "Name" })).toBeVisible();
    },
  },
  {
    name: "integration-add",
    who: people.integrator,
    path: () => "/integrations",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Add integration" }).click();
      await expect(page.getByRole("dialog").getByRole("radio", { name: /^Nightly fetch/ })).toBeVisible();
    },
  },
  {
    name: "integration-copy",
    who: people.integrator,
    path: (sandbox) => integrationPath(sandbox, "Ledgerline", "summary"),
    prepare: async (page) => {
      await page.getByRole("button", { name: "Make a copy" }).click();
      await expect(page.getByRole("dialog").getByRole("textbox", { name: "Name" })).toBeVisible();
    },
  },
  {
    name: "integration-everybody",
    who: people.integrator,
    path: (sandbox) => integrationPath(sandbox, "Ledgerline", "versions"),
    prepare: async (page) => {
      await page.getByRole("button", { name: "Update all instances to v4" }).click();
      await expect(page.getByRole("list", { name: "Customers whose instances are updated" })).toBeVisible();
    },
  },
];
