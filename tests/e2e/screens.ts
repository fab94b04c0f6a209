// Every screen and dialog there is, by area, so that whoever checks "all of them" does.
import type { Page } from "@playwright/test";
import type { Sandbox } from "./fixtures.ts";
import { app } from "./screens/app.ts";
import { configure } from "./screens/configure.ts";
import { connections } from "./screens/connections.ts";
import { customer } from "./screens/customer.ts";
import { customers } from "./screens/customers.ts";
import { instances } from "./screens/instances.ts";
import { integrations } from "./screens/integrations.ts";
import { team } from "./screens/team.ts";

/** A screen: who opens it, where it is, and what is done before it is looked at. */
export interface Screen {
  name: string;
  who: string;
  path(sandbox: Sandbox): Promise<string> | string;
  prepare?(page: Page, sandbox: Sandbox): Promise<void>;
}

export const screens: Screen[] = [...app, ...customers, ...customer, ...connections, ...integrations, ...instances, ...configure, ...team];

/** Opens a screen and does what comes before looking at it. */
export async function openScreen(page: Page, sandbox: Sandbox, screen: Screen, signIn: (email: string, path?: string) => Promise<void>) {
  await signIn(screen.who, await screen.path(sandbox));
  await screen.prepare?.(page, sandbox);
}
