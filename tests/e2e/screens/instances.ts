// Instances: the list and their pages.
import { expect } from "@playwright/test";
import { people } from "../fixtures.ts";
import { findCustomer, instancePath } from "../helpers.ts";
import { crew, ftlPart } from "./places.ts";
import type { Screen } from "../screens.ts";

export const instances: Screen[] = [
  {
    name: "instances",
    who: people.owner,
    path: () => "/instances?state=failed",
    prepare: async (page) => void (await expect(page.getByRole("row").nth(1)).toBeVisible()),
  },
  {
    name: "instances-narrowed",
    who: people.owner,
    path: async (sandbox) => `/instances?customer=${encodeURIComponent((await findCustomer(sandbox, "FTL Rockets")).id)}`,
    prepare: async (page) => void (await expect(page.getByRole("group", { name: "Active filters" })).toContainText("FTL Rockets")),
  },
  {
    name: "instance-summary",
    who: people.owner,
    path: (sandbox) => instancePath(sandbox, "Northdesk: Recovery desk", "summary"),
    prepare: async (page) => {
      await expect(page.getByText("Version 2 is available")).toBeVisible();
    },
  },
  {
    name: "instance-keys",
    who: people.owner,
    path: (sandbox) => instancePath(sandbox, "Northdesk: Launch desk", "summary"),
    prepare: async (page) => {
      await page.getByRole("button", { name: /API keys of Open a ticket/ }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "Generate key" }).click();
      await dialog.getByRole("button", { name: "Remove API key 1" }).click();
      await expect(dialog.getByRole("button", { name: "Keep key" })).toBeVisible();
    },
  },
  {
    name: "instance-test",
    who: people.owner,
    path: (sandbox) => instancePath(sandbox, "Northdesk: Launch desk", "test"),
    prepare: async (page) => {
      await page.getByRole("button", { name: "Add header" }).click();
      await page.getByRole("textbox", { name: "Name of header 1" }).fill("X-Pad");
      await page.getByRole("textbox", { name: "Payload" }).fill('{"subject": "The pad is wet"}');
      await page.getByRole("button", { name: /run test$/i }).click();
      await expect(page.getByText("A ticket was opened: The pad is wet")).toBeVisible();
    },
  },
  {
    name: "instance-executions",
    who: people.guest,
    path: (sandbox) => instancePath(sandbox, "Northdesk: Launch desk", "executions"),
    prepare: async (page) => {
      await expect(page.getByRole("table", { name: "Executions" }).getByRole("link").first()).toBeVisible();
    },
  },
  {
    name: "instance-execution",
    who: people.guest,
    path: (sandbox) => instancePath(sandbox, "Northdesk: Launch desk", "executions"),
    prepare: async (page) => {
      await page.getByRole("table", { name: "Executions" }).getByRole("link").first().click();
      await expect(page.getByRole("heading", { name: "Logs" })).toBeVisible();
    },
  },
  {
    name: "instance-output",
    who: people.guest,
    path: (sandbox) => instancePath(sandbox, "Northdesk: Launch desk", "executions"),
    prepare: async (page) => {
      await page.getByRole("table", { name: "Executions" }).getByRole("link").first().click();
      await page.getByRole("button", { name: /^Output of Create the ticket/ }).click();
      await expect(page.getByRole("list", { name: /^Output of/ })).toBeVisible();
    },
  },
  {
    name: "instance-logs",
    who: people.guest,
    path: (sandbox) => instancePath(sandbox, "Northdesk: Launch desk", "logs"),
    prepare: async (page) => {
      await page.getByRole("button", { name: /^Filter/ }).click();
      await page.getByRole("combobox", { name: "Time" }).selectOption("From and to");
      await expect(page.getByLabel(/^From/)).toBeVisible();
    },
  },
  {
    name: "instance-update",
    who: people.owner,
    path: (sandbox) => instancePath(sandbox, "Northdesk: Recovery desk", "summary"),
    prepare: async (page) => {
      await page.getByRole("button", { name: "Update to v2" }).click();
      await expect(page.getByRole("heading", { name: "New settings" })).toBeVisible();
    },
  },
  {
    name: "instance-add",
    who: people.owner,
    path: () => "/instances",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Add instance" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("combobox", { name: "Integration" }).fill("northdesk");
      await dialog.getByRole("option", { name: "Northdesk" }).click();
      await expect(dialog.getByRole("combobox", { name: "Version" })).toBeVisible();
    },
  },
  {
    name: "instance-user-configuration",
    who: people.owner,
    path: async (sandbox) => `${await crew(sandbox)}/user-configuration`,
    prepare: async (page) => void (await expect(page.getByRole("table").getByText("Ifeoma Okeke")).toBeVisible()),
  },
  {
    name: "instance-user-configuration-delete",
    who: people.owner,
    path: async (sandbox) => `${await crew(sandbox)}/user-configuration`,
    prepare: async (page) => {
      await page.getByRole("button", { name: "Delete the configuration of Ifeoma Okeke" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "instance-details",
    who: people.owner,
    path: ftlPart("instances"),
    prepare: async (page) => {
      await page.getByRole("link", { name: "Stackpost" }).click();
      await page.getByRole("link", { name: "Details" }).click();
      await expect(page.getByRole("textbox", { name: "Name" })).toBeVisible();
    },
  },
];
