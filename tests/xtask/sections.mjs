// What WASM says about its surroundings: the names of what it takes, and of what it gives.

/** How each file begins: the name of the format, and its version. */
const HEAD = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

const IMPORTS = 2;
const EXPORTS = 7;
const ELEMENTS = 9;

// Of a segment of the table: its two kinds, how the place begins, and an empty one.
const INDICES = 0;
const EXPRESSIONS = 4;
const CONSTANT = 0x41;
const NULL = Buffer.from([0xd0, 0x70, 0x0b]);

/**
 * The file with other names for the functions it imports, without the exports that nobody uses, and without the places
 * that it leaves empty in its table. wasm-bindgen ends names with a digest, which no compression makes shorter; what
 * libraries export stays, used or not; and wasm-split-cli writes down each place that a part fills when it comes.
 *
 * Gives the file and the new names by the old ones.
 */
export function trimmed(file, isUnused) {
  const names = new Map();
  const change = { [IMPORTS]: (it) => renamed(it, names), [EXPORTS]: (it) => without(it, isUnused), [ELEMENTS]: filled };
  const changed = [...sections(file)].map(({ id, content }) => ({ id, content: change[id]?.(content) ?? content }));
  return { file: joined(changed), names };
}

/** The sections of a file, by number and content. */
export function* sections(file) {
  for (let at = HEAD.length; at < file.length; ) {
    const [size, start] = number(file, at + 1);
    yield { id: file[at], content: file.subarray(start, start + size) };
    at = start + size;
  }
}

/** A file of these sections. */
export function joined(sections) {
  return Buffer.concat([HEAD, ...sections.flatMap(({ id, content }) => [Buffer.from([id]), leb(content.length), content])]);
}

function renamed(section, names) {
  let [count, at] = number(section, 0);
  const parts = [section.subarray(0, at)];
  for (let left = count; left > 0; left--) {
    const nameAt = afterName(section, at);
    const end = afterName(section, nameAt);
    const kind = section[end];
    if (kind !== 0) throw new Error(`an import of kind ${kind}`);
    const name = nameOf(section, nameAt);
    if (/_[0-9a-f]{16}$/.test(name)) names.set(name, `i${names.size.toString(36)}`);
    const said = Buffer.from(names.get(name) ?? name);
    const next = number(section, end + 1)[1];
    parts.push(section.subarray(at, nameAt), leb(said.length), said, section.subarray(end, next));
    at = next;
  }
  return Buffer.concat(parts);
}

function without(section, isUnused) {
  let [count, at] = number(section, 0);
  const kept = [];
  for (let left = count; left > 0; left--) {
    const next = number(section, afterName(section, at) + 1)[1];
    if (!isUnused(nameOf(section, at))) kept.push(section.subarray(at, next));
    at = next;
  }
  return Buffer.concat([leb(kept.length), ...kept]);
}

/** The segments of the table that put something there. */
function filled(section) {
  let [count, at] = number(section, 0);
  const kept = [];
  for (let left = count; left > 0; left--) {
    const kind = section[at];
    // Both begin with a constant: where in the table.
    if (section[at + 1] !== CONSTANT || ![INDICES, EXPRESSIONS].includes(kind)) throw new Error(`a segment of kind ${kind}`);
    const [items, start] = number(section, number(section, at + 2)[1] + 1);
    let next = start;
    if (kind === EXPRESSIONS) {
      next += items * NULL.length;
      const isEmpty = section.subarray(start, next).equals(Buffer.concat(Array(items).fill(NULL)));
      if (!isEmpty) throw new Error("a segment of functions and empty places");
    } else {
      for (let item = 0; item < items; item++) next = number(section, next)[1];
      if (items > 0) kept.push(section.subarray(at, next));
    }
    at = next;
  }
  return Buffer.concat([leb(kept.length), ...kept]);
}

/** A number, and where what follows it begins. */
export function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

export function leb(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

function nameOf(bytes, at) {
  const [length, start] = number(bytes, at);
  return bytes.subarray(start, start + length).toString();
}

export function afterName(bytes, at) {
  const [length, start] = number(bytes, at);
  return start + length;
}
