// How quick the app is with 10,000 customers: node speed.mjs FOLDER-OF-THE-BUILT-APP SANDBOX-PROGRAM
import { queries } from "./queries.mjs";
import { hostPage, inNewContext, onStage, origin, owner, signIn } from "./stage.mjs";

const rounds = 7;

await onStage(process.argv.slice(2), "large", async (browser) => {
  await queries(origin, owner, (name, ask) => report(name, "ms", 31, ask));
  await report("customers, first row, cold", "ms", rounds, () => inNewContext(browser, (page) => customersCold(page)));
  await report("customers, first row, warm", "ms", rounds, () => inNewContext(browser, (page) => customersWarm(page)));
  await report("customers, first row, cold, slow 4G", "ms", 3, () => inNewContext(browser, (page) => customersCold(page, true)));
  await report("marketplace in a frame, first card, cold", "ms", rounds, () => inNewContext(browser, marketplaceCold));
  await inNewContext(browser, async (page) => {
    await signIn(page);
    await report("key press to updated rows", "ms", 15, (round) => keyToRows(page, round));
    await report("Load more to 100 more rows", "ms", 15, () => nextPage(page));
    await report("worst key event, CPU four times slower", "ms", 3, () => worstKey(page));
  });
  await inNewContext(browser, memory);
});

/** The middle of several measurements, and how far they spread. */
async function report(name, unit, times, measure) {
  const values = [];
  for (let round = 0; round < times; round++) values.push(await measure(round));
  values.sort((a, b) => a - b);
  const [least, middle, most] = [values[0], values[values.length >> 1], values.at(-1)].map((it) => it.toFixed(it < 10 ? 1 : 0));
  // One measurement a line: its name, a tab, its value.
  console.log(`${name}\t${middle} ${unit} (${least} to ${most})`);
}

async function customersCold(page, slow = false) {
  await page.goto("/customers");
  const cache = await page.context().newCDPSession(page);
  await cache.send("Network.enable");
  await cache.send("Network.clearBrowserCache");
  await cache.send("Network.setCacheDisabled", { cacheDisabled: true });
  if (slow) {
    await cache.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 });
  }
  await page.getByRole("button", { name: owner }).click({ noWaitAfter: true });
  const began = Date.now();
  await page.getByRole("table").getByRole("link").first().waitFor();
  return Date.now() - began;
}

async function customersWarm(page) {
  await signIn(page);
  const began = Date.now();
  await page.goto("/customers", { waitUntil: "commit" });
  await page.getByRole("table").getByRole("link").first().waitFor();
  return Date.now() - began;
}

async function marketplaceCold(page) {
  const show = await hostPage(page);
  const began = Date.now();
  await show();
  return Date.now() - began;
}

/** From the key press to the first frame with the answer's rows; the pause before asking is part of it. */
async function keyToRows(page, round) {
  const search = page.getByRole("searchbox", { name: "Search customers" });
  await search.fill("");
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length >= 100);
  await search.focus();
  await page.evaluate(() => {
    window.took = new Promise((done) => {
      const first = () => document.querySelector("tbody tr a")?.textContent;
      const before = first();
      addEventListener(
        "keydown",
        () => {
          const began = performance.now();
          const look = () => (first() === before ? requestAnimationFrame(look) : done(performance.now() - began));
          requestAnimationFrame(look);
        },
        { once: true },
      );
    });
  });
  await page.keyboard.press("zvwqkxjyfguho"[round % 13]);
  return page.evaluate(() => window.took);
}

/** From the press of Load more to the first frame with the next page's rows. */
async function nextPage(page) {
  await page.getByRole("button", { name: "Load more" }).waitFor();
  return page.evaluate(() => {
    const rows = () => document.querySelectorAll("tbody tr").length;
    const before = rows();
    const button = [...document.querySelectorAll("button")].find((it) => it.textContent.trim() === "Load more");
    return new Promise((done) => {
      const began = performance.now();
      button.click();
      const look = () => (rows() === before ? requestAnimationFrame(look) : done(performance.now() - began));
      requestAnimationFrame(look);
    });
  });
}

/** The longest that the browser was busy with one key of a word typed quickly, up to the frame that shows it. */
async function worstKey(page) {
  const search = page.getByRole("searchbox", { name: "Search customers" });
  await search.fill("");
  const client = await page.context().newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.evaluate(() => {
    window.worst = 0;
    window.watch = new PerformanceObserver((list) => {
      for (const it of list.getEntries()) if (/^(key|input)/.test(it.name)) window.worst = Math.max(window.worst, it.duration);
    });
    window.watch.observe({ type: "event", durationThreshold: 16 });
  });
  await search.pressSequentially("rocket company", { delay: 120 });
  await client.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  return page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    window.watch.disconnect();
    return window.worst;
  });
}

async function memory(page) {
  await signIn(page);
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  const read = async () => {
    await client.send("HeapProfiler.collectGarbage");
    const { metrics } = await client.send("Performance.getMetrics");
    const of = (name) => metrics.find((it) => it.name === name).value;
    // The memory of WebAssembly is no part of the heap of JavaScript; it counts as storage behind it.
    const { usedSize, backingStorageSize } = await client.send("Runtime.getHeapUsage");
    return { heap: usedSize / 1e6, storage: backingStorageSize / 1e6, nodes: of("Nodes"), listeners: of("JSEventListeners") };
  };
  const links = page.getByRole("navigation", { name: "Main" });
  const walk = async (times) => {
    for (let time = 0; time < times; time++) {
      for (const [link, title] of [["Dashboard", /Welcome/], ["Customers", /Customers/]]) {
        await links.getByRole("link", { name: link, exact: true }).click();
        await page.getByRole("heading", { level: 1, name: title }).waitFor();
      }
    }
  };
  await walk(20);
  const before = await read();
  await walk(100);
  const after = await read();
  for (const [what, unit] of [["heap", "MB"], ["storage", "MB"], ["nodes", ""], ["listeners", ""]]) {
    const figures = `${before[what].toFixed(1)} → ${after[what].toFixed(1)} ${unit}`;
    console.log(`after 200 navigations, ${what}\t${figures}`);
  }
}
