// What a first visit fetches until there is something to see: node sizes.mjs FOLDER-OF-THE-BUILT-APP SANDBOX-PROGRAM
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { hostPage, inNewContext, onStage, origin, signIn } from "./stage.mjs";

const folder = process.argv[2];

await onStage(process.argv.slice(2), "demo", async (browser) => {
  await inNewContext(browser, async (page) => report("customers", await filesOf(page, signIn)));
  await inNewContext(browser, async (page) => {
    const show = await hostPage(page);
    report("marketplace", await filesOf(page, show));
  });
});

/** The files of the app that the browser asks for during `visit`. */
async function filesOf(page, visit) {
  const files = new Set();
  const note = (response) => {
    const { origin: from, pathname } = new URL(response.url());
    if (from !== origin || !response.ok()) return;
    const file = response.request().resourceType() === "document" ? "/index.html" : pathname;
    if (existsSync(join(folder, file))) files.add(file);
  };
  page.context().on("response", note);
  await visit(page);
  page.context().off("response", note);
  return [...files];
}

function report(visit, files) {
  const rows = files.map((file) => {
    const bytes = readFileSync(join(folder, file));
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    return { file, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length };
  });
  const isCode = ({ file }) => !/\.(woff2|svg)$/.test(file);
  for (const it of rows.sort((a, b) => b.raw - a.raw)) print(`${visit}: ${basename(it.file).replace(/-[0-9a-f]{12,16}/, "")}`, [it]);
  print(`${visit}: all code`, rows.filter(isCode));
  print(`${visit}: fonts and pictures`, rows.filter((it) => !isCode(it)));
}

/** One measurement a line: its name, a tab, its value. */
function print(name, files) {
  const kilobytes = (size) => (files.reduce((sum, it) => sum + it[size], 0) / 1000).toFixed(1);
  const count = files.length === 1 ? "" : ` in ${files.length} files`;
  console.log(`${name}\t${kilobytes("brotli")} kB brotli, ${kilobytes("gzip")} gzip, ${kilobytes("raw")} raw${count}`);
}
