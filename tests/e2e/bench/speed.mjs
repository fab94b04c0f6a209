// How quick the app is with 10,000 customers: node speed.mjs FOLDER-OF-THE-BUILT-APP SANDBOX-PROGRAM
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { queries } from "./queries.mjs";
import { key, wideDefinition } from "./wide.mjs";
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
  await inNewContext(browser, async (page) => {
    await signIn(page);
    await report("worst key event while 200 MB go up", "ms", 3, () => keysDuringUpload(page));
    await page.goto(`/configure-instance/${encodeURIComponent(await wideInstance())}`);
    const field = page.getByRole("textbox", { name: key(1, 1), exact: true });
    await field.focus();
    await report("key press to paint, 500 settings on 20 pages", "ms", 31, () => keyToPaint(page));
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
  const worst = await longestKey(page, () => search.pressSequentially("rocket company", { delay: 120 }));
  await client.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  return worst;
}

/** The longest of the key events of what is typed into the search for everything while a file goes up. */
async function keysDuringUpload(page) {
  await page.locator("tbody").getByRole("link").first().click();
  await page.getByRole("main").getByRole("link", { name: "Attachments" }).click();
  const folder = mkdtempSync(join(tmpdir(), "gantry-upload-"));
  const file = join(folder, "Telemetry.bin");
  writeFileSync(file, "");
  // Takes no room on the disk.
  truncateSync(file, 200_000_000);
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  // Ten seconds of it.
  await line.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 20_000_000 });
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Add attachment" }).first().click();
  await (await chooser).setFiles([file]);
  const progress = page.getByRole("progressbar", { name: "Upload of Telemetry.bin" });
  await progress.waitFor();
  await page.keyboard.press("Control+k");
  const search = page.getByRole("dialog").getByRole("searchbox");
  const worst = await longestKey(page, () => search.pressSequentially("rocket company", { delay: 40 }));
  if ((await progress.count()) === 0) throw new Error("The upload was over before the typing was.");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Stop the upload of Telemetry.bin" }).click();
  rmSync(folder, { recursive: true });
  await line.detach();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers", exact: true }).click();
  return worst;
}

/** Milliseconds that the slowest key event took while `type` went on. */
async function longestKey(page, type) {
  await page.evaluate(() => {
    window.worst = 0;
    window.watch = new PerformanceObserver((list) => {
      for (const it of list.getEntries()) if (/^(key|input)/.test(it.name)) window.worst = Math.max(window.worst, it.duration);
    });
    window.watch.observe({ type: "event", durationThreshold: 16 });
  });
  await type();
  return page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    window.watch.disconnect();
    return window.worst;
  });
}

/** An instance of an integration that asks for 500 settings; its id. */
async function wideInstance() {
  const post = async (path, body, headers = {}) => {
    const answer = await fetch(origin + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    return answer.json();
  };
  const { access_token: token } = await post("/sandbox/token", { email: owner });
  const ask = async (query, variables) => (await post("/api", { query, variables }, { authorization: `Bearer ${token}` })).data;
  const made = await ask("mutation I($definition: String!) { importIntegration(input: { definition: $definition }) { integration { id } } }", {
    definition: wideDefinition(),
  });
  const { integration } = (
    await ask("mutation P($id: ID!) { publishIntegration(input: { id: $id }) { integration { id } } }", {
      id: made.importIntegration.integration.id,
    })
  ).publishIntegration;
  const { customers } = await ask('{ customers(name: "FTL Rockets", first: 1) { nodes { id } } }');
  const query = `mutation C($customer: ID!, $integration: ID!) {
    createInstance(input: { customer: $customer, integration: $integration, name: "Wide" }) { instance { id } } }`;
  const { createInstance } = await ask(query, { customer: customers.nodes[0].id, integration: integration.id });
  return createInstance.instance.id;
}

/** From a key press to the end of the frame that shows its letter. */
async function keyToPaint(page) {
  await page.evaluate(() => {
    window.took = new Promise((done) => {
      addEventListener(
        "keydown",
        () => {
          const began = performance.now();
          // What is posted in a frame comes when the frame is drawn.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done(performance.now() - began);
          requestAnimationFrame(() => port2.postMessage(0));
        },
        { once: true, capture: true },
      );
    });
  });
  await page.keyboard.press("a");
  return page.evaluate(() => window.took);
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
