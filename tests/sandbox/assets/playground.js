// How a host embeds the marketplace: fetch a token from its own server, authenticate, show a screen.
"use strict";

const sdk = window.prismatic;
const app = document.body.dataset.app;
const form = document.getElementById("choices");
const problem = document.getElementById("problem");
const frame = "#marketplace";
// Tokens last ten minutes; ask for the next one well before.
const RENEW_AFTER = 8 * 60 * 1000;
let renewal;
let shown = "";

async function fetchToken(choice) {
  const response = await fetch("/sandbox/embedded-token", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      customer: choice.get("customer"),
      sub: choice.get("sub"),
      role: choice.get("role"),
    }),
  });
  if (!response.ok) throw new Error((await response.json()).errors[0].message);
  return (await response.json()).token;
}

async function signIn(choice) {
  await sdk.authenticate({ token: await fetchToken(choice) });
  clearTimeout(renewal);
  renewal = setTimeout(() => signIn(choice).catch(complain), RENEW_AFTER);
}

async function show() {
  const choice = new FormData(form);
  const popover = choice.get("place") === "popover";
  problem.textContent = "";
  // A second init starts afresh, so it is only for what init alone can set.
  if (shown !== choice.get("theme")) {
    sdk.init({ prismaticUrl: app, theme: choice.get("theme") });
    shown = choice.get("theme");
  }
  await signIn(choice);
  suggestInstances().catch(complain);
  if (choice.get("call") === "own") return showOwn(choice);
  document.getElementById("marketplace").hidden = popover;
  document.getElementById("open").hidden = !popover;
  sdk.showMarketplace({
    ...(popover ? { usePopover: true } : { selector: frame, usePopover: false }),
    theme: choice.get("theme"),
    screenConfiguration: {
      initializing: { background: choice.get("background"), color: choice.get("color") },
      marketplace: {
        hideSearch: choice.has("hideSearch"),
        hideActiveIntegrationsFilter: choice.has("hideActiveIntegrationsFilter"),
      },
    },
  });
  nameFrames();
}

// What the person settles for themselves; the SDK shows it in the page only.
function showOwn(choice) {
  document.getElementById("marketplace").hidden = false;
  document.getElementById("open").hidden = true;
  sdk.editUserLevelConfiguration({
    selector: frame,
    instanceId: choice.get("instance"),
    theme: choice.get("theme"),
    onSuccess: () => note("onSuccess"),
    onCancel: () => note("onCancel"),
    onDelete: () => note("onDelete"),
  });
  nameFrames();
}

// The SDK gives its frame no name; screen readers need one.
function nameFrames() {
  for (const shown of document.querySelectorAll("iframe")) shown.title ||= "Integrations";
}

function complain(error) {
  problem.textContent = error.message;
}

function record(event) {
  if (event.origin !== app || typeof event.data?.event !== "string") return;
  note(event.data.event, event.data.data);
}

function note(what, told) {
  const line = document.createElement("li");
  const name = document.createElement("code");
  name.textContent = what;
  const data = document.createElement("pre");
  data.textContent = told === undefined ? "" : JSON.stringify(told, null, 1);
  line.append(name, data);
  document.getElementById("events").prepend(line);
  document.getElementById("no-events").hidden = true;
}

// The instances that the person finds, for those who would call for one of them.
async function suggestInstances() {
  const answer = await sdk.graphqlRequest({ query: "query Offered { instances(first: 50) { nodes { id name } } }" });
  const options = (answer.data?.instances?.nodes ?? []).map((it) => {
    const option = document.createElement("option");
    option.value = it.id;
    option.label = it.name;
    return option;
  });
  document.getElementById("instances").replaceChildren(...options);
}

async function suggest() {
  const response = await fetch(`/sandbox/customers?q=${encodeURIComponent(form.elements.customer.value)}`);
  const options = (await response.json())
    .filter((it) => it.externalId)
    .map((it) => {
      const option = document.createElement("option");
      option.value = it.externalId;
      option.label = it.name;
      return option;
    });
  document.getElementById("customers").replaceChildren(...options);
}

document.getElementById("settings-toggle").addEventListener("click", ({ currentTarget }) => {
  const settings = document.getElementById("settings");
  settings.hidden = !settings.hidden;
  currentTarget.setAttribute("aria-expanded", String(!settings.hidden));
});

if (sdk) {
  window.addEventListener("message", record);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show().catch(complain);
  });
  form.elements.customer.addEventListener("input", () => suggest().catch(complain));
  document.getElementById("open").addEventListener("click", () => show().catch(complain));
  suggest().catch(complain);
  show().catch(complain);
}
