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
  // The SDK gives its frame no name; screen readers need one.
  for (const shown of document.querySelectorAll("iframe")) shown.title ||= "Integrations";
}

function complain(error) {
  problem.textContent = error.message;
}

function record(event) {
  if (event.origin !== app || typeof event.data?.event !== "string") return;
  const line = document.createElement("li");
  const name = document.createElement("code");
  name.textContent = event.data.event;
  const data = document.createElement("pre");
  data.textContent = event.data.data === undefined ? "" : JSON.stringify(event.data.data, null, 1);
  line.append(name, data);
  document.getElementById("events").prepend(line);
  document.getElementById("no-events").hidden = true;
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
