import type { JobSheet } from "./job-sheet.js";
import type { PageElement } from "./page-element.js";

/** Scales of technical drawings (ISO 5455), the largest first: millimetres on paper for one of the solid. */
const SCALES: readonly (readonly [string, number])[] = [
  ["10:1", 10],
  ["5:1", 5],
  ["2:1", 2],
  ["1:1", 1],
  ["1:2", 1 / 2],
  ["1:5", 1 / 5],
  ["1:10", 1 / 10],
  ["1:20", 1 / 20],
];

/** Left of each view, for the dimension of its height, and beneath, for that of its width and its name. */
const LEFT_ROOM = 11;
const FOOT_ROOM = 12;
const GREY = "#555555";

/** A place on the solid that is marked with a letter in all views. */
export interface MarkedPlace {
  readonly letter: string;
  readonly positionMm: readonly [number, number, number];
}

/** Front, right side and top in one row within a box, all in one scale of ISO 5455, the largest that fits, with overall measures. */
export function drawViews(
  views: JobSheet["views"],
  marks: readonly MarkedPlace[],
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): PageElement[] {
  const sizes = views.map(({ edges: { minimum, maximum } }) => [maximum[0] - minimum[0], maximum[1] - minimum[1]]);
  const wide = sizes.reduce((sum, [width]) => sum + width, 0);
  const tall = Math.max(...sizes.map(([, height]) => height));
  const [scaleName, scale] =
    SCALES.find(
      ([, factor]) =>
        factor * wide + views.length * LEFT_ROOM <= box.width && factor * tall + FOOT_ROOM + 2 <= box.height,
    ) ?? SCALES[SCALES.length - 1];
  const elements: PageElement[] = [];
  const slack = (box.width - scale * wide - views.length * LEFT_ROOM) / (views.length + 1);
  let left = box.x;
  const foot = box.y + 1 + (box.height - FOOT_ROOM - 2 + scale * tall) / 2;
  views.forEach(({ name, side, edges }, i) => {
    const [width, height] = sizes[i].map((length) => scale * length);
    left += slack + LEFT_ROOM;
    const start = left;
    const place = (x: number, y: number): [number, number] => [
      start + scale * (x - edges.minimum[0]),
      foot - scale * (y - edges.minimum[1]),
    ];
    elements.push(
      { kind: "lines", segments: placed(edges.edges, place), widthMm: 0.13, color: "#333333" },
      { kind: "lines", segments: placed(edges.contours, place), widthMm: 0.3, color: "#000000" },
      ...dimensions(left, foot, width, height, sizes[i]),
      label(left + width / 2, foot + 10.5, name),
    );
    elements.push(
      ...markPlaces(
        marks.map(({ letter, positionMm: [x, y, z] }) => {
          const [markX, markY] = place(...({ front: [x, z], side: [y, z], top: [x, y] } as const)[side]);
          return { letter, x: markX, y: markY };
        }),
      ),
    );
    left += width;
  });
  elements.push({
    ...label(box.x + box.width, box.y - 1.5, `scale ${scaleName}, measures in mm`),
    anchor: "end",
  } as PageElement);
  return elements;
}

function placed(segments: Float64Array, place: (x: number, y: number) => [number, number]): Float64Array {
  const moved = new Float64Array(segments.length);
  for (let i = 0; i < segments.length; i += 2) moved.set(place(segments[i], segments[i + 1]), i);
  return moved;
}

/** Overall width beneath a view and height to its left. */
function dimensions(
  left: number,
  foot: number,
  width: number,
  height: number,
  [widthMm, heightMm]: readonly number[],
): PageElement[] {
  const y = foot + 4.5;
  const x = left - 4;
  const right = left + width;
  const top = foot - height;
  // Extension lines, the dimension lines and their slanted ends.
  const segments = [
    ...[left, foot + 1, left, y + 1, right, foot + 1, right, y + 1, left, y, right, y],
    ...[left - 0.8, y + 0.8, left + 0.8, y - 0.8, right - 0.8, y + 0.8, right + 0.8, y - 0.8],
    ...[left - 1, top, x - 1, top, left - 1, foot, x - 1, foot, x, top, x, foot],
    ...[x - 0.8, top + 0.8, x + 0.8, top - 0.8, x - 0.8, foot + 0.8, x + 0.8, foot - 0.8],
  ];
  return [
    { kind: "lines", segments, widthMm: 0.13, color: GREY },
    { ...label((left + right) / 2, y + 3.1, widthMm.toFixed(1)), color: "#000000" } as PageElement,
    { ...label(x - 1.2, (top + foot) / 2, heightMm.toFixed(1)), color: "#000000", isUpright: true } as PageElement,
  ];
}

function label(x: number, y: number, text: string): PageElement {
  return { kind: "text", x, y, text, sizeMm: 2.5, face: "plain", color: GREY, anchor: "middle" };
}

/** Crosses with their letters; those that would cover one another share a label. */
function markPlaces(marks: readonly { letter: string; x: number; y: number }[]): PageElement[] {
  const groups: { letters: string[]; x: number; y: number }[] = [];
  const crosses: PageElement[] = [];
  for (const { letter, x, y } of marks) {
    const arm = 1.3;
    const segments = [x - arm, y, x + arm, y, x, y - arm, x, y + arm];
    crosses.push({ kind: "lines", segments, widthMm: 0.3, color: "#c00000" });
    const near = groups.find((group) => Math.abs(group.x - x) < 6 && Math.abs(group.y - y) < 3);
    if (near === undefined) groups.push({ letters: [letter], x, y });
    else near.letters.push(letter);
  }
  const labels = groups.flatMap(({ letters, x, y }): PageElement[] => {
    const width = 2.6 * letters.length;
    return [
      { kind: "rectangle", x: x + 0.9, y: y - 3.3, width, height: 2.6, color: "#ffffff" },
      {
        kind: "text",
        x: x + 0.9 + width / 2,
        y: y - 1.2,
        text: letters.join(" "),
        sizeMm: 2.4,
        face: "bold",
        color: "#c00000",
        anchor: "middle",
      },
    ];
  });
  return [...crosses, ...labels];
}
