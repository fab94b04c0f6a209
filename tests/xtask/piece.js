// The second half of the script that loads the parts of the app; the first, with what each part is made of, is made by
// tests/xtask/split.mjs. A first visit needs two parts, the one that the app begins with and a screen. They are some dozen
// files each, because parts share code, so each comes in one piece, which is quicker to fetch and smaller. What is
// loaded later comes file by file, so that nothing is fetched twice.

/** The files that are here or on their way, by their names. */
const files = new Map();
/** The parts that came in one piece. */
const pieces = [];

/** Loads a part, unless it is here. */
function loader(part) {
  return () => {
    const names = filesOf(part);
    const missing = names.filter((it) => !files.has(it));
    const piece = missing.length > 0 && pieceOf(part);
    const one = piece && instance(piece);
    for (const name of missing) {
      const file = one || instance(name);
      // What did not come is asked for anew the next time.
      file.catch(() => files.delete(name));
      files.set(name, file);
    }
    if (piece) {
      pieces.push(part);
      one.catch(() => pieces.splice(pieces.indexOf(part), 1));
    }
    return Promise.all([...names.map((it) => files.get(it)), PLAIN.includes(part) || styled()]);
  };
}

/** The second style sheet, on its way or here. */
let sheet = null;

function styled() {
  sheet ??= new Promise((done, failed) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = document.querySelector("meta[name=style-later]").content;
    link.onload = done;
    link.onerror = () => {
      link.remove();
      sheet = null;
      failed(new Error("no style sheet"));
    };
    document.head.append(link);
  });
  return sheet;
}

/** The file of a part, and the chunks whose bits are set. */
function filesOf(part) {
  const bits = [...PARTS[part].toString(2)].reverse();
  return [...bits.flatMap((it, chunk) => (it === "1" ? [`chunk_${chunk}`] : [])), `split_${part}`];
}

/** The piece in which a part comes now, if in any. */
function pieceOf(part) {
  if (BEGINNINGS.includes(part)) return `piece_${part}`;
  return pieces.length === 1 && BEGINNINGS.includes(pieces[0]) ? `piece_${pieces[0]}_${part}` : null;
}

async function instance(name) {
  const answer = fetch(new URL(`./${name}-${BUILD}.wasm`, import.meta.url));
  const { __wasm_split } = getSharedImports();
  await WebAssembly.instantiateStreaming(answer, { __wasm_split, outer: __wasm_split });
}
