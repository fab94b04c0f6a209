// The photo of a customer: what can be one, what becomes of it, and what is said when it cannot.
import { expect, people, test, type Page } from "./fixtures.ts";
import { customerPath, drawn } from "./helpers.ts";

async function choose(page: Page, name: string, mimeType: string, buffer: Buffer) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Upload a photo" }).click();
  await (await chooser).setFiles({ name, mimeType, buffer });
}

/** The first bytes of a PNG of this size; no program reads further before it knows. */
function head(width: number, height: number): Buffer {
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  const begin = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
  return Buffer.concat([begin, size, Buffer.from("0806000000", "hex"), Buffer.alloc(64)]);
}

test("what shines through still does", async ({ page, sandbox, signIn }) => {
  await signIn(people.manager, await customerPath(sandbox, "FTL Rockets", "details"));
  await choose(page, "logo.png", "image/png", await drawn(page, "image/png"));
  await page.getByRole("button", { name: "Use this picture" }).click();
  const shown = page.getByRole("main").locator(".avatar img").first();
  await expect(shown).toBeVisible();
  const alpha = await shown.evaluate(async (it: HTMLImageElement) => {
    await it.decode();
    const canvas = new OffscreenCanvas(it.naturalWidth, it.naturalHeight);
    const context = canvas.getContext("2d")!;
    context.drawImage(it, 0, 0);
    return [10, 490].map((x) => context.getImageData(x, 250, 1, 1).data[3]);
  });
  expect(alpha).toEqual([255, 0]);
});

test("a photo of a camera, with much written before its size, is one", async ({ page, sandbox, signIn }) => {
  await signIn(people.manager, await customerPath(sandbox, "FTL Rockets", "details"));
  const plain = await drawn(page, "image/jpeg");
  // Two segments for programs, as large as they get.
  const segment = Buffer.concat([Buffer.from("ffe1fffd", "hex"), Buffer.alloc(65_531)]);
  await choose(page, "camera.jpg", "image/jpeg", Buffer.concat([plain.subarray(0, 2), segment, segment, plain.subarray(2)]));
  await expect(page.getByRole("application", { name: /^Picture/ })).toBeVisible();
  await page.getByRole("button", { name: "Use this picture" }).click();
  await expect(page.getByRole("main").locator(".avatar img").first()).toBeVisible();
});

for (const [what, buffer, said] of [
  ["a text that is called a picture", Buffer.from("no picture"), /not a picture that can be read/],
  ["more pixels than a tab can hold", head(50_000, 50_000), /too large/],
  ["an edge that is too long", head(50_000, 1_000), /too large/],
] as const) {
  test(`refused with a sentence: ${what}`, async ({ page, sandbox, signIn }) => {
    await signIn(people.manager, await customerPath(sandbox, "FTL Rockets", "details"));
    await choose(page, "logo.png", "image/png", buffer);
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText(said)).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Use this picture" })).toHaveCount(0);
  });
}

test("a photo that cannot be removed says so, and the next one starts afresh", async ({ page, sandbox, signIn }) => {
  await signIn(people.manager, await customerPath(sandbox, "FTL Rockets", "details"));
  const picture = await drawn(page, "image/png");
  await choose(page, "logo.png", "image/png", picture);
  await page.getByRole("button", { name: "Use this picture" }).click();
  const remove = page.getByRole("button", { name: "Remove photo" });
  await expect(remove).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await sandbox.post("/sandbox/faults", [{ operation: "UpdateCustomer", kind: "error", body: "The picture stays.", times: 1 }]);
  await remove.click();
  await expect(page.getByRole("alert")).toBeVisible();
  await choose(page, "logo.png", "image/png", picture);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Use this picture" })).toBeVisible();
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await remove.click();
  await expect(remove).toHaveCount(0);
});

test("leaving while a picture is still read is no trouble", async ({ page, sandbox, signIn }) => {
  await signIn(people.manager, await customerPath(sandbox, "FTL Rockets", "summary"));
  const tab = (name: string) => page.getByRole("main").getByRole("link", { name, exact: true });
  await tab("Details").click();
  const picture = await drawn(page, "image/png");
  // Pictures are read when the test says so.
  const reading = await page.evaluateHandle(() => {
    const read = window.createImageBitmap.bind(window) as (it: ImageBitmapSource) => Promise<ImageBitmap>;
    let begin = () => {};
    const may = new Promise<void>((done) => (begin = done));
    const state = { begun: false, begin, done: Promise.resolve() };
    window.createImageBitmap = (it: ImageBitmapSource) => {
      state.begun = true;
      const bitmap = may.then(() => read(it));
      state.done = bitmap.then(() => {});
      return bitmap;
    };
    return state;
  });
  await choose(page, "logo.png", "image/png", picture);
  await expect.poll(() => reading.evaluate((it) => it.begun)).toBe(true);
  await page.goBack();
  await expect(tab("Summary")).toHaveAttribute("aria-current", "page");
  await reading.evaluate((it) => it.begin());
  await reading.evaluate((it) => it.done);
  await tab("Details").click();
  await expect(page.getByRole("button", { name: "Upload a photo" })).toBeVisible();
});
