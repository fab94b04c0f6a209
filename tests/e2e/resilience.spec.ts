// What people see when things break: a sentence, a way on, and everything they typed.
import type { Request } from "@playwright/test";
import { expect, people, test } from "./fixtures.ts";
import { answerLeaving, crash, customerDetails, customersList, detailsPath, findCustomer, operations, record, writes } from "./helpers.ts";

test.describe("after a panic", () => {
  test.use({ tolerates: /panicked|RuntimeError: unreachable/ });

  test("the recovery page comes, and what was typed is there after it", async ({ page, sandbox, signIn }) => {
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.owner, detailsPath(id));
    const { description } = customerDetails(page);
    await description.fill("Typed before the crash");
    expect(await crash(page)).toBeLessThan(1000);
    await expect(page.getByText(/What you typed is kept\. Reference: \w+$/)).toBeVisible();
    answerLeaving(page);
    await page.getByRole("button", { name: "Reload" }).click();
    await expect(description).toHaveValue("Typed before the crash");
  });

  test("what was typed rests after three crashes in a minute, for it may be what breaks the app", async ({ page, sandbox, signIn }) => {
    await page.clock.install();
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.owner, detailsPath(id));
    const { description } = customerDetails(page);
    const saved = await description.inputValue();
    await description.fill("Typed before the crash");
    answerLeaving(page);
    const seen: string[] = [];
    for (const then of ["Typed before the crash", "Typed before the crash", saved]) {
      await crash(page);
      seen.push(await page.getByText(/Reference: \w+$/).innerText());
      await page.getByRole("button", { name: "Reload" }).click();
      await expect(description).toHaveValue(then);
    }
    expect(seen.map((it) => /several times/.test(it))).toEqual([false, false, true]);
    expect(new Set(seen.map((it) => /\w+$/.exec(it)![0])).size).toBe(3);
    await page.clock.fastForward(61_000);
    await page.reload();
    await expect(description).toHaveValue("Typed before the crash");
  });

  test("what is typed while earlier texts rest is kept like any other", async ({ page, sandbox, signIn }) => {
    await page.clock.install();
    const { id } = await findCustomer(sandbox, "Mission 9");
    await signIn(people.owner, detailsPath(id));
    const { description } = customerDetails(page);
    answerLeaving(page);
    for (let crashes = 0; crashes < 3; crashes++) {
      // The question about it keeps the way out from being taken before the app fails.
      await description.fill(`Typed before crash ${crashes}`);
      await crash(page);
      await page.getByRole("button", { name: "Reload" }).click();
      await expect(description).toBeVisible();
    }
    await description.fill("Typed after the crashes");
    await expect.poll(() => page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain("Typed after the crashes");
    await page.clock.fastForward(61_000);
    await page.reload();
    await expect(description).toHaveValue("Typed after the crashes");
  });
});

test("when the program cannot be fetched, a page says so and offers another try", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 404 }));
  await page.goto("/");
  const again = page.getByRole("button", { name: /Reload|Try again/ });
  await expect(again).toBeVisible();
  await page.unroute("**/*.wasm");
  await again.click();
  await expect(page.getByRole("heading", { name: "Sign in to Progix Software" })).toBeVisible();
});

for (const [what, broken] of [
  ["is cut off", { contentType: "application/wasm", body: Buffer.from([0, 97, 115, 109, 1, 0, 0]) }],
  ["is something else", { contentType: "text/html", body: "<!doctype html><title>Log in to the proxy</title>" }],
] as const) {
  test(`when the program ${what}, a page says so`, async ({ page }) => {
    await page.route("**/*.wasm", (route) => route.fulfill(broken));
    await page.goto("/");
    await expect(page.getByRole("button", { name: /Reload|Try again/ })).toBeVisible();
  });
}

test.describe("another backend", () => {
  // A deployment's own policy names it.
  test.use({ bypassCSP: true });

  test("the app speaks to the one that config.json names, and to no other", async ({ page, sandbox }) => {
    // Another origin of the same sandbox; people still sign in at the first.
    const backend = sandbox.host;
    await page.route("**/config.json", (route) => route.fulfill({ json: { base: `${backend}/` } }));
    await page.route(`${backend}/auth/meta`, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), domain: new URL(sandbox.origin).host } });
    });
    const sent = record(page);
    const asked: string[] = [];
    page.on("request", (it) => asked.push(it.url()));
    await page.goto("/customers");
    await page.getByRole("button", { name: people.owner }).click();
    await expect(customersList(page).customer("FTL Rockets")).toBeVisible();
    expect(new Set(sent.map((it) => new URL(it.url()).origin))).toEqual(new Set([backend]));
    expect(asked.filter((it) => /\/(auth\/meta|auth\/refresh|media\/)/.test(it) && !it.startsWith(backend))).toEqual([]);
  });
});

test("offline, the list keeps its rows and works again when the network is back", async ({ page, context, signIn }) => {
  test.slow();
  await signIn(people.owner, "/customers?q=rocket");
  const list = customersList(page);
  await expect(list.names).toHaveCount(3);
  await context.setOffline(true);
  await list.search.fill("kepler");
  await expect(page.getByText("The server cannot be reached. Check the connection and try again.")).toBeVisible({ timeout: 20_000 });
  await expect(list.names).toHaveCount(3);
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(list.names).toHaveText(["Kepler Freight"]);
});

const unreadable: [string, object][] = [
  ["a page of HTML", { status: 200, headers: { "content-type": "text/html" }, body: "<h1>Log in to the proxy</h1><script>window.hacked=1</script>" }],
  ["nothing", { status: 200, body: "" }],
  ["null", { status: 200, body: "null" }],
  ["a list", { status: 200, body: "[]" }],
  ["neither data nor errors", { status: 200, body: "{}" }],
  ["no content", { status: 204 }],
  ["an internal error", { status: 500, body: "panic at main.rs:12" }],
];
for (const [what, answer] of unreadable) {
  test(`an answer of ${what} becomes a sentence with another try`, async ({ page, sandbox, signIn }) => {
    await sandbox.post("/sandbox/faults", [{ operation: operations.customers, kind: "status", times: 1, ...answer }]);
    await signIn(people.owner, "/customers");
    await expect(page.getByText("The server sent an answer that cannot be read. Try again.")).toBeVisible();
    await expect(page.getByText(/Log in to the proxy|panic at/)).toHaveCount(0);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(customersList(page).names).toHaveCount(100);
  });
}

for (const status of [502, 503, 504]) {
  test(`a passing ${status} is tried again without a word`, async ({ page, sandbox, signIn }) => {
    await sandbox.post("/sandbox/faults", [{ operation: operations.customers, kind: "status", status, times: 1 }]);
    await signIn(people.owner, "/customers");
    await expect(customersList(page).names).toHaveCount(100);
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
}

test("a cut answer is asked for again", async ({ page, sandbox, signIn }) => {
  await sandbox.post("/sandbox/faults", [{ operation: operations.customers, kind: "cut", times: 1 }]);
  await signIn(people.owner, "/customers");
  await expect(customersList(page).names).toHaveCount(100);
});

test("too many requests: waits as long as the server asks", async ({ page, sandbox, signIn }) => {
  const asked: Request[] = [];
  page.on("request", (it) => it.postData()?.includes(operations.customers) && asked.push(it));
  await sandbox.post("/sandbox/faults", [
    { operation: operations.customers, kind: "status", status: 429, headers: { "retry-after": "2" }, times: 1 },
  ]);
  await signIn(people.owner, "/customers");
  await expect(customersList(page).names).toHaveCount(100);
  expect(asked).toHaveLength(2);
  // The browser's times: those at which Node hears of a request say little on a busy machine.
  const [first, second] = asked.map((it) => it.timing().startTime);
  expect(second! - first!).toBeGreaterThanOrEqual(2000);
});

test("too many requests: a change waits too, and is made once", async ({ page, sandbox, signIn }) => {
  const { id } = await findCustomer(sandbox, "Mission 9");
  await signIn(people.owner, detailsPath(id));
  const { description, save, unsaved } = customerDetails(page);
  await description.fill("Worth waiting for");
  await sandbox.post("/sandbox/faults", [
    { operation: operations.updateCustomer, kind: "status", status: 429, headers: { "retry-after": "1" }, times: 1 },
  ]);
  await save.click();
  await expect(unsaved).toBeHidden();
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(await writes(sandbox, "updateCustomer")).toHaveLength(1);
});

test("a server that never answers is given up on", async ({ page, sandbox, signIn }) => {
  await page.clock.install();
  await signIn(people.owner, "/dashboard");
  await sandbox.post("/sandbox/faults", [{ operation: operations.customers, kind: "hang" }]);
  await page.getByRole("link", { name: "Customers", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: /Customers/ })).toBeVisible();
  await expect(async () => {
    await page.clock.fastForward(16_000);
    await expect(page.getByText("The server cannot be reached. Check the connection and try again.")).toBeVisible({ timeout: 500 });
  }).toPass();
  await sandbox.remove("/sandbox/faults");
  await page.clock.resume();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(customersList(page).names).toHaveCount(100);
});

test("part of an answer that is missing does not take the page with it", async ({ page, sandbox, signIn }) => {
  await sandbox.post("/sandbox/faults", [{ operation: operations.customers, kind: "drift", path: "/data/customers/nodes/0", value: null }]);
  await signIn(people.owner, "/customers");
  await expect(customersList(page).names).toHaveCount(99);
});

test("a save whose outcome is unknown says so and keeps the text", async ({ page, sandbox, signIn }) => {
  await page.clock.install();
  const { id } = await findCustomer(sandbox, "Mission 9");
  await signIn(people.owner, detailsPath(id));
  const { description, save, unsaved } = customerDetails(page);
  await description.fill("Did this arrive?");
  await sandbox.post("/sandbox/faults", [{ operation: operations.updateCustomer, kind: "commit-then-hang", times: 1 }]);
  await save.click();
  await expect.poll(() => writes(sandbox, "updateCustomer")).toHaveLength(1);
  await page.clock.fastForward(31_000);
  await expect(page.getByRole("alert")).toBeVisible();
  await page.clock.resume();
  await expect(description).toHaveValue("Did this arrive?");
  await save.click();
  await expect(unsaved).toBeHidden();
});

test("leaving with answers on their way is no trouble", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, "/dashboard");
  const main = page.getByRole("navigation", { name: "Main" });
  await sandbox.post("/sandbox/faults", [{ operation: "*", kind: "delay", ms: 300 }]);
  for (let round = 0; round < 15; round++) {
    for (const link of ["Customers", "Settings", "Dashboard"]) await main.getByRole("link", { name: link }).click();
  }
  await sandbox.remove("/sandbox/faults");
  await main.getByRole("link", { name: "Customers" }).click();
  await expect(customersList(page).names).toHaveCount(100);
});

test("what nobody waits for any more is called off", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, "/dashboard");
  const main = page.getByRole("navigation", { name: "Main" });
  await sandbox.post("/sandbox/faults", [{ operation: operations.customers, kind: "hang" }]);
  const isList = (it: Request) => it.postData()?.includes(operations.customers) === true;
  const asked = page.waitForRequest(isList);
  await main.getByRole("link", { name: "Customers" }).click();
  const request = await asked;
  const off = page.waitForEvent("requestfailed", isList);
  await main.getByRole("link", { name: "Dashboard" }).click();
  expect(await off).toBe(request);
  expect(request.failure()?.errorText).toBe("net::ERR_ABORTED");
});

test("where nothing can be stored, signing in ends in a sentence and not in a circle", async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await page.goto("/customers");
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
});

test("a text too long to keep does not come back as the shorter one it was", async ({ page, sandbox, signIn }) => {
  const { id } = await findCustomer(sandbox, "Mission 9");
  await signIn(people.owner, detailsPath(id));
  const { description } = customerDetails(page);
  const saved = await description.inputValue();
  const drafts = () => page.evaluate(() => Object.keys(sessionStorage).filter((it) => it.includes("draft")));
  await description.fill("A short text");
  await expect.poll(drafts).toHaveLength(1);
  await description.fill("long ".repeat(50_000));
  await expect.poll(drafts).toEqual([]);
  answerLeaving(page);
  await page.reload();
  await expect(description).toHaveValue(saved);
});

test("a text that finds no room does not come back as the one before it", async ({ page, sandbox, signIn }) => {
  const { id } = await findCustomer(sandbox, "Mission 9");
  await signIn(people.owner, detailsPath(id));
  const { description } = customerDetails(page);
  const saved = await description.inputValue();
  const kept = () => page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  await description.fill("While there was room");
  await expect.poll(kept).toContain("While there was room");
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await description.fill("After that");
  await expect.poll(kept).not.toContain("While there was room");
  answerLeaving(page);
  await page.reload();
  await expect(description).toHaveValue(saved);
});

test("a draft that makes no sense is ignored", async ({ page, sandbox, signIn }) => {
  const { id } = await findCustomer(sandbox, "Mission 9");
  await signIn(people.owner, detailsPath(id));
  const { description } = customerDetails(page);
  await description.fill("A draft");
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain("A draft");
  await page.addInitScript(() => {
    for (const key of Object.keys(sessionStorage)) if (key.includes("draft")) sessionStorage.setItem(key, '{"broken":');
  });
  answerLeaving(page);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
