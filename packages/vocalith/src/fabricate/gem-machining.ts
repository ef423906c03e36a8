import type { Vector } from "@vocalith/geometry";

/** What was done to a stone after it was cut: only what was asked for is there. */
export interface GemMachining {
  /** The flat that it stands on. */
  readonly flat?: MachinedFlat;
  /** The ring that it hangs from. */
  readonly bail?: MachinedBail;
  /** The hole through it. */
  readonly hole?: MachinedHole;
  /** The cavity inside. */
  readonly hollow?: MachinedHollow;
  /** The text below it. */
  readonly text?: MachinedText;
}

/** A flat below a stone. */
export interface MachinedFlat {
  /** How much lower the stone is than when it was cut, in mm. */
  readonly loweredMm: number;
  /** Least width of the convex outline of what it stands on, in mm. */
  readonly widthMm: number;
}

/** A ring on a stone. */
export interface MachinedBail {
  /** Diameter of the round rod that passes, in mm. */
  readonly boreMm: number;
  /** Middle of the bore, in mm. */
  readonly centre: Vector;
  /** The way the chain passes, of length 1. */
  readonly direction: Vector;
}

/** A hole through a stone. */
export interface MachinedHole {
  /** Diameter of the round rod that passes, in mm. */
  readonly diameterMm: number;
  /** Where the axis enters and leaves, in the air just outside the stone, in mm. */
  readonly ends: readonly [Vector, Vector];
}

/** The cavities of a stone. */
export interface MachinedHollow {
  /** Least thickness of the wall, measured, in mm. */
  readonly wallMm: number;
  readonly cavities: number;
  /** Two for each cavity. */
  readonly drains: readonly MachinedDrain[];
  /** What is saved, in cubic mm. */
  readonly removedMm3: number;
}

/** A hole that liquid resin leaves a cavity by. */
export interface MachinedDrain {
  /** Where its axis meets the surface, in mm. */
  readonly mouth: Vector;
  /** The way in, of length 1. */
  readonly direction: Vector;
  readonly diameterMm: number;
}

/** Text in a stone. */
export interface MachinedText {
  /** As it reads, its lines parted by "\\n". */
  readonly text: string;
  /** Height of the letters over all, in mm. */
  readonly heightMm: number;
  /** Least width of a stroke, in mm. */
  readonly strokeMm: number;
  /** Middle of the text on its facet, in mm. */
  readonly middle: Vector;
  /** The way the text runs, of length 1. */
  readonly across: Vector;
}
