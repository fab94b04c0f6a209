// Files on their way to a customer, where things do not go as planned: dropped, renamed, refused, left behind.
import { expect, people, test, type Page } from "./fixtures.ts";
import { attachments, customerPath, writes } from "./helpers.ts";

const text = (name: string, content = "content") => ({ name, mimeType: "text/plain", buffer: Buffer.from(content) });

/** Drags some files over a part of the page and lets go; says whether the page took each of the two events. */
async function drop(page: Page, selector: string, names: string[]): Promise<boolean[]> {
  return page.evaluate(
    ([selector, names]) => {
      const data = new DataTransfer();
      for (const name of names) data.items.add(new File(["content"], name));
      const at = document.querySelector(selector)!;
      const is = { bubbles: true, cancelable: true, dataTransfer: data };
      return ["dragover", "drop"].map((kind) => !at.dispatchEvent(new DragEvent(kind, is)));
    },
    [selector, names] as const,
  );
}

/** Holds uploads back until they are let go. */
async function hold(page: Page): Promise<{ seen: string[]; go(): void }> {
  let go = () => {};
  const gate = new Promise<void>((done) => (go = done));
  const seen: string[] = [];
  await page.route("**/media/uploads/*", async (route) => {
    seen.push(route.request().url());
    await gate;
    // Nobody waits for those that were stopped.
    await route.continue().catch(() => {});
  });
  return { seen, go: () => go() };
}

test("files are dropped on the list", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "attachments"));
  const files = attachments(page);
  await expect(files.add).toBeVisible();
  expect(await drop(page, ".drop", ["Contract.pdf", "Mapping.csv"])).toEqual([true, true]);
  await expect(files.download("Contract.pdf")).toBeVisible();
  await expect(files.download("Mapping.csv")).toBeVisible();
  expect(await writes(sandbox, "updateCustomer")).toHaveLength(2);
});

for (const who of ["owner", "guest"] as const) {
  test(`a file dropped where nothing takes it does not open in place of the app: ${who}`, async ({ page, sandbox, signIn }) => {
    await signIn(people[who], await customerPath(sandbox, "FTL Rockets", "attachments"));
    await expect(page.getByText("No attachments yet")).toBeVisible();
    const at = who === "owner" ? "h1" : ".drop";
    expect(await drop(page, at, ["Contract.pdf"])).toEqual([true, true]);
    await expect(page.getByText("No attachments yet")).toBeVisible();
    expect(await writes(sandbox, "updateCustomer")).toEqual([]);
  });
}

test("names that mean something to computers are only names", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "attachments"));
  const files = attachments(page);
  await expect(files.add).toBeVisible();
  // A file input keeps the last part of a path only; a drop keeps the name whole.
  const names = ["../../x", "a\r\nb"];
  await drop(page, ".drop", names);
  await expect.poll(() => writes(sandbox, "updateCustomer")).toHaveLength(2);
  const sent = (await writes(sandbox, "updateCustomer")).map((it) => it.variables.add.name);
  expect(sent.sort()).toEqual([...names].sort());
  for (const [shown, saved] of [["../../x", /^[^/\\]*x$/], ["a b", /^a[^\r\n]*b$/]] as const) {
    const download = page.waitForEvent("download");
    await files.download(shown).click();
    expect((await download).suggestedFilename()).toMatch(saved);
  }
});

test("a name that is taken is said in the server's words, and the file goes in under another", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "attachments"));
  const files = attachments(page);
  const { seen, go } = await hold(page);
  go();
  await files.choose([text("Contract.pdf", "first")]);
  await expect(files.download("Contract.pdf")).toBeVisible();
  await files.choose([text("Contract.pdf", "second")]);
  const refused = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: "Dismiss Contract.pdf" }) });
  await expect(refused).toContainText("There is an attachment of this name already.");
  await refused.getByRole("textbox", { name: "File" }).fill("Contract, signed.pdf");
  await refused.getByRole("button", { name: "Try again" }).click();
  await expect(files.download("Contract, signed.pdf")).toBeVisible();
  await expect(refused).toHaveCount(0);
  // The bytes went once each.
  expect(seen).toHaveLength(2);
});

test("a name that has become free is tried again as it is", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "attachments"));
  const files = attachments(page);
  await files.choose([text("Contract.pdf", "first")]);
  await expect(files.download("Contract.pdf")).toBeVisible();
  await files.choose([text("Contract.pdf", "second")]);
  await expect(page.getByText("There is an attachment of this name already.")).toBeVisible();
  await files.rename("Contract.pdf").click();
  const dialog = page.getByRole("dialog", { name: "Rename attachment" });
  await dialog.getByRole("textbox", { name: "File" }).fill("Old contract.pdf");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(files.download("Old contract.pdf")).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(files.download("Contract.pdf")).toBeVisible();
  await expect(page.getByRole("button", { name: "Dismiss Contract.pdf" })).toHaveCount(0);
});

test("several files are on their way at once, and one that is stopped stops no other", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "attachments"));
  const files = attachments(page);
  const { seen, go } = await hold(page);
  await files.choose([text("One.txt"), text("Two.txt"), text("Three.txt")]);
  await expect.poll(() => seen.length).toBe(3);
  await expect(page.getByRole("progressbar", { name: /^Upload of/ })).toHaveCount(3);
  await page.getByRole("button", { name: "Stop the upload of Two.txt" }).click();
  go();
  await expect(files.download("One.txt")).toBeVisible();
  await expect(files.download("Three.txt")).toBeVisible();
  await expect(page.getByText("Two.txt")).toHaveCount(0);
  expect(await writes(sandbox, "updateCustomer")).toHaveLength(2);
});

test("leaving while a file is on its way asks first: staying finishes it", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "attachments"));
  const files = attachments(page);
  const { seen, go } = await hold(page);
  await files.choose([text("Contract.pdf")]);
  await expect.poll(() => seen.length).toBe(1);
  const tab = page.getByRole("main").getByRole("link", { name: "Users", exact: true });
  await tab.click();
  const dialog = page.getByRole("dialog", { name: "Stop the uploads?" });
  await expect(dialog).toContainText("Files are still on their way.");
  await dialog.getByRole("button", { name: "Stay here" }).click();
  await expect(page).toHaveURL(/\/attachments$/);
  go();
  await expect(files.download("Contract.pdf")).toBeVisible();
  // Nothing is on its way any more.
  await tab.click();
  await expect(page).toHaveURL(/\/users$/);
});

test("leaving all the same stops what is on its way", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "attachments"));
  const files = attachments(page);
  const { seen } = await hold(page);
  await files.choose([text("Contract.pdf")]);
  await expect.poll(() => seen.length).toBe(1);
  const ended = page.waitForEvent("requestfailed", (it) => it.url().includes("/media/uploads/"));
  await page.getByRole("main").getByRole("link", { name: "Users", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stop and leave" }).click();
  await expect(page).toHaveURL(/\/users$/);
  await ended;
  expect(await writes(sandbox, "updateCustomer")).toEqual([]);
});

test("a download that cannot be had says so, and works when it is tried again", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "attachments"));
  const files = attachments(page);
  await files.choose([text("Contract.pdf")]);
  await expect(files.download("Contract.pdf")).toBeVisible();
  await page.route("**/media/Customer/**", (route) => route.fulfill({ status: 404, body: "" }));
  await files.download("Contract.pdf").click();
  await expect(page.getByText("This file cannot be had at the moment. Try again.")).toBeVisible();
  await page.unrouteAll();
  const download = page.waitForEvent("download");
  await files.download("Contract.pdf").click();
  expect((await download).suggestedFilename()).toBe("Contract.pdf");
});

test("a download goes on with a newer token when the server no longer takes the old one", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "attachments"));
  const files = attachments(page);
  await files.choose([text("Contract.pdf")]);
  await expect(files.download("Contract.pdf")).toBeVisible();
  await page.route("**/media/Customer/**", (route) => route.fulfill({ status: 401, body: "" }), { times: 1 });
  const asked: string[] = [];
  page.on("request", (it) => it.url().includes("/media/Customer/") && asked.push(it.headers()["authorization"]));
  const download = page.waitForEvent("download");
  await files.download("Contract.pdf").click();
  expect((await download).suggestedFilename()).toBe("Contract.pdf");
  expect(asked).toHaveLength(2);
  expect(asked[1]).not.toBe(asked[0]);
});

test("a deletion that did not work is not held against the next file", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "attachments"));
  const files = attachments(page);
  await files.choose([text("One.txt"), text("Two.txt")]);
  await expect(files.download("One.txt")).toBeVisible();
  await expect(files.download("Two.txt")).toBeVisible();
  await sandbox.post("/sandbox/faults", [{ operation: "ChangeAttachments", kind: "status", status: 500, times: 1 }]);
  await files.remove("One.txt").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Delete" }).click();
  const trouble = dialog.getByText("The server sent an answer that cannot be read.", { exact: false });
  await expect(trouble).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await files.remove("Two.txt").click();
  await expect(dialog.getByText("Two.txt is deleted for everybody", { exact: false })).toBeVisible();
  await expect(trouble).toHaveCount(0);
});

test("files are renamed and deleted by keyboard alone", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await customerPath(sandbox, "FTL Rockets", "attachments"));
  const files = attachments(page);
  await files.choose([text("Contract.pdf")]);
  await expect(files.download("Contract.pdf")).toBeVisible();
  await files.download("Contract.pdf").focus();
  await page.keyboard.press("Tab");
  await expect(files.rename("Contract.pdf")).toBeFocused();
  await page.keyboard.press("Enter");
  const name = page.getByRole("dialog").getByRole("textbox", { name: "File" });
  await expect(name).toBeFocused();
  await name.press("Control+a");
  await page.keyboard.type("Signed.pdf");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await files.rename("Signed.pdf").focus();
  await page.keyboard.press("Tab");
  await expect(files.remove("Signed.pdf")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("No attachments yet")).toBeVisible();
});
