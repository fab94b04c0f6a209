// The app in parts: each screen's code is fetched when it is first shown.
import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

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
export async function split(folder, html) {
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
  const glue = join(work, "__wasm_split.js");
  const { text, pieces } = withPieces(readFileSync(glue, "utf8"));
  writeFileSync(glue, text);

  for (const file of readdirSync(folder)) if (/^gantry-.*\.(js|wasm)$/.test(file)) rmSync(join(folder, file));
  const named = (file) => (file.startsWith("gantry-") ? file : file.replace(/^_*/, "").replace(/\.(js|wasm)$/, `-${id}.$1`));
  const made = readdirSync(work).filter((it) => /\.(js|wasm)$/.test(it));
  for (const file of made.filter((it) => it.endsWith(".js"))) {
    // Only where a file is fetched: the same text is also the name by which the WASM asks for its imports.
    const fetched = /((?:from |fetched\(|inOnePiece\()"\.\/)([^"]+)/g;
    const text = readFileSync(join(work, file), "utf8").replace(fetched, (_, before, file) => before + named(file));
    writeFileSync(join(folder, named(file)), text);
  }
  const rest = made.filter((it) => it.endsWith(".wasm")).values();
  const shrink = async () => {
    for (const file of rest) await optimize(join(work, file), join(folder, named(file)));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, shrink));
  for (const [piece, files] of pieces) writeFileSync(join(folder, named(piece)), joined(folder, files.map(named)));
  const link = (rel, file, more) =>
    `<link rel="${rel}" href="/${file}" crossorigin="anonymous" integrity="${digest(readFileSync(join(folder, file)))}"${more}>`;
  return html
    .replace(/<link[^>]*modulepreload[^>]*>/, () => link("modulepreload", `${name}.js`, ""))
    .replace(/<link[^>]*as="?fetch[^>]*>/, () => link("preload", `${name}_bg.wasm`, ' as="fetch" type="application/wasm"'));
}

/** The script that loads the parts, with tests/xtask/piece.js in it; and the files that each piece is made of, by its name. */
function withPieces(script) {
  const pieces = new Map();
  const text = script
    .replaceAll(/fetch\(new URL\(("[^"]+"), import\.meta\.url\)\)/g, "fetched($1)")
    .replaceAll(/wrapAsyncCb\((makeLoad\([^\]]*"\.\/split_(\w+)\.wasm"[^\]]*\[([^\]]*)\]\))\)/g, (_, load, part, chunks) => {
      // Servers compress what is called so, and that is what it is made of.
      const piece = `piece_${part}.wasm`;
      pieces.set(piece, [...chunks.matchAll(/chunk_\d+/g)].map((it) => `${it}.wasm`).concat(`split_${part}.wasm`));
      return `wrapAsyncCb(inOnePiece("./${piece}", ${load}))`;
    });
  const parts = [...script.matchAll(/export const __wasm_split_load_/g)].length;
  if (pieces.size === 0 || pieces.size !== parts) throw new Error("wasm-split-cli writes its script in another way than is known");
  return { text: text + readFileSync(new URL("piece.js", import.meta.url), "utf8"), pieces };
}

/** Files in one, as piece.js takes them apart. */
function joined(folder, files) {
  const contents = files.map((file) => readFileSync(join(folder, file)));
  let end = 0;
  const table = Buffer.from(JSON.stringify(Object.fromEntries(contents.map((it, index) => [`./${files[index]}`, [end, (end += it.length)]]))));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(table.length);
  return Buffer.concat([head, table, ...contents]);
}

/** Makes a file of WASM smaller. */
function optimize(from, to) {
  const features = FEATURES.map((it) => `--enable-${it}`);
  return promisify(execFile)("wasm-opt", [...features, "--strip-debug", "-Oz", from, "-o", to]);
}

export function digest(content) {
  return `sha384-${createHash("sha384").update(content).digest("base64")}`;
}
