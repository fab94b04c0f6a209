// What a host decides about the wizard and the versions of an instance inside its product.
import type { FrameLocator, Page } from "@playwright/test";
import { people, type Sandbox } from "./fixtures.ts";
import { embed, expect, show, test, type Host } from "./hosts.ts";
import { marketplace, writes } from "./helpers.ts";

const fresh = { customer: "fresh-1", customer_name: "Fresh Rockets" };

/** Opens the last page of a new instance's wizard, with what the host configures. */
async function lastPage(page: Page, host: Host, sandbox: Sandbox, configurationWizard: object): Promise<FrameLocator> {
  await embed(page, host, sandbox, { screenConfiguration: { configurationWizard } }, fresh);
  const frame = await show(page);
  await marketplace(frame).card("Ledgerline").click();
  await frame.getByRole("button", { name: "Configure", exact: true }).click();
  await frame.getByLabel("API key", { exact: true }).fill("s3cret");
  await frame.getByRole("button", { name: /^Next: / }).click();
  await expect(frame.getByRole("button", { name: "Finish and deploy" })).toBeVisible();
  return frame;
}

for (const [triggers, shown, open] of [["default", true, false], ["default-open", true, true], ["hidden", false, false]] as const) {
  test(`what starts the flows is shown as the host wants: ${triggers}`, async ({ page, host, sandbox }) => {
    const frame = await lastPage(page, host, sandbox, { triggerDetailsConfiguration: triggers });
    const summary = frame.getByText("What starts its flows");
    await expect(summary).toHaveCount(shown ? 1 : 0);
    const table = frame.getByRole("table", { name: "Flows" });
    await expect(table).toHaveCount(open ? 1 : 0);
    if (shown && !open) {
      await summary.click();
      await expect(table).toBeVisible();
      await summary.click();
      await expect(table).toHaveCount(0);
    }
  });
}

for (const [wanted, offered, off] of [["always", false, true], ["optional", true, true], ["never", false, false]] as const) {
  test(`logs and results are kept as the host wants: disabled ${wanted}`, async ({ page, host, sandbox }) => {
    const frame = await lastPage(page, host, sandbox, { logsDisabled: wanted, stepResultsDisabled: wanted });
    const logs = frame.getByRole("checkbox", { name: "Keep no logs of what it does" });
    const results = frame.getByRole("checkbox", { name: "Keep no results of its steps" });
    await expect(logs).toHaveCount(offered ? 1 : 0);
    if (offered) {
      await logs.check();
      await results.check();
    }
    await frame.getByRole("button", { name: "Finish and deploy" }).click();
    await expect(frame.getByRole("status").filter({ hasText: /^Enabled$/ })).toBeVisible();
    const found = await sandbox.api(people.owner, '{ instances(customer_ExternalId: "fresh-1") { nodes { logsDisabled stepResultsDisabled } } }');
    expect(found.data.instances.nodes).toEqual([{ logsDisabled: off, stepResultsDisabled: off }]);
    expect((await writes(sandbox, "deployInstance")).length).toBe(1);
  });
}

/** An instance of FTL Rockets that runs an older version, of an integration that customers deploy themselves or not. */
async function older(sandbox: Sandbox, configuration: string): Promise<string> {
  const found = await sandbox.api(people.owner, '{ instances(name: "Northdesk: Recovery desk") { nodes { id } } integrations(name: "Northdesk") { nodes { id } } }');
  const answer = await sandbox.api(
    people.owner,
    `mutation M($id: ID!, $to: String!) { updateIntegrationMarketplaceConfiguration(input: { id: $id, marketplaceConfiguration: $to }) { errors { messages } } }`,
    { id: found.data.integrations.nodes[0].id, to: configuration },
  );
  expect(answer.data.updateIntegrationMarketplaceConfiguration.errors).toEqual([]);
  return found.data.instances.nodes[0].id;
}

for (const [configuration, may] of [["AVAILABLE_AND_DEPLOYABLE", true], ["AVAILABLE_NOT_DEPLOYABLE", false]] as const) {
  test(`a newer version is ${may ? "the customer's to take" : "to be asked for"}, in the host's words with both numbers`, async ({ page, host, sandbox }) => {
    const id = await older(sandbox, configuration);
    const phrases = { "integrations.id__newVersionBanner.newVersionText": { _: "Von %{versionNumber} auf %{latestVersion}" } };
    await embed(page, host, sandbox, { translation: { phrases } });
    await page.evaluate((id) => prismatic.configureInstance({ selector: "#a", instanceId: id }), id);
    const frame = page.frameLocator("#a iframe");
    await expect(frame.getByText("Von 1 auf 2")).toBeVisible();
    await expect(frame.getByRole("button", { name: "Update to v2" })).toHaveCount(may ? 1 : 0);
    await expect(frame.getByText("Contact Progix Software to update from version 1.")).toHaveCount(may ? 0 : 1);
  });
}
