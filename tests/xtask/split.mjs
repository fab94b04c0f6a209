// The app in parts: each screen's code is fetched when it is first shown.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { trimmed } from "./sections.mjs";

/** The parts that the app begins with (src/parts.rs): the one in the browser, the other in a frame. */
const BEGINNINGS = ["browser", "embedded"];

/** The parts for which style/main.css is enough; all others bring style/later.css. */
const PLAIN = [...BEGINNINGS, "customers", "filters", "marketplace", "menus", "star"];

/** What browsers of today run; the programs that optimize must be told, and the library, which has other names for it. */
const FEATURES = {
  "bulk-memory": "BulkMemory",
  "bulk-memory-opt": "BulkMemoryOpt",
  "nontrapping-float-to-int": "NontrappingFPToInt",
  "reference-types": "ReferenceTypes",
  "sign-ext": "SignExt",
  "mutable-globals": "MutableGlobals",
  multivalue: "Multivalue",
  "call-indirect-overlong": "CallIndirectOverlong",
};
const ENABLED = Object.keys(FEATURES).map((it) => `--enable-${it}`);

/** What no file needs to say. */
const BARE = ["--strip-debug", "--strip-producers", "--strip-target-features"];

/**
 * What is fetched compressed is smaller after these than after -Oz, though it has more bytes: functions that are alike
 * stay so, as long as large ones are not put into their only callers.
 */
const SMALL = ["-O2", "--one-caller-inline-max-function-size=30"];

/** Passes for what is made of optimized files. */
const SAME = ["--duplicate-function-elimination"];

/**
 * Cuts the app where src/parts.rs says. Trunk joined it in one piece; this does the same again in parts, all named by
 * one digest because they belong together, and has the page load the first of them.
 */
export async function split(folder, html) {
  const whole = join(process.env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown/release/gantry.wasm");
  // How it is cut is part of what it is: files of one name never change.
  const own = readdirSync(new URL(".", import.meta.url)).filter((it) => /\.m?js$/.test(it));
  const sources = [whole, ...own.map((it) => new URL(it, import.meta.url))];
  const id = sources.reduce((sum, it) => sum.update(readFileSync(it)), createHash("sha256")).digest("hex").slice(0, 16);
  const name = `gantry-${id}`;
  const work = join(process.env.CARGO_TARGET_DIR ?? "target", "parts");
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  await run("wasm-split-cli", [whole, work, "--target", "web", "--out-name", name]);
  const plain = ["--target", "web", "--no-typescript", "--keep-lld-exports"];
  const bare = ["--remove-name-section", "--remove-producers-section"];
  await run("wasm-bindgen", [join(work, `${name}.wasm`), ...plain, ...bare, "--out-dir", work, "--out-name", name]);
  rmSync(join(work, `${name}.wasm`));
  shorten(join(work, `${name}_bg.wasm`), join(work, `${name}.js`));
  const loader = join(work, "__wasm_split.js");
  const { text, pieces } = inPieces(readFileSync(loader, "utf8"), id);
  writeFileSync(loader, text);

  for (const file of readdirSync(folder)) if (/^gantry-.*\.(js|wasm)$/.test(file)) rmSync(join(folder, file));
  const named = (file) => (file.startsWith("gantry-") ? file : file.replace(/^_*/, "").replace(/\.(js|wasm)$/, `-${id}.$1`));
  const made = readdirSync(work).filter((it) => /\.(js|wasm)$/.test(it));
  for (const file of made.filter((it) => it.endsWith(".js"))) {
    // Only where a file is fetched: the same text is also the name by which the WASM asks for its imports.
    const text = readFileSync(join(work, file), "utf8").replace(/(from "\.\/)([^"]+)/g, (_, before, file) => before + named(file));
    writeFileSync(join(folder, named(file)), text);
  }
  const first = `${name}_bg.wasm`;
  const parts = made.filter((it) => it.endsWith(".wasm") && it !== first);
  await finish(parts.map((it) => ({ from: join(work, it), to: join(folder, named(it)), isSmall: false })));
  await run("wasm-opt", [...ENABLED, ...BARE, ...SMALL, join(work, first), "-o", join(folder, first)]);
  const place = (it) => join(folder, named(it));
  await merge(work, pieces, place);
  const joined = [...pieces.keys()].map((it) => place(`${it}.wasm`));
  await finish([join(folder, first), ...joined].map((it) => ({ from: it, to: it, isSmall: true })));
  const link = (rel, file, more) =>
    `<link rel="${rel}" href="/${file}" crossorigin="anonymous" integrity="${digest(readFileSync(join(folder, file)))}"${more}>`;
  const beginning = (it) => `<meta name="part-${it}" content="/${named(`piece_${it}.wasm`)}">`;
  const sheet = /<link[^>]*href="(\/later-[^"]*)"[^>]*>/;
  if (!sheet.test(html)) throw new Error("Trunk names the second style sheet in another way than is known");
  return html
    .replace(sheet, '<meta name="style-later" content="$1">')
    .replace("</head>", () => `${BEGINNINGS.map(beginning).join("")}</head>`)
    .replace(/<link[^>]*modulepreload[^>]*>/, () => link("modulepreload", `${name}.js`, ""))
    .replace(/<link[^>]*as="?fetch[^>]*>/, () => link("preload", `${name}_bg.wasm`, ' as="fetch" type="application/wasm"'));
}

/** Takes from the shared part, and from the script that joins it to the page, what is only long. */
function shorten(wasm, script) {
  // Streams of server functions, which the app has not; they are exported, so no linker takes them away.
  const { file, names } = trimmed(readFileSync(wasm), (it) => it.includes("intounderlying"));
  writeFileSync(wasm, file);
  const text = readFileSync(script, "utf8");
  writeFileSync(script, text.replaceAll(/\b__wb\w+_[0-9a-f]{16}\b/g, (it) => names.get(it) ?? it));
}

/**
 * The script that loads the parts: the head of what wasm-split-cli writes, the files of each part, and
 * tests/xtask/piece.js. And the files that each piece is made of, by its name.
 */
function inPieces(script, id) {
  const parts = new Map();
  for (const [, part, chunks] of script.matchAll(/"\.\/split_(\w+)\.wasm"[^\]]*\[([^\]]*)\]/g))
    parts.set(part, [...chunks.matchAll(/chunk_(\d+)/g)].map((it) => Number(it[1])));
  const head = script.slice(0, script.indexOf("function makeLoad"));
  const found = [...script.matchAll(/export const __wasm_split_load_/g)].length;
  if (!head.includes("function wrapAsyncCb") || parts.size !== found || PLAIN.some((it) => !parts.has(it)))
    throw new Error("wasm-split-cli writes its script in another way than is known");
  // A bit for each chunk: lists of numbers would be a third of the script.
  const bits = (chunks) => `0x${chunks.reduce((sum, it) => sum | (1n << BigInt(it)), 0n).toString(16)}n`;
  const text = [
    head,
    `const BUILD = "${id}", BEGINNINGS = ${JSON.stringify(BEGINNINGS)}, PLAIN = ${JSON.stringify(PLAIN)};`,
    `const PARTS = { ${[...parts].map(([part, chunks]) => `${part}: ${bits(chunks)}`).join(", ")} };`,
    ...[...parts.keys()].map((it) => `export const __wasm_split_load_${it} = wrapAsyncCb(loader("${it}"));`),
    readFileSync(new URL("piece.js", import.meta.url), "utf8"),
  ];

  const files = (part) => [...parts.get(part).map((it) => `chunk_${it}`), `split_${part}`];
  const pieces = new Map(BEGINNINGS.map((it) => [`piece_${it}`, files(it)]));
  for (const part of parts.keys()) {
    if (BEGINNINGS.includes(part)) continue;
    for (const it of BEGINNINGS) pieces.set(`piece_${it}_${part}`, files(part).filter((file) => !files(it).includes(file)));
  }
  return { text: text.join("\n"), pieces };
}

/** Makes the pieces out of files in a folder; `place` says where a file is when it is optimized. */
async function merge(work, pieces, place) {
  const outer = await handing(work);
  const one = async ([piece, files]) => {
    const size = files.reduce((sum, it) => sum + statSync(join(work, `${it}.wasm`)).size, 0);
    // What is joined gets smaller still; of what is large it takes minutes and gains little.
    const [from, passes] = size < 2_000_000 ? [(it) => join(work, it), SMALL] : [place, SAME];
    const whole = join(work, `${piece}.whole`);
    const modules = files.flatMap((it) => [from(`${it}.wasm`), it]);
    await run("wasm-merge", [...ENABLED, "--enable-multimemory", outer, "__wasm_split", ...modules, "-o", whole]);
    await run("wasm-opt", [...ENABLED, ...BARE, ...passes, whole, "-o", place(`${piece}.wasm`)]);
  };
  await shareOut([...pieces], () => one);
}

/**
 * A module between the shared part and what is joined: each file takes the memory, the table and the stack pointer of the
 * shared part, and they are to be one each in what the files become.
 */
async function handing(work) {
  const text = await run("wasm-dis", [...ENABLED, join(work, `split_${BEGINNINGS[0]}.wasm`)]);
  const taken = text.matchAll(/^ *\(import "__wasm_split" "(\w+)" \((memory|table|global) (\S+) (.*)\)\)$/gm);
  const handed = [...taken].map(([, name, kind, own, type]) => `(import "outer" "${name}" (${kind} ${own} ${type})) (export "${name}" (${kind} ${own}))`);
  if (handed.length !== 3) throw new Error("the parts take other things from the shared part than is known");
  const outer = join(work, "outer.wat");
  writeFileSync(outer, `(module ${handed.join(" ")})`);
  return outer;
}

/** What a program prints. It matters only when the program fails: they warn of sections they do not know. */
async function run(program, args) {
  return (await promisify(execFile)(program, args, { maxBuffer: 2 ** 28 })).stdout;
}

/** The last that is done to files, in threads: starting a program for each of some hundred takes longer than its work. */
async function finish(files) {
  const threads = [];
  await shareOut(files, () => {
    // The library warns of sections it does not know.
    const thread = new Worker(new URL("finisher.mjs", import.meta.url), { workerData: Object.values(FEATURES), stderr: true });
    threads.push(thread);
    return async (file) => {
      thread.postMessage(file);
      await once(thread, "message");
    };
  });
  for (const it of threads) it.terminate();
}

/** Does something to all items, as many at a time as there are processors; `worker` makes what does it. */
async function shareOut(items, worker) {
  const rest = items.values();
  const one = async () => {
    const work = worker();
    for (const it of rest) await work(it);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, one));
}

export function digest(content) {
  return `sha384-${createHash("sha384").update(content).digest("base64")}`;
}
