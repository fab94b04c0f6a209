// Where the screens of several areas are.
import { people, type Sandbox } from "../fixtures.ts";
import { customerPath, detailsPath, findCustomer } from "../helpers.ts";

export const ftl = async (sandbox: Sandbox) => detailsPath((await findCustomer(sandbox, "FTL Rockets")).id);

export const mission = async (sandbox: Sandbox) => detailsPath((await findCustomer(sandbox, "Mission 9")).id);

export const ftlPart = (part: string) => (sandbox: Sandbox) => customerPath(sandbox, "FTL Rockets", part);

/** The address of an instance of which each person settles a part for themselves. */
export async function crew(sandbox: Sandbox) {
  const query = `{ instances(customer_ExternalId: "abc-123", first: 50) { nodes { id name } } }`;
  const found = (await sandbox.api(people.owner, query)).data.instances.nodes.find((it: { name: string }) => it.name === "Crew Calendar");
  return `/instances/${encodeURIComponent(found.id)}`;
}
