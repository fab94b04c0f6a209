// Functions that are alike, side by side: compression then finds more of what they share, 3 to 4 % in brotli.
import { afterName, joined, leb, number, sections } from "./sections.mjs";

const IMPORTS = 2;
const CODE = 10;

/** What many functions have says nothing of any. */
const TOO_MANY = 2_000;

/** Added to the length of each function, or the shortest would be the likest. */
const SHORT = 40;

/** The file with names for its functions; in the order of their names they are in the order that compresses well. */
export function named(file) {
  const places = [];
  chain(bodies(file)).forEach((index, place) => (places[index] = place));
  const first = importedFunctions(file);
  const names = places.map((place, index) => {
    const name = Buffer.from(place.toString(36).padStart(4, "0"));
    return Buffer.concat([leb(first + index), leb(name.length), name]);
  });
  const list = Buffer.concat([leb(names.length), ...names]);
  // The section "name", and in it those of functions.
  const content = Buffer.concat([leb(4), Buffer.from("name"), Buffer.from([1]), leb(list.length), list]);
  return joined([...sections(file), { id: 0, content }]);
}

/** Each is followed by the one that shares most runs of four bytes with it, for its length. */
function chain(bodies) {
  const runs = bodies.map((it) => new Set(Array.from({ length: Math.max(it.length - 3, 0) }, (_, at) => it.readUInt32LE(at))));
  const holders = new Map();
  runs.forEach((all, index) => {
    for (const run of all) {
      const found = holders.get(run);
      if (found) found.push(index);
      else holders.set(run, [index]);
    }
  });
  const left = new Set(bodies.keys());
  const order = [];
  const shared = new Uint32Array(bodies.length);
  for (let next = 0; left.size > 0; ) {
    left.delete(next);
    order.push(next);
    shared.fill(0);
    let best = 0;
    let likest;
    for (const run of runs[next]) {
      const found = holders.get(run);
      if (found.length > TOO_MANY) continue;
      for (const index of found) {
        const share = ++shared[index] / (bodies[index].length + SHORT);
        if (share > best && left.has(index)) [best, likest] = [share, index];
      }
    }
    next = likest ?? left.values().next().value;
  }
  return order;
}

function bodies(file) {
  const code = section(file, CODE);
  let [count, at] = number(code, 0);
  return Array.from({ length: count }, () => {
    const [size, start] = number(code, at);
    at = start + size;
    return code.subarray(start, at);
  });
}

/** A section, or an empty list where the file has none. */
function section(file, wanted) {
  return [...sections(file)].find(({ id }) => id === wanted)?.content ?? Buffer.from([0]);
}

/** They come before the functions that have a body. */
function importedFunctions(file) {
  const imports = section(file, IMPORTS);
  let [left, at] = number(imports, 0);
  let functions = 0;
  // What is said of a function, a table, memory and a global: its type; what it holds, and its limits; its limits; its type.
  const afterEach = [(it) => number(imports, it)[1], (it) => afterLimits(imports, it + 1), (it) => afterLimits(imports, it), (it) => it + 2];
  for (; left > 0; left--) {
    const kind = afterName(imports, afterName(imports, at));
    at = afterEach[imports[kind]](kind + 1);
    if (imports[kind] === 0) functions++;
  }
  return functions;
}

function afterLimits(bytes, at) {
  const least = number(bytes, at + 1)[1];
  return bytes[at] & 1 ? number(bytes, least)[1] : least;
}
