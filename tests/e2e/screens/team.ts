// Team members, roles and one's own profile.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import { people, type Sandbox } from "../fixtures.ts";
import { grantDialog, memberDetails, memberPath, operationOf } from "../helpers.ts";
import type { Screen } from "../screens.ts";

const member = (name: string, part?: string) => (sandbox: Sandbox) => memberPath(sandbox, name, part);

/** Takes everything back that third parties were granted. */
async function revokeAll(sandbox: Sandbox) {
  const { data } = await sandbox.api(
    people.owner,
    `{ integrations(name: "Acme ERP Order Sync") { nodes { id } } permissions(first: 100) { nodes { id tag } }
      users(customer_Isnull: true, first: 100) { nodes { id email } } }`,
  );
  const user = data.users.nodes.find((it: { email: string }) => it.email === people.thirdParty).id;
  const permission = data.permissions.nodes.find((it: { tag: string }) => it.tag === "integration_view").id;
  const input = `{ id: "${user}", object: "${data.integrations.nodes[0].id}", permission: "${permission}", grant: false }`;
  await sandbox.api(people.owner, `mutation R { administerObjectPermission(input: ${input}) { errors { messages } } }`);
}

export const team: Screen[] = [
  {
    name: "team-members",
    who: people.owner,
    path: () => "/settings/users",
    prepare: async (page) => void (await expect(page.getByRole("row", { name: /Terry Whitfield/ })).toBeVisible()),
  },
  {
    name: "member-details",
    who: people.owner,
    path: member("Kristin Henry"),
    prepare: async (page) => void (await expect(memberDetails(page).role("Guest")).toBeChecked()),
  },
  {
    name: "member-photo",
    who: people.owner,
    path: member("Kristin Henry"),
    prepare: async (page) => {
      const chooser = page.waitForEvent("filechooser");
      await page.getByRole("button", { name: "Upload a photo" }).click();
      await (await chooser).setFiles(join(dirname(fileURLToPath(import.meta.url)), "../readme.png"));
      await expect(page.getByRole("dialog").getByRole("slider", { name: "Zoom" })).toBeVisible();
    },
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
    name: "member-revoke",
    who: people.owner,
    path: member("Terry Whitfield", "granular-access"),
    prepare: async (page) => {
      await page.getByRole("button", { name: "Revoke: View Integration" }).click();
      await expect(page.getByRole("dialog").getByRole("button", { name: "Revoke" })).toBeVisible();
    },
  },
  {
    name: "member-nothing-granted",
    who: people.owner,
    path: async (sandbox) => {
      await revokeAll(sandbox);
      return memberPath(sandbox, "Terry Whitfield", "granular-access");
    },
    prepare: async (page) => void (await expect(page.getByRole("button", { name: "Add permission" }).first()).toBeVisible()),
  },
  {
    name: "member-read-only",
    who: people.admin,
    path: member("James Patton"),
    prepare: async (page) => void (await expect(page.getByText(people.owner).first()).toBeVisible()),
  },
  {
    name: "integrations-nothing-granted",
    who: people.thirdParty,
    path: async (sandbox) => {
      await revokeAll(sandbox);
      return "/integrations";
    },
    prepare: async (page) => void (await expect(page.getByText("Integrations that an owner or admin shares", { exact: false })).toBeVisible()),
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
    prepare: async (page) => void (await expect(page.getByRole("row", { name: /View Integration.*Acme ERP/ })).toBeVisible()),
  },
  {
    name: "profile-tenants",
    who: people.owner,
    path: () => "/dashboard",
    prepare: async (page) => {
      await page.route("**/api", async (route) => {
        if (operationOf(route.request()) !== "UserTenants") return route.fallback();
        const response = await route.fetch();
        const json = await response.json();
        json.data.listUserTenants.nodes.push({ tenantId: "2", orgName: "Progix Europe", url: "https://eu.example/", isCurrentStack: false });
        await route.fulfill({ response, json });
      });
      await page.goto("/profile");
      await expect(page.getByRole("link", { name: "Progix Europe" })).toBeVisible();
    },
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
];
