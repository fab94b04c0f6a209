// A customer's connections.
import { expect } from "@playwright/test";
import { people } from "../fixtures.ts";
import { ftlPart } from "./places.ts";
import type { Screen } from "../screens.ts";

export const connections: Screen[] = [
  {
    name: "customer-credential",
    who: people.owner,
    path: ftlPart("connections"),
    prepare: async (page) => {
      await page.getByRole("button", { name: "Open Carrier portal" }).click();
      await expect(page.getByRole("dialog").getByRole("textbox", { name: "Client ID" })).toBeVisible();
    },
  },
  {
    name: "customer-connections",
    who: people.owner,
    path: ftlPart("connections"),
    prepare: async (page) => void (await expect(page.getByRole("link", { name: "Northdesk trial" })).toBeVisible()),
  },
  {
    name: "customer-connection",
    who: people.owner,
    path: ftlPart("connections"),
    prepare: async (page) => {
      await page.getByRole("link", { name: "Acme ERP orders" }).click();
      await expect(page.getByRole("heading", { name: "Used by" })).toBeVisible();
    },
  },
  {
    name: "customer-connection-add",
    who: people.owner,
    path: ftlPart("connections"),
    prepare: async (page) => {
      await page.getByRole("button", { name: "Add connection" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("radio", { name: "Shipyard user name and password" }).check();
      await dialog.getByRole("button", { name: "Add connection" }).click();
      await expect(dialog.getByText("Enter a name.")).toBeVisible();
    },
  },
  {
    name: "customer-connection-change",
    who: people.owner,
    path: ftlPart("connections"),
    prepare: async (page) => {
      await page.getByRole("link", { name: "Ledgerline main books" }).click();
      await page.getByRole("button", { name: "Rename or change what is stored" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "Replace API key" }).click();
      await expect(dialog.getByText("Replace what is stored?", { exact: false })).toBeVisible();
    },
  },
  {
    name: "customer-connection-pause",
    who: people.owner,
    path: ftlPart("connections"),
    prepare: async (page) => {
      await page.getByRole("link", { name: "Northdesk account" }).click();
      await page.getByRole("button", { name: "Pause all" }).click();
      await expect(page.getByText("Instances that stop running: 2.", { exact: false })).toBeVisible();
    },
  },
  {
    name: "customer-connection-in-use",
    who: people.owner,
    path: ftlPart("connections"),
    prepare: async (page) => {
      await page.getByRole("link", { name: "Northdesk account" }).click();
      await expect(page.getByRole("list", { name: "Used by" })).toBeVisible();
    },
  },
  {
    name: "customer-connection-disconnect",
    who: people.owner,
    path: ftlPart("connections"),
    prepare: async (page) => {
      await page.getByRole("link", { name: "Northdesk trial" }).click();
      await page.getByRole("button", { name: "Disconnect" }).click();
      await expect(page.getByRole("dialog", { name: "Disconnect Northdesk trial?" })).toBeVisible();
    },
  },
  {
    name: "customer-connection-delete",
    who: people.owner,
    path: ftlPart("connections"),
    prepare: async (page) => {
      await page.getByRole("link", { name: "Northdesk trial" }).click();
      await page.getByRole("button", { name: "Delete connection" }).click();
      await expect(page.getByRole("dialog").getByRole("textbox")).toBeVisible();
    },
  },
  {
    name: "customer-connection-guest",
    who: people.guest,
    path: ftlPart("connections"),
    prepare: async (page) => {
      await page.getByRole("link", { name: "Northdesk account" }).click();
      await expect(page.getByRole("heading", { name: "Used by" })).toBeVisible();
    },
  },
];
