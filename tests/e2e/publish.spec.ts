// What becomes of an integration: its next version, which versions are offered, and how customers find it.
import { expect, people, test, type Sandbox } from "./fixtures.ts";
import { answerTo, marketplace, writes } from "./helpers.ts";

const versions = async (sandbox: Sandbox, name: string) => {
  const answer = await sandbox.api(
    people.owner,
    `query Find($name: String!) {
      integrations(name: $name, allVersions: true, sortBy: [{ field: VERSION_NUMBER, direction: DESC }]) {
        nodes {
          id versionNumber versionComment versionIsAvailable versionIsLatest hasUnpublishedChanges
          marketplaceConfiguration allowMultipleMarketplaceInstances overview
        }
      }
    }`,
    { name },
  );
  return answer.data.integrations.nodes;
};

const path = async (sandbox: Sandbox, name: string, part: string) =>
  `/integrations/${encodeURIComponent((await versions(sandbox, name))[0].id)}/${part}`;

test("what changed is published as the next version, with a word on it", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, "Upper Winds Feed", "versions"));
  await expect(page.getByText("There are changes since version 2")).toBeVisible();
  await page.getByRole("button", { name: "Publish version 3" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /^What changed/ }).fill("Gusts by the minute");
  await dialog.getByRole("button", { name: "Publish version 3" }).click();
  await expect(page.getByText("Version 3 is published.")).toBeVisible();
  const rows = page.getByRole("table", { name: "Versions" }).getByRole("row");
  await expect(rows.nth(1)).toContainText("v3");
  await expect(rows.nth(1)).toContainText("Gusts by the minute");
  await expect(page.getByText(/There are changes since/)).toHaveCount(0);
  const [newest, last] = await versions(sandbox, "Upper Winds Feed");
  expect(newest).toMatchObject({ versionNumber: 3, versionIsLatest: true, hasUnpublishedChanges: false });
  expect(last).toMatchObject({ versionNumber: 2, versionIsLatest: false, hasUnpublishedChanges: false });
  expect(page.url()).toContain(encodeURIComponent(newest.id));
});

test("what somebody else published meanwhile is not published twice, and the comment stays", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, "Upper Winds Feed", "versions"));
  await page.getByRole("button", { name: "Publish version 3" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /^What changed/ }).fill("Mine");
  const [{ id }] = await versions(sandbox, "Upper Winds Feed");
  await sandbox.api(people.owner, `mutation Publish { publishIntegration(input: { id: "${id}" }) { errors { messages } } }`);
  await dialog.getByRole("button", { name: "Publish version 3" }).click();
  await expect(dialog.getByText("A newer version of this integration was published.")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: /^What changed/ })).toHaveValue("Mine");
  expect(await versions(sandbox, "Upper Winds Feed")).toHaveLength(3);
});

test("a comment that was typed stays when the server cannot be reached", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, "Upper Winds Feed", "versions"));
  await page.getByRole("button", { name: "Publish version 3" }).click();
  const dialog = page.getByRole("dialog");
  const comment = dialog.getByRole("textbox", { name: /^What changed/ });
  await comment.fill("Gusts by the minute");
  await sandbox.post("/sandbox/faults", [
    { operation: "PublishIntegration", kind: "status", status: 503 },
    // What cannot be read is not asked for again, unlike what does not come.
    { operation: "IntegrationDetail", kind: "status", status: 500 },
  ]);
  const readAnew = answerTo(page, "IntegrationDetail");
  await dialog.getByRole("button", { name: "Publish version 3" }).click();
  await (await readAnew).finished();
  await expect(dialog.getByText("The server cannot be reached.", { exact: false })).toBeVisible();
  await expect(comment).toHaveValue("Gusts by the minute");
  await sandbox.remove("/sandbox/faults");
  await dialog.getByRole("button", { name: "Publish version 3" }).click();
  await expect(page.getByText("Version 3 is published.")).toBeVisible();
  expect((await versions(sandbox, "Upper Winds Feed"))[0]).toMatchObject({ versionNumber: 3, versionComment: "Gusts by the minute" });
});

test("a version is taken out of use and brought back; customers find the newest that is available", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, "Ledgerline", "versions"));
  const newest = page.getByRole("table", { name: "Versions" }).getByRole("row").nth(1);
  await newest.getByRole("button", { name: "Make unavailable" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make unavailable" }).click();
  await expect(page.getByText("Version 4 is no longer available.")).toBeVisible();
  await expect(newest).toContainText("Not available");
  const found = await sandbox.api(
    people.customerAdmin,
    '{ marketplaceIntegrations(name_Icontains: "ledger") { nodes { versionNumber } } }',
  );
  expect(found.data.marketplaceIntegrations.nodes).toEqual([{ versionNumber: 3 }]);
  await page.getByRole("navigation", { name: "Parts of this page" }).getByRole("link", { name: "Marketplace" }).click();
  await expect(page.getByText(/^Customers find version 3 in the marketplace/)).toBeVisible();
  await page.goBack();
  await newest.getByRole("button", { name: "Make available" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make available" }).click();
  await expect(newest.getByRole("button", { name: "Make unavailable" })).toBeVisible();
  expect((await versions(sandbox, "Ledgerline"))[0].versionIsAvailable).toBe(true);
});

test("the server's refusal is shown, and nothing seems changed", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, "Ledgerline", "versions"));
  const newest = page.getByRole("table", { name: "Versions" }).getByRole("row").nth(1);
  await newest.getByRole("button", { name: "Make unavailable" }).click();
  await sandbox.post("/sandbox/faults", [
    { operation: "SetVersionAvailability", kind: "error", body: "Permission denied", times: 1 },
  ]);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make unavailable" }).click();
  await expect(dialog.getByText("You do not have permission to do this.")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(newest.getByRole("button", { name: "Make unavailable" })).toBeVisible();
});

test("how an integration stands in the marketplace changes what a customer finds", async ({ page, sandbox, signIn, browser }) => {
  await signIn(people.integrator, await path(sandbox, "Legacy Manifest Import", "marketplace"));
  await page.getByRole("radio", { name: /^Available, and customers deploy it/ }).check();
  await page.getByRole("checkbox", { name: /^A customer may have several instances/ }).check();
  await page.getByRole("textbox", { name: /^Overview/ }).fill("## Manifests\n\nFrom a **folder**.");
  await expect(page.getByRole("heading", { name: "Manifests" })).toBeVisible();
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("Unsaved changes")).toHaveCount(0);
  const [newest] = await versions(sandbox, "Legacy Manifest Import");
  expect(newest).toMatchObject({
    marketplaceConfiguration: "AVAILABLE_AND_DEPLOYABLE",
    allowMultipleMarketplaceInstances: true,
    overview: "## Manifests\n\nFrom a **folder**.",
  });

  const context = await browser.newContext();
  const theirs = await context.newPage();
  await theirs.goto(`${sandbox.origin}/integration-marketplace`);
  await theirs.getByRole("button", { name: people.customerAdmin }).click();
  const { card, details } = marketplace(theirs);
  await card("Legacy Manifest Import").click();
  await expect(details.getByRole("heading", { name: "Manifests" })).toBeVisible();
  await context.close();
});

test("taken out of the marketplace, customers no longer find it; only what changed is sent", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, "Parcelo", "marketplace"));
  await page.getByRole("radio", { name: /^Not available in the marketplace/ }).check();
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("Unsaved changes")).toHaveCount(0);
  const [write] = await writes(sandbox, "updateIntegrationMarketplaceConfiguration");
  expect(Object.keys(write.variables).sort()).toEqual(["configuration", "id"]);
  const found = await sandbox.api(
    people.customerAdmin,
    '{ marketplaceIntegrations(name_Icontains: "parcelo") { totalCount } }',
  );
  expect(found.data.marketplaceIntegrations.totalCount).toBe(0);
});

test("what is set outlives a reload and a clash, and the server's reason stands at its field", async ({ page, sandbox, signIn }) => {
  await signIn(people.integrator, await path(sandbox, "Tanegashima Telemetry Bridge", "marketplace"));
  await page.getByRole("radio", { name: /^Available, not deployable/ }).check();
  await page.reload();
  await expect(page.getByRole("radio", { name: /^Available, not deployable/ })).toBeChecked();
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("This integration was made for one customer, who has it already.")).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).first().click();

  await page.getByRole("textbox", { name: /^Overview/ }).fill("Mine");
  const [{ id }] = await versions(sandbox, "Tanegashima Telemetry Bridge");
  await sandbox.api(
    people.owner,
    `mutation Other { updateIntegrationMarketplaceConfiguration(input: { id: "${id}", overview: "Theirs" }) { errors { messages } } }`,
  );
  await page.getByRole("button", { name: "Save" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^Theirs/ }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("textbox", { name: /^Overview/ })).toHaveValue("Theirs");
});

for (const [who, name] of [["guest", "Upper Winds Feed"], ["thirdParty", "Acme ERP Order Sync"]] as const) {
  test(`${who} reads only`, async ({ page, sandbox, signIn }) => {
    await signIn(people[who], await path(sandbox, name, "versions"));
    await expect(page.getByRole("table", { name: "Versions" }).getByRole("row").nth(1)).toContainText("v");
    await expect(page.getByRole("button", { name: /^(Publish|Make)/ })).toHaveCount(0);
    await page.getByRole("navigation", { name: "Parts of this page" }).getByRole("link", { name: "Marketplace" }).click();
    await expect(page.getByText("Availability in the marketplace")).toBeVisible();
    await expect(page.getByRole("radio")).toHaveCount(0);
    await expect(page.getByRole("textbox")).toHaveCount(0);

    const [{ id }] = await versions(sandbox, name);
    const refused = await sandbox.api(
      people[who],
      `mutation Publish { publishIntegration(input: { id: "${id}" }) { errors { messages } } }`,
    );
    expect(refused.errors[0].message).toBe("Permission denied");
  });
}
