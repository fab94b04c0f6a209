// Flows that nobody calls: when an instance is deployed, when it goes, and by the clock.
import { expect, people, test } from "./fixtures.ts";
import { findCustomer, instancePath } from "./helpers.ts";
import { publish } from "./wizard.ts";

const definition = `name: Pad watch
flows:
  - name: Set up
    steps:
      - {name: Deployed, isTrigger: true, action: {key: instanceDeploy, component: {key: management-triggers}}}
  - name: Take down
    steps:
      - {name: Removed, isTrigger: true, action: {key: instanceRemove, component: {key: management-triggers}}}
  - name: Look
    steps:
      - name: Hourly
        isTrigger: true
        action: {key: schedule, component: {key: schedule-triggers}}
        schedule: {type: value, value: 0 * * * *}
`;

test("deploying runs its flow, the clock runs another, and what removing ran stays", async ({ page, sandbox, signIn }) => {
  const integration = await publish(sandbox, definition);
  const { id: customer } = await findCustomer(sandbox, "FTL Rockets");
  const query = `mutation C($customer: ID!, $integration: ID!) {
    createInstance(input: { customer: $customer, integration: $integration, name: "Pad watch" }) { errors { messages } } }`;
  await sandbox.api(people.owner, query, { customer, integration });
  await signIn(people.integrator, await instancePath(sandbox, "Pad watch", "executions"));
  const table = page.getByRole("table", { name: "Executions" });
  await expect(page.getByText("No executions yet")).toBeVisible();
  await page.getByRole("button", { name: "Deploy", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Deploy", exact: true }).click();
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(table.getByRole("row").filter({ hasText: "Set up" })).toContainText("Deployment");
  expect(await sandbox.post("/sandbox/clock", { minutes: 60 })).toEqual({ ran: 1 });
  await page.getByRole("button", { name: "Refresh" }).click();
  // At a full hour the real clock runs it, too.
  await expect(table.getByRole("row").filter({ hasText: "Look" }).first()).toContainText("Schedule");
  await page.goto(await instancePath(sandbox, "Pad watch", "details"));
  await page.getByRole("button", { name: "Delete instance" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Confirmation text" }).fill("Pad watch");
  await dialog.getByRole("button", { name: "Delete instance" }).click();
  await expect(page.getByText("Pad watch was deleted.")).toBeVisible();
  const left = await sandbox.api(
    people.owner,
    '{ executionResults(invokeType_In: ["TEAR_DOWN_FLOW"], first: 5) { nodes { status flow { name } instance { id } } } }',
  );
  expect(left.data.executionResults.nodes).toEqual([{ status: "SUCCESS", flow: { name: "Take down" }, instance: null }]);
});
