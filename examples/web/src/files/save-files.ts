import type { MadeFile } from "./downloads.js";

/** Long enough for every browser to begin a download, in ms; then the address lets go of the bytes. */
const HOLD_MS = 60_000;

/** Hands files to the browser's downloads, each under its name. */
export function saveFiles(files: readonly MadeFile[]): void {
  for (const { name, blob } of files) {
    const address = URL.createObjectURL(blob);
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), HOLD_MS);
  }
}
