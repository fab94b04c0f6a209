// How quickly the sandbox answers what the list of 10,000 customers asks, in the list's own words.
import { readFileSync } from "node:fs";

const document = readFileSync(new URL("../../../src/customers/list.graphql", import.meta.url), "utf8");

const questions = {
  "first page": {},
  "search by a part of the name": { search: "rocket" },
  "search without a match": { search: "no such customer" },
  "filter by description": { description: "launch" },
  "filter by label": { label: "enterprise" },
  "sort by change, newest first": { sort: [{ field: "UPDATED_AT", direction: "DESC" }] },
  "search, sort by name backwards": { search: "a", sort: [{ field: "NAME", direction: "DESC" }] },
};

/** Asks each question again and again; `report` gets its name and how to ask it once. */
export async function queries(origin, email, report) {
  const post = (path, body, headers = {}) =>
    fetch(origin + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    }).then((it) => it.json());
  const { access_token } = await post("/sandbox/token", { email });
  const ask = async (variables) => {
    const { data, errors } = await post("/api", { query: document, variables }, { authorization: `Bearer ${access_token}` });
    if (errors) throw new Error(errors[0].message);
    return data.customers;
  };
  const measure = (name, variables) =>
    report(`sandbox, ${name}`, async () => {
      const began = performance.now();
      await ask(variables);
      return performance.now() - began;
    });
  for (const [name, variables] of Object.entries(questions)) await measure(name, variables);
  // From cursor to cursor, as people get there.
  let page = await ask({});
  const { externalId } = page.nodes[0];
  await measure("filter by external ID", { externalId });
  for (let turned = 2; turned < 100 && page.pageInfo.hasNextPage; turned++) page = await ask({ after: page.pageInfo.endCursor });
  await measure("page 100", { after: page.pageInfo.endCursor });
}
