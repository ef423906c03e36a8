import type { ManifoldToplevel } from "manifold-3d";

let loaded: { readonly wasmUrl: string | undefined; readonly module: Promise<ManifoldToplevel> } | undefined;

/**
 * The manifold-3d module, loaded at first need and kept. It finds its `manifold.wasm` beside itself in Node and with bundlers that
 * understand `new URL(..., import.meta.url)`; others pass its address.
 *
 * @internal
 */
export function loadManifold(wasmUrl?: string): Promise<ManifoldToplevel> {
  if (loaded === undefined || loaded.wasmUrl !== wasmUrl) {
    const module = instantiate(wasmUrl);
    loaded = { wasmUrl, module };
    // A failed download must not be kept for ever.
    module.catch(() => {
      if (loaded?.module === module) loaded = undefined;
    });
  }
  return loaded.module;
}

async function instantiate(wasmUrl: string | undefined): Promise<ManifoldToplevel> {
  const { default: createModule } = await import("manifold-3d");
  const module = await (wasmUrl === undefined ? createModule() : createModule({ locateFile: () => wasmUrl }));
  module.setup();
  return module;
}
