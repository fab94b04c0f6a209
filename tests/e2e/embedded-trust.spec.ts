// Whom a frame listens to, which tokens it takes, and what may be framed at all.
import { people } from "./fixtures.ts";
import { bareFrame, expect, greet, heard, heardInitialized, hostToken, marketplacePath, tell, test } from "./hosts.ts";
import { answerTo, holdBack, isApi, marketplace, operationOf, operations, record } from "./helpers.ts";

test("authenticating makes the person once, and refuses with a sentence", async ({ page, host, sandbox }) => {
  await page.goto(host.origin);
  const authenticate = (token: string) =>
    page.evaluate(
      async ({ app, token }) => {
        prismatic.init({ prismaticUrl: app, skipPreload: true });
        return prismatic.authenticate({ token }).then(
          () => "welcome",
          (error: Error) => error.message,
        );
      },
      { app: sandbox.origin, token },
    );
  const known = { sub: "first-visit", name: "First Visit" };
  for (let visit = 0; visit < 2; visit++) expect(await authenticate(await hostToken(sandbox, known))).toBe("welcome");
  const found = await sandbox.api(people.owner, "{ users(includeMarketplaceUsers: true, externalId: \"first-visit\") { nodes { name role { name } customer { name } } } }");
  expect(found.data.users.nodes).toEqual([{ name: "First Visit", role: { name: "Marketplace" }, customer: { name: "FTL Rockets" } }]);

  const [head, claims, signature] = (await hostToken(sandbox)).split(".");
  const encode = (it: object) => Buffer.from(JSON.stringify(it)).toString("base64url");
  const read = JSON.parse(Buffer.from(claims!, "base64url").toString());
  const refused = {
    expired: await hostToken(sandbox, { ttl: -60 }),
    changed: [head, encode({ ...read, role: "owner" }), signature].join("."),
    unsigned: [encode({ alg: "none", typ: "JWT" }), claims, ""].join("."),
    "signed another way": [encode({ alg: "HS256", typ: "JWT" }), claims, signature].join("."),
    "of no known customer": await hostToken(sandbox, { customer: "nobody-knows" }),
    nonsense: "nonsense",
  };
  for (const [what, token] of Object.entries(refused)) {
    const said = await authenticate(token);
    expect(said, what).toMatch(/^Authentication failed\. Server sent back: .{8,}/);
    expect(said, what).not.toContain(token);
  }
});

test("initializing fetches the page that warms the cache, once", async ({ page, host, sandbox }) => {
  const asked: string[] = [];
  page.on("request", (it) => it.isNavigationRequest() && asked.push(it.url()));
  await page.goto(host.origin);
  for (let time = 0; time < 2; time++) await page.evaluate((app) => prismatic.init({ prismaticUrl: app }), sandbox.origin);
  // It comes after whatever else they fetch.
  await bareFrame(page, `${host.origin}/?afterwards`);
  await expect.poll(() => asked).toEqual([`${host.origin}/`, `${sandbox.origin}/embedded`, `${host.origin}/?afterwards`]);
});

test("nothing is asked of the API before the host has sent a token", async ({ page, host, sandbox }) => {
  const sent = record(page);
  await page.goto(host.origin);
  const frame = await bareFrame(page, sandbox.origin + marketplacePath);
  await heardInitialized(page);
  await tell(page, "SET_VERSION", "4.14.0");
  await tell(page, "SET_TRANSLATION", {});
  expect(sent).toEqual([]);
  const token = await hostToken(sandbox);
  await greet(page, token);
  await expect(marketplace(frame).card("Ledgerline")).toBeVisible();
  expect(new Set(sent.map((it) => it.headers()["authorization"]))).toEqual(new Set([`Bearer ${token}`]));
});

test("a host that the deployment does not name is not listened to", async ({ page, host, sandbox }) => {
  await page.clock.install();
  await page.route("**/config.json", (route) => route.fulfill({ json: { embedHosts: [host.other, "https://host.example"] } }));
  const sent = record(page);
  await page.goto(host.origin);
  const token = await hostToken(sandbox);
  const refused = await bareFrame(page, sandbox.origin + marketplacePath);
  await greet(page, token);
  await page.clock.fastForward(16_000);
  await expect(refused.getByText(/^You are not signed in/)).toBeVisible();
  expect(sent).toEqual([]);

  await page.goto(host.other);
  const named = await bareFrame(page, sandbox.origin + marketplacePath);
  await greet(page, token);
  await expect(marketplace(named).card("Ledgerline")).toBeVisible();
});

test("a token that cannot be read is said not to work, and a good one after it is taken", async ({ page, host, sandbox }) => {
  await page.goto(host.origin);
  const frame = await bareFrame(page, sandbox.origin + marketplacePath);
  await heardInitialized(page);
  await tell(page, "SET_TOKEN", "nonsense");
  await expect(frame.getByText(/^You are not signed in/)).toBeVisible();
  await greet(page, await hostToken(sandbox));
  await expect(marketplace(frame).card("Ledgerline")).toBeVisible();
});

test("what arrives before the app has started is not lost", async ({ page, host, sandbox }) => {
  await page.goto(host.origin);
  const token = await hostToken(sandbox);
  await page.route("**/*.wasm", async (route) => {
    // Browsers fetch ahead; from the first script on, nothing may be lost.
    const started = page.frames().find((it) => it.url().startsWith(sandbox.origin));
    await started?.waitForFunction(() => "gantry" in window);
    await tell(page, "SET_TOKEN", token);
    await tell(page, "SET_SCREEN_CONFIGURATION", { marketplace: { hideSearch: true } });
    await tell(page, "SET_FILTERS", { marketplace: { category: "Accounting" } });
    await route.continue();
  });
  const frame = await bareFrame(page, sandbox.origin + marketplacePath);
  await expect(marketplace(frame).card("Ledgerline")).toBeVisible();
  await expect(marketplace(frame).search).toHaveCount(0);
  await expect(marketplace(frame).card("Stackpost")).toHaveCount(0);
});

test("a token of a sibling frame or a window the page opened is ignored", async ({ page, context, host, sandbox }) => {
  await page.goto(host.origin);
  const frame = await bareFrame(page, sandbox.origin + marketplacePath);
  await greet(page, await hostToken(sandbox));
  const { card, search } = marketplace(frame);
  await expect(card("Stackpost")).toHaveAccessibleName(/not configured/i);

  const stranger = await hostToken(sandbox, { customer: "abc-123", sub: "stranger", ttl: 3600 });
  const sent = record(page);
  await bareFrame(page, host.other, "b");
  await expect.poll(() => page.frame({ url: `${host.other}/` })).toBeTruthy();
  const sibling = page.frame({ url: `${host.other}/` })!;
  await sibling.waitForFunction(() => "messages" in window);
  const attack = (token: string) => {
    for (const target of Array.from(window.parent === window ? [window.opener.frames[0]] : [window.parent.frames[0]])) {
      target.postMessage({ event: "SET_TOKEN", data: token }, "*");
      target.postMessage({ event: "SET_SCREEN_CONFIGURATION", data: { marketplace: { hideSearch: true } } }, "*");
    }
  };
  await sibling.evaluate(attack, stranger);
  const [popup] = await Promise.all([context.waitForEvent("page"), page.evaluate((url) => void window.open(url), host.other)]);
  await popup.waitForLoadState();
  await popup.evaluate(attack, stranger);

  await search.fill("stack");
  await expect(card("Ledgerline")).toHaveCount(0);
  await expect(card("Stackpost")).toHaveAccessibleName(/not configured/i);
  expect(sent.filter((it) => it.headers()["authorization"]?.includes(stranger))).toEqual([]);
});

test("an older token and a broken one do not replace a good one", async ({ page, host, sandbox }) => {
  await page.goto(host.origin);
  const good = await hostToken(sandbox, { ttl: 1200 });
  const older = await hostToken(sandbox, { ttl: 600 });
  const frame = await bareFrame(page, sandbox.origin + marketplacePath);
  await greet(page, good);
  const { card, search } = marketplace(frame);
  await expect(card("Ledgerline")).toBeVisible();
  const [head, , signature] = good.split(".");
  const claims = JSON.parse(Buffer.from(good.split(".")[1]!, "base64url").toString());
  const forged = [head, Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 9999 })).toString("base64url"), signature].join(".");
  for (const bad of [older, forged, "", "a.b", "a.b.c", "x".repeat(9_000), null, undefined, 7, ["a"], { token: good }]) {
    await tell(page, "SET_TOKEN", bad);
  }
  await search.fill("kite");
  await expect(card("Ledgerline")).toHaveCount(0);
  const asked = page.waitForRequest((it) => isApi(it) && operationOf(it) === operations.marketplace);
  await search.fill("ledger");
  expect((await asked).headers()["authorization"]).toBe(`Bearer ${good}`);
  await expect(card("Ledgerline")).toBeVisible();
});

test("an expired token is replaced by the host, and nothing typed is lost", async ({ page, host, sandbox }) => {
  await page.goto(host.origin);
  const frame = await bareFrame(page, sandbox.origin + marketplacePath);
  await greet(page, await hostToken(sandbox, { ttl: 300 }));
  const { card, search } = marketplace(frame);
  await expect(card("Kitebooks")).toBeVisible();

  // As the API answers from then on, whatever the token's own time.
  await sandbox.post("/sandbox/faults", [{ operation: operations.marketplace, kind: "status", status: 401 }]);
  const refused = page.waitForResponse((it) => isApi(it.request()) && it.status() === 401);
  await search.fill("ledger");
  await refused;
  await sandbox.remove("/sandbox/faults");
  const token = await hostToken(sandbox, { ttl: 600 });
  const again = page.waitForRequest((it) => operationOf(it) === operations.marketplace);
  await tell(page, "SET_TOKEN", token);
  expect((await again).headers()["authorization"]).toBe(`Bearer ${token}`);
  await expect(card("Ledgerline")).toBeVisible();
  await expect(card("Kitebooks")).toHaveCount(0);
  await expect(search).toHaveValue("ledger");
});

test("somebody else's token starts afresh", async ({ page, host, sandbox }) => {
  await page.goto(host.origin);
  const frame = await bareFrame(page, sandbox.origin + marketplacePath);
  await greet(page, await hostToken(sandbox));
  const { card, search } = marketplace(frame);
  await search.fill("stack");
  await expect(card("Stackpost")).toHaveAccessibleName(/not configured/i);
  await tell(page, "SET_TOKEN", await hostToken(sandbox, { customer: "m9", sub: "another" }));
  await expect(search).toHaveValue("");
  await expect(card("Tanegashima Telemetry Bridge")).toHaveCount(0);
  await expect(card("Northdesk")).not.toHaveAccessibleName(/2/);
});

test("who was here before does not come back by the token of then", async ({ page, host, sandbox }) => {
  await page.goto(host.origin);
  const frame = await bareFrame(page, sandbox.origin + marketplacePath);
  const former = await hostToken(sandbox, { customer: "m9", sub: "another" });
  await greet(page, former);
  const { card, search } = marketplace(frame);
  await expect(card("Ledgerline")).toBeVisible();
  // Tokens tell the second in which they were made.
  const madeIn = (token: string) => JSON.parse(Buffer.from(token.split(".")[1]!, "base64url").toString()).iat as number;
  let present = former;
  await expect(async () => {
    present = await hostToken(sandbox);
    expect(madeIn(present)).toBeGreaterThan(madeIn(former));
  }).toPass();
  await tell(page, "SET_TOKEN", present);
  await search.fill("stack");
  await expect(card("Stackpost")).toHaveAccessibleName(/not configured/i);
  const sent = record(page);
  // As the SDK answers whoever asks for a newer token.
  await tell(page, "SET_TOKEN", former);
  const asked = page.waitForRequest((it) => isApi(it) && operationOf(it) === operations.marketplace);
  await search.fill("kite");
  expect((await asked).headers()["authorization"]).toBe(`Bearer ${present}`);
  await expect(card("Kitebooks")).toBeVisible();
  await expect(search).toHaveValue("kite");
  expect(sent.filter((it) => it.headers()["authorization"]?.includes(former))).toEqual([]);
});

test("what somebody wanted changed is not sent again as who came after them", async ({ page, host, sandbox }) => {
  await page.goto(host.origin);
  const frame = await bareFrame(page, sandbox.origin + marketplacePath);
  await greet(page, await hostToken(sandbox, { customer: "fresh-2", customer_name: "Fresh Boosters" }));
  const sent = record(page);
  const creations = () => sent.filter((it) => operationOf(it) === "CreateInstance");
  await marketplace(frame).card("Ledgerline").click();
  const go = await holdBack(page, "CreateInstance", 0, (route) => route.fulfill({ status: 401 }));
  await frame.getByRole("button", { name: "Configure", exact: true }).click();
  await expect.poll(creations).toHaveLength(1);
  await tell(page, "SET_TOKEN", await hostToken(sandbox, { sub: "next-person" }));
  await expect(marketplace(frame).card("Stackpost")).toHaveAccessibleName(/not configured/i);
  const refused = answerTo(page, "CreateInstance");
  go();
  await (await refused).finished();
  await marketplace(frame).search.fill("kite");
  await expect(marketplace(frame).card("Ledgerline")).toHaveCount(0);
  await expect(marketplace(frame).card("Kitebooks")).toBeVisible();
  expect(creations()).toHaveLength(1);
  await expect(frame.getByText(/^Your session has ended/)).toHaveCount(0);
});

test("messages that make no sense are ignored", async ({ page, host, sandbox }) => {
  await page.goto(host.origin);
  const frame = await bareFrame(page, sandbox.origin + marketplacePath);
  await greet(page, await hostToken(sandbox));
  const { card, search } = marketplace(frame);
  await expect(card("Ledgerline")).toBeVisible();
  const events = ["SET_TOKEN", "SET_TRANSLATION", "SET_SCREEN_CONFIGURATION", "SET_FILTERS", "SET_CONFIG_VAR", "SET_VERSION", "SET_AGENT_CONTEXT", "MARKETPLACE_CLOSED", "NEVER_HEARD_OF"];
  await page.evaluate((events) => {
    const frame = document.querySelector<HTMLIFrameElement>("#a iframe")!.contentWindow!;
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    let deep: unknown = 0;
    for (let depth = 0; depth < 1000; depth++) deep = { deep };
    const strange = [undefined, null, 1, "text", [], true, "x".repeat(300_000), circle, deep, JSON.parse('{"__proto__": {"a": 1}, "constructor": 1}')];
    for (const data of strange) {
      frame.postMessage(data, "*");
      for (const event of events) if (!(event === "SET_FILTERS" && data === undefined)) frame.postMessage({ event, data }, "*");
    }
    frame.postMessage({ event: { nested: "SET_TOKEN" } }, "*");
    frame.postMessage({}, "*");
  }, events);
  await tell(page, "SET_SCREEN_CONFIGURATION", {});
  await tell(page, "SET_FILTERS", {});
  await tell(page, "SET_TRANSLATION", {});
  await search.fill("kite");
  await expect(card("Kitebooks")).toBeVisible();
  await expect(card("Ledgerline")).toHaveCount(0);
});

for (const initializing of ["{}", "%7B%7D", "not json", '{"background":"red;background:url(//evil.example)"}', '{"background":12}', "[", ""]) {
  test(`starts with initializing=${initializing || "(empty)"}`, async ({ page, host, sandbox }) => {
    const foreign: string[] = [];
    page.on("request", (it) => new URL(it.url()).hostname === "evil.example" && foreign.push(it.url()));
    await page.goto(host.origin);
    const query = new URLSearchParams({ embed: "true", theme: "LIGHT", initializing });
    const frame = await bareFrame(page, `${sandbox.origin}/integration-marketplace/?${query}`);
    await greet(page, await hostToken(sandbox));
    await expect(marketplace(frame).card("Ledgerline")).toBeVisible();
    expect(foreign).toEqual([]);
  });
}

test("the loading view has the host's colours", async ({ page, host, sandbox }) => {
  await page.goto(host.origin);
  const query = new URLSearchParams({ embed: "true", theme: "LIGHT", initializing: '{"background":"#102030","color":"#fedcba"}' });
  const frame = await bareFrame(page, `${sandbox.origin}/integration-marketplace/?${query}`);
  const loading = frame.getByText(/Loading/);
  await expect(loading).toHaveCSS("color", "rgb(254, 220, 186)");
  const background = await loading.evaluate((it) => {
    const shown = (at: Element | null): string => {
      if (!at) return "";
      const colour = getComputedStyle(at).backgroundColor;
      return colour === "rgba(0, 0, 0, 0)" ? shown(at.parentElement) : colour;
    };
    return shown(it);
  });
  expect(background).toBe("rgb(16, 32, 48)");
});

test("without the SDK: a token in the address works, and is gone from it", async ({ page, host, sandbox }) => {
  const referrers: string[] = [];
  const token = await hostToken(sandbox);
  page.on("request", (it) => referrers.push(it.headers()["referer"] ?? ""));
  await page.goto(host.origin);
  const frame = await bareFrame(page, `${sandbox.origin}/integration-marketplace/?jwt=${token}&embedded=true&theme=DARK`);
  await expect(marketplace(frame).card("Ledgerline")).toBeVisible();
  const inside = page.frames()[1]!;
  expect(inside.url()).not.toContain("jwt");
  const kept = await inside.evaluate(() => {
    try {
      return location.href + JSON.stringify({ ...sessionStorage, ...localStorage });
    } catch {
      return "Browsers may keep storage from frames.";
    }
  });
  expect(kept).not.toContain(token);
  expect(referrers.filter((it) => it.includes(token))).toEqual([]);
});

test("without the SDK: what failed at the start is tried again with the same token", async ({ page, host, sandbox }) => {
  const token = await hostToken(sandbox);
  await sandbox.post("/sandbox/faults", [{ operation: operations.viewer, kind: "status", status: 500, times: 1 }]);
  await page.goto(host.origin);
  const frame = await bareFrame(page, `${sandbox.origin}/integration-marketplace/?jwt=${token}&embedded=true&theme=DARK`);
  await frame.getByRole("button", { name: "Try again" }).click();
  await expect(marketplace(frame).card("Ledgerline")).toBeVisible();
  expect(page.frames()[1]!.url()).not.toContain("jwt");
});

test("what a frame begins with says so when it cannot be fetched, and is asked for again", async ({ page, host, sandbox }) => {
  const token = await hostToken(sandbox);
  await page.route(/\/piece_embedded-.*\.wasm$/, (route) => route.abort("connectionreset"));
  await page.goto(host.origin);
  const frame = await bareFrame(page, `${sandbox.origin}/integration-marketplace/?jwt=${token}&embedded=true`);
  await expect(frame.getByText("The server cannot be reached.", { exact: false })).toBeVisible();
  await page.unrouteAll();
  await frame.getByRole("button", { name: "Try again" }).click();
  await expect(marketplace(frame).card("Ledgerline")).toBeVisible();
});

test("the page that warms the cache announces nothing and asks nothing", async ({ page, host, sandbox }) => {
  const sent = record(page);
  await page.goto(host.origin);
  const fetched = page.waitForResponse((it) => it.url().endsWith(".wasm"));
  await bareFrame(page, `${sandbox.origin}/embedded`);
  await (await fetched).finished();
  await bareFrame(page, sandbox.origin + marketplacePath, "b");
  await heardInitialized(page, 1);
  expect(sent).toEqual([]);
  expect((await heard(page)).map((it) => it.event)).toEqual(["PRISMATIC_INITIALIZED"]);
});

test("works where nothing can be stored", async ({ page, host, sandbox }) => {
  await page.addInitScript(() => {
    if (window.parent === window) return;
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, { get: () => { throw new DOMException("denied", "SecurityError"); } });
    }
  });
  await page.goto(host.origin);
  const frame = await bareFrame(page, sandbox.origin + marketplacePath);
  await greet(page, await hostToken(sandbox));
  await expect(marketplace(frame).card("Ledgerline")).toBeVisible();
});

test.describe("framing", () => {
  test.use({ tolerates: /frame-ancestors|frame because/i });

  test("management pages refuse to be framed", async ({ page, host, sandbox, signIn }) => {
    await signIn(people.owner);
    await page.goto(host.origin);
    for (const path of ["/", "/customers", "/settings/users", "/integration-marketplace", "/customers?embed=true", "/?embed=true", "/authorize"]) {
      const answered = page.waitForResponse(sandbox.origin + path);
      await bareFrame(page, sandbox.origin + path);
      expect((await answered).headers()["content-security-policy"], path).toContain("frame-ancestors 'none'");
      await expect.poll(() => page.frames()[1]?.url(), path).toMatch(/^chrome-error:/);
    }
  });

  test("asking to be embedded never brings the signed-in session along", async ({ page, host, sandbox, signIn }) => {
    await signIn(people.customerAdmin);
    const sent = record(page);
    const provider: string[] = [];
    page.on("request", (it) => it.url().includes("/authorize") && provider.push(it.url()));
    for (const path of ["/customers?embed=true", "/dashboard?embedded=true", "/integration-marketplace?embed=true"]) {
      await page.goto(sandbox.origin + path);
      await page.waitForLoadState("networkidle");
    }
    await page.goto(host.origin);
    await bareFrame(page, sandbox.origin + marketplacePath);
    await heardInitialized(page);
    expect(sent).toEqual([]);
    expect(provider).toEqual([]);
  });
});
