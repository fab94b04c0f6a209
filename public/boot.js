// Runs before everything else, without a framework, so that it still works when the app does not: it takes secrets out
// of the address, keeps a host's messages until the app can read them, shows the loading view and the recovery page,
// and keeps drafts. The app finds it as `window.gantry`.
(() => {
  "use strict";

  // Leptos builds static markup from strings. This lets those through and stops whatever could run a script; text that
  // people wrote never comes this way.
  if (window.trustedTypes) {
    const runs = /<\s*(script|iframe|object|embed|base|form|meta|link)\b|\son\w+\s*=|javascript:/i;
    window.trustedTypes.createPolicy("default", {
      createHTML: (html) => (runs.test(html) ? null : html),
      createScriptURL: (url) => (new URL(url, location.href).origin === location.origin ? url : null),
      createScript: () => null,
    });
  }

  const address = new URL(location.href);
  const query = address.searchParams;
  const isPreload = address.pathname.replace(/\/+$/, "") === "/embedded";
  const embed = query.get("embed") === "true" || query.get("embedded") === "true";

  // A token in the address goes before anything is loaded that could tell others where it was loaded from.
  const jwt = embed ? query.get("jwt") : null;
  if (query.has("jwt")) {
    query.delete("jwt");
    history.replaceState(history.state, "", address);
  }

  // ---- what a host sends, from the first moment
  const messages = [];
  let receive = (message) => messages.push(message);
  if (embed && window.parent !== window) {
    window.addEventListener("message", (event) => {
      if (event.source !== window.parent) return;
      if (messages.length > 100) messages.shift();
      receive({ origin: event.origin, data: event.data });
    });
  }

  // ---- storage that may be missing, full or forbidden
  const memory = new Map();
  // In a frame nothing is kept for longer than the host's tab is open.
  const store = (kind) => {
    try {
      return embed && kind === "localStorage" ? null : window[kind];
    } catch {
      return null;
    }
  };
  const forget = (kind, key) => {
    try {
      store(kind)?.removeItem(key);
    } catch {
      // Nothing was kept there.
    }
  };
  const storage = (kind, prefix) => ({
    get(key) {
      try {
        return store(kind)?.getItem(prefix + key) ?? memory.get(prefix + key) ?? null;
      } catch {
        return memory.get(prefix + key) ?? null;
      }
    },
    set(key, text) {
      // What is too long to keep must not come back as the shorter text it once was.
      if (text.length > 200_000) {
        this.remove(key);
        return;
      }
      memory.set(prefix + key, text);
      try {
        store(kind)?.setItem(prefix + key, text);
      } catch {
        // In memory it is; what was kept before it is older, and would be read first.
        forget(kind, prefix + key);
      }
    },
    remove(key) {
      memory.delete(prefix + key);
      forget(kind, prefix + key);
    },
  });

  // ---- theme
  const root = document.documentElement;
  const preferences = storage("localStorage", "gantry.");
  const applyTheme = (name) => {
    if (name === "light" || name === "dark") root.dataset.theme = name;
    else delete root.dataset.theme;
  };
  const theme = {
    get: () => preferences.get("theme") ?? "system",
    set(name) {
      preferences.set("theme", name);
      applyTheme(name);
    },
  };
  if (embed) {
    root.dataset.embed = "";
    applyTheme({ LIGHT: "light", DARK: "dark" }[query.get("theme")]);
  } else {
    applyTheme(theme.get());
  }

  // ---- what a host says in the address: fonts and colours of the loading view
  const parsed = (name) => {
    try {
      return JSON.parse(query.get(name)) ?? {};
    } catch {
      return {};
    }
  };
  const color = (text) =>
    typeof text === "string" && /^(#[0-9a-f]{3,8}|[a-z]{3,20}|(rgb|hsl)a?\([\d\s.,%/deg]{1,40}\))$/i.test(text) ? text : "";
  if (embed) {
    const families = parsed("fontConfiguration")?.google?.families;
    const family = Array.isArray(families) && families.length <= 10 ? (families[0] ?? "") : "";
    if (/^[A-Za-z0-9 ]{1,64}$/.test(family)) {
      root.style.setProperty("--font", `"${family}", "Geist", ui-sans-serif, system-ui, sans-serif`);
    }
  }

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  // ---- loading view
  let loading = null;
  const showLoading = () => {
    const { background, color: text } = parsed("initializing") ?? {};
    loading = element("div", { className: "boot", role: "status" });
    loading.append(
      element("span", { className: "spinner" }),
      element("span", { className: "visually-hidden", textContent: "Loading" }),
    );
    if (embed) {
      loading.style.background = color(background);
      loading.style.color = color(text);
    }
    document.body.append(loading);
  };

  // ---- recovery page
  const OWN_FAULT = "The app stopped because of a fault of its own.";
  let isBroken = false;
  // A frame begins anew where its host opened it: no server lets other addresses be framed. Nobody sends a token again
  // that came in the address.
  const reload = () => {
    if (!embed) return location.reload();
    const again = new URL(address);
    if (jwt) again.searchParams.set("jwt", jwt);
    location.replace(again);
  };

  // A program that stopped cannot ask whether to leave, and must not hold anybody: drafts are kept.
  window.addEventListener("beforeunload", (event) => isBroken && event.stopImmediatePropagation(), { capture: true });
  let slow = 0;
  let stuck = 0;
  const crashes = storage("sessionStorage", "gantry.");
  const recentCrashes = () => (crashes.get("crashes") ?? "").split(" ").filter((at) => Date.now() - Number(at) < 60_000);
  // A draft may be what breaks the app: after three crashes in a minute those of earlier documents rest, until a minute
  // has passed.
  const draftsRest = recentCrashes().length >= 3;
  const broken = (problem, details) => {
    if (isBroken) return;
    isBroken = true;
    clearTimeout(slow);
    clearTimeout(stuck);
    const reference = crypto.getRandomValues(new Uint32Array(2)).reduce((text, it) => text + it.toString(36), "");
    const recent = [...recentCrashes(), Date.now()];
    crashes.set("crashes", recent.join(" "));
    const secrets = /eyJ[\w-]+\.[\w-]+\.[\w-]*|(token|jwt|code)=[^&\s]+/gi;
    const report = [
      `Reference: ${reference}`,
      `When: ${new Date().toISOString()}`,
      `Page: ${location.pathname}`,
      `Browser: ${navigator.userAgent}`,
      String(details).replace(secrets, "[removed]").slice(0, 4_000),
    ].join("\n");
    const copied = element("span", { role: "status" });
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(report);
        copied.textContent = "Copied.";
      } catch {
        copied.textContent = report;
      }
    };
    const heading = element("h1", { tabIndex: -1, textContent: "Something went wrong" });
    const page = element(
      "main",
      { className: "crash", role: "alert" },
      heading,
      element("p", { textContent: problem }),
      element("p", { textContent: `${keeping(recent.length)} Reference: ${reference}` }),
      element(
        "div",
        { className: "button-row" },
        element("button", { className: "button", type: "button", textContent: "Reload", onclick: reload }),
        element("button", { className: "button", type: "button", textContent: "Copy details", onclick: copy }),
        copied,
      ),
    );
    document.body.replaceChildren(page);
    document.title = "Something went wrong";
    heading.focus();
  };

  const keeping = (times) => {
    if (times < 3) return "What you typed is kept.";
    return "This happened several times. What you typed is kept; it comes back when you reload in a minute.";
  };
  // A panic reports itself. What stops WASM without one (no memory left, a stack too deep) is seen here.
  const trapped = (error) => {
    const isTooDeep = error instanceof RangeError && /call stack/i.test(error.message);
    if (isTooDeep || error instanceof WebAssembly.RuntimeError) broken(OWN_FAULT, error.stack ?? error);
  };
  window.addEventListener("error", (event) => trapped(event.error));
  window.addEventListener("unhandledrejection", (event) => trapped(event.reason));

  const drafts = storage("sessionStorage", "gantry.draft.");
  // Leaves alone what earlier documents kept.
  const ownDrafts = () => {
    const own = new Set();
    return {
      get: (key) => (own.has(key) ? drafts.get(key) : null),
      set(key, text) {
        own.add(key);
        drafts.set(key, text);
      },
      remove(key) {
        if (own.has(key)) drafts.remove(key);
      },
    };
  };

  const read = async (path) => {
    try {
      return await (await fetch(path)).text();
    } catch {
      return null;
    }
  };

  window.gantry = {
    /** Whether a host product frames the app. */
    embed,
    /** Whether this is the page that only warms a host's cache. */
    isPreload,
    /** The token that came in the address, once. */
    takeToken() {
      const token = this.jwt;
      this.jwt = null;
      return token;
    },
    jwt,
    /** The text of /config.json; null when there was no answer. */
    config: isPreload ? null : Promise.race([read("/config.json"), new Promise((done) => setTimeout(done, 15_000, null))]),
    /** Hands over what a host sent and will send, as `{origin, data}`. */
    take(handler) {
      receive = handler;
      messages.splice(0).forEach(handler);
    },
    /** The app runs; its first view may still wait for a host. */
    started: () => clearTimeout(stuck),
    /** The first view is there. */
    ready() {
      clearTimeout(slow);
      clearTimeout(stuck);
      loading?.remove();
    },
    /** Loads the document anew. */
    reload,
    panic: (message) => broken(OWN_FAULT, message),
    theme,
    drafts: draftsRest ? ownDrafts() : drafts,
  };

  // ---- start
  document.addEventListener("DOMContentLoaded", async () => {
    // What the app asks for first of all, fetched beside its first part. A build in one piece has no such thing.
    const beginning = document.querySelector(`meta[name=part-${embed || isPreload ? "embedded" : "browser"}]`);
    const preload = { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: beginning?.content };
    if (beginning) document.head.append(element("link", preload));
    if (isPreload) return;
    slow = setTimeout(showLoading, 150);
    stuck = setTimeout(() => broken("The app did not start in time.", "no start within 20 s"), 20_000);
    try {
      const glue = document.querySelector("link[rel=modulepreload]").href;
      const wasm = document.querySelector("link[rel=preload][as=fetch]").href;
      const { default: run } = await import(glue);
      await run({ module_or_path: wasm });
    } catch (error) {
      broken("The app could not be loaded. Check the connection, then reload.", error);
    }
  });
})();
