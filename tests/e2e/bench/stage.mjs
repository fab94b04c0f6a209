// What the benchmarks play on: the sandbox with the built app, a host page of another origin, and Chromium.
import { chromium } from "@playwright/test";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ports = { sandbox: 8290, host: 8291 };
const sdk = join(dirname(fileURLToPath(import.meta.url)), "../node_modules/@prismatic-io/embedded/dist/index.umd.js");
export const owner = "james.patton@progix.io";
export const origin = `http://localhost:${ports.sandbox}`;

/** Runs `play` with a browser; `scale` is the sandbox's. */
export async function onStage([folder, program], scale, play) {
  if (!folder || !program) throw new Error("Name the folder of the built app and the sandbox's program.");
  const data = mkdtempSync(join(tmpdir(), "gantry-bench-"));
  const args = ["--data", data, "--port", `${ports.sandbox}`, "--app", folder, "--sdk", sdk, "--scale", scale];
  const first = await start(program, args);
  await stop(first.sandbox);
  const { sandbox, seconds } = await start(program, args);
  if (scale === "large") {
    console.log(`sandbox, large data made and served\t${first.seconds} s`);
    console.log(`sandbox, large data served again\t${seconds} s`);
  }
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
    await play(browser);
  } finally {
    await browser.close();
    host.close();
    await stop(sandbox);
    rmSync(data, { recursive: true, force: true });
  }
}

/** Starts a sandbox; `seconds` is how long it took to serve. */
async function start(program, args) {
  const began = performance.now();
  const sandbox = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((done, fail) => {
    sandbox.stdout.on("data", (text) => `${text}`.includes("ready http") && done());
    sandbox.once("exit", (code) => fail(new Error(`the sandbox ended with ${code}`)));
  });
  return { sandbox, seconds: ((performance.now() - began) / 1000).toFixed(1) };
}

async function stop(sandbox) {
  const gone = new Promise((done) => sandbox.once("exit", done));
  sandbox.kill("SIGTERM");
  await gone;
}

/** A page of a context of its own, whose cache is empty. */
export async function inNewContext(browser, work) {
  const context = await browser.newContext({ baseURL: origin });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Through the login page once, so that the provider knows the browser. */
export async function signIn(page) {
  await page.goto("/customers");
  await page.getByRole("button", { name: owner }).click();
  await page.getByRole("table").getByRole("link").first().waitFor();
}

/** Opens the host page as a signed-in embedded user; what it returns shows the marketplace up to its first card. */
export async function hostPage(page) {
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
  return async () => {
    await page.evaluate(() => prismatic.showMarketplace({ selector: "#a" }));
    await page.frameLocator("#a iframe").getByRole("button", { name: /^Ledgerline/ }).waitFor();
  };
}
