// What the tests say often: the places of the app in its own words, and what travels between it and its backend.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Dialog, type Frame, type Locator, type Page, type Request, type Route } from "@playwright/test";
import type { Sandbox } from "./fixtures.ts";

/** The app's queries and mutations, as faults and records name them. */
export const operations = {
  viewer: "SignedInUser",
  customers: "CustomerList",
  customer: "CustomerDetail",
  createCustomer: "CreateCustomer",
  updateCustomer: "UpdateCustomer",
  starCustomer: "StarCustomer",
  members: "TeamMemberList",
  marketplace: "MarketplaceIntegrations",
};

/** The parts of the customers' list. */
export function customersList(page: Page) {
  const table = page.getByRole("table", { name: "Customers" });
  return {
    title: page.getByRole("heading", { level: 1 }),
    search: page.getByRole("searchbox", { name: "Search customers" }),
    filter: page.getByRole("button", { name: /^Filter/ }),
    description: page.getByRole("textbox", { name: "Description contains" }),
    externalId: page.getByRole("textbox", { name: "External ID is" }),
    label: page.getByRole("combobox", { name: "Label is" }),
    clear: page.getByRole("button", { name: "Clear filters" }),
    add: page.getByRole("button", { name: "Add customer" }),
    more: page.getByRole("button", { name: "Load more" }),
    table,
    names: table.getByRole("link"),
    customer: (name: string) => table.getByRole("link", { name, exact: true }),
  };
}

/** The dialog that adds a customer. */
export function addDialog(page: Page) {
  const dialog = page.getByRole("dialog", { name: "Add customer" });
  return {
    dialog,
    name: dialog.getByRole("textbox", { name: "Name" }),
    externalId: dialog.getByRole("textbox", { name: /^External ID/ }),
    description: dialog.getByRole("textbox", { name: /^Description/ }),
    submit: dialog.getByRole("button", { name: "Add customer" }),
    cancel: dialog.getByRole("button", { name: "Cancel" }),
  };
}

/** A customer's details. */
export function customerDetails(page: Page) {
  const main = page.getByRole("main");
  return {
    title: main.getByRole("heading", { level: 1 }),
    name: main.getByRole("textbox", { name: "Name" }),
    externalId: main.getByRole("textbox", { name: /^External ID/ }),
    description: main.getByRole("textbox", { name: /^Description/ }),
    labels: main.getByRole("combobox", { name: /^Labels/ }),
    removeLabel: (label: string) => main.getByRole("button", { name: `Remove label ${label}`, exact: true }),
    unsaved: main.getByText("Unsaved changes"),
    save: main.getByRole("button", { name: "Save" }).first(),
    discard: main.getByRole("button", { name: "Discard" }),
    star: main.getByRole("button", { name: /^Star/ }),
  };
}

/** The dialog that adds a team member. */
export async function openMemberDialog(page: Page) {
  await page.getByRole("button", { name: "Add team member" }).click();
  const dialog = page.getByRole("dialog", { name: "Add team member" });
  await expect(dialog).toBeVisible();
  return {
    dialog,
    name: dialog.getByRole("textbox", { name: "Name" }),
    email: dialog.getByRole("textbox", { name: "Email" }),
    phone: dialog.getByRole("textbox", { name: /^Phone/ }),
    role: (name: string) => dialog.getByRole("radio", { name: new RegExp(`^${name}`) }),
    submit: dialog.getByRole("button", { name: "Add team member" }),
  };
}

/** A team member's details. */
export function memberDetails(page: Page) {
  const main = page.getByRole("main");
  return {
    name: main.getByRole("textbox", { name: "Name" }),
    phone: main.getByRole("textbox", { name: /^Phone/ }),
    role: (name: string) => main.getByRole("radio", { name: new RegExp(`^${name}`) }),
    save: main.getByRole("button", { name: "Save" }).first(),
    remove: main.getByRole("button", { name: "Delete user" }),
  };
}

/** Granting permissions on an object. */
export function grantDialog(page: Page) {
  const dialog = page.getByRole("dialog");
  return {
    add: page.getByRole("button", { name: "Add permission" }).first(),
    dialog,
    kind: (name: string) => dialog.getByRole("radio", { name: new RegExp(`^${name}`) }),
    object: async (name: string) => {
      await dialog.getByRole("combobox").fill(name);
      await dialog.getByRole("option", { name }).click();
      await expect(dialog.getByText(name, { exact: true })).toBeVisible();
    },
    permission: (name: string) => dialog.getByRole("checkbox", { name: new RegExp(`^${name}`) }),
    grant: dialog.getByRole("button", { name: /^Grant/ }),
  };
}

/** The address of a part of a team member's page. */
export async function memberPath(sandbox: Sandbox, name: string, part = "details"): Promise<string> {
  const answer = await sandbox.api(
    "james.patton@progix.io",
    "{ users(customer_Isnull: true, first: 100) { nodes { id name } } }",
  );
  const found = answer.data.users.nodes.find((it: { name: string }) => it.name === name);
  return `/settings/users/${encodeURIComponent(found.id)}/${part}`;
}

/** The marketplace, in its own window or in a host's frame. */
export function marketplace(at: Pick<Page, "getByRole">) {
  const search = at.getByRole("searchbox");
  const shown = at.getByRole("radiogroup", { name: "Show" });
  return {
    title: at.getByRole("heading", { level: 1 }),
    search,
    shown,
    all: shown.getByRole("radio", { name: "All" }),
    activated: shown.getByRole("radio", { name: "Activated" }),
    category: at.getByRole("combobox", { name: "Category" }),
    card: (name: string) => at.getByRole("button", { name: new RegExp(`^${name}`) }),
    details: at.getByRole("dialog"),
  };
}

/** Which operations a page sent to the API so far. */
export function record(page: Page): Request[] {
  const sent: Request[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && isApi(request)) sent.push(request);
  });
  return sent;
}

export function isApi(request: Request): boolean {
  return /^\/api\/?$/.test(new URL(request.url()).pathname);
}

export function operationOf(request: Request): string {
  return (request.postDataJSON() as { operationName?: string } | null)?.operationName ?? "";
}

/** Holds an operation's requests back, from the `from`th on, until they are let go, and then does with them what `then` says. */
export async function holdBack(
  page: Page,
  operation: string,
  from = 0,
  then = (route: Route) => route.fallback(),
): Promise<() => void> {
  let go = () => {};
  const gate = new Promise<void>((done) => (go = done));
  let seen = 0;
  await page.route("**/api", async (route) => {
    if (operationOf(route.request()) !== operation || seen++ < from) return route.fallback();
    await gate;
    // Who asked may be gone by then.
    await then(route).catch(() => {});
  });
  return () => go();
}

/** The next answer to an operation. */
export const answerTo = (page: Page, operation: string) =>
  page.waitForResponse((it) => isApi(it.request()) && operationOf(it.request()) === operation);

/** What the sandbox wrote in its journal about one mutation. */
export async function writes(sandbox: Sandbox, mutation: string): Promise<any[]> {
  const entries: any[] = await sandbox.get("/sandbox/journal");
  return entries.filter((it) => it.outcome?.data?.[mutation] !== undefined);
}

/** Has the server tell what a connection asks for one by one, as it does with more than fit in a page. */
export async function inputsOneByOne(page: Page) {
  await page.route("**/api", (route) => {
    const body = route.request().postDataJSON();
    const query = body.query.replaceAll(/\binputs\(first: \d+/g, "inputs(first: 1");
    return route.continue({ postData: JSON.stringify({ ...body, query }) });
  });
}

/** Adds a customer as the owner, past the app; gives its id. */
export async function addCustomer(sandbox: Sandbox, input: object): Promise<string> {
  const answer = await sandbox.api(
    "james.patton@progix.io",
    `mutation Prepare($input: CreateCustomerInput!) {
      createCustomer(input: $input) { customer { id } errors { field messages } }
    }`,
    { input },
  );
  const { customer, errors } = answer.data.createCustomer;
  expect(errors).toEqual([]);
  await sandbox.remove("/sandbox/journal");
  return customer.id;
}

/** A customer as the API tells it. */
export async function findCustomer(sandbox: Sandbox, name: string): Promise<any> {
  const answer = await sandbox.api(
    "james.patton@progix.io",
    `query Look($name: String!) { customers(name: $name) { nodes { id name description externalId labels starred } } }`,
    { name },
  );
  return answer.data.customers.nodes[0];
}

/** The next customer is created, but neither the answer arrives nor what is asked after it. */
export async function loseNewCustomer(sandbox: Sandbox): Promise<void> {
  await sandbox.post("/sandbox/faults", [
    { operation: operations.createCustomer, kind: "cut", times: 1 },
    { operation: "CustomerArrived", kind: "error", times: 1 },
  ]);
}

/** Somebody of a customer who arrives through a host product, past the app. */
export async function addEmbeddedUser(sandbox: Sandbox, claims: object): Promise<void> {
  const asked = { customer: "ftl-0007", role: "admin", ...claims };
  const { token } = await sandbox.post("/sandbox/embedded-token", asked);
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${sandbox.origin}/embedded/authenticate`, { method: "POST", headers })).ok).toBe(true);
}

/** The address of a customer's details. */
export function detailsPath(id: string): string {
  return `/customers/${encodeURIComponent(id)}/details`;
}

/** The address of a part of a customer's page. */
export async function customerPath(sandbox: Sandbox, name: string, part: string): Promise<string> {
  return `/customers/${encodeURIComponent((await findCustomer(sandbox, name)).id)}/${part}`;
}

/** The address of one of FTL Rockets' people. */
export async function personPath(sandbox: Sandbox, name: string): Promise<string> {
  const { id } = await findCustomer(sandbox, "FTL Rockets");
  const query = "query P($id: ID!) { users(customer: $id, includeMarketplaceUsers: true) { nodes { id name } } }";
  const { nodes } = (await sandbox.api("james.patton@progix.io", query, { id })).data.users;
  const person = nodes.find((it: any) => it.name === name);
  return `/customers/${encodeURIComponent(id)}/users/${encodeURIComponent(person.id)}`;
}

/** A picture of 300 × 200 pixels, black on its left half, as the browser writes it. */
export async function drawn(page: Page, type: string): Promise<Buffer> {
  const bytes = await page.evaluate(async (type) => {
    const canvas = new OffscreenCanvas(300, 200);
    canvas.getContext("2d")!.fillRect(0, 0, 150, 200);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type })).arrayBuffer())];
  }, type);
  return Buffer.from(bytes);
}

/** A part of the page of an instance, by its name. */
export async function instancePath(sandbox: Sandbox, name: string, part: string): Promise<string> {
  const query = "query Find($name: String!) { instances(name: $name, first: 1) { nodes { id } } }";
  const answer = await sandbox.api("james.patton@progix.io", query, { name });
  return `/instances/${encodeURIComponent(answer.data.instances.nodes[0].id)}/${part}`;
}

/** A part of the page of an integration, by its name. */
export async function integrationPath(sandbox: Sandbox, name: string, part: string): Promise<string> {
  const query = "query Find($name: String!) { integrations(name: $name) { nodes { id } } }";
  const answer = await sandbox.api("james.patton@progix.io", query, { name });
  return `/integrations/${encodeURIComponent(answer.data.integrations.nodes[0].id)}/${part}`;
}

/** Runs the first flow of an instance once, as the owner, past the app. */
export async function runFlow(sandbox: Sandbox, name: string, payload: object) {
  const found = await sandbox.api(
    "james.patton@progix.io",
    "query Find($name: String!) { instances(name: $name, first: 1) { nodes { flowConfigs(first: 1) { nodes { id } } } } }",
    { name },
  );
  const [{ id }] = found.data.instances.nodes[0].flowConfigs.nodes;
  const query = "mutation T($id: ID!, $payload: String) { testInstanceFlowConfig(input: { id: $id, payload: $payload }) { errors { messages } } }";
  const answer = await sandbox.api("james.patton@progix.io", query, { id, payload: JSON.stringify(payload) });
  expect(answer.data.testInstanceFlowConfig.errors).toEqual([]);
}

/** A customer's files. */
export function attachments(page: Page) {
  const main = page.getByRole("main");
  return {
    add: main.getByRole("button", { name: "Add attachment" }).first(),
    file: (name: string) => main.getByRole("listitem").filter({ hasText: name }),
    choose: async (files: { name: string; mimeType: string; buffer: Buffer }[]) => {
      const chooser = page.waitForEvent("filechooser");
      await main.getByRole("button", { name: "Add attachment" }).first().click();
      await (await chooser).setFiles(files);
    },
    download: (name: string) => main.getByRole("button", { name: `Download ${name}`, exact: true }),
    rename: (name: string) => main.getByRole("button", { name: `Rename ${name}`, exact: true }),
    remove: (name: string) => main.getByRole("button", { name: `Delete ${name}`, exact: true }),
  };
}

/** Leaves where the browser asks whether to; `asked` says that it did. */
export function answerLeaving(page: Page): { asked: boolean } {
  const seen = { asked: false };
  page.on("dialog", async (dialog: Dialog) => {
    seen.asked = dialog.type() === "beforeunload";
    await dialog.accept();
  });
  return seen;
}

/**
 * Whether the browser would ask before the page is left. It is asked itself only by those who leave: Playwright does not
 * always get rid of a page that somebody stayed on (its issue 37597).
 */
export const wouldAsk = (page: Page) =>
  page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));

/**
 * Makes the app panic: it fails where it relies on the browser, a panic like any other, without a door for it in the
 * program. Gives the milliseconds until the recovery page is there. Whoever calls it tolerates the report.
 */
export async function crash(page: Page): Promise<number> {
  await page.evaluate(() => {
    const real = Node.prototype.cloneNode;
    window.took = new Promise((done) => {
      Node.prototype.cloneNode = () => {
        Node.prototype.cloneNode = real;
        const began = performance.now();
        const look = new MutationObserver(() => document.querySelector(".crash") && done(performance.now() - began));
        look.observe(document.body, { childList: true });
        throw new Error("broken on purpose");
      };
    });
  });
  // The app may fail before the press does: then the link is gone already.
  await page.evaluate(() => document.querySelector<HTMLAnchorElement>("a[href='/customers']")?.click());
  await expect(page.getByRole("heading", { name: "Something went wrong" })).toBeVisible();
  return page.evaluate(() => window.took);
}

declare global {
  interface Window {
    took: Promise<number>;
    /** The most main headings that there were at a time. */
    headings?: number;
  }
}

/** Presses Tab until something has the focus, as a person without a mouse would. */
export async function tabTo(page: Page, target: Locator) {
  for (let presses = 0; presses < 150; presses++) {
    if (await target.evaluate((it) => it === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused({ timeout: 1 });
}

/** How far a page or frame can be moved sideways, in pixels. */
export async function sidewaysOverflow(page: Page | Frame): Promise<number> {
  return page.evaluate(() => {
    const inner = [...document.querySelectorAll("main, [role=main]")].map((it) => it.scrollWidth - it.clientWidth);
    return Math.max(document.documentElement.scrollWidth - document.documentElement.clientWidth, ...inner);
  });
}

/** Everything scripts of a page can read that outlives it. */
export async function readableStorage(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
}

/** The texts of several things, tidied. */
export async function texts(found: Locator): Promise<string[]> {
  return (await found.allInnerTexts()).map((it) => it.trim());
}

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/**
 * Checks a page and the frames in it by the accessibility rules, in light and in dark; `but` names rules to leave out.
 * The look of a page changes its colours and nothing else, so that dark is asked only for what is about colours.
 */
export async function expectNoViolation(page: Page, but: string[] = []) {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // In one go, and without a page of its own for the result, where there is no other origin's frame to look into.
    const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode(page.frames().length === 1);
    if (colorScheme === "light") axe.withTags(rules).disableRules(but);
    else axe.withRules(["color-contrast", "link-in-text-block"].filter((it) => !but.includes(it)));
    const { violations } = await axe.analyze();
    const told = violations.map((it) => `${colorScheme}: ${it.id}: ${it.nodes.map((node) => node.target.join(" ")).join(", ")}`);
    expect(told).toEqual([]);
  }
}
