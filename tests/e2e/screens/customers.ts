// The list of customers, and what is done with many at once.
import { expect, type Page } from "@playwright/test";
import { people } from "../fixtures.ts";
import { customersList, operations } from "../helpers.ts";
import type { Screen } from "../screens.ts";

/** Chooses a label for all rows shown. */
async function chooseLabel(page: Page) {
  await page.getByRole("checkbox", { name: "Select all rows shown" }).check();
  await page.getByRole("button", { name: "Add labels" }).click();
  await page.getByRole("dialog").getByRole("combobox").fill("spring");
  await page.keyboard.press("Enter");
}

export const customers: Screen[] = [
  {
    name: "customers",
    who: people.owner,
    path: () => "/customers",
    prepare: async (page) => void (await expect(customersList(page).customer("FTL Rockets")).toBeVisible()),
  },
  {
    name: "customers-filtered",
    who: people.owner,
    path: () => "/customers?description=rocket&label=production",
    prepare: async (page) => {
      const list = customersList(page);
      await expect(list.customer("FTL Rockets")).toBeVisible();
      if (!(await list.description.isVisible())) await list.filter.click();
      await expect(list.description).toBeVisible();
    },
  },
  {
    name: "customers-none",
    who: people.guest,
    path: () => "/customers?q=zeppelin-under-water",
    prepare: async (page) => void (await expect(page.getByText("No results")).toBeVisible()),
  },
  {
    name: "customers-selected",
    who: people.owner,
    path: () => "/customers",
    prepare: async (page) => {
      await page.getByRole("checkbox", { name: "Select all rows shown" }).check();
      await page.getByRole("checkbox", { name: "Select FTL Rockets", exact: true }).uncheck();
      await expect(page.getByRole("region", { name: "Selected customers" })).toBeVisible();
      // A row that is half behind the head of the table is no smaller target than it was.
      await page.evaluate(() => scrollTo(0, 0));
    },
  },
  {
    name: "customers-labels",
    who: people.owner,
    path: () => "/customers?q=rocket",
    prepare: async (page) => {
      await page.getByRole("checkbox", { name: "Select all rows shown" }).check();
      await page.getByRole("button", { name: "Remove labels" }).click();
      await page.getByRole("dialog").getByRole("combobox").fill("not a label of theirs");
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").getByRole("button", { name: "Remove labels" }).click();
      await expect(page.getByRole("dialog").getByRole("button", { name: "Done" })).toBeVisible();
    },
  },
  {
    name: "customers-labels-failed",
    who: people.owner,
    path: () => "/customers?q=rocket",
    prepare: async (page, sandbox) => {
      await chooseLabel(page);
      await sandbox.post("/sandbox/faults", [{ operation: "UpdateCustomer", kind: "error", body: "The labels stay.", skip: 1 }]);
      await page.getByRole("dialog").getByRole("button", { name: "Add labels" }).click();
      await expect(page.getByRole("dialog").getByText("Not changed: 2")).toBeVisible();
      await sandbox.remove("/sandbox/faults");
    },
  },
  {
    name: "customers-export",
    who: people.guest,
    path: () => "/customers",
    prepare: async (page) => {
      await page.getByRole("checkbox", { name: "Select FTL Rockets", exact: true }).check();
      await page.getByRole("button", { name: "Export as CSV" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "customers-labels-running",
    who: people.owner,
    path: () => "/customers?q=rocket",
    prepare: async (page, sandbox) => {
      await chooseLabel(page);
      await sandbox.post("/sandbox/faults", [{ operation: operations.updateCustomer, kind: "delay", ms: 20_000 }]);
      await page.getByRole("dialog").getByRole("button", { name: "Add labels" }).click();
      await expect(page.getByRole("dialog").getByRole("progressbar")).toBeVisible();
    },
  },
];
