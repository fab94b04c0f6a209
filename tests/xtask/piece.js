// Joined to what wasm-split-cli writes. A first visit needs one part of the app, which is some dozen files because parts
// share code; for it, they come in one piece, which is quicker to fetch and a third smaller. What is loaded later comes
// file by file, so that nothing is fetched twice.

/** The piece that is on its way, as a function from a file's name to its content; null when none is needed any more. */
let first;

/** Loads a part, out of one piece when it is the first. */
function inOnePiece(name, load) {
  return () => {
    if (first !== undefined) return load();
    const mine = (first = unpacked(name));
    mine.catch(() => {});
    const loaded = (module) => {
      first = null;
      return module;
    };
    const failed = (error) => {
      first = undefined;
      throw error;
    };
    return load().then(loaded, failed);
  };
}

/** The answer with a file, from the piece if it is there. */
async function fetched(file) {
  const piece = first && (await first)(file);
  return piece ? new Response(piece, { headers: { "content-type": "application/wasm" } }) : fetch(new URL(file, import.meta.url));
}

/** A piece begins with the length of its table, and the table: where each file begins and ends behind it. */
async function unpacked(name) {
  const answer = await fetch(new URL(name, import.meta.url));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  const start = 4 + new DataView(bytes).getUint32(0, true);
  const table = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, start - 4)));
  return (file) => table[file] && bytes.slice(...table[file].map((it) => start + it));
}
