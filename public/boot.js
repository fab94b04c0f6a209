// Starts the app. Its files are those that the page preloads.
const glue = document.querySelector("link[rel=modulepreload]").href;
const wasm = document.querySelector("link[rel=preload][as=fetch]").href;
const { default: start } = await import(glue);
await start({ module_or_path: wasm });
