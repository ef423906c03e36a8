/** A part of the web platform that the page needs and this browser lacks. */
export type MissingSupport = "WebAssembly" | "AudioWorklet" | "microphone";

/** What the page needs to know of a browser, as `globalThis` has it. */
export interface BrowserParts {
  readonly WebAssembly?: unknown;
  readonly AudioWorkletNode?: unknown;
  readonly navigator?: { readonly mediaDevices?: { readonly getUserMedia?: unknown } };
}

/**
 * What this browser lacks. Without WebAssembly no stone can be cut; without AudioWorklet or a microphone's interface (which pages have only over
 * https or on localhost) files can still be opened. Whether it can draw shows when it is to.
 */
export function missingSupport(browser: BrowserParts): readonly MissingSupport[] {
  const missing: MissingSupport[] = [];
  if (browser.WebAssembly === undefined) missing.push("WebAssembly");
  if (browser.AudioWorkletNode === undefined) missing.push("AudioWorklet");
  if (browser.navigator?.mediaDevices?.getUserMedia === undefined) missing.push("microphone");
  return missing;
}
