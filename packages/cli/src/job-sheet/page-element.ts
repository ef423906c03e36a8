/** One thing on a page; lengths in mm from its upper left corner, y downwards. */
export type PageElement = TextElement | RectangleElement | LinesElement | ImageElement;

/** Faces that every PDF reader and browser has. */
export type Face = "plain" | "bold" | "mono";

/** One line of text. */
export interface TextElement {
  readonly kind: "text";
  readonly x: number;
  /** Of the base line. */
  readonly y: number;
  readonly text: string;
  readonly sizeMm: number;
  readonly face: Face;
  readonly color: string;
  readonly anchor: "start" | "middle" | "end";
  /** Turned by a quarter against the clock. */
  readonly isUpright?: boolean;
}

/** A filled rectangle. */
export interface RectangleElement {
  readonly kind: "rectangle";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly color: string;
}

/** Straight lines, each from x, y to x, y. */
export interface LinesElement {
  readonly kind: "lines";
  readonly segments: ArrayLike<number>;
  readonly widthMm: number;
  readonly color: string;
}

/** A picture. */
export interface ImageElement {
  readonly kind: "image";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The bytes of a PNG file. */
  readonly png: Uint8Array;
  /** What it shows, for those who do not see it. */
  readonly alternative: string;
}
