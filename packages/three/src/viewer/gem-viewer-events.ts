/** A crystal was clicked, tapped or chosen with the keyboard. */
export interface CrystalChoice {
  /** Its place in `gem.crystals`. */
  readonly crystal: number;
  /** The syllables that made it, counted from 0; empty where they are not known. */
  readonly syllables: readonly number[];
  /** The place of its voice in `gem.individuals`: 0 but for the second voice of a twin. */
  readonly individual: number;
}

/** What moving pictures are drawn with from now on. */
export interface QualityChange {
  /** Reflections inside the stone that are followed. */
  readonly bounces: number;
  /** Pixels drawn a CSS pixel. */
  readonly pixelRatio: number;
  /** Rays a pixel. */
  readonly samples: number;
}

/** The events of a `GemViewer`, each a `CustomEvent` or a plain `Event`. */
export interface GemViewerEventMap {
  /** The first picture is there. */
  ready: Event;
  /** The graphics card has drawn the first picture of the gem that is shown: once for that it was made with, and once after each `show`. */
  shown: Event;
  /** The picture is as fine as it gets, and nothing moves. */
  settled: Event;
  /** A crystal was chosen. */
  crystal: CustomEvent<CrystalChoice>;
  /** Quality was changed to hold the frame rate. */
  quality: CustomEvent<QualityChange>;
  /** The graphics context was lost; the stone is kept, and drawn again when the context is given back. */
  contextlost: Event;
  /** It was given back. */
  contextrestored: Event;
  /** Something asked for later failed: particles that did not come, a recording that cannot be played. The detail is the error. */
  failure: CustomEvent<unknown>;
}

/** An event target that knows the types of a viewer's events. */
export class GemViewerEvents extends EventTarget {
  override addEventListener<K extends keyof GemViewerEventMap>(
    type: K,
    listener: ((event: GemViewerEventMap[K]) => void) | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | ((event: never) => void) | null,
    options?: boolean | AddEventListenerOptions,
  ): void {
    super.addEventListener(type, listener as EventListenerOrEventListenerObject | null, options);
  }

  override removeEventListener<K extends keyof GemViewerEventMap>(
    type: K,
    listener: ((event: GemViewerEventMap[K]) => void) | null,
    options?: boolean | EventListenerOptions,
  ): void;
  override removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
  override removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | ((event: never) => void) | null,
    options?: boolean | EventListenerOptions,
  ): void {
    super.removeEventListener(type, listener as EventListenerOrEventListenerObject | null, options);
  }
}
