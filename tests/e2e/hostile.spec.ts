// Every text of the API may have been written by somebody who means harm, or who writes from right to left, or who
// never presses the space bar: it is shown as it is, does nothing, and leaves the page in shape.
import { expect, people, test, type Page } from "./fixtures.ts";
import { marketplace, sidewaysOverflow } from "./helpers.ts";
import { embed, show, test as hosted } from "./hosts.ts";
import { screens } from "./screens.ts";

const MARK = "hostile-text";
const LONG = "W".repeat(120);
const HOSTILE = [
  MARK,
  `"'\`<img src=x onerror="hacked=1"><script>hacked=1</script><svg onload=hacked=1>`,
  "[x](javascript:hacked=1) &lt;b&gt; {{7*7}} ${7*7} %s %00 \\u003c",
  "\u202egnp.exe\u2066 \u0000\ufffd \u{1f469}\u200d\u{1f680} e\u0301\u0301\u0301 \u0645\u0631\u062d\u0628\u0627",
  LONG,
].join(" ");

/** What programs read: ids, cursors, keys, types and the like. */
const isForPrograms =
  /^(id|__typename|.*Cursor|cursor|tag|key|stableKey|.*[kK]ey|.*Type|type|status|timeZone|.*Url|url|field|level|darkMode.*|value|defaultValue|meta|inputs)$/;

/** Enums, numbers, moments, addresses, cron expressions and JSON. */
const isNoText = /^([A-Z0-9_]+|true|false|-?[\d.]+|\d{4}-\d\d-\d\d.*|(https?:\/)?\/.*|[\d*/, -]+|[[{].*)?$/s;

function hostile(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((it) => hostile(it, key));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, hostile(it, name)]));
  }
  if (typeof value !== "string" || isForPrograms.test(key) || isNoText.test(value)) return value;
  return `${value} ${HOSTILE}`;
}

async function poison(page: Page) {
  await page.route(/\/api\/?$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: hostile(await answer.json()) });
  });
}

/** Nothing that came did anything, and all of it has room. */
async function expectHarmless(page: Page, what: string) {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    for (const frame of page.frames()) {
      await expect.poll(() => sidewaysOverflow(frame), `${what}, ${width} pixels wide`).toBe(0);
      expect(await frame.evaluate(() => "hacked" in window), what).toBe(false);
    }
  }
}

const readers = Object.entries(people).filter(([, email]) => screens.some((it) => it.who === email));
for (const [who, email] of readers) {
  test(`every screen of ${who} shows hostile texts as they are`, async ({ page, sandbox, signIn }) => {
    test.setTimeout(180_000);
    await poison(page);
    await signIn(email);
    const seen = new Set<string>();
    for (const screen of screens.filter((it) => it.who === email)) {
      const path = await screen.path(sandbox);
      if (seen.has(path)) continue;
      seen.add(path);
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
      await expect(page.locator("[aria-busy=true], .skeleton"), path).toHaveCount(0);
      await expect(page.getByText(MARK).first(), path).toBeAttached();
      await expectHarmless(page, path);
    }
  });
}

hosted("the marketplace in a host's page shows hostile texts as they are", async ({ page, host, sandbox }) => {
  await poison(page);
  await embed(page, host, sandbox);
  const { card, details } = marketplace(await show(page));
  await expect(card("Ledgerline")).toContainText(MARK);
  await expectHarmless(page, "the catalogue");
  await page.setViewportSize({ width: 1280, height: 800 });
  await card("Parcelo").click();
  await expect(details).toContainText(MARK);
  await expectHarmless(page, "the details");
});
