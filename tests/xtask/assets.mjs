// What Trunk leaves to others: two style sheets out of the files of style/, and smaller scripts.
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { digest, split } from "./split.mjs";

const esbuild = createRequire(new URL("../e2e/package.json", import.meta.url))("esbuild");
const isRelease = process.env.TRUNK_PROFILE === "release";

/** Before the build: the style sheets and all they import become one file each, which Trunk then names by its content. */
function style() {
  // A build that was interrupted leaves files here that the next one would take for its own.
  const folder = process.env.TRUNK_STAGING_DIR;
  for (const file of readdirSync(folder)) rmSync(join(folder, file), { recursive: true });
  esbuild.buildSync({
    entryPoints: { main: "style/main.css", later: `style/${isRelease ? "later" : "development"}.css` },
    outdir: "target/style",
    bundle: true,
    minify: isRelease,
    // Addresses of the site, such as fonts, stay as they are.
    external: ["/fonts/*"],
    target: ["chrome123", "firefox128", "safari17.5"],
    logLevel: "warning",
  });
}

/** After it: scripts lose what only people read, and the page learns their new digests. */
async function scripts() {
  const folder = process.env.TRUNK_STAGING_DIR;
  // Trunk copied it by its content's name; the copy beside it, from public/, is of no use.
  rmSync(join(folder, "boot.js"), { force: true });
  if (!isRelease) return;
  const page = join(folder, "index.html");
  let html = await split(folder, readFileSync(page, "utf8"));
  for (const name of readdirSync(folder).filter((it) => it.endsWith(".js"))) {
    const file = join(folder, name);
    const before = readFileSync(file);
    const { code } = esbuild.transformSync(before.toString(), { minify: true, format: "esm", target: "es2022" });
    writeFileSync(file, code);
    html = html.replaceAll(digest(before), digest(code));
  }
  writeFileSync(page, html.replace(/<!--.*?-->/gs, "").replace(/>\s+</g, "><").trim());
  await copies(folder);
}

/** Compressed copies for the server to send; not of what is changed where the app is deployed. */
async function copies(folder) {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } };
  const files = readdirSync(folder).filter((it) => /\.(js|css|wasm|svg)$/.test(it));
  const copy = async (file) => {
    const content = readFileSync(file);
    writeFileSync(`${file}.br`, await promisify(brotliCompress)(content, quality));
    writeFileSync(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
  };
  await Promise.all(files.map((file) => copy(join(folder, file))));
}

await { style, scripts }[process.argv[2]]();
