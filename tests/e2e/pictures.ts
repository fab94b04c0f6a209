// Not a test: takes a picture of every screen in every width and theme, for people to look at.
// PICTURES=folder npx playwright test [-g "part of a screen's name"]
import { test } from "./fixtures.ts";
import { marketplace } from "./helpers.ts";
import { openScreen, screens, type Screen } from "./screens.ts";

const folder = process.env.PICTURES!;
const all: Screen[] = [...screens, { name: "login", who: "", path: () => "/" }, { name: "playground", who: "", path: () => "/playground/" }];

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 390, 320]) {
    test.describe(() => {
      test.use({ colorScheme, viewport: { width, height: width === 1280 ? 800 : 760 } });
      for (const screen of all) {
        const name = `${screen.name}-${colorScheme}-${width}`;
        test(name, async ({ page, sandbox, signIn }) => {
          try {
            if (screen.who) return await openScreen(page, sandbox, screen, signIn);
            await page.goto(await screen.path(sandbox));
            if (screen.name === "playground") await marketplace(page.frameLocator("#pio__iframe")).card("Ledgerline").waitFor();
          } finally {
            await page.screenshot({ path: `${folder}/${name}.png` });
          }
        });
      }
    });
  }
}
