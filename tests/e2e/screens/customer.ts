// A customer's page, and the people and files there.
import { expect, type Page } from "@playwright/test";
import { people } from "../fixtures.ts";
import {
  addDialog,
  addEmbeddedUser,
  attachments,
  customersList,
  customerDetails,
  findCustomer,
  memberDetails,
} from "../helpers.ts";
import { ftl, ftlPart, mission } from "./places.ts";
import type { Screen } from "../screens.ts";

/** Attaches a file. */
async function attach(page: Page, name: string) {
  const files = attachments(page);
  await files.choose([{ name, mimeType: "application/pdf", buffer: Buffer.from("contract") }]);
  await expect(files.download(name)).toBeVisible();
}

export const customer: Screen[] = [
  {
    name: "customer-conflict",
    who: people.owner,
    path: mission,
    prepare: async (page, sandbox) => {
      const { description, save } = customerDetails(page);
      await description.fill("Rockets that are quicker than their own light");
      const { id } = await findCustomer(sandbox, "Mission 9");
      const other = `updateCustomer(input: { id: "${id}", description: "Rockets, and the pads they leave from" })`;
      await sandbox.api(people.admin, `mutation Other { ${other} { errors { field } } }`);
      await save.click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "customer-add",
    who: people.owner,
    path: () => "/customers",
    prepare: async (page) => {
      await customersList(page).add.click();
      const { dialog, submit, name } = addDialog(page);
      await expect(dialog).toBeVisible();
      await submit.click();
      await expect(name).toHaveAttribute("aria-invalid", "true");
    },
  },
  {
    name: "customer-details",
    who: people.owner,
    path: ftl,
    prepare: async (page) => void (await expect(customerDetails(page).name).toBeVisible()),
  },
  {
    name: "customer-unsaved",
    who: people.owner,
    path: ftl,
    prepare: async (page) => {
      const { description, unsaved } = customerDetails(page);
      await description.fill("Not saved yet");
      await expect(unsaved).toBeVisible();
    },
  },
  {
    name: "customer-leaving",
    who: people.owner,
    path: () => "/customers?q=ftl",
    prepare: async (page) => {
      await customersList(page).customer("FTL Rockets").click();
      await page.getByRole("link", { name: "Details", exact: true }).click();
      await customerDetails(page).description.fill("Not saved yet");
      await page.evaluate(() => history.back());
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "customer-read-only",
    who: people.guest,
    path: ftl,
    prepare: async (page) => void (await expect(page.getByText("Faster-Than-Light Rocket Inc")).toBeVisible()),
  },
  {
    name: "customer-missing",
    who: people.owner,
    path: () => "/customers/bm90aGluZw==/details",
    prepare: async (page) => void (await expect(page.getByText("This does not exist, or not for you.")).toBeVisible()),
  },
  {
    name: "customer-summary",
    who: people.owner,
    path: ftlPart("summary"),
    prepare: async (page) => void (await expect(page.getByRole("link", { name: /Failing$/ })).toBeVisible()),
  },
  {
    name: "customer-instances",
    who: people.owner,
    path: ftlPart("instances"),
    prepare: async (page) => void (await expect(page.getByRole("row", { name: /Shipyard WMS/ })).toBeVisible()),
  },
  {
    name: "customer-users",
    who: people.owner,
    path: ftlPart("users"),
    prepare: async (page) => void (await expect(page.getByRole("link", { name: "Lisa Nguyen" })).toBeVisible()),
  },
  {
    name: "customer-user-add",
    who: people.manager,
    path: ftlPart("users"),
    prepare: async (page) => {
      await page.getByRole("button", { name: "Add user" }).click();
      await expect(page.getByRole("dialog").getByRole("radio", { name: /^Member/ })).toBeVisible();
    },
  },
  {
    name: "customer-user",
    who: people.owner,
    path: ftlPart("users"),
    prepare: async (page) => {
      await page.getByRole("link", { name: "Omar Haddad" }).click();
      await expect(memberDetails(page).role("Member")).toBeChecked();
    },
  },
  {
    name: "customer-user-read-only",
    who: people.guest,
    path: ftlPart("users"),
    prepare: async (page) => {
      await page.getByRole("link", { name: "Omar Haddad" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Omar Haddad" })).toBeVisible();
      await expect(page.getByText(people.customerMember).first()).toBeVisible();
    },
  },
  {
    name: "customer-user-permissions",
    who: people.guest,
    path: ftlPart("users"),
    prepare: async (page) => {
      await page.getByRole("link", { name: "Lisa Nguyen" }).click();
      await page.getByRole("link", { name: "Permissions" }).click();
      await expect(page.getByRole("row", { name: /Configure Instances/ })).toBeVisible();
    },
  },
  {
    name: "customer-user-embedded",
    who: people.owner,
    path: ftlPart("users"),
    prepare: async (page, sandbox) => {
      await addEmbeddedUser(sandbox, { sub: "host-4711", name: "Embedded Ada" });
      await page.reload();
      await page.getByRole("link", { name: "Embedded Ada" }).click();
      await expect(page.getByRole("radio", { checked: true })).toHaveCount(1);
    },
  },
  {
    name: "customer-user-delete",
    who: people.manager,
    path: ftlPart("users"),
    prepare: async (page) => {
      await page.getByRole("link", { name: "Omar Haddad" }).click();
      await page.getByRole("button", { name: "Delete user" }).click();
      await page.getByRole("textbox", { name: "Confirmation text" }).fill("Omar");
      await expect(page.getByText("Does not match: Omar Haddad")).toBeVisible();
    },
  },
  {
    name: "customer-user-conflict",
    who: people.owner,
    path: ftlPart("users"),
    prepare: async (page, sandbox) => {
      await page.getByRole("link", { name: "Omar Haddad" }).click();
      const { name, save } = memberDetails(page);
      await name.fill("Omar H.");
      const id = decodeURIComponent(/users\/([^/?]+)/.exec(page.url())![1]);
      await sandbox.api(people.admin, `mutation Other { updateUser(input: { id: "${id}", name: "Omar Haddad Jr." }) { errors { messages } } }`);
      await save.click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "customer-photo",
    who: people.manager,
    path: ftl,
    prepare: async (page) => {
      await expect(customerDetails(page).name).toBeVisible();
      const buffer = await page.screenshot();
      const chooser = page.waitForEvent("filechooser");
      await page.getByRole("button", { name: "Upload a photo" }).click();
      await (await chooser).setFiles({ name: "logo.png", mimeType: "image/png", buffer });
      await expect(page.getByRole("application", { name: /^Picture/ })).toBeVisible();
    },
  },
  {
    name: "customer-no-attachments",
    who: people.owner,
    path: ftlPart("attachments"),
    prepare: async (page) => void (await expect(page.getByText("No attachments yet")).toBeVisible()),
  },
  {
    name: "customer-attachments",
    who: people.owner,
    path: ftlPart("attachments"),
    prepare: async (page) => {
      const { choose, download, file } = attachments(page);
      const buffer = Buffer.from("contract");
      await choose([
        { name: "Contract 2026.pdf", mimeType: "application/pdf", buffer },
        { name: "Nothing inside.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) },
      ]);
      await expect(download("Contract 2026.pdf")).toBeVisible();
      await expect(file("Nothing inside.txt")).toContainText("This file is empty.");
    },
  },
  {
    name: "customer-attachment-rename",
    who: people.owner,
    path: ftlPart("attachments"),
    prepare: async (page) => {
      await attach(page, "Contract 2026.pdf");
      await attachments(page).rename("Contract 2026.pdf").click();
      await expect(page.getByRole("dialog", { name: "Rename attachment" })).toBeVisible();
    },
  },
  {
    name: "customer-attachment-delete",
    who: people.owner,
    path: ftlPart("attachments"),
    prepare: async (page) => {
      await attach(page, "Contract 2026.pdf");
      await attachments(page).remove("Contract 2026.pdf").click();
      await expect(page.getByRole("dialog")).toContainText("is deleted for everybody");
    },
  },
  {
    name: "customer-upload-refused",
    who: people.owner,
    path: ftlPart("attachments"),
    prepare: async (page) => {
      const name = "Contract of the launch provider with all its annexes and amendments, 2026.pdf";
      await attach(page, name);
      await attachments(page).choose([{ name, mimeType: "application/pdf", buffer: Buffer.from("another") }]);
      await expect(page.getByText("There is an attachment of this name already.")).toBeVisible();
    },
  },
  {
    name: "customer-uploads-left",
    who: people.owner,
    path: ftlPart("attachments"),
    prepare: async (page) => {
      // It stays on its way.
      await page.route("**/media/uploads/*", () => {});
      const file = { name: "Contract 2026.pdf", mimeType: "application/pdf", buffer: Buffer.from("contract") };
      await attachments(page).choose([file]);
      await expect(page.getByRole("progressbar", { name: "Upload of Contract 2026.pdf" })).toBeVisible();
      await page.getByRole("main").getByRole("link", { name: "Users", exact: true }).click();
      await expect(page.getByRole("dialog", { name: "Stop the uploads?" })).toBeVisible();
    },
  },
  {
    name: "customer-delete",
    who: people.owner,
    path: ftl,
    prepare: async (page) => {
      await page.getByRole("button", { name: "Delete customer" }).click();
      await expect(page.getByText(/^Instances: [1-9]/)).toBeVisible();
    },
  },
  {
    name: "own-company",
    who: people.customerMember,
    path: ftlPart("summary"),
    prepare: async (page) => void (await expect(page.getByRole("link", { name: /Failing$/ })).toBeVisible()),
  },
];
