// Signing in and out, and what happens when a session ends by itself.
import { expect, people, startSandbox, test, type Page, type Sandbox } from "./fixtures.ts";
import { answerLeaving, customerDetails, customerPath, customersList, findCustomer, operations, readableStorage, record } from "./helpers.ts";

const run = ["Integrations", "Customers", "Instances"];
const navigation: [keyof typeof people, string[]][] = [
  ["owner", ["Dashboard", ...run, "Settings"]],
  ["admin", ["Dashboard", ...run, "Settings"]],
  ["integrator", ["Dashboard", ...run]],
  ["guest", ["Dashboard", ...run]],
  ["manager", ["Dashboard", "Customers"]],
  ["thirdParty", ["Dashboard", ...run]],
  ["customerAdmin", ["Dashboard", "Marketplace", "Company"]],
  ["customerMember", ["Dashboard", "Marketplace", "Company"]],
];

for (const [who, links] of navigation) {
  test(`${who} signs in and finds ${links.join(", ")}, and nothing else`, async ({ page, signIn }) => {
    await signIn(people[who]);
    await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link")).toHaveText(links);
  });
}

test("the page asked for opens after signing in, with its search and filters", async ({ page, signIn }) => {
  await signIn(people.owner, "/customers?q=rocket&label=production");
  await expect(page).toHaveURL(/\/customers\?(?=.*\bq=rocket\b)(?=.*\blabel=production\b)/);
  await expect(customersList(page).search).toHaveValue("rocket");
});

test("an address that is no screen says so, also after a reload, and leads back", async ({ page, signIn }) => {
  await signIn(people.owner, "/no/such/page?q=1");
  const missing = page.getByRole("heading", { level: 1, name: "This page does not exist" });
  await expect(missing).toBeVisible();
  await page.reload();
  await expect(missing).toBeVisible();
  await expect(page).toHaveURL(/\/no\/such\/page\?q=1$/);
  await page.getByRole("link", { name: "Back to dashboard" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
  await expect(page.getByRole("heading", { level: 1, name: /Welcome/ })).toBeVisible();
});

test("a reload signs in by itself and stays on the page", async ({ page, signIn }) => {
  await signIn(people.owner, "/customers?q=kepler");
  await page.reload();
  await expect(customersList(page).customer("Kepler Freight")).toBeVisible();
  await expect(page).toHaveURL(/\/customers\?q=kepler$/);
});

test("signing out ends at the provider, and going back shows nothing", async ({ page, signIn }) => {
  await signIn(people.owner, "/customers");
  await expect(customersList(page).customer("Blue Heron Propellants")).toBeVisible();
  await page.getByRole("button", { name: /James Patton/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in to Progix Software" })).toBeVisible();
  await page.goBack();
  await expect(page.getByText("Blue Heron Propellants")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Sign in to Progix Software" })).toBeVisible();
});

test("a page that the browser kept shows nothing once its person has signed out elsewhere", async ({ page, context, signIn }) => {
  await signIn(people.owner, "/customers?q=heron");
  const list = customersList(page);
  await expect(list.customer("Blue Heron Propellants")).toBeVisible();
  // Playwright's browser keeps no pages; this is what it says to one that it brings back.
  const bringBack = () => page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await bringBack();
  await expect(list.customer("Blue Heron Propellants")).toBeVisible();
  await expect(page).toHaveURL(/\/customers\?q=heron$/);
  // A page that is kept hears nothing of what goes on elsewhere.
  await context.clearCookies();
  const shown = await page.evaluate(async () => {
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    // What is done before the browser paints.
    for (let turn = 0; turn < 50; turn++) await null;
    return document.body.innerText.includes("Blue Heron");
  });
  expect(shown).toBe(false);
  await expect(page.getByRole("heading", { name: "Sign in to Progix Software" })).toBeVisible();
});

test("a token that ran out is renewed without a word", async ({ page }) => {
  const short = await startSandbox(["--token-ttl", "4"]);
  try {
    const sent = record(page);
    await page.goto(`${short.sandbox.origin}/customers`);
    await page.getByRole("button", { name: people.owner }).click();
    const list = customersList(page);
    await expect(list.customer("FTL Rockets")).toBeVisible();
    // Where the app asks for something meanwhile, it comes before the search.
    const renewals: boolean[] = [];
    page.on("response", (it) => it.url().endsWith("/auth/refresh") && renewals.push(it.ok()));
    const authorization = (await sent.at(-1)!.allHeaders())["authorization"]!;
    const status = async () =>
      (await fetch(`${short.sandbox.origin}/api`, { method: "POST", body: "{}", headers: { authorization, "content-type": "application/json" } })).status;
    await expect.poll(status).toBe(401);

    await list.search.fill("kepler");
    await expect(list.names).toHaveText(["Kepler Freight"]);
    expect(renewals).toContain(true);
    await expect(page.getByRole("dialog")).toHaveCount(0);
  } finally {
    await page.goto("about:blank");
    await short.stop();
  }
});

/** Types a customer's description while the server takes the token no longer: not before `revive` can it be renewed. */
async function endWhileTyping(page: Page, sandbox: Sandbox) {
  const details = customerDetails(page);
  await details.description.fill("Typed before the session ended");
  await sandbox.post("/sandbox/faults", [{ operation: operations.updateCustomer, kind: "status", status: 401 }]);
  await page.route("**/auth/refresh", (route) => route.fulfill({ status: 401, json: {} }));
  const revive = async () => {
    await sandbox.remove("/sandbox/faults");
    await page.unroute("**/auth/refresh");
    answerLeaving(page);
  };
  return { details, dialog: page.getByRole("dialog", { name: "Your session has ended" }), revive };
}

test("a session that ended in the middle of a form keeps what was typed", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "details"));
  const { details, dialog, revive } = await endWhileTyping(page, sandbox);
  await details.save.click();
  await expect(dialog).toBeVisible();
  await revive();
  await dialog.getByRole("button", { name: "Sign in" }).click();

  await expect(details.description).toHaveValue("Typed before the session ended");
  await expect(details.unsaved).toBeVisible();
  await details.save.click();
  await expect(details.unsaved).toBeHidden();
  expect((await findCustomer(sandbox, "FTL Rockets")).description).toBe("Typed before the session ended");
});

test("a session that ended while the provider cannot be reached loses nothing, and is begun anew when it can", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "details"));
  const { details, dialog, revive } = await endWhileTyping(page, sandbox);
  await page.route("**/auth/meta", (route) => route.abort("connectionreset"));
  await details.save.click();
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog.getByText("The server cannot be reached.", { exact: false })).toBeVisible();
  await expect(details.description).toHaveValue("Typed before the session ended");
  await page.unroute("**/auth/meta");
  await revive();
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(details.description).toHaveValue("Typed before the session ended");
});

test("a provider that lets nobody in is asked once, and not for ever", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (it) => it.isNavigationRequest() && asked.push(new URL(it.url()).pathname));
  await page.route(/\/authorize\?/, (route) => {
    const { searchParams } = new URL(route.request().url());
    const back = `${searchParams.get("redirect_uri")}?error=access_denied&state=${searchParams.get("state")}`;
    return route.fulfill({ status: 302, headers: { location: back } });
  });
  await page.goto("/customers");
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(page).toHaveURL(/\/customers$/);
  expect(asked.filter((it) => it === "/authorize")).toHaveLength(1);
});

test("a code that is never taken is tried twice, and not for ever", async ({ page }) => {
  const codes: string[] = [];
  await page.route("**/oauth/token", (route) => {
    codes.push(route.request().postData() ?? "");
    return route.fulfill({ status: 403, json: { error: "invalid_grant" } });
  });
  await page.goto("/customers");
  await page.getByRole("button", { name: people.owner }).click();
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  expect(codes).toHaveLength(2);
});

test("a renewal that cannot be had for want of a network does not end the session", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, "/customers");
  const list = customersList(page);
  await expect(list.customer("FTL Rockets")).toBeVisible();
  await sandbox.post("/sandbox/faults", [{ operation: operations.customers, kind: "status", status: 401 }]);
  await page.route("**/auth/refresh", (route) => route.abort("connectionreset"));
  await list.search.fill("kepler");
  await expect(page.getByText("The server cannot be reached. Check the connection and try again.")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await sandbox.remove("/sandbox/faults");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(list.names).toHaveText(["Kepler Freight"]);
});

test("signing out does not wait for a server that does not answer", async ({ page, signIn }) => {
  await page.clock.install();
  await signIn(people.owner, "/customers");
  await expect(customersList(page).customer("FTL Rockets")).toBeVisible();
  const revoke = page.waitForRequest("**/auth/revoke");
  await page.route("**/auth/revoke", () => new Promise(() => {}));
  await page.getByRole("button", { name: /James Patton/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await revoke;
  await expect(customersList(page).customer("FTL Rockets")).toHaveCount(0);
  await page.clock.fastForward(3_000);
  await expect(page.getByRole("heading", { name: "Sign in to Progix Software" })).toBeVisible();
});

for (const file of ["/config.json", "/auth/meta", "/oauth/token"]) {
  for (const silent of [true, false]) {
    test(`starting with ${file} ${silent ? "never answered" : "cut off"} ends in a sentence with another try`, async ({ page, signIn }) => {
      await page.clock.install();
      await signIn(people.owner, "/customers");
      const asked = page.waitForRequest(`**${file}`);
      await page.route(`**${file}`, (route) => (silent ? new Promise(() => {}) : route.abort("connectionreset")));
      await page.goto("/customers", { waitUntil: "commit" });
      await asked;
      if (silent) await page.clock.fastForward(15_000);
      const again = page.getByRole("button", { name: "Try again" });
      await expect(page.getByText("The server cannot be reached. Check the connection and try again.")).toBeVisible();
      await page.unrouteAll();
      await page.clock.resume();
      await again.click();
      await expect(customersList(page).customer("FTL Rockets")).toBeVisible();
    });
  }
}

const tricky = [
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "https://evil.example",
  "https:evil.example",
  "https:/\\evil.example",
  "http://localhost@evil.example",
  "//localhost@evil.example/customers",
  "javascript:alert(1)",
  "java\nscript:alert(1)",
  "\u0001javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "blob:https://evil.example/1",
  "/%2f/evil.example",
  "/%5cevil.example",
  "/customers/..//evil.example",
  "//%65vil.example/..",
];

test("no way back after signing in leads out of the app", async ({ page, baseURL }) => {
  test.slow();
  const visited: string[] = [];
  page.on("request", (request) => {
    if (request.isNavigationRequest()) visited.push(request.url());
  });
  // What an attacker who can write to the tab's storage would leave there: another way back.
  await page.addInitScript(() => {
    const back = sessionStorage.getItem("planted");
    if (back === null || location.pathname !== "/auth/callback") return;
    for (const [key, value] of Object.entries(sessionStorage)) {
      if (!value.includes('"/customers"')) continue;
      sessionStorage.setItem(key, value.replace('"/customers"', () => JSON.stringify(back)));
      sessionStorage.removeItem("planted");
    }
  });
  await page.goto("/customers");
  await page.getByRole("button", { name: people.owner }).click();
  // Any other heading may be one of the pages on the way here.
  await expect(page.getByRole("heading", { level: 1, name: /Customers/ })).toBeVisible();
  for (const back of tricky) {
    await page.evaluate((it) => sessionStorage.setItem("planted", it), back);
    await page.goto("/customers");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // It was planted in the attempt, and the attempt was used. Between two pages nothing can be read.
    await expect.poll(() => page.evaluate(() => ({ ...sessionStorage })).catch(() => null), back).toEqual({});
  }
  for (const path of ["//evil.example", "/%2f%2fevil.example", "/%5c%5cevil.example", "/\\evil.example"]) {
    await page.goto(baseURL + path);
    await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
  }
  expect(visited.filter((it) => new URL(it).origin !== baseURL)).toEqual([]);
});

test("tokens are in no address, no storage and no cookie that scripts can read", async ({ page, signIn }) => {
  const addresses: string[] = [];
  const secrets = new Set<string>();
  page.on("request", (request) => {
    addresses.push(request.url());
    const bearer = request.headers()["authorization"]?.replace(/^Bearer /, "");
    if (bearer) secrets.add(bearer);
  });
  page.on("response", async (response) => {
    if (!response.url().endsWith("/oauth/token")) return;
    const answer = await response.json();
    secrets.add(answer.refresh_token);
    secrets.add(answer.access_token);
  });
  await signIn(people.owner, "/customers");
  await page.reload();
  await expect(customersList(page).customer("FTL Rockets")).toBeVisible();
  expect(secrets.size).toBeGreaterThan(1);
  const kept = (await readableStorage(page)) + addresses.join("\n") + page.url();
  for (const secret of secrets) expect(kept).not.toContain(secret);
  expect(await page.evaluate(() => document.cookie)).toBe("");
});

test("a code with a wrong state is not exchanged", async ({ page }) => {
  const exchanges: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/oauth/token")) exchanges.push(request.url());
  });
  await page.goto("/auth/callback?code=stolen&state=made-up");
  await expect(page.getByRole("heading", { name: "Sign in to Progix Software" })).toBeVisible();
  expect(exchanges).toEqual([]);
});

test("a code the provider does not know leads back to signing in", async ({ page }) => {
  await page.goto("/customers");
  await expect(page.getByRole("heading", { name: "Sign in to Progix Software" })).toBeVisible();
  const state = new URL(page.url()).searchParams.get("state");
  await page.goto(`/auth/callback?code=made-up&state=${state}`);
  await expect(page.getByRole("heading", { name: "Sign in to Progix Software" })).toBeVisible();
  await page.getByRole("button", { name: people.owner }).click();
  await expect(page).toHaveURL(/\/customers$/);
});

test("nothing is asked of the API before somebody is signed in", async ({ page }) => {
  const sent = record(page);
  await page.goto("/customers");
  await expect(page.getByRole("heading", { name: "Sign in to Progix Software" })).toBeVisible();
  expect(sent).toEqual([]);
});
