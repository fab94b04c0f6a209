// Managing team members: adding, changing and deleting them, and what keeps the wrong person from it.
import type { Locator } from "@playwright/test";
import { expect, people, test } from "./fixtures.ts";
import { expectNoViolation, memberDetails, memberPath, openMemberDialog, operationOf, record, writes } from "./helpers.ts";

test("a team member is added, and told by mail", async ({ page, signIn }) => {
  await signIn(people.admin, "/settings/users");
  const { dialog, name, email, role, phone, submit } = await openMemberDialog(page);
  // Nobody gives a role above their own.
  await expect(role("Guest")).toBeVisible();
  await expect(role("Owner")).toHaveCount(0);
  await name.fill("Susan Smith");
  await email.fill("susan.smith@progix.io");
  await phone.fill("+1 (605) 555-1234");
  await role("Integrator").check();
  await submit.click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("A confirmation email was sent to susan.smith@progix.io.", { exact: false })).toBeVisible();
  await expect(page.getByRole("row", { name: /Susan Smith.*Integrator/ })).toBeVisible();
});

test("what is missing or taken is said beside the field, and what was typed stays", async ({ page, signIn }) => {
  await signIn(people.owner, "/settings/users");
  const { dialog, name, email, role, submit } = await openMemberDialog(page);
  await expect(role("Guest")).toBeVisible();
  await submit.click();
  for (const said of ["Enter a name.", "Enter an email address, such as ada@example.com.", "Choose a role."]) {
    await expect(dialog.getByText(said)).toBeVisible();
  }
  await expect(name).toBeFocused();
  await name.fill("Another Kristin");
  await email.fill("Kristin.Henry@progix.io");
  await role("Guest").check();
  await submit.click();
  await expect(dialog.getByText(/already exists/)).toBeVisible();
  await expect(email).toHaveAttribute("aria-invalid", "true");
  await expect(name).toHaveValue("Another Kristin");
});

test("name, telephone number and role are changed and saved", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await memberPath(sandbox, "Kristin Henry"));
  const { name, phone, role, save } = memberDetails(page);
  await expect(role("Guest")).toBeChecked();
  await name.fill("Kristin Henry-Okafor");
  await phone.fill("+49 30 123456");
  await role("Customer Manager").check();
  await save.click();
  await expect(page.getByRole("status").getByText("Saved")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Kristin Henry-Okafor");
  await page.reload();
  await expect(phone).toHaveValue("+4930123456");
  await expect(role("Customer Manager")).toBeChecked();
});

test("a picture is cropped to a square and shown", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await memberPath(sandbox, "Kristin Henry"));
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Upload a photo" }).click();
  await (await chooser).setFiles({ name: "me.png", mimeType: "image/png", buffer: await picture(page, 300, 200) });
  const dialog = page.getByRole("dialog", { name: "Choose the part to show" });
  await dialog.getByRole("application").press("ArrowRight");
  await dialog.getByRole("slider", { name: "Zoom" }).fill("2");
  await dialog.getByRole("button", { name: "Use this picture" }).click();
  await expect(dialog).toHaveCount(0);
  const shown = page.getByRole("main").locator(".avatar img").first();
  await expect(shown).toBeVisible();
  await expect.poll(() => shown.evaluate((it: HTMLImageElement) => [it.naturalWidth, it.naturalHeight])).toEqual([500, 500]);
  await page.getByRole("button", { name: "Remove photo" }).click();
  await expect(page.getByRole("main").locator(".avatar img")).toHaveCount(0);
});

test("a picture keeps what is transparent, and shows the part that was dragged and zoomed to", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await memberPath(sandbox, "Kristin Henry"));
  const shown = page.getByRole("main").locator(".avatar img").first();
  /** Uploads the picture, and says how much of it is teal, the rest being transparent. */
  const upload = async (frame: (dialog: Locator) => Promise<void>) => {
    const before = (await shown.count()) > 0 ? await shown.getAttribute("src") : null;
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Upload a photo" }).click();
    await (await chooser).setFiles({ name: "me.png", mimeType: "image/png", buffer: await picture(page, 300, 200) });
    const dialog = page.getByRole("dialog", { name: "Choose the part to show" });
    await expect(dialog.getByRole("application")).toBeVisible();
    await frame(dialog);
    await dialog.getByRole("button", { name: "Use this picture" }).click();
    await expect(dialog).toHaveCount(0);
    await expect.poll(async () => ((await shown.count()) > 0 ? shown.getAttribute("src") : null)).not.toBe(before);
    await expect.poll(() => shown.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(500);
    return shown.evaluate(async (it: HTMLImageElement) => {
      await it.decode();
      const context = new OffscreenCanvas(500, 500).getContext("2d")!;
      context.drawImage(it, 0, 0);
      const { data } = context.getImageData(0, 250, 500, 1);
      const opaque = Array.from({ length: 500 }, (_, x) => data[4 * x + 3]!);
      return { teal: opaque.filter((alpha) => alpha === 255).length / 500, clear: opaque.filter((alpha) => alpha === 0).length / 500 };
    });
  };
  const middle = await upload(async () => {});
  expect(middle.teal).toBeCloseTo(0.5, 1);
  expect(middle.clear).toBeCloseTo(0.5, 1);
  const dragged = await upload(async (dialog) => {
    const box = (await dialog.getByRole("application").boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
  });
  // The left edge of the picture is reached: three quarters of the square are teal.
  expect(dragged.teal).toBeCloseTo(0.75, 1);
  const zoomed = await upload(async (dialog) => {
    await dialog.getByRole("slider", { name: "Zoom" }).fill("2");
    const box = (await dialog.getByRole("application").boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
  });
  expect(zoomed.teal).toBeGreaterThan(0.9);
});

test("a picture of a kind that is not stored is made into one that is", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await memberPath(sandbox, "Kristin Henry"));
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Upload a photo" }).click();
  await (await chooser).setFiles({ name: "me.bmp", mimeType: "image/bmp", buffer: bitmap(40, 30) });
  await page.getByRole("dialog").getByRole("button", { name: "Use this picture" }).click();
  const shown = page.getByRole("main").locator(".avatar img").first();
  await expect.poll(() => shown.evaluate((it: HTMLImageElement) => [it.naturalWidth, it.naturalHeight])).toEqual([500, 500]);
});

test("what is no picture is refused in a sentence", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await memberPath(sandbox, "Kristin Henry"));
  const files: [string, Buffer, RegExp][] = [
    ["report.png", Buffer.from("%PDF-1.7 not a picture"), /not a picture that can be read/],
    ["empty.png", Buffer.alloc(0), /not a picture that can be read/],
    ["giant.png", giant(), /too large/],
  ];
  for (const [name, buffer, said] of files) {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Upload a photo" }).click();
    await (await chooser).setFiles({ name, mimeType: "image/png", buffer });
    await expect(page.getByRole("dialog").getByText(said), name).toBeVisible();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
});

test("deleting asks for the name, and then the person is gone", async ({ page, sandbox, signIn }) => {
  await signIn(people.admin, await memberPath(sandbox, "Kristin Henry"));
  await memberDetails(page).remove.click();
  const dialog = page.getByRole("dialog", { name: "Delete Kristin Henry?" });
  const [text, confirm] = [dialog.getByRole("textbox", { name: "Confirmation text" }), dialog.getByRole("button", { name: "Remove user" })];
  await expect(confirm).toHaveAttribute("aria-disabled", "true");
  await text.fill("kristin henry");
  await text.press("Enter");
  await expect(dialog.getByText("Does not match: Kristin Henry")).toBeVisible();
  expect(await writes(sandbox, "deleteUser")).toEqual([]);
  await text.fill("Kristin Henry");
  await confirm.click();
  await expect(page).toHaveURL(/\/settings\/users$/);
  await expect(page.getByText("Kristin Henry was deleted")).toBeVisible();
  await expect(page.getByRole("table").getByText("Kristin Henry")).toHaveCount(0);
});

test("nobody deletes or promotes themself, and an admin only reads an owner", async ({ page, sandbox, signIn }) => {
  await signIn(people.admin, await memberPath(sandbox, "Samantha Johnson"));
  const { role, remove } = memberDetails(page);
  await expect(role("Admin")).toBeDisabled();
  await expect(page.getByText("Nobody changes their own role.", { exact: false })).toBeVisible();
  await expect(remove).toHaveCount(0);
  await page.goto(await memberPath(sandbox, "James Patton"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("James Patton");
  await expect(page.getByRole("main").getByRole("textbox")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Save|Delete user|Upload/ })).toHaveCount(0);
});

test("the only owner cannot be lowered, whatever is sent", async ({ sandbox }) => {
  const asked = await sandbox.api(people.owner, "{ authenticatedUser { id } organizationRoles { id name } }");
  const guest = asked.data.organizationRoles.find((it: { name: string }) => it.name === "Guest").id;
  const answer = await sandbox.api(people.owner, "mutation Lower($id: ID!, $role: ID!) { updateUser(input: { id: $id, role: $role }) { user { id } errors { field messages } } }", {
    id: asked.data.authenticatedUser.id,
    role: guest,
  });
  expect(JSON.stringify(answer)).toMatch(/Permission denied|at least one owner/);
});

test("a permission says where it comes from", async ({ page, sandbox, signIn }) => {
  await signIn(people.owner, await memberPath(sandbox, "Terry Whitfield", "permissions"));
  await expect(page.getByRole("row", { name: /View Integration.*Granted on.*Acme ERP Order Sync/ })).toBeVisible();
  await page.goto(await memberPath(sandbox, "Kristin Henry", "permissions"));
  await expect(page.getByRole("row", { name: /View Customers.*The role Guest/ })).toBeVisible();
  await expect(page.getByRole("table").getByText("Manage Customers")).toHaveCount(0);
});

test("the matrix of roles is what the API says", async ({ page, signIn }) => {
  await signIn(people.owner, "/settings/roles");
  const row = (name: string) => page.getByRole("row", { name: new RegExp(`^${name}`) });
  await expect(row("Manage Billing").getByText("Included", { exact: true })).toHaveCount(1);
  await expect(row("Manage Organization Users").getByText("Included", { exact: true })).toHaveCount(2);
  await expect(row("View Instances").getByText("Included", { exact: true })).toHaveCount(5);
});

for (const who of ["integrator", "guest", "manager", "thirdParty", "customerAdmin"] as const) {
  test(`${who} opens no page of the settings, and nothing of it is asked for`, async ({ page, sandbox, signIn }) => {
    const paths = ["/settings/roles", await memberPath(sandbox, "Kristin Henry"), await memberPath(sandbox, "Terry Whitfield", "granular-access")];
    const sent = record(page);
    // Of a screen that asks for something, the last answers may come only on the next one.
    await signIn(people[who], "/no/such/page");
    for (const path of paths) {
      sent.length = 0;
      await page.goto(path);
      await expect(page.getByText("You do not have permission to view this page")).toBeVisible();
      expect(sent.map(operationOf).filter((it) => it !== "SignedInUser")).toEqual([]);
    }
  });
}

/** A PNG that a browser made. */
async function picture(page: import("@playwright/test").Page, width: number, height: number): Promise<Buffer> {
  const url = await page.evaluate(
    ([width, height]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const context = canvas.getContext("2d")!;
      context.fillStyle = "teal";
      context.fillRect(0, 0, width! / 2, height!);
      return canvas.toDataURL("image/png");
    },
    [width, height],
  );
  return Buffer.from(url.split(",")[1]!, "base64");
}

/** The head of a PNG that says it is 50,000 pixels wide and high. */
function giant(): Buffer {
  const head = Buffer.from("89504e470d0a1a0a0000000d49484452" + "0000c350".repeat(2) + "0806000000", "hex");
  return Buffer.concat([head, Buffer.alloc(64)]);
}

/** A grey BMP. */
function bitmap(width: number, height: number): Buffer {
  const head = Buffer.alloc(54);
  const pixels = Buffer.alloc(width * height * 4, 0x80);
  head.write("BM");
  head.writeUInt32LE(head.length + pixels.length, 2);
  head.writeUInt32LE(head.length, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(32, 28);
  return Buffer.concat([head, pixels]);
}

test("by the link of the e-mail a new person sets a name and a password, and is signed in", async ({ page, browser, sandbox, signIn }) => {
  await signIn(people.owner, "/settings/users");
  const { dialog, name, email, role, submit } = await openMemberDialog(page);
  await name.fill("S");
  await email.fill("susan.smith@progix.io");
  await role("Guest").check();
  await submit.click();
  await expect(dialog).toHaveCount(0);
  const [mail] = await sandbox.get("/sandbox/mails");
  expect(mail).toMatchObject({ to: "susan.smith@progix.io", subject: "Set your password" });

  const elsewhere = await browser.newContext({ baseURL: sandbox.origin });
  const susan = await elsewhere.newPage();
  await susan.goto(mail.link);
  const field = (label: string) => susan.getByRole("textbox", { name: label, exact: true });
  await field("Name").fill("Susan Smith");
  await field("Password").fill("correct horse");
  await field("Password, once more").fill("correct hearse");
  await susan.getByRole("button", { name: "Save and sign in" }).click();
  await expect(susan.getByText("The two passwords differ.")).toBeVisible();
  await expect(field("Name")).toHaveValue("Susan Smith");
  await expectNoViolation(susan);
  await field("Password").fill("correct horse");
  await field("Password, once more").fill("correct horse");
  await susan.keyboard.press("Enter");
  await expect(susan.getByRole("button", { name: /Susan Smith.*Guest/ })).toBeVisible();

  // The password is hers, and the link is good for nothing any more.
  await susan.goto("/profile");
  await field("Current password").fill("correct horse");
  await field("New password").fill("battery staple");
  await field("New password, once more").fill("battery staple");
  await susan.getByRole("button", { name: "Change password" }).click();
  await expect(susan.getByText("Password changed")).toBeVisible();
  await susan.goto(mail.link);
  await expect(susan.getByText("This link has been used already.", { exact: false })).toBeVisible();
  await susan.goto("/authorize/register?token=made-up");
  await expect(susan.getByText("This link is not known here.", { exact: false })).toBeVisible();
  await elsewhere.close();
});
