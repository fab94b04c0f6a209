// Takes a picture of every screen in every width and theme: node pictures.mjs FOLDER [part of a screen's name]
import { chromium } from "@playwright/test";
import { mkdirSync } from "node:fs";
import config from "./playwright.config.ts";
import { startSandbox } from "./fixtures.ts";
import { openScreen, screens } from "./screens.ts";

const [folder, only = ""] = process.argv.slice(2);
if (!folder) throw new Error("Name the folder for the pictures.");
mkdirSync(folder, { recursive: true });

const { sandbox, stop } = await startSandbox(8219);
const browser = await chromium.launch(config.use.launchOptions);
const shots = [...screens, { name: "login" }, { name: "playground" }].filter((it) => it.name.includes(only));
for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 390, 320]) {
    for (const screen of shots) {
      const context = await browser.newContext({ baseURL: sandbox.origin, colorScheme, viewport: { width, height: width === 1280 ? 800 : 760 } });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const signIn = async (email, path = "/") => {
        await page.goto(path);
        await page.getByRole("button", { name: email }).click();
        await page.getByRole("heading", { level: 1 }).waitFor();
      };
      try {
        if (screen.name === "login") await page.goto("/");
        else if (screen.name === "playground") {
          await page.goto("/playground/");
          await page.frameLocator("#pio__iframe").getByRole("button", { name: /^Ledgerline/ }).waitFor();
        } else await openScreen(page, sandbox, screen, signIn);
      } catch (error) {
        console.error(`${screen.name} ${colorScheme} ${width}: ${`${error}`.split("\n")[0]}`);
      }
      await page.screenshot({ path: `${folder}/${screen.name}-${colorScheme}-${width}.png` });
      await context.close();
    }
  }
}
await browser.close();
await stop();
