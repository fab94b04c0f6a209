// What all tests share: a sandbox for each worker, people who sign in, and the watch for what must never happen.
import { test as base, expect, type Page } from "@playwright/test";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");

/** Where the sandbox's binary and the built app are; `cargo xtask test e2e` says. */
const binary = process.env.GANTRY_SANDBOX ?? join(root, "target/sandbox/gantry-sandbox");
const app = process.env.GANTRY_DIST ?? join(root, "dist");

/** A running sandbox. `origin` is the app's; `host` is the same server under another origin. */
export interface Sandbox {
  origin: string;
  host: string;
  /** The demo data, no faults, an empty journal, no reports. */
  reset(): Promise<void>;
  post(path: string, body?: unknown): Promise<any>;
  get(path: string): Promise<any>;
  remove(path: string): Promise<void>;
  /** An access token of a person. */
  token(email: string): Promise<string>;
  /** A GraphQL request as a person. */
  api(email: string, query: string, variables?: object): Promise<any>;
}

export async function startSandbox(extra: string[] = []): Promise<{ sandbox: Sandbox; stop(): Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), "gantry-e2e-"));
  const sdk = join(here, "node_modules/@prismatic-io/embedded/dist/index.umd.js");
  const child = spawn(binary, ["--data", data, "--port", "0", "--app", app, "--sdk", sdk, ...extra], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  // Also when the tests are interrupted.
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const origin = await ready(child);
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(origin + path, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
  const sandbox: Sandbox = {
    origin,
    host: origin.replace("localhost", "127.0.0.1"),
    post: (path, body = {}) => call("POST", path, body),
    get: (path) => call("GET", path),
    remove: (path) => call("DELETE", path),
    reset: () => call("POST", "/sandbox/reset", {}),
    token: async (email) => (await call("POST", "/sandbox/token", { email })).access_token,
    api: async (email, query, variables = {}) =>
      call("POST", "/api", { query, variables }, { authorization: `Bearer ${await sandbox.token(email)}` }),
  };
  const stop = async () => {
    const gone = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    await gone;
    process.off("exit", kill);
    rmSync(data, { recursive: true, force: true });
  };
  return { sandbox, stop };
}

/** Waits for the sandbox and gives its origin. */
function ready(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let seen = "";
    child.stdout?.on("data", (text) => {
      seen += text;
      const origin = /ready (http\S+)\n/.exec(seen)?.[1];
      if (origin) done(origin);
    });
    child.once("exit", (code) => fail(new Error(`the sandbox ended with ${code}: ${seen}`)));
  });
}

/** The people of the demo data. */
export const people = {
  owner: "james.patton@progix.io",
  admin: "samantha.johnson@progix.io",
  integrator: "edward.davis@progix.io",
  guest: "kristin.henry@progix.io",
  manager: "alexander.cooper@progix.io",
  thirdParty: "terry@acme-erp.example",
  customerAdmin: "lisa.nguyen@ftl-rockets.com",
  customerMember: "omar.haddad@ftl-rockets.com",
};

export const test = base.extend<
  {
    signIn(email: string, path?: string): Promise<void>;
    /** Reports a test provokes on purpose. */
    tolerates: RegExp | undefined;
    watch: void;
  },
  { sandbox: Sandbox }
>({
  sandbox: [
    async ({}, use) => {
      const { sandbox, stop } = await startSandbox();
      await use(sandbox);
      await stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],

  baseURL: async ({ sandbox }, use) => use(sandbox.origin),

  /** Opens a page as somebody: through the login page, as a person would. */
  signIn: async ({ page }, use) => {
    await use(async (email, path = "/") => {
      await page.goto(path);
      await page.getByRole("button", { name: email }).click();
      await page.waitForURL((url) => !/^\/(auth|authorize)/.test(url.pathname));
      await expect(page.getByRole("heading").first()).toBeVisible();
    });
  },

  tolerates: [undefined, { option: true }],

  /** No test may leave a script error, a panic, or a report of the content security policy behind. */
  watch: [
    // It needs the page so that it ends before the page does.
    async ({ page, sandbox, tolerates }, use) => {
      const context = page.context();
      await sandbox.reset();
      await sandbox.remove("/sandbox/csp-reports");
      const faults: string[] = [];
      context.on("weberror", (error) => faults.push(`${error.error()}`));
      context.on("console", (line) => {
        if (/content security policy|trusted ?types|panicked/i.test(line.text())) faults.push(line.text());
      });
      await use();
      // An answer that a test changes may still be on its way, and would fail the test once its page is gone.
      await Promise.all(context.pages().map((it) => it.unrouteAll({ behavior: "ignoreErrors" })));
      const reports: object[] = await sandbox.get("/sandbox/csp-reports");
      faults.push(...reports.map((it) => JSON.stringify(it)));
      expect(faults.filter((it) => !tolerates?.test(it))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect, type Page };
