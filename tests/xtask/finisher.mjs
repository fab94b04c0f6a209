// The last that is done to files of WASM, one after the other: they are made smaller, unless they are, and their functions
// come into the order that compresses best.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { named } from "./order.mjs";

const { default: binaryen } = await import(createRequire(new URL("../e2e/package.json", import.meta.url)).resolve("binaryen"));
const features = workerData.reduce((sum, it) => sum | binaryen.Features[it], binaryen.Features.MVP);
// As tests/xtask/split.mjs has it done to large files.
binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(0);
binaryen.setOneCallerInlineMaxSize(30);

parentPort.on("message", ({ from, to, isSmall }) => {
  const small = isSmall ? readFileSync(from) : changed(readFileSync(from), (module) => {
    module.runPasses(["strip-debug", "strip-producers", "strip-target-features"]);
    module.optimize();
  });
  const ordered = changed(named(small), (module) => module.runPasses(["reorder-functions-by-name", "strip-debug"]));
  writeFileSync(to, ordered);
  parentPort.postMessage(to);
});

function changed(file, change) {
  const module = binaryen.readBinary(file);
  module.setFeatures(features);
  change(module);
  const made = Buffer.from(module.emitBinary());
  module.dispose();
  return made;
}
