import { readFile } from "node:fs/promises";
import asc from "assemblyscript/asc";

/** The WebAssembly module of `kernels/kernels.as`, which is AssemblyScript. */
export async function compileKernels(): Promise<Uint8Array> {
  const source = await readFile(new URL("../kernels/kernels.as", import.meta.url), "utf8");
  let bytes: Uint8Array | undefined;
  const options = ["-O3", "--runtime", "stub", "--noAssert", "--enable", "simd", "--initialMemory", "16"];
  const { error, stderr } = await asc.main(["kernels.ts", ...options, "--outFile", "kernels.wasm"], {
    readFile: (name) => (name === "kernels.ts" ? source : null),
    writeFile: (_name, contents) => {
      if (contents instanceof Uint8Array) bytes = contents;
    },
    listFiles: () => [],
  });
  if (error !== null || bytes === undefined) throw new Error(stderr.toString());
  return bytes;
}
