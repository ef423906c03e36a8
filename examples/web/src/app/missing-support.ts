/** A part of the web platform that the page needs and this browser lacks. */
export type MissingSupport = "WebGL 2" | "WebAssembly" | "AudioWorklet" | "microphone";

/** What the page needs to know of a browser, as `globalThis` has it. */
export interface BrowserParts {
  readonly WebAssembly?: unknown;
  readonly AudioWorkletNode?: unknown;
  readonly navigator?: { readonly mediaDevices?: { readonly getUserMedia?: unknown } };
}

/**
 * What this browser lacks. Without WebAssembly no stone can be cut; without AudioWorklet or a microphone's interface (which pages have only over
 * https or on localhost) files can still be opened; without WebGL 2 everything works but the view.
 *
 * @param hasWebGL2 - Whether a context could be had; asked for apart, because asking makes a canvas.
 */
export function missingSupport(browser: BrowserParts, hasWebGL2: boolean): readonly MissingSupport[] {
  const missing: MissingSupport[] = [];
  if (!hasWebGL2) missing.push("WebGL 2");
  if (browser.WebAssembly === undefined) missing.push("WebAssembly");
  if (browser.AudioWorkletNode === undefined) missing.push("AudioWorklet");
  if (browser.navigator?.mediaDevices?.getUserMedia === undefined) missing.push("microphone");
  return missing;
}
