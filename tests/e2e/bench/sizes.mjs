// What a first visit fetches before there is anything to see: node sizes.mjs FOLDER-OF-THE-BUILT-APP
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("Name the folder of the built app.");

/** The page, and the files it asks for by itself: those it names, and those that they name in turn. */
function firstVisit() {
  const files = readdirSync(folder, { recursive: true }).filter((it) => statSync(join(folder, it)).isFile());
  const seen = new Set(["index.html"]);
  for (const file of seen) {
    if (!/\.(html|css|js)$/.test(file)) continue;
    const text = readFileSync(join(folder, file), "utf8");
    for (const other of files) if (text.includes(other)) seen.add(other);
  }
  return [...seen];
}

const rows = firstVisit().map((file) => {
  const bytes = readFileSync(join(folder, file));
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  return { file, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length };
});
rows.sort((a, b) => b.raw - a.raw);
const sum = (file, of) => {
  const total = { file, raw: 0, gzip: 0, brotli: 0 };
  for (const it of of) for (const size of ["raw", "gzip", "brotli"]) total[size] += it[size];
  return total;
};
const isCode = ({ file }) => /\.(wasm|js|css|html|json)$/.test(file);
const totals = [
  sum("first visit: code", rows.filter(isCode)),
  sum("first visit: fonts and pictures", rows.filter((it) => !isCode(it))),
];
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);
// One measurement a line: its name, a tab, its value.
for (const { file, raw, gzip, brotli } of [...rows, ...totals]) {
  // Hashes change with every build; names must not, so that two builds can be compared.
  const name = file.replace(/-[0-9a-f]{16}/, "");
  console.log(`${name}\t${kilobytes(brotli)} kB brotli, ${kilobytes(gzip)} gzip, ${kilobytes(raw)} raw`);
}
