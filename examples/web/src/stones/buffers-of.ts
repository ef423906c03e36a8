/** An array that fills so much of its buffer is not a part of something else. */
const WHOLE_SHARE = 0.9;

/** The buffers of all arrays within plain data, to be given away with it; an array that is a part of something larger is left out, and so copied. */
export function buffersOf(data: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  collect(data, found);
  return [...found];
}

function collect(data: unknown, found: Set<ArrayBuffer>): void {
  if (ArrayBuffer.isView(data)) {
    const isWhole = data.byteLength >= WHOLE_SHARE * data.buffer.byteLength;
    if (isWhole && data.buffer instanceof ArrayBuffer) found.add(data.buffer);
  } else if (typeof data === "object" && data !== null) {
    for (const value of Object.values(data)) collect(value, found);
  }
}
