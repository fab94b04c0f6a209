// What Trunk leaves to others: one style sheet out of the files of style/, and smaller scripts.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const esbuild = createRequire(new URL("../e2e/package.json", import.meta.url))("esbuild");
const isRelease = process.env.TRUNK_PROFILE === "release";

/** Before the build: style/main.css and all it imports become one file, which Trunk then names by its content. */
function style() {
  // A build that was interrupted leaves files here that the next one would take for its own.
  const folder = process.env.TRUNK_STAGING_DIR;
  for (const file of readdirSync(folder)) rmSync(join(folder, file), { recursive: true });
  esbuild.buildSync({
    entryPoints: ["style/main.css"],
    outfile: "target/style/main.css",
    bundle: true,
    minify: isRelease,
    // Addresses of the site, such as fonts, stay as they are.
    external: ["/fonts/*"],
    target: ["chrome123", "firefox128", "safari17.5"],
    logLevel: "warning",
  });
}

/** After it: scripts lose what only people read, and the page learns their new digests. */
function scripts() {
  const folder = process.env.TRUNK_STAGING_DIR;
  // Trunk copied it by its content's name; the copy beside it, from public/, is of no use.
  rmSync(join(folder, "boot.js"), { force: true });
  if (!isRelease) return;
  const page = join(folder, "index.html");
  let html = split(folder, readFileSync(page, "utf8"));
  for (const name of readdirSync(folder).filter((it) => it.endsWith(".js"))) {
    const file = join(folder, name);
    const before = readFileSync(file);
    const { code } = esbuild.transformSync(before.toString(), { minify: true, format: "esm", target: "es2022" });
    writeFileSync(file, code);
    html = html.replaceAll(digest(before), digest(code));
  }
  writeFileSync(page, html.replace(/<!--.*?-->/gs, "").replace(/>\s+</g, "><").trim());
}

/** What browsers of today run; wasm-opt must be told. */
const FEATURES = [
  "bulk-memory",
  "bulk-memory-opt",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
  "mutable-globals",
  "multivalue",
  "call-indirect-overlong",
];

/**
 * Cuts the app where src/parts.rs says. Trunk joined it in one piece; this does the same again in parts, all named by
 * one digest because they belong together, and has the page load the first of them.
 */
function split(folder, html) {
  const whole = join(process.env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown/release/gantry.wasm");
  const id = createHash("sha256").update(readFileSync(whole)).digest("hex").slice(0, 16);
  const name = `gantry-${id}`;
  const work = join(process.env.CARGO_TARGET_DIR ?? "target", "parts");
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  // What the programs say, and they warn of sections they do not know, matters only when one of them fails.
  const run = (program, args) => execFileSync(program, args, { stdio: "pipe" });
  run("wasm-split-cli", [whole, work, "--target", "web", "--out-name", name]);
  const plain = ["--target", "web", "--no-typescript", "--keep-lld-exports"];
  const bare = ["--remove-name-section", "--remove-producers-section"];
  run("wasm-bindgen", [join(work, `${name}.wasm`), ...plain, ...bare, "--out-dir", work, "--out-name", name]);
  rmSync(join(work, `${name}.wasm`));

  for (const file of readdirSync(folder)) if (/^gantry-.*\.(js|wasm)$/.test(file)) rmSync(join(folder, file));
  const named = (file) => (file.startsWith("gantry-") ? file : file.replace(/^_*/, "").replace(/\.(js|wasm)$/, `-${id}.$1`));
  for (const file of readdirSync(work).filter((it) => /\.(js|wasm)$/.test(it))) {
    const [from, to] = [join(work, file), join(folder, named(file))];
    if (file.endsWith(".wasm")) {
      run("wasm-opt", [...FEATURES.map((it) => `--enable-${it}`), "--strip-debug", "-Oz", from, "-o", to]);
    } else {
      // Only where a file is fetched: the same text is also the name by which the WASM asks for its imports.
      const fetched = /((?:from |URL\()"\.\/)([^"]+)/g;
      writeFileSync(to, readFileSync(from, "utf8").replace(fetched, (_, before, file) => before + named(file)));
    }
  }
  const link = (rel, file, more) =>
    `<link rel="${rel}" href="/${file}" crossorigin="anonymous" integrity="${digest(readFileSync(join(folder, file)))}"${more}>`;
  return html
    .replace(/<link[^>]*modulepreload[^>]*>/, () => link("modulepreload", `${name}.js`, ""))
    .replace(/<link[^>]*as="?fetch[^>]*>/, () => link("preload", `${name}_bg.wasm`, ' as="fetch" type="application/wasm"'));
}

function digest(content) {
  return `sha384-${createHash("sha384").update(content).digest("base64")}`;
}

({ style, scripts })[process.argv[2]]();
