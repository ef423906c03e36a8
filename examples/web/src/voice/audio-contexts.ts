/// <reference types="vite/client" />
import captureModule from "./capture.worklet.ts?worker&url";

/** Until then a context that was made without a click may start; else it never will. */
const STARTING_MS = 1000;
/** So long a sound card may take to wake up. */
const WAKING_MS = 5000;

/** A context of the page, and what it holds. */
interface KeptContext {
  readonly context: AudioContext;
  /** Microphones that it listens to. */
  listeners: number;
  capture: Promise<void> | undefined;
}

/**
 * The page's audio contexts: one for each rate, which sleeps while nobody listens. Closing it and making another would be plainer, but Chromium keeps
 * .3 MB of every context that has heard a microphone, and a page in an exhibition hears thousands.
 */
export class AudioContexts {
  /** The rate of the output is that of `undefined`. */
  readonly #kept = new Map<number | undefined, KeptContext>();

  /** The context at the rate of the output, awake. To be called within a click: later iOS would not let it sound. */
  wake(): AudioContext {
    const kept = this.#at(undefined);
    void kept.context.resume().catch(() => {});
    kept.listeners++;
    return kept.context;
  }

  /** The context at another rate, awake; undefined where there is none of it, or it may not start by itself. */
  async wakeAt(sampleRateHz: number): Promise<AudioContext | undefined> {
    let kept: KeptContext;
    try {
      kept = this.#at(sampleRateHz);
    } catch {
      return undefined;
    }
    const { context } = kept;
    kept.listeners++;
    if (await runs(context, STARTING_MS)) return context;
    this.rest(context);
    return undefined;
  }

  /** Whether a context hears anything, after a while in which it may wake up. Firefox's never does where there is nothing to play sound on. */
  isAwake(context: AudioContext): Promise<boolean> {
    return runs(context, WAKING_MS);
  }

  /** Readies a context to capture. */
  async prepare(context: AudioContext): Promise<void> {
    const kept = this.#of(context);
    if (kept === undefined) return context.audioWorklet.addModule(captureModule);
    kept.capture ??= context.audioWorklet.addModule(captureModule);
    try {
      await kept.capture;
    } catch (error) {
      kept.capture = undefined;
      throw error;
    }
  }

  /** One microphone less listens to a context: it sleeps when there is none. */
  rest(context: AudioContext): void {
    const kept = this.#of(context);
    if (kept === undefined) return;
    kept.listeners--;
    if (kept.listeners === 0) void context.suspend().catch(() => {});
  }

  #at(sampleRateHz: number | undefined): KeptContext {
    const kept = this.#kept.get(sampleRateHz);
    if (kept !== undefined && kept.context.state !== "closed") return kept;
    const context = new AudioContext({
      latencyHint: "interactive",
      ...(sampleRateHz !== undefined && { sampleRate: sampleRateHz }),
    });
    const made: KeptContext = { context, listeners: 0, capture: undefined };
    this.#kept.set(sampleRateHz, made);
    return made;
  }

  #of(context: AudioContext): KeptContext | undefined {
    return [...this.#kept.values()].find((kept) => kept.context === context);
  }
}

/** Whether a context runs, or comes to within some ms. */
async function runs(context: AudioContext, withinMs: number): Promise<boolean> {
  const waited = new Promise((resolve) => setTimeout(resolve, withinMs));
  await Promise.race([context.resume().catch(() => {}), waited]);
  return context.state === "running";
}
