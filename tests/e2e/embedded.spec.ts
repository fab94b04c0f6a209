// The marketplace inside other companies' products, through the SDK as its makers publish it.
import type { Request } from "@playwright/test";
import { people } from "./fixtures.ts";
import { embed, expect, heard, heardInitialized, hostToken, show, test } from "./hosts.ts";
import { customerPath, expectNoViolation, isApi, marketplace, operationOf, operations, record, sidewaysOverflow } from "./helpers.ts";

test("the SDK shows the marketplace in the host's page, without the app's own navigation", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox);
  const frame = await show(page);
  const { card, search } = marketplace(frame);
  await expect(card("Ledgerline")).toBeVisible();
  await expect(search).toBeVisible();
  await expect(frame.getByRole("navigation", { name: "Main" })).toHaveCount(0);
  await expect(frame.getByRole("button", { name: /^Account/ })).toHaveCount(0);
});

test("the handshake: one announcement, no request before the token, no token in any address", async ({ page, host, sandbox }) => {
  const addresses: string[] = [];
  page.on("request", (it) => addresses.push(it.url()));
  await embed(page, host, sandbox);
  const sent = record(page);
  const frame = await show(page);
  await expect(marketplace(frame).card("Ledgerline")).toBeVisible();
  await heardInitialized(page, 1);
  const bearers = new Set(sent.filter((it) => it.frame() !== page.mainFrame()).map((it) => it.headers()["authorization"]));
  expect([...bearers].every((it) => it?.startsWith("Bearer ey"))).toBe(true);
  const token = [...bearers][0]!.slice("Bearer ".length);
  expect(addresses.filter((it) => it.includes(token))).toEqual([]);
  expect((await heard(page)).filter((it) => JSON.stringify(it).includes(token))).toEqual([]);
});

test("in a popover: Escape closes it, and it opens again", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox);
  const popover = page.getByRole("button", { name: "close popover" });
  for (const time of [1, 2]) {
    const frame = await show(page, { selector: undefined, usePopover: true }, "#pio__embedded");
    const { card, search } = marketplace(frame);
    await expect(card("Ledgerline"), `time ${time}`).toBeVisible();
    await expect(popover).toBeVisible();
    await search.click();
    await page.keyboard.press("Escape");
    await expect(popover).toBeHidden();
  }
});

test("Escape closes what is open inside before the popover", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox);
  const frame = await show(page, { selector: undefined, usePopover: true }, "#pio__embedded");
  const { card, details } = marketplace(frame);
  await card("Ledgerline").click();
  await expect(details).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(details).toHaveCount(0);
  await expect(page.getByRole("button", { name: "close popover" })).toBeVisible();
});

test("closing by the host leaves the frame working", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox);
  const frame = await show(page, { selector: undefined, usePopover: true }, "#pio__embedded");
  const { card, search } = marketplace(frame);
  await search.fill("ledger");
  await expect(card("Kitebooks")).toHaveCount(0);
  await page.getByRole("button", { name: "close popover" }).click();
  await expect(search).toBeHidden();
  await page.evaluate(() => document.querySelector(".pio__overlay")!.classList.add("pio__overlay--is_visible"));
  await expect(search).toHaveValue("ledger");
  await expect(card("Ledgerline")).toBeVisible();
});

for (const theme of ["LIGHT", "DARK"]) {
  test(`theme ${theme}`, async ({ page, host, sandbox }) => {
    await embed(page, host, sandbox, { theme });
    const frame = await show(page);
    await expect(marketplace(frame).card("Ledgerline")).toBeVisible();
    const background = await frame.getByRole("document").or(frame.locator("body")).first().evaluate(() => {
      const probe = document.createElement("canvas").getContext("2d")!;
      const colour = [document.body, document.documentElement].map((it) => getComputedStyle(it).backgroundColor);
      probe.fillStyle = colour.find((it) => !/, 0\)$|transparent/.test(it)) ?? "white";
      probe.fillRect(0, 0, 1, 1);
      return [...probe.getImageData(0, 0, 1, 1).data];
    });
    const brightness = (background[0]! + background[1]! + background[2]!) / 3;
    if (theme === "DARK") expect(brightness).toBeLessThan(80);
    else expect(brightness).toBeGreaterThan(200);
  });
}

for (const theme of ["LIGHT", "DARK"]) {
  test(`no violation in the host's page, and nothing moves sideways at 320 pixels: ${theme}`, async ({ page, host, sandbox }) => {
    test.slow();
    // The SDK gives its frames no name, and this host's page has no headings.
    const check = async () => {
      await page.setViewportSize({ width: 1280, height: 800 });
      await expectNoViolation(page, ["frame-title"]);
      await page.setViewportSize({ width: 320, height: 640 });
      for (const frame of page.frames()) await expect.poll(() => sidewaysOverflow(frame)).toBe(0);
    };
    await embed(page, host, sandbox, { theme });
    const { card, details } = marketplace(await show(page));
    await expect(card("Ledgerline")).toBeVisible();
    await check();
    await card("Kitebooks").click();
    await expect(details).toBeVisible();
    await check();
    const popover = marketplace(await show(page, { selector: undefined, usePopover: true }, "#pio__embedded"));
    await expect(popover.card("Ledgerline")).toBeVisible();
    await check();
  });
}

test("the host's switches hide the search and the choice of activated ones", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox);
  const plain = marketplace(await show(page));
  await expect(plain.search).toBeVisible();
  await expect(plain.shown).toBeVisible();
  const switched = { screenConfiguration: { marketplace: { hideSearch: true, hideActiveIntegrationsFilter: true } } };
  const bare = marketplace(await show(page, switched));
  await expect(bare.card("Ledgerline")).toBeVisible();
  await expect(bare.search).toHaveCount(0);
  await expect(bare.shown).toHaveCount(0);
});

const narrowed: [string, object, string[]][] = [
  ["a category", { category: "Communication" }, ["Northdesk", "Pagerlight", "Stackpost"]],
  ["a label", { label: "finance" }, ["Kitebooks", "Ledgerline"]],
  ["a term", { filterQuery: ["startsWith", "name", "P"] }, ["Pagerlight", "Parcelo"]],
  [
    "nested terms",
    {
      filterQuery: [
        "or",
        ["and", ["equal", "category", "Accounting"], ["startsWith", "name", "Ledger"]],
        ["in", "labels", "alerts"],
        ["and", ["notEqual", "category", "Communication"], ["endsWith", "name", "celo"]],
      ],
    },
    ["Ledgerline", "Pagerlight", "Parcelo"],
  ],
];
for (const [what, filter, expected] of narrowed) {
  test(`the host narrows the marketplace by ${what}`, async ({ page, host, sandbox }) => {
    await embed(page, host, sandbox);
    const frame = await show(page, { filters: { marketplace: filter } });
    const { card } = marketplace(frame);
    for (const name of expected) await expect(card(name)).toBeVisible();
    for (const name of ["Ledgerline", "Kitebooks", "Stackpost", "Pagerlight", "Northdesk", "Parcelo", "Shipyard WMS"]) {
      if (!expected.includes(name)) await expect(card(name)).toHaveCount(0);
    }
    // People narrow further; what the host left out stays out.
    const asked = page.waitForResponse((it) => operationOf(it.request()) === operations.marketplace && it.request().postData()!.includes("shipyard"));
    await marketplace(frame).search.fill("shipyard");
    await (await asked).finished();
    await expect(frame.getByText("No results")).toBeVisible();
  });
}

test("the host says whether any or all of several terms have to match", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox);
  const filterQuery = [["equal", "category", "Accounting"], ["startsWith", "name", "Ledger"]];
  const variables: any[] = [];
  page.on("request", (it) => isApi(it) && operationOf(it) === operations.marketplace && variables.push(it.postDataJSON().variables));
  const any = marketplace(await show(page, { filters: { marketplace: { filterQuery } } }));
  await expect(any.card("Ledgerline")).toBeVisible();
  await expect(any.card("Kitebooks")).toBeVisible();
  const all = marketplace(await show(page, { filters: { marketplace: { filterQuery, strictMatchFilterQuery: true } } }));
  await expect(all.card("Ledgerline")).toBeVisible();
  await expect(all.card("Kitebooks")).toHaveCount(0);
  expect(variables.map((it) => it.strict ?? null)).toEqual([null, true]);
  expect(JSON.parse(variables[1].filterQuery)).toEqual(filterQuery);
});

test("an active integration outside the marketplace is shown, unless the host says no", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, { customer: "es-4410" });
  const shown = marketplace(await show(page));
  await expect(shown.card("Tanegashima Telemetry Bridge")).toBeVisible();
  const without = marketplace(await show(page, { filters: { marketplace: { includeActiveIntegrations: false } } }));
  await expect(without.card("Ledgerline")).toBeVisible();
  await expect(without.card("Tanegashima Telemetry Bridge")).toHaveCount(0);
});

test("another customer's integrations are not there", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox, {}, { customer: "abc-123" });
  const { card } = marketplace(await show(page));
  await expect(card("Ledgerline")).toBeVisible();
  await expect(card("Tanegashima Telemetry Bridge")).toHaveCount(0);
});

test("cards say how things really are", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox);
  const { card } = marketplace(await show(page));
  const states: [string, RegExp][] = [
    ["Ledgerline", /Activated/],
    ["Shipyard WMS", /Paused/],
    ["Stackpost", /not configured/i],
    ["Northdesk", /Several activated/],
    ["Kitebooks", /Not activated/],
    ["Parcelo", /Not activated/],
  ];
  for (const [name, state] of states) await expect(card(name), name).toHaveAccessibleName(state);
});

test("people search, choose activated ones and a category", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox);
  const { card, search, activated, all, category } = marketplace(await show(page));
  await search.fill("desk");
  await expect(card("Northdesk")).toBeVisible();
  await expect(card("Ledgerline")).toHaveCount(0);
  await search.fill("");
  await activated.check();
  await expect(card("Ledgerline")).toBeVisible();
  await expect(card("Kitebooks")).toHaveCount(0);
  await all.check();
  await category.selectOption("Accounting");
  await expect(card("Kitebooks")).toBeVisible();
  await expect(card("Northdesk")).toHaveCount(0);
});

test("a new token changes nothing on the screen", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox);
  const frame = await show(page);
  const { card, search } = marketplace(frame);
  await search.fill("ledger");
  await expect(card("Kitebooks")).toHaveCount(0);
  const token = await hostToken(sandbox, { ttl: 1200 });
  const bears = (it: Request) => isApi(it) && it.headers()["authorization"] === `Bearer ${token}`;
  // The token before serves until it is known whose the new one is.
  const known = page.waitForResponse((it) => bears(it.request()));
  await page.evaluate((token) => prismatic.authenticate({ token }), token);
  await (await known).finished();
  const asked = page.waitForRequest((it) => bears(it) && operationOf(it) === operations.marketplace);
  await expect(search).toHaveValue("ledger");
  await search.fill("kite");
  await asked;
  await expect(card("Kitebooks")).toBeVisible();
});

test("several frames on a page do not disturb one another", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox);
  const first = marketplace(await show(page, {}, "#a"));
  await first.search.fill("ledger");
  await expect(first.card("Kitebooks")).toHaveCount(0);
  const second = marketplace(await show(page, { theme: "DARK" }, "#b"));
  await expect(second.card("Kitebooks")).toBeVisible();
  await expect(first.search).toHaveValue("ledger");
  await expect(first.card("Kitebooks")).toHaveCount(0);
  await second.search.fill("kite");
  await expect(second.card("Ledgerline")).toHaveCount(0);
  await expect(first.card("Ledgerline")).toBeVisible();
});

test.describe("the host's words", () => {
  test("replace ours, keep their variables, and leave other screens alone", async ({ page, host, sandbox }) => {
    const phrases = {
      "integration-marketplace__filterBar.allButton": "Everything",
      "integration-marketplace__filterBar.activateButton": "Mine",
      "integration-marketplace__input.filterSearchPlaceholder": { _: "Find one of our %{integrationPluralLower}" },
      "integrations__common.loadMore": "Only elsewhere",
      dynamicPhrase: { Ledgerline: "Hauptbuch", Accounting: "Buchhaltung" },
    };
    await embed(page, host, sandbox, { translation: { phrases } });
    const frame = await show(page);
    await expect(frame.getByRole("radio", { name: "Everything" })).toBeVisible();
    await expect(frame.getByRole("radio", { name: "Mine" })).toBeVisible();
    await expect(frame.getByPlaceholder("Find one of our integrations")).toBeVisible();
    await expect(marketplace(frame).card("Hauptbuch")).toBeVisible();
    await expect(frame.getByRole("heading", { name: /Buchhaltung/ })).toBeVisible();
    await expect(frame.getByText("Ledgerline", { exact: true })).toHaveCount(0);
    await expect(frame.getByText("Only elsewhere")).toHaveCount(0);
  });

  test("are text, whatever they look like", async ({ page, host, sandbox }) => {
    const phrases = {
      "integration-marketplace__filterBar.allButton": "<img src=x onerror=parent.hacked=1>All $& %{__proto__}",
      dynamicPhrase: { Ledgerline: "<b onclick=alert(1)>Hauptbuch</b>" },
    };
    await embed(page, host, sandbox, { translation: { phrases } });
    const frame = await show(page);
    await expect(frame.getByRole("radio", { name: /<img src=x onerror=parent\.hacked=1>All \$&/ })).toBeVisible();
    await expect(frame.getByText("<b onclick=alert(1)>Hauptbuch</b>").first()).toBeVisible();
  });

  test("debug mode shows the keys", async ({ page, host, sandbox }) => {
    await embed(page, host, sandbox, { translation: { debugMode: true } });
    const frame = await show(page);
    await expect(frame.getByRole("radio", { name: /filterBar\.allButton/ })).toBeVisible();
  });
});

test("the overview is formatted, and what could run in it does not", async ({ page, host, sandbox }) => {
  const overview = [
    "# What it does",
    "Keeps **books** in step. [Guide](https://ledgerline.example/guide) [bad](javascript:alert(1)) [worse](JaVa\tscript:alert(1))",
    "<script>parent.hacked = 1</script><img src=x onerror=alert(1)><iframe src=https://evil.example></iframe>",
    "![pixel](https://evil.example/pixel.png)",
    "<form action=https://evil.example><input name=q></form><a href='https://evil.example' target=_top>out</a>",
  ].join("\n\n");
  const foreign: string[] = [];
  page.on("request", (it) => it.url().includes("evil.example") && foreign.push(it.url()));
  await page.route("**/api", async (route) => {
    if (!route.request().postData()?.includes("overview")) return route.continue();
    const answer = await (await route.fetch()).text();
    await route.fulfill({ contentType: "application/json", body: answer.replace(/"overview":"(?:[^"\\]|\\.)*"/g, () => `"overview":${JSON.stringify(overview)}`) });
  });
  await embed(page, host, sandbox);
  const { card, details } = marketplace(await show(page));
  await card("Ledgerline").click();
  await expect(details.getByRole("heading", { name: "What it does" })).toBeVisible();
  await expect(details.getByText("books", { exact: true })).toBeVisible();
  const guide = details.getByRole("link", { name: /Guide/ });
  await expect(guide).toHaveAttribute("target", "_blank");
  await expect(guide).toHaveAttribute("rel", /noopener/);
  const addresses = await details.getByRole("link").evaluateAll((all) => all.map((it) => it.getAttribute("href") ?? ""));
  expect(addresses.filter((it) => !/^(https?:|\/[a-z])/.test(it))).toEqual([]);
  await expect(details.getByRole("img", { name: "pixel" })).toHaveCount(0);
  await expect(details.getByRole("textbox")).toHaveCount(0);
  expect(foreign).toEqual([]);
});

test("a dialog gives the focus back to its card", async ({ page, host, sandbox }) => {
  await embed(page, host, sandbox);
  const { card, details } = marketplace(await show(page));
  await card("Ledgerline").press("Enter");
  await expect(details).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(details).toHaveCount(0);
  await expect(card("Ledgerline")).toBeFocused();
});

test("a customer user finds the marketplace in the app itself too", async ({ page, signIn }) => {
  await signIn(people.customerAdmin, "/integration-marketplace");
  const { card } = marketplace(page);
  await expect(card("Ledgerline")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
});

test("who arrived through the marketplace is known to the team by an identifier, and never written to", async ({ page, context, host, sandbox }) => {
  await embed(page, host, sandbox, {}, { sub: "host-person-77", name: "Host Person" });
  const team = await context.newPage();
  await team.goto(sandbox.origin + (await customerPath(sandbox, "FTL Rockets", "users")));
  await team.getByRole("button", { name: people.manager }).click();
  const row = team.getByRole("row", { name: /host-person-77/ });
  await expect(row).toBeVisible();
  await row.getByRole("link").click();
  await expect(team.getByRole("main").getByText("host-person-77").first()).toBeVisible();
  await expect(team.getByRole("main").getByText(/email/i)).toHaveCount(0);
});

test("the playground is a host with a choice of customers", async ({ page, sandbox }) => {
  await page.goto(`${sandbox.origin}/playground/`);
  const frame = page.frameLocator("#pio__iframe");
  await expect(marketplace(frame).card("Stackpost")).toHaveAccessibleName(/not configured/i);
  const picker = page.getByRole("combobox", { name: "Customer" });
  await picker.fill("smith");
  await expect(page.locator("datalist option[value='abc-123']")).toHaveCount(1);
  await picker.fill("abc-123");
  await page.getByRole("combobox", { name: "Theme" }).selectOption("DARK");
  await page.getByRole("checkbox", { name: "Hide search" }).check();
  await page.getByRole("button", { name: "Show" }).click();
  await expect(marketplace(frame).search).toHaveCount(0);
  await expect(marketplace(frame).card("Parcelo")).toBeVisible();
  await expect(page.getByText("PRISMATIC_INITIALIZED").first()).toBeVisible();
});
