/**
 * Compiles `kernels/kernels.as` and writes the bytes as text into `src/signal/kernel-code.ts`.
 *
 *     npx tsx packages/dsp/scripts/build-kernels.ts
 */
import { writeFile } from "node:fs/promises";
import { compileKernels } from "./compile-kernels.js";

const lines = Buffer.from(await compileKernels())
  .toString("base64")
  .match(/.{1,110}/g);
await writeFile(
  new URL("../src/signal/kernel-code.ts", import.meta.url),
  `/** What \`scripts/build-kernels.ts\` made of \`kernels/kernels.as\`: a WebAssembly module in base 64. */
export const KERNEL_CODE = [
${(lines ?? []).map((line) => `  ${JSON.stringify(line)},`).join("\n")}
].join("");
`,
);
