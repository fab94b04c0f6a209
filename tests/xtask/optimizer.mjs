// Makes files of WASM smaller, one after the other: starting wasm-opt for each of some hundred takes longer than its work.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";

const { default: binaryen } = await import(createRequire(new URL("../e2e/package.json", import.meta.url)).resolve("binaryen"));
const features = workerData.reduce((sum, it) => sum | binaryen.Features[it], binaryen.Features.MVP);

parentPort.on("message", ({ from, to }) => {
  const module = binaryen.readBinary(readFileSync(from));
  module.setFeatures(features);
  // As -Oz.
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(2);
  module.runPasses(["strip-debug", "strip-producers", "strip-target-features"]);
  module.optimize();
  writeFileSync(to, module.emitBinary());
  module.dispose();
  parentPort.postMessage(to);
});
