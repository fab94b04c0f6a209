// Products that embed the app: pages of another origin with the SDK as its makers publish it.
import { expect, type FrameLocator, type Page } from "@playwright/test";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test as base, type Sandbox } from "./fixtures.ts";

const sdk = readFileSync(
  join(dirname(fileURLToPath(import.meta.url)), "node_modules/@prismatic-io/embedded/dist/index.umd.js"),
);

/** The page every host has: two places to embed into, and a record of what the frames say. */
const page = `<!doctype html><html lang="en"><title>Host</title>
<style>html, body { height: 100%; margin: 0 } .place { height: 700px }</style>
<div class="place" id="a"></div><div class="place" id="b"></div>
<script>window.messages = []; addEventListener("message", (it) => messages.push({ origin: it.origin, event: it.data?.event, data: it.data?.data }));</script>
<script src="/sdk.js"></script>`;

/** A host product's web server. `origin` and `other` are two names for it. */
export interface Host {
  origin: string;
  other: string;
}

export const test = base.extend<{ story: void }, { host: Host }>({
  /** What happened between the host and its frames, where a test fails: the picture of its end does not tell. */
  story: [
    async ({ page }, use, info) => {
      await use();
      if (info.status === info.expectedStatus) return;
      const told = await heard(page).catch(() => []);
      const frames = page.frames().map((it) => it.url());
      console.log(`${info.title}: the frames were at ${frames.join(" and ")}, and the host heard ${JSON.stringify(told)}`);
    },
    { auto: true },
  ],

  host: [
    async ({}, use) => {
      const server = createServer((request, response) => {
        const script = request.url === "/sdk.js";
        response.setHeader("content-type", script ? "text/javascript" : "text/html; charset=utf-8");
        response.end(script ? sdk : page);
      });
      await new Promise<void>((done) => server.listen(0, done));
      const { port } = server.address() as AddressInfo;
      await use({ origin: `http://127.0.0.1:${port}`, other: `http://localhost:${port}` });
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
    { scope: "worker" },
  ],
});

export { expect };

/** What a host's own server would sign for one of its people. */
export async function hostToken(sandbox: Sandbox, claims: object = {}): Promise<string> {
  const asked = { customer: "ftl-0007", sub: "host-person", name: "Host Person", role: "admin", ...claims };
  return (await sandbox.post("/sandbox/embedded-token", asked)).token;
}

/** Opens the host's page, initializes the SDK and authenticates. */
export async function embed(page: Page, host: Host, sandbox: Sandbox, options: object = {}, claims: object = {}) {
  await page.goto(host.origin);
  const token = await hostToken(sandbox, claims);
  await page.evaluate(
    async ({ app, options, token }) => {
      prismatic.init({ prismaticUrl: app, ...options });
      await prismatic.authenticate({ token });
    },
    { app: sandbox.origin, options, token },
  );
}

/** Shows the marketplace in a place of the host's page. */
export async function show(page: Page, options: object = {}, place = "#a"): Promise<FrameLocator> {
  await page.evaluate((it) => prismatic.showMarketplace(it), { selector: place, ...options });
  return page.frameLocator(`${place} iframe`);
}

/** Embeds by hand, so that a test decides which messages the frame gets and when. */
export async function bareFrame(page: Page, url: string, place = "a"): Promise<FrameLocator> {
  await page.evaluate(
    ({ url, place }) => {
      const frame = document.createElement("iframe");
      frame.src = url;
      frame.width = "100%";
      frame.height = "100%";
      document.getElementById(place)!.replaceChildren(frame);
    },
    { url, place },
  );
  return page.frameLocator(`#${place} iframe`);
}

/** Posts to a bare frame as the host's window does. */
export async function tell(page: Page, event: string, data?: unknown, place = "a") {
  await page.evaluate(
    ({ event, data, place }) => {
      document.querySelector<HTMLIFrameElement>(`#${place} iframe`)!.contentWindow!.postMessage({ event, data }, "*");
    },
    { event, data, place },
  );
}

/** The messages the SDK answers a new frame with. */
export async function greet(page: Page, token: string, rest: { translation?: object; screen?: object; filters?: object } = {}) {
  await heardInitialized(page);
  await tell(page, "SET_TOKEN", token);
  await tell(page, "SET_VERSION", "4.14.0");
  await tell(page, "SET_TRANSLATION", rest.translation ?? {});
  await tell(page, "SET_SCREEN_CONFIGURATION", rest.screen ?? {});
  await tell(page, "SET_FILTERS", rest.filters ?? { marketplace: { includeActiveIntegrations: true } });
}

export async function heardInitialized(page: Page, times = 1) {
  await expect.poll(async () => (await heard(page)).filter((it) => it.event === "PRISMATIC_INITIALIZED").length).toBe(times);
}

/** Everything the host's page was told so far. */
export function heard(page: Page): Promise<{ origin: string; event?: string; data?: unknown }[]> {
  return page.evaluate(() => messages);
}

export const marketplacePath = "/integration-marketplace/?embed=true&theme=LIGHT&initializing=%7B%7D";

declare global {
  // What the host's page defines.
  var prismatic: any;
  var messages: { origin: string; event?: string; data?: unknown }[];
}
