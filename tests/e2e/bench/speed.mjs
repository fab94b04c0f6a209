// How quick the app is with 10,000 customers: node speed.mjs FOLDER-OF-THE-BUILT-APP SANDBOX-PROGRAM
import { chromium } from "@playwright/test";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { queries } from "./queries.mjs";

const [folder, program] = process.argv.slice(2);
if (!folder || !program) throw new Error("Name the folder of the built app and the sandbox's program.");

const ports = { sandbox: 8290, host: 8291 };
const owner = "james.patton@progix.io";
const sdk = join(dirname(fileURLToPath(import.meta.url)), "../node_modules/@prismatic-io/embedded/dist/index.umd.js");
const origin = `http://localhost:${ports.sandbox}`;
const rounds = 7;

const data = mkdtempSync(join(tmpdir(), "gantry-bench-"));
const sandbox = spawn(program, ["--data", data, "--port", `${ports.sandbox}`, "--app", folder, "--sdk", sdk, "--scale", "large"]);
await new Promise((done, fail) => {
  sandbox.stdout.on("data", (text) => `${text}`.includes("ready http") && done());
  sandbox.once("exit", (code) => fail(new Error(`the sandbox ended with ${code}`)));
});
const host = createServer((request, response) => {
  const script = request.url === "/sdk.js";
  response.setHeader("content-type", script ? "text/javascript" : "text/html");
  response.end(script ? readFileSync(sdk) : '<!doctype html><title>Host</title><div id="a" style="height:700px"></div><script src="/sdk.js"></script>');
}).listen(ports.host);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});

try {
  await queries(origin, owner, (name, ask) => report(name, "ms", 31, ask));
  await report("customers, first row, cold", "ms", rounds, () => inNewContext((page) => customersCold(page)));
  await report("customers, first row, warm", "ms", rounds, () => inNewContext((page) => customersWarm(page)));
  await report("customers, first row, cold, slow 4G", "ms", 3, () => inNewContext((page) => customersCold(page, true)));
  await report("marketplace in a frame, first card, cold", "ms", rounds, () => inNewContext(marketplaceCold));
  await inNewContext(async (page) => {
    await signIn(page);
    await report("key press to updated rows", "ms", 15, (round) => keyToRows(page, round));
    await report("worst key event, CPU four times slower", "ms", 3, () => worstKey(page));
  });
  await inNewContext(memory);
} finally {
  await browser.close();
  host.close();
  sandbox.kill("SIGTERM");
  await new Promise((done) => sandbox.once("exit", done));
  rmSync(data, { recursive: true, force: true });
}

async function inNewContext(work) {
  const context = await browser.newContext({ baseURL: origin });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/** The middle of several measurements, and how far they spread. */
async function report(name, unit, times, measure) {
  const values = [];
  for (let round = 0; round < times; round++) values.push(await measure(round));
  values.sort((a, b) => a - b);
  const [least, middle, most] = [values[0], values[values.length >> 1], values.at(-1)].map((it) => it.toFixed(it < 10 ? 1 : 0));
  // One measurement a line: its name, a tab, its value.
  console.log(`${name}\t${middle} ${unit} (${least} to ${most})`);
}

/** Through the login page once, so that the provider knows the browser. */
async function signIn(page) {
  await page.goto("/customers");
  await page.getByRole("button", { name: owner }).click();
  await page.getByRole("table").getByRole("link").first().waitFor();
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
  const asked = await fetch(`${origin}/sandbox/embedded-token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ customer: "ftl-0007", sub: "bench", name: "Bench", role: "admin" }),
  });
  const { token } = await asked.json();
  await page.goto(`http://127.0.0.1:${ports.host}/`);
  await page.evaluate(
    async ([app, token]) => {
      prismatic.init({ prismaticUrl: app, skipPreload: true });
      await prismatic.authenticate({ token });
    },
    [origin, token],
  );
  const began = Date.now();
  await page.evaluate(() => prismatic.showMarketplace({ selector: "#a" }));
  await page.frameLocator("#a iframe").getByRole("button", { name: /^Ledgerline/ }).waitFor();
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
    return { heap: of("JSHeapUsedSize") / 1e6, nodes: of("Nodes"), listeners: of("JSEventListeners") };
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
  for (const [what, unit] of [["heap", "MB"], ["nodes", ""], ["listeners", ""]]) {
    const figures = `${before[what].toFixed(1)} → ${after[what].toFixed(1)} ${unit}`;
    console.log(`after 200 navigations, ${what}\t${figures}`);
  }
}
