// What every answer carries in its head, and what strange texts may do: nothing.
import { expect, people, test } from "./fixtures.ts";
import { addCustomer, addDialog, customerDetails, customersList, detailsPath, findCustomer, sidewaysOverflow } from "./helpers.ts";

test.describe("the head of every answer", () => {
  const documents = ["/", "/customers", "/customers/x/details", "/settings/users", "/integration-marketplace", "/no/such/page", "/auth/callback?code=1&state=2"];
  const framed = ["/embedded", "/integration-marketplace/?embed=true", "/integration-marketplace?jwt=x&embedded=true", "/configure-instance/abc/?embed=true"];

  for (const path of documents) {
    test(`${path} is for its own window only`, async ({ request }) => {
      const answer = await request.get(path);
      const head = answer.headers();
      expect(answer.status()).toBe(200);
      expect(head["content-type"]).toMatch(/^text\/html/);
      expectStrict(head["content-security-policy"]);
      expect(head["content-security-policy"]).toContain("frame-ancestors 'none'");
      expect(head["cross-origin-opener-policy"]).toBe("same-origin-allow-popups");
      expect(head["cross-origin-resource-policy"]).toBe("same-origin");
      expect(head["x-content-type-options"]).toBe("nosniff");
      expect(head["cache-control"]).toMatch(/no-cache|no-store/);
      expect(head["permissions-policy"]).toContain("camera=()");
    });
  }

  for (const path of framed) {
    test(`${path} may be framed and gives no address away`, async ({ request }) => {
      const head = (await request.get(path)).headers();
      expectStrict(head["content-security-policy"]);
      expect(head["content-security-policy"]).not.toContain("frame-ancestors 'none'");
      expect(head["x-frame-options"]).toBeUndefined();
      expect(head["referrer-policy"]).toBe("no-referrer");
      expect(head["cross-origin-embedder-policy"]).toBe("credentialless");
      expect(head["cross-origin-resource-policy"]).toBe("cross-origin");
    });
  }

  test("assets are kept, compressed and never guessed at", async ({ page, request }) => {
    const assets = new Map<string, Record<string, string>>();
    page.on("response", (it) => assets.set(new URL(it.url()).pathname, it.headers()));
    await page.goto("/embedded");
    await expect.poll(() => [...assets.keys()].some((it) => it.endsWith(".wasm"))).toBe(true);
    for (const [path, head] of assets) {
      expect(head["x-content-type-options"], path).toBe("nosniff");
      if (/-[0-9a-f]{8,}\.|[0-9a-f]{16}.*\.(js|wasm|css)$/.test(path)) expect(head["cache-control"], path).toContain("immutable");
    }
    const wasm = [...assets.keys()].find((it) => it.endsWith(".wasm"))!;
    const squeezed = await request.get(wasm, { headers: { "accept-encoding": "br" } });
    expect(squeezed.headers()["content-encoding"]).toBe("br");
    expect(squeezed.headers()["content-type"]).toBe("application/wasm");
  });

  test("the API answers nobody from a cache, and other origins only with a token", async ({ request, sandbox }) => {
    const unsigned = await request.post("/api", { data: { query: "{ authenticatedUser { id } }" } });
    expect(unsigned.status()).toBe(401);
    expect(unsigned.headers()["cache-control"]).toContain("no-store");
    const preflight = await request.fetch("/api", {
      method: "OPTIONS",
      headers: { origin: "https://host.example", "access-control-request-method": "POST", "access-control-request-headers": "authorization,content-type" },
    });
    expect(preflight.ok()).toBe(true);
    expect(preflight.headers()["access-control-allow-origin"]).toBe("*");
    expect(preflight.headers()["access-control-allow-credentials"]).toBeUndefined();
    const authorization = `Bearer ${await sandbox.token(people.owner)}`;
    const query = "mutation M { createCustomer(input: {name: \"x\"}) { errors { field } } }";
    const plain = await request.post("/api", { headers: { authorization, "content-type": "text/plain" }, data: JSON.stringify({ query }) });
    const get = await request.get(`/api?query=${encodeURIComponent(query)}`, { headers: { authorization } });
    expect([plain.status(), get.status()]).toEqual([415, 405]);
    expect(await findCustomer(sandbox, "x")).toBeUndefined();
  });
});

function expectStrict(policy: string | undefined) {
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).toContain("base-uri 'none'");
  expect(policy).not.toContain("unsafe-inline");
  expect(policy).not.toContain("'unsafe-eval'");
}

test.describe("code that somebody managed to inject", () => {
  test.use({ tolerates: /trusted ?types?|unsafe-eval|script-src/i });

  test("does not run, and is reported", async ({ page, sandbox, signIn }) => {
    await signIn(people.owner, "/customers");
    // Later, because what the test sends itself may do more than the page.
    const outcome = await page.evaluate(async () => {
      await new Promise((done) => setTimeout(done));
      const told: string[] = [];
      const attempts: [string, () => void][] = [
        ["innerHTML", () => void (document.createElement("div").innerHTML = "<img src=x onerror='window.hacked=1'>")],
        ["script", () => void (document.createElement("script").textContent = "window.hacked=1")],
        ["eval", () => void (0, eval)("window.hacked=1")],
        ["script source", () => void (document.createElement("script").src = "https://evil.example/x.js")],
      ];
      for (const [name, attempt] of attempts) {
        try {
          attempt();
          told.push(`${name} was allowed`);
        } catch {}
      }
      return { told, hacked: "hacked" in window };
    });
    expect(outcome).toEqual({ told: [], hacked: false });
    // What `watch` finds nothing of after every test on every screen is told here.
    await expect.poll(async () => JSON.stringify(await sandbox.get("/sandbox/csp-reports"))).toMatch(/script-src|trusted-types/);
    // One that comes later would be held against the next test.
    let count = 0;
    const hasSettled = async () => {
      const before = count;
      count = (await sandbox.get("/sandbox/csp-reports")).length;
      return count > 0 && count === before;
    };
    await expect.poll(hasSettled, { intervals: [500] }).toBe(true);
  });
});

const hostile = [
  `<img src=x onerror="window.hacked=1">`,
  `"><script>window.hacked=1</script>`,
  `'; DROP TABLE customers; -- {"$ne":1} \${7*7} %{name} $& {{7*7}}`,
  `javascript:window.hacked=1`,
  `\u202Eexe.tfir\u202C \u2067abc\u2069 \u200B\u2028`,
  `שלום עולם مرحبا بالعالم`,
  `👩‍👩‍👧‍👦 Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F`,
  `A${"very".repeat(60)}long`,
];

test("strange names are shown as they are, in the list and on the page", async ({ page, sandbox, signIn }) => {
  for (const [at, name] of hostile.entries()) {
    await addCustomer(sandbox, { name: `${name} ~${at}`, description: name.repeat(3), externalId: `${name.slice(0, 100)}~${at}`, labels: [name.slice(0, 60).toLowerCase()] });
  }
  await signIn(people.owner, "/customers?q=~");
  const list = customersList(page);
  await expect(list.names).toHaveCount(hostile.length);
  await expect.poll(() => sidewaysOverflow(page)).toBe(0);
  for (const [at, name] of hostile.entries()) {
    const link = page.getByRole("row").filter({ hasText: `~${at}` }).getByRole("link").first();
    expect(await link.evaluate((it) => it.textContent)).toContain(name);
    await link.click();
    const details = customerDetails(page);
    await expect(details.title).toContainText(`~${at}`);
    await expect.poll(() => sidewaysOverflow(page), `the summary of ${name}`).toBe(0);
    await page.getByRole("link", { name: "Details", exact: true }).click();
    await expect(details.name).toHaveValue(`${name} ~${at}`);
    await expect.poll(() => sidewaysOverflow(page), name).toBe(0);
    await page.setViewportSize({ width: 320, height: 640 });
    await expect.poll(() => sidewaysOverflow(page), `${name} at 320`).toBe(0);
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.goBack();
    await expect(page).toHaveURL(/summary$/);
    await page.goBack();
  }
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
});

test("strange names travel through the app byte for byte", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, "/customers");
  const name = `O'Neil "Q" \\ %20 & <b> ${"\u2028"} ∑ 日本`;
  await customersList(page).add.click();
  const dialog = addDialog(page);
  await dialog.name.fill(name);
  await dialog.submit.click();
  await expect(dialog.dialog).toHaveCount(0);
  expect((await findCustomer(sandbox, name))?.name).toBe(name);
});

test("a description of ten thousand letters breaks nothing", async ({ page, sandbox, signIn }) => {
  const description = "unbroken".repeat(1250);
  const id = await addCustomer(sandbox, { name: "Long story", description });
  await signIn(people.guest, detailsPath(id));
  await expect(page.getByText(description)).toBeVisible();
  await expect.poll(() => sidewaysOverflow(page)).toBe(0);
  await page.goto("/customers?q=long story");
  await expect(customersList(page).customer("Long story")).toBeVisible();
  await expect.poll(() => sidewaysOverflow(page)).toBe(0);
});
