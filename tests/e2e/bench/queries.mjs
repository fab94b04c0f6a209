// How quickly the sandbox answers what the list of 10,000 customers asks.

const document = `query Bench($first: Int, $offset: Int, $name: String, $description: String, $label: String, $sort: [CustomerOrder]) {
  customers(first: $first, offset: $offset, isSystem: false, name_Icontains: $name, description_Icontains: $description,
            labels_Contains: $label, sortBy: $sort) {
    nodes { id name description externalId labels updatedAt allowUpdate }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

const questions = {
  "first page": {},
  "search by a part of the name": { name: "rocket" },
  "search without a match": { name: "no such customer" },
  "filter by description": { description: "launch" },
  "filter by label": { label: "enterprise" },
  "sort by change, newest first": { sort: [{ field: "UPDATED_AT", direction: "DESC" }] },
  "page 100": { offset: 9_900 },
  "search, sort and page 2": { name: "a", offset: 100, sort: [{ field: "NAME", direction: "DESC" }] },
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
  for (const [name, asked] of Object.entries(questions)) {
    await report(`sandbox, ${name}`, async () => {
      const began = performance.now();
      const variables = { first: 100, ...asked };
      const { errors } = await post("/api", { query: document, variables }, { authorization: `Bearer ${access_token}` });
      if (errors) throw new Error(errors[0].message);
      return performance.now() - began;
    });
  }
}
