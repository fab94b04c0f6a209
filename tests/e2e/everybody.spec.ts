// Everybody on every screen: which navigation, tabs and controls each of the ten people finds there, which screens
// refuse them without anything being asked for, and what looks to them as if it did not exist.
import type { Frame, Page, Request } from "@playwright/test";
import { people, type Sandbox } from "./fixtures.ts";
import { isApi, operationOf, operations } from "./helpers.ts";
import { bareFrame, expect, greet, hostToken, marketplacePath, test } from "./hosts.ts";

/** The title of the page of an address that names no screen. */
const nowhere = "This page does not exist";

type Who = keyof typeof people | "marketplaceAdmin" | "marketplaceUser";

/** Controls that change something, with `fields` for those to type into; or why there are none. */
type Found = string[] | "refused" | "missing";

const navigation: Record<string, string[]> = {
  "owner admin": ["Dashboard", "Integrations", "Customers", "Instances", "Settings"],
  "integrator guest thirdParty": ["Dashboard", "Integrations", "Customers", "Instances"],
  manager: ["Dashboard", "Customers"],
  "customerAdmin customerMember": ["Dashboard", "Marketplace", "Company"],
  // The host's own navigation leads here.
  "marketplaceAdmin marketplaceUser": [],
};

/** The parts of a page, for whoever may open it. */
const tabs: [RegExp, Record<string, string[]>][] = [
  [
    /^customer: /,
    {
      "owner admin integrator guest": ["Summary", "Instances", "Users", "Attachments", "Connections", "Details"],
      manager: ["Summary", "Users", "Attachments", "Connections", "Details"],
      "customerAdmin customerMember": ["Summary", "Integrations", "Users", "Attachments", "Connections", "Details"],
      marketplaceAdmin: ["Summary", "Integrations", "Attachments", "Connections", "Details"],
    },
  ],
  [
    /^integration: (?!import)/,
    { "owner admin integrator guest thirdParty": ["Summary", "Versions", "Instances", "Marketplace", "Details"] },
  ],
  [
    /^instance: (?!configuration)/,
    {
      "owner admin integrator customerAdmin marketplaceAdmin": ["Summary", "Test", "Executions", "Logs", "Details"],
      "guest customerMember": ["Summary", "Executions", "Logs", "Details"],
    },
  ],
  [
    /^customer user: /,
    { "owner admin integrator guest manager customerAdmin customerMember": ["Details", "Permissions"] },
  ],
  [/^(team members|roles)$/, { "owner admin": ["Team members", "Roles"] }],
  [/^team member: /, { "owner admin": ["Details", "Permissions"] }],
  [/^third party: /, { "owner admin": ["Details", "Permissions", "Granular access"] }],
];

/** Whoever is not named is refused. */
const expected: Record<string, Record<string, Found>> = {
  dashboard: { "owner admin integrator guest manager thirdParty customerAdmin customerMember marketplaceAdmin marketplaceUser": [] },
  customers: {
    "owner admin integrator manager": ["Add customer", "Star"],
    guest: ["Star"],
    thirdParty: [],
  },
  "customer: summary": {
    "owner admin integrator guest manager": ["Star"],
    "customerAdmin customerMember marketplaceAdmin": [],
    thirdParty: "missing",
  },
  "customer: instances": {
    "owner admin integrator": ["Star", "Add instance"],
    guest: ["Star"],
    "customerAdmin marketplaceAdmin": ["Add integration"],
    customerMember: [],
    thirdParty: "missing",
  },
  "customer: users": {
    "owner admin integrator manager": ["Star", "Add user"],
    guest: ["Star"],
    customerAdmin: ["Add user"],
    customerMember: [],
    thirdParty: "missing",
  },
  "customer: attachments": {
    "owner admin integrator manager": ["Star", "Add attachment"],
    guest: ["Star"],
    "customerAdmin customerMember marketplaceAdmin": [],
    thirdParty: "missing",
  },
  "customer: connections": {
    "owner admin integrator manager": ["Star", "Add connection", "Open", "Delete"],
    guest: ["Star", "Open"],
    "customerAdmin marketplaceAdmin": ["Add connection", "Open", "Delete"],
    customerMember: ["Open"],
    thirdParty: "missing",
  },
  "customer: details": {
    "owner admin integrator manager": ["Star", "Upload a photo", "Delete customer", "fields"],
    guest: ["Star"],
    "customerAdmin customerMember marketplaceAdmin": [],
    thirdParty: "missing",
  },
  "customer user: details": {
    "owner admin integrator manager customerAdmin": ["Upload a photo", "Delete user", "fields"],
    guest: [],
    // It is themself.
    customerMember: ["Upload a photo", "fields"],
    thirdParty: "missing",
  },
  "customer user: permissions": {
    "owner admin integrator guest manager customerAdmin customerMember": [],
    thirdParty: "missing",
  },
  connection: {
    "owner admin integrator manager customerAdmin marketplaceAdmin": ["Rename or change what is stored", "Disconnect", "Reconnect", "Delete connection"],
    "guest customerMember": [],
    thirdParty: "missing",
  },
  integrations: { "owner admin integrator": ["Add integration", "Import"], "guest thirdParty": [] },
  "integration: import": { "owner admin integrator": ["Import", "Choose file", "Cancel", "fields"] },
  "integration: import next": { "owner admin integrator": ["Import", "Choose file", "Cancel", "fields"] },
  "integration: summary": { "owner admin integrator": ["Make a copy", "Rehearse configuration"], "guest thirdParty": [] },
  "integration: versions": { "owner admin integrator": ["Make unavailable", "Import definition", "Update all instances to"], "guest thirdParty": [] },
  "integration: instances": { "owner admin integrator guest thirdParty": [] },
  "integration: marketplace": { "owner admin integrator": ["fields"], "guest thirdParty": [] },
  "integration: details": { "owner admin integrator": ["Upload a photo", "fields"], "guest thirdParty": [] },
  instances: { "owner admin integrator": ["Add instance"], "guest thirdParty": [] },
  "instance: summary": {
    "owner admin integrator customerAdmin": ["Deploy", "Pause", "Reconfigure", "Open API keys of Open a ticket", "Rehearse configuration"],
    // Not in frames.
    marketplaceAdmin: ["Deploy", "Pause", "Reconfigure", "Open API keys of Open a ticket"],
    "guest customerMember": ["View configuration"],
    "thirdParty marketplaceUser": "missing",
  },
  "instance: test": {
    "owner admin integrator customerAdmin": ["Deploy", "Pause", "Reconfigure", "Add header", "Save and run test", "fields", "Rehearse configuration"],
    marketplaceAdmin: ["Deploy", "Pause", "Reconfigure", "Add header", "Save and run test", "fields"],
    "guest customerMember thirdParty": "missing",
  },
  "instance: executions": {
    "owner admin integrator customerAdmin": ["Deploy", "Pause", "Reconfigure", "Rehearse configuration"],
    marketplaceAdmin: ["Deploy", "Pause", "Reconfigure"],
    "guest customerMember": ["View configuration"],
    thirdParty: "missing",
  },
  "instance: logs": {
    "owner admin integrator customerAdmin": ["Deploy", "Pause", "Reconfigure", "Rehearse configuration"],
    marketplaceAdmin: ["Deploy", "Pause", "Reconfigure"],
    "guest customerMember": ["View configuration"],
    thirdParty: "missing",
  },
  "instance: details": {
    "owner admin integrator customerAdmin": ["Deploy", "Pause", "Delete instance", "Reconfigure", "Rehearse configuration", "fields"],
    // To the people of a marketplace it is an integration that they activated.
    marketplaceAdmin: ["Deploy", "Pause", "Deactivate", "Reconfigure", "fields"],
    "guest customerMember": ["View configuration"],
    thirdParty: "missing",
  },
  "instance: configuration": {
    "owner admin integrator customerAdmin marketplaceAdmin": [
      "Save and close", "Finish and deploy", "Cancel", "Add a connection that instances share", "Test connection", "fields",
    ],
    // To be read.
    "guest customerMember": ["Close", "fields"],
    thirdParty: "missing",
  },
  "team members": { "owner admin": ["Add team member"] },
  "team member: details": { "owner admin": ["Upload a photo", "Delete user", "fields"] },
  "team member: permissions": { "owner admin": ["View as Kristin Henry"] },
  "third party: granular access": { "owner admin": ["Add permission", "Revoke: View Integration"] },
  roles: {
    owner: ["View as Admin", "View as Integrator", "View as Restricted Integrator", "View as Customer Manager", "View as Guest", "View as Third-Party"],
    admin: ["View as Integrator", "View as Restricted Integrator", "View as Customer Manager", "View as Guest", "View as Third-Party"],
  },
  profile: {
    "owner admin integrator guest manager thirdParty customerAdmin customerMember": ["Upload a photo", "Change password", "Show access token", "fields"],
    // Their password and their token are the host's business.
    "marketplaceAdmin marketplaceUser": ["Upload a photo", "fields"],
  },
  marketplace: { "customerAdmin customerMember marketplaceAdmin marketplaceUser": [] },
};

/** What a table says of somebody. */
function of<T>(table: Record<string, T> | undefined, who: Who): T | undefined {
  return Object.entries(table ?? {}).find(([names]) => names.split(" ").includes(who))?.[1];
}

/** Opens every screen, and holds it to the tables. */
async function walk(page: Page, frame: Frame, sandbox: Sandbox, who: Who) {
  const pending = new Set<Request>();
  const sent: string[] = [];
  page.on("request", (it) => {
    if (!isApi(it)) return;
    pending.add(it);
    sent.push(operationOf(it));
  });
  for (const end of ["requestfinished", "requestfailed"] as const) page.on(end as "requestfinished", (it) => void pending.delete(it));
  const addresses = await paths(sandbox);
  expect(Object.keys(addresses)).toEqual(Object.keys(expected));
  for (const [screen, path] of Object.entries(addresses)) {
    await go(frame, path, () => void (sent.length = 0));
    const found = of(expected[screen], who) ?? "refused";
    const parts = tabs.find(([screens]) => screens.test(screen))?.[1];
    const isThere = Array.isArray(found);
    const should = {
      navigation: of(navigation, who),
      tabs: (isThere && of(parts, who)) || [],
      controls: isThere ? [...found].sort() : found,
    };
    const seen = async () => (pending.size === 0 ? look(frame) : "on the way");
    await expect.poll(seen, { message: `${screen} as ${who}` }).toEqual(should);
    if (found !== "refused") continue;
    // What a third party was granted to see says itself that it may not be changed.
    const isGranted = screen === "integration: import next" && who === "thirdParty";
    const allowed: string[] = [operations.viewer, ...(isGranted ? ["IntegrationDetail"] : [])];
    expect(sent.filter((it) => !allowed.includes(it)), `${screen} as ${who}`).toEqual([]);
  }
}

/**
 * Opens an address as the browser's own buttons do, after one that no screen has: nothing is left of the screen before,
 * which is gone when `left` is called.
 */
async function go(frame: Frame, path: string, left: () => void) {
  const open = (path: string) =>
    frame.evaluate((path) => {
      history.pushState(null, "", path);
      dispatchEvent(new PopStateEvent("popstate"));
    }, path);
  await open("/no/such/page");
  await expect(frame.getByRole("heading", { level: 1, name: nowhere })).toBeVisible();
  left();
  await open(path);
  await expect(frame.getByRole("heading", { level: 1, name: nowhere })).toHaveCount(0);
}

/** What is on the screen, without what everybody finds on every list: searching, sorting, copying. */
function look(frame: Frame) {
  return frame.evaluate(() => {
    const all = (selector: string) => [...document.querySelectorAll(selector)].filter((it) => it.checkVisibility());
    const name = (it: Element) => (it.getAttribute("aria-label") ?? it.textContent ?? "").trim();
    if (document.querySelector(".skeleton")) return "on the way";
    const navigation = all("nav[aria-label='Main'] a").map(name);
    const title = all("h1").map(name).join();
    if (title === "You do not have permission to view this page") return { navigation, tabs: [], controls: "refused" };
    if (title === "Not found") return { navigation, tabs: [], controls: "missing" };
    const reading = /^(Filter|Load more|Copy: .*|Copy cURL .*|Refresh|Back to dashboard|Marketplace|Remove label .*)$/;
    const objects = / (FTL Rockets|Carrier portal|Launch manifests \(SFTP\)|instance|v\d)$/;
    const buttons = all("main button:not(nav *, thead button[class*=sort], .offer), main a.button").map((it) => {
      // A row's buttons name the object they act on.
      const text = it.closest("tbody") ? name(it).replace(/^Star .*/, "Star") : name(it);
      return /^(Add|Delete) instance$/.test(text) ? text : text.replace(objects, "");
    });
    const controls = new Set(buttons.filter((it) => !reading.test(it)));
    if (all("main input:not([type=search], [type=checkbox], [type=radio]), main textarea").length > 0) controls.add("fields");
    return { navigation, tabs: all("main nav[aria-label='Parts of this page'] a").map(name), controls: [...controls].sort() };
  });
}

/** Where every screen is, with objects of FTL Rockets, and the one integration that the third party was granted. */
async function paths(sandbox: Sandbox): Promise<Record<string, string>> {
  const { data } = await sandbox.api(
    people.owner,
    `{ customers(name: "FTL Rockets") { nodes { id } }
      integrations(name: "Acme ERP Order Sync") { nodes { id } }
      instances(name: "Northdesk: Launch desk") { nodes { id } }
      users(first: 100) { nodes { id name } }
      customerConfigVariables(first: 100) { nodes { id key } } }`,
  );
  const [customer, integration, instance] = [data.customers, data.integrations, data.instances].map((it) => encodeURIComponent(it.nodes[0].id));
  const user = (name: string) => encodeURIComponent(data.users.nodes.find((it: { name: string }) => it.name === name).id);
  const connection = encodeURIComponent(data.customerConfigVariables.nodes.find((it: { key: string }) => it.key === "Northdesk trial").id);
  return {
    dashboard: "/dashboard",
    customers: "/customers",
    "customer: summary": `/customers/${customer}/summary`,
    "customer: instances": `/customers/${customer}/instances`,
    "customer: users": `/customers/${customer}/users`,
    "customer: attachments": `/customers/${customer}/attachments`,
    "customer: connections": `/customers/${customer}/connections`,
    "customer: details": `/customers/${customer}/details`,
    "customer user: details": `/customers/${customer}/users/${user("Omar Haddad")}/details`,
    "customer user: permissions": `/customers/${customer}/users/${user("Omar Haddad")}/permissions`,
    connection: `/customers/${customer}/connections/${connection}`,
    integrations: "/integrations",
    "integration: import": "/integrations/import",
    "integration: import next": `/integrations/${integration}/import`,
    "integration: summary": `/integrations/${integration}/summary`,
    "integration: versions": `/integrations/${integration}/versions`,
    "integration: instances": `/integrations/${integration}/instances`,
    "integration: marketplace": `/integrations/${integration}/marketplace`,
    "integration: details": `/integrations/${integration}/details`,
    instances: "/instances",
    "instance: summary": `/instances/${instance}/summary`,
    "instance: test": `/instances/${instance}/test`,
    "instance: executions": `/instances/${instance}/executions`,
    "instance: logs": `/instances/${instance}/logs`,
    "instance: details": `/instances/${instance}/details`,
    "instance: configuration": `/configure-instance/${instance}`,
    "team members": "/settings/users",
    "team member: details": `/settings/users/${user("Kristin Henry")}/details`,
    "team member: permissions": `/settings/users/${user("Kristin Henry")}/permissions`,
    "third party: granular access": `/settings/users/${user("Terry Whitfield")}/granular-access`,
    roles: "/settings/roles",
    profile: "/profile",
    marketplace: "/integration-marketplace",
  };
}

for (const who of Object.keys(people) as (keyof typeof people)[]) {
  test(`every screen as ${who}`, async ({ page, sandbox, signIn }) => {
    test.setTimeout(90_000);
    await signIn(people[who], "/no/such/page");
    await walk(page, page.mainFrame(), sandbox, who);
  });
}

test("every screen as a restricted integrator, who finds what an integrator finds", async ({ page, sandbox, signIn }) => {
  test.setTimeout(90_000);
  await sandbox.post("/sandbox/people", { email: people.integrator, role: "Restricted Integrator" });
  await signIn(people.integrator, "/no/such/page");
  await walk(page, page.mainFrame(), sandbox, "integrator");
});

for (const [who, role] of [["marketplaceAdmin", "admin"], ["marketplaceUser", "user"]] as const) {
  test(`every screen as ${who}, in a host product`, async ({ page, host, sandbox }) => {
    test.setTimeout(90_000);
    await page.goto(host.origin);
    const frame = await bareFrame(page, sandbox.origin + marketplacePath);
    await greet(page, await hostToken(sandbox, { role, sub: `embedded-${role}` }));
    await expect(frame.getByRole("button", { name: /^Ledgerline/ })).toBeVisible();
    await walk(page, page.frames().at(-1)!, sandbox, who);
  });
}
