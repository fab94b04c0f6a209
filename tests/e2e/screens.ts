// Every screen and dialog there is, so that whoever checks "all of them" does.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";
import { people, type Sandbox } from "./fixtures.ts";
import {
  addDialog,
  attachments,
  customerPath,
  customersList,
  customerDetails,
  detailsPath,
  findCustomer,
  grantDialog,
  memberDetails,
  memberPath,
  openMemberDialog,
} from "./helpers.ts";

/** A screen: who opens it, where it is, and what is done before it is looked at. */
export interface Screen {
  name: string;
  who: string;
  path(sandbox: Sandbox): Promise<string> | string;
  prepare?(page: Page, sandbox: Sandbox): Promise<void>;
}

const ftl = async (sandbox: Sandbox) => detailsPath((await findCustomer(sandbox, "FTL Rockets")).id);

const mission = async (sandbox: Sandbox) => detailsPath((await findCustomer(sandbox, "Mission 9")).id);

const ftlPart = (part: string) => (sandbox: Sandbox) => customerPath(sandbox, "FTL Rockets", part);

const member = (name: string, part?: string) => (sandbox: Sandbox) => memberPath(sandbox, name, part);

const definition = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "definitions/every-variable.yml"), "utf8");

/** An instance of the integration that asks for one of everything. */
async function relay(sandbox: Sandbox) {
  const found = await sandbox.api(people.owner, 'query F { integrations(name: "Countdown Relay") { nodes { id } } }');
  let id = found.data.integrations.nodes[0]?.id;
  if (!id) {
    const query = "mutation I($definition: String!) { importIntegration(input: { definition: $definition }) { integration { id } } }";
    id = (await sandbox.api(people.owner, query, { definition })).data.importIntegration.integration.id;
    await sandbox.api(people.owner, `mutation P { publishIntegration(input: { id: "${id}" }) { errors { messages } } }`);
  }
  const { id: customer } = await findCustomer(sandbox, "FTL Rockets");
  const query = `mutation C($customer: ID!, $integration: ID!) {
    createInstance(input: { customer: $customer, integration: $integration, name: "Countdown Relay" }) { instance { id } } }`;
  return (await sandbox.api(people.owner, query, { customer, integration: id })).data.createInstance.instance.id as string;
}

/** Attaches a file. */
async function attach(page: Page, name: string) {
  const files = attachments(page);
  await files.choose([{ name, mimeType: "application/pdf", buffer: Buffer.from("contract") }]);
  await expect(files.download(name)).toBeVisible();
}

export const screens: Screen[] = [
  { name: "dashboard", who: people.owner, path: () => "/dashboard" },
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
    name: "customer-credential",
    who: people.owner,
    path: ftlPart("connections"),
    prepare: async (page) => {
      await page.getByRole("button", { name: "Open Carrier portal" }).click();
      await expect(page.getByRole("dialog").getByRole("textbox", { name: "Client ID" })).toBeVisible();
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
      const broken = definition.replace("dataType: number", "dataType: numeral").replace("value: Folder", "value: Vault");
      await page.getByRole("textbox", { name: "Definition" }).fill(broken);
      await page.getByRole("button", { name: "Import", exact: true }).click();
      await expect(page.getByText("Problems in the definition: 2")).toBeVisible();
    },
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
    name: "instances",
    who: people.owner,
    path: () => "/instances?state=failed",
    prepare: async (page) => void (await expect(page.getByRole("row").nth(1)).toBeVisible()),
  },
  {
    name: "instance-summary",
    who: people.owner,
    path: () => "/instances?q=recovery%20desk",
    prepare: async (page) => {
      await page.getByRole("link", { name: "Northdesk: Recovery desk" }).click();
      await expect(page.getByText("Version 2 is available")).toBeVisible();
    },
  },
  {
    name: "instance-update",
    who: people.owner,
    path: () => "/instances?q=recovery%20desk",
    prepare: async (page) => {
      await page.getByRole("link", { name: "Northdesk: Recovery desk" }).click();
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
    name: "configure-sources",
    who: people.integrator,
    path: async (sandbox) => `/configure-instance/${encodeURIComponent(await relay(sandbox))}?page=3`,
    prepare: async (page) => {
      await expect(page.getByText("Connect Drive of the mission first.")).toBeVisible();
      await page.getByRole("group", { name: "Steps", exact: true }).getByRole("button", { name: "Add row" }).click();
      await page.getByRole("button", { name: "Finish and deploy" }).click();
      await expect(page.getByText(/Settings that need attention/)).toBeVisible();
      await page.getByRole("navigation", { name: "Pages of settings" }).getByRole("button", { name: /How it is relayed/ }).click();
      await expect(page.getByRole("group", { name: "Steps", exact: true }).getByRole("listitem")).toHaveCount(2);
    },
  },
  {
    name: "configure-connection",
    who: people.owner,
    path: ftlPart("instances"),
    prepare: async (page) => {
      await page.getByRole("link", { name: "Acme ERP Order Sync" }).click();
      await page.getByRole("link", { name: "Reconfigure" }).click();
      await expect(page.getByRole("group", { name: "Acme ERP account" })).toBeVisible();
      await expect(page.getByText("Not connected", { exact: true })).toBeVisible();
    },
  },
  {
    name: "configure-settings",
    who: people.owner,
    path: ftlPart("instances"),
    prepare: async (page) => {
      await page.getByRole("link", { name: "Ledgerline" }).click();
      await page.getByRole("link", { name: "Reconfigure" }).click();
      await page.getByRole("button", { name: /^What to send/ }).click();
      await page.getByRole("textbox", { name: "Days to look back" }).fill("many");
      await page.getByRole("button", { name: "Finish and deploy" }).click();
      await expect(page.getByText("Enter a number.")).toBeVisible();
    },
  },
  {
    name: "configure-rows",
    who: people.owner,
    path: ftlPart("instances"),
    prepare: async (page) => {
      await page.getByRole("link", { name: "Acme ERP Order Sync" }).click();
      await page.getByRole("link", { name: "Reconfigure" }).click();
      await page.getByRole("button", { name: /^Orders/ }).click();
      await page.getByRole("button", { name: "Add row" }).click();
      await expect(page.getByRole("textbox", { name: "Order types 2" })).toBeFocused();
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
  {
    name: "team-members",
    who: people.owner,
    path: () => "/settings/users",
    prepare: async (page) => void (await expect(page.getByRole("row", { name: /Terry Whitfield/ })).toBeVisible()),
  },
  { name: "refused", who: people.guest, path: () => "/settings/users" },
  { name: "not-found", who: people.owner, path: () => "/no/such/page" },
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
    name: "member-details",
    who: people.owner,
    path: member("Kristin Henry"),
    prepare: async (page) => void (await expect(memberDetails(page).role("Guest")).toBeChecked()),
  },
  {
    name: "member-delete",
    who: people.owner,
    path: member("Kristin Henry"),
    prepare: async (page) => {
      await page.getByRole("button", { name: "Delete user" }).click();
      await page.getByRole("textbox", { name: "Confirmation text" }).fill("Kristin");
      await expect(page.getByText("Does not match: Kristin Henry")).toBeVisible();
    },
  },
  {
    name: "member-permissions",
    who: people.owner,
    path: member("Edward Davis", "permissions"),
    prepare: async (page) => void (await expect(page.getByText("Manage Integrations")).toBeVisible()),
  },
  {
    name: "member-granular-access",
    who: people.owner,
    path: member("Terry Whitfield", "granular-access"),
    prepare: async (page) => void (await expect(page.getByText("Acme ERP Order Sync")).toBeVisible()),
  },
  {
    name: "member-grant",
    who: people.owner,
    path: member("Terry Whitfield", "granular-access"),
    prepare: async (page) => {
      const { add, kind, object, permission } = grantDialog(page);
      await add.click();
      await kind("Integration").click();
      await object("Ledgerline");
      await permission("Edit Integration").check();
      await expect(page.getByText(/uses custom components/)).toBeVisible();
    },
  },
  {
    name: "roles",
    who: people.owner,
    path: () => "/settings/roles",
    prepare: async (page) => void (await expect(page.getByRole("rowheader", { name: /Manage Billing/ })).toBeVisible()),
  },
  {
    name: "looking-as",
    who: people.owner,
    path: () => "/settings/roles",
    prepare: async (page) => {
      await page.getByRole("button", { name: "View as Guest" }).click();
      await expect(page.getByText(/looking at the app as Guest/)).toBeVisible();
    },
  },
  {
    name: "profile",
    who: people.thirdParty,
    path: () => "/profile",
    prepare: async (page) => void (await expect(page.getByRole("textbox", { name: "Name" })).toBeVisible()),
  },
  {
    name: "profile-token",
    who: people.owner,
    path: () => "/profile",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Show access token" }).click();
      await page.getByRole("button", { name: "Change password" }).click();
      await expect(page.getByText("Enter your current password.")).toBeVisible();
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

/** Opens a screen and does what comes before looking at it. */
export async function openScreen(page: Page, sandbox: Sandbox, screen: Screen, signIn: (email: string, path?: string) => Promise<void>) {
  await signIn(screen.who, await screen.path(sandbox));
  await screen.prepare?.(page, sandbox);
}
