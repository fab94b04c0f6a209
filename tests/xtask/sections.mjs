// What WASM says about its surroundings: the names of what it takes, and of what it gives.

const IMPORTS = 2;
const EXPORTS = 7;

/**
 * The file with other names for the functions it imports, and without the exports that nobody uses. wasm-bindgen ends
 * names with a digest, which no compression makes shorter; and what libraries export stays, used or not.
 *
 * Gives the file and the new names by the old ones.
 */
export function trimmed(file, isUnused) {
  const names = new Map();
  const parts = [file.subarray(0, 8)];
  for (let at = 8; at < file.length; ) {
    const id = file[at];
    const [size, start] = number(file, at + 1);
    const section = file.subarray(start, start + size);
    at = start + size;
    const content = { [IMPORTS]: () => renamed(section, names), [EXPORTS]: () => without(section, isUnused) }[id]?.() ?? section;
    parts.push(Buffer.from([id]), leb(content.length), content);
  }
  return { file: Buffer.concat(parts), names };
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

/** A number, and where what follows it begins. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

function leb(value) {
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

function afterName(bytes, at) {
  const [length, start] = number(bytes, at);
  return start + length;
}
