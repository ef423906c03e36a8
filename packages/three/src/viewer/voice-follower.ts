import type { GemSyllable } from "vocalith";
import { Scope } from "./scope.js";
import { soundingSyllable } from "./sounding-syllable.js";

/** Time constants of a crystal's light: it comes with the sound and lingers a little. */
const RISE_SECONDS = 0.035;
const FALL_SECONDS = 0.16;
const FLASH_SECONDS = 0.5;
const DARK = 0.004;

/** What shines in the stone just now. */
export interface Sounding {
  /** Place of the crystal, -1 for none. */
  readonly crystal: number;
  /** How bright, 0 to 1. */
  readonly light: number;
  /** Play time of the voice while it plays; NaN when silent. */
  readonly seconds: number;
}

/**
 * Listens to an audio or video element on behalf of a stone: says which crystal sounds, and plays single syllables. It never changes the
 * element but for those.
 */
export class VoiceFollower {
  readonly #wake: () => void;
  readonly #onFailure: (error: unknown) => void;
  #media: HTMLMediaElement | undefined;
  #listening = new Scope();
  #syllables: readonly GemSyllable[] = [];
  #single: GemSyllable | undefined;
  #flash: { crystal: number; left: number } | undefined;
  #crystal = -1;
  #light = 0;
  #last: Sounding = { crystal: -1, light: 0, seconds: Number.NaN };

  /**
   * @param wake Called when there is something to follow.
   * @param onFailure Called when the element cannot play.
   */
  constructor(wake: () => void, onFailure: (error: unknown) => void) {
    this.#wake = wake;
    this.#onFailure = onFailure;
  }

  /** The element that is followed. */
  get media(): HTMLMediaElement | undefined {
    return this.#media;
  }

  /** Whether sound is playing, or light has still to change. */
  get isActive(): boolean {
    return this.#isPlaying || this.#flash !== undefined || this.#light > 0;
  }

  /** What shines, as of the last `update`. */
  get sounding(): Sounding {
    return this.#last;
  }

  /** Follows another element, or none. */
  follow(media: HTMLMediaElement | undefined): void {
    this.#listening.close();
    this.#listening = new Scope();
    this.#single = undefined;
    this.#media = media;
    if (media !== undefined) {
      for (const type of ["play", "playing", "pause", "seeked", "ended", "emptied"]) {
        this.#listening.listen(media, type, () => this.#wake());
      }
      this.#listening.listen(media, "pause", () => {
        this.#single = undefined;
      });
      // Where no frames are drawn, in a hidden tab, a syllable ends all the same.
      this.#listening.listen(media, "timeupdate", () => this.#endSingle());
    }
    this.#wake();
  }

  /** The times of the stone shown; in order. */
  set syllables(syllables: readonly GemSyllable[]) {
    this.#syllables = [...syllables].sort((a, b) => a.startSeconds - b.startSeconds);
    this.#crystal = -1;
    this.#light = 0;
    this.#flash = undefined;
  }

  get syllables(): readonly GemSyllable[] {
    return this.#syllables;
  }

  /** Lights a crystal up for a moment, without sound. */
  flash(crystal: number): void {
    this.#flash = { crystal, left: FLASH_SECONDS };
    this.#wake();
  }

  /** Plays one syllable of the element and stops at its end. */
  play(syllable: GemSyllable): void {
    const media = this.#media;
    if (media === undefined) return;
    media.currentTime = syllable.startSeconds;
    this.#single = syllable;
    this.#start(media);
  }

  /** Plays on, or stops. */
  toggle(): void {
    const media = this.#media;
    if (media === undefined) return;
    this.#single = undefined;
    if (media.paused || media.ended) this.#start(media);
    else media.pause();
  }

  /** Moves on by so much time. Returns whether the light has changed. */
  update(seconds: number): boolean {
    this.#endSingle();
    const goal = this.#goal(seconds);
    if (goal >= 0 && goal !== this.#crystal) {
      // A crystal that takes over from another begins with some of its light, so that fast speech does not flicker.
      this.#light = this.#crystal >= 0 ? this.#light * 0.3 : 0;
      this.#crystal = goal;
    }
    const lit = goal >= 0 ? 1 : 0;
    this.#light += (lit - this.#light) * (1 - Math.exp(-seconds / (lit ? RISE_SECONDS : FALL_SECONDS)));
    if (lit === 1 && this.#light > 1 - DARK) this.#light = 1;
    if (lit === 0 && this.#light < DARK) {
      this.#light = 0;
      this.#crystal = -1;
    }
    const now: Sounding = {
      crystal: this.#crystal,
      light: this.#light,
      seconds: this.#isPlaying ? (this.#media?.currentTime ?? Number.NaN) : Number.NaN,
    };
    const changed = now.crystal !== this.#last.crystal || now.light !== this.#last.light;
    this.#last = now;
    return changed;
  }

  dispose(): void {
    this.#listening.close();
    this.#media = undefined;
    this.#single = undefined;
  }

  get #isPlaying(): boolean {
    const media = this.#media;
    return media !== undefined && !media.paused && !media.ended;
  }

  #goal(seconds: number): number {
    if (this.#isPlaying) {
      this.#flash = undefined;
      const time = this.#media?.currentTime ?? Number.NaN;
      return soundingSyllable(this.#syllables, time)?.crystal ?? -1;
    }
    const flash = this.#flash;
    if (flash === undefined) return -1;
    flash.left -= seconds;
    if (flash.left <= 0) this.#flash = undefined;
    return flash.crystal;
  }

  #start(media: HTMLMediaElement): void {
    media.play().catch((error: unknown) => {
      // Stopped again before it began: somebody else's wish, not a failure.
      if (error instanceof DOMException && error.name === "AbortError") return;
      this.#single = undefined;
      this.#onFailure(error);
    });
  }

  #endSingle(): void {
    const { media } = this;
    const single = this.#single;
    if (media === undefined || single === undefined || media.seeking) return;
    // Somebody went elsewhere in the recording: it is theirs now.
    if (media.currentTime < single.startSeconds - 0.1 || media.currentTime > single.endSeconds + 0.6) {
      this.#single = undefined;
    } else if (media.currentTime >= single.endSeconds) {
      this.#single = undefined;
      media.pause();
    }
  }
}
