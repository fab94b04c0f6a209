// The start page, the marketplace, and what belongs to no screen.
import { expect } from "@playwright/test";
import { people } from "../fixtures.ts";
import { customersList, customerDetails, openMemberDialog, operations } from "../helpers.ts";
import { ftl, ftlPart } from "./places.ts";
import type { Screen } from "../screens.ts";

export const app: Screen[] = [
  {
    name: "dashboard",
    who: people.owner,
    path: () => "/dashboard",
    prepare: async (page) => void (await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(6)),
  },
  {
    name: "find",
    who: people.owner,
    path: () => "/customers",
    prepare: async (page) => {
      await expect(customersList(page).customer("FTL Rockets")).toBeVisible();
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").getByRole("searchbox").fill("le");
      await expect(page.getByRole("dialog").getByRole("link").first()).toBeVisible();
    },
  },
  {
    name: "own-integrations",
    who: people.customerAdmin,
    path: ftlPart("instances"),
    prepare: async (page) => {
      await expect(page.getByRole("table", { name: "Integrations" })).toBeVisible();
      await page.getByRole("button", { name: "Add integration" }).click();
      await expect(page.getByRole("dialog").getByRole("combobox", { name: "Integration" })).toBeVisible();
    },
  },
  {
    name: "refused",
    who: people.guest,
    path: () => "/settings/users",
    prepare: async (page) => void (await expect(page.getByText("You do not have permission to view this page")).toBeVisible()),
  },
  {
    name: "not-found",
    who: people.owner,
    path: () => "/no/such/page",
    prepare: async (page) => void (await expect(page.getByRole("heading", { name: "This page does not exist" })).toBeVisible()),
  },
  {
    name: "marketplace",
    who: people.customerAdmin,
    path: () => "/integration-marketplace",
    prepare: async (page) => void (await expect(page.getByRole("button", { name: /^Ledgerline/ })).toBeVisible()),
  },
  {
    name: "marketplace-dialog",
    who: people.customerAdmin,
    path: () => "/integration-marketplace",
    prepare: async (page) => {
      await page.getByRole("button", { name: /^Ledgerline/ }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "marketplace-not-found",
    who: people.customerAdmin,
    path: () => "/find-integration-marketplace?integrationName=Nobody%27s",
    prepare: async (page) => void (await expect(page.getByRole("heading", { level: 1, name: "Not found" })).toBeVisible()),
  },
  { name: "dashboard-third-party", who: people.thirdParty, path: () => "/dashboard" },
  {
    name: "member-add",
    who: people.owner,
    path: () => "/settings/users",
    prepare: async (page) => {
      const { dialog, submit, name } = await openMemberDialog(page);
      await expect(dialog.getByRole("radio").first()).toBeVisible();
      await submit.click();
      await expect(name).toHaveAttribute("aria-invalid", "true");
    },
  },
  {
    name: "session-ended",
    who: people.owner,
    path: ftl,
    prepare: async (page, sandbox) => {
      const { description, save } = customerDetails(page);
      await description.fill("Not saved yet");
      await sandbox.post("/sandbox/faults", [{ operation: operations.updateCustomer, kind: "status", status: 401 }]);
      await page.route("**/auth/refresh", (route) => route.fulfill({ status: 401, json: {} }));
      await save.click();
      await expect(page.getByRole("dialog", { name: "Your session has ended" })).toBeVisible();
    },
  },
  {
    name: "failure",
    who: people.owner,
    path: () => "/dashboard",
    prepare: async (page, sandbox) => {
      await sandbox.post("/sandbox/faults", [{ operation: operations.customers, kind: "status", status: 500 }]);
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers" }).click();
      await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
    },
  },
  {
    name: "menu",
    who: people.owner,
    path: () => "/dashboard",
    prepare: async (page) => {
      await page.setViewportSize({ width: 390, height: 800 });
      await page.getByRole("button", { name: "Open navigation" }).click();
      await expect(page.getByRole("dialog").getByRole("link", { name: "Customers" })).toBeVisible();
    },
  },
  {
    name: "account-menu",
    who: people.owner,
    path: () => "/dashboard",
    prepare: async (page) => {
      await page.getByRole("button", { name: /James Patton/ }).filter({ visible: true }).click();
      await expect(page.getByRole("button", { name: "Sign out" }).filter({ visible: true })).toBeVisible();
    },
  },
];
