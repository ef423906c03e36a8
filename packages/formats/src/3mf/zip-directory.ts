import { ThreeMfError } from "./three-mf-error.js";

/** One file of a ZIP archive. */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  /** The bytes as they lie in the archive. */
  readonly packed: Uint8Array;
  /** How many bytes they claim to be when inflated. */
  readonly size: number;
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const MOST_COMMENT = 0xffff;
const END64_SIGNATURE = 0x06064b50;
const END64_BYTES = 56;
const LOCATOR64_SIGNATURE = 0x07064b50;
const LOCATOR64_BYTES = 20;
const CENTRAL_SIGNATURE = 0x02014b50;
const CENTRAL_BYTES = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const EXTRA64 = 1;
const IN_EXTRA64 = 0xffffffff;

/**
 * The files of a ZIP archive by its central directory (PKWARE APPNOTE 6.3.9), ZIP64 and streamed entries among them; folders are left out. Names are
 * compared without regard to case, as the packaging conventions ask, so the keys are small letters.
 *
 * @throws {@link ThreeMfError} for bytes without a directory, entries outside of the file, named twice, encrypted, or packed in another way than
 * stored or deflated.
 */
export function readZipDirectory(bytes: Uint8Array): ReadonlyMap<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, offset } = findDirectory(view);
  const entries = new Map<string, ZipEntry>();
  const decoder = new TextDecoder();
  let at = offset;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_BYTES > bytes.length || view.getUint32(at, true) !== CENTRAL_SIGNATURE) {
      throw damaged(`no entry ${i} of ${count} in the directory`);
    }
    const nameEnd = at + CENTRAL_BYTES + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const end = extraEnd + view.getUint16(at + 32, true);
    if (end > bytes.length) throw damaged(`entry ${i} beyond the end of the file`);
    const name = decoder.decode(bytes.subarray(at + CENTRAL_BYTES, nameEnd));
    if (!name.endsWith("/")) {
      const key = name.toLowerCase();
      if (entries.has(key)) throw damaged(`two files named ${JSON.stringify(name)}`);
      entries.set(key, readEntry(view, at, name, nameEnd, extraEnd));
    }
    at = end;
  }
  return entries;
}

function readEntry(view: DataView, at: number, name: string, extra: number, extraEnd: number): ZipEntry {
  const shown = JSON.stringify(name);
  const method = view.getUint16(at + 10, true);
  if ((view.getUint16(at + 8, true) & 1) !== 0) throw unpackable(`${shown}, encrypted`);
  if (method !== 0 && method !== 8) throw unpackable(`${shown}, packed by method ${method}`);
  const sizes = {
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    start: view.getUint32(at + 42, true),
  };
  if (sizes.size === IN_EXTRA64 || sizes.packed === IN_EXTRA64 || sizes.start === IN_EXTRA64) {
    let field = findExtra64(view, extra, extraEnd);
    // Only those that did not fit stand there, in this order.
    for (const which of ["size", "packed", "start"] as const) {
      if (sizes[which] !== IN_EXTRA64) continue;
      if (field + 8 > extraEnd) throw damaged(`${shown} without its 64-bit sizes`);
      sizes[which] = Number(view.getBigUint64(field, true));
      field += 8;
    }
  }
  const { packed, size, start } = sizes;
  if (start + LOCAL_BYTES > view.byteLength || view.getUint32(start, true) !== LOCAL_SIGNATURE) {
    throw damaged(`${shown} without a local header`);
  }
  const data = start + LOCAL_BYTES + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
  if (data + packed > view.byteLength) throw damaged(`${shown} beyond the end of the file`);
  return {
    name,
    method,
    crc: view.getUint32(at + 16, true),
    packed: new Uint8Array(view.buffer, view.byteOffset + data, packed),
    size,
  };
}

/** Where the ZIP64 field of an entry begins; the end of all fields where there is none. */
function findExtra64(view: DataView, from: number, to: number): number {
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) === EXTRA64) return at + 4;
  }
  return to;
}

function findDirectory(view: DataView): { count: number; offset: number } {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - MOST_COMMENT); at--) {
    if (
      view.getUint32(at, true) !== END_SIGNATURE ||
      at + END_BYTES + view.getUint16(at + 20, true) !== view.byteLength
    )
      continue;
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    return (count === 0xffff || offset === IN_EXTRA64 ? findDirectory64(view, at) : undefined) ?? { count, offset };
  }
  throw damaged(view.byteLength < END_BYTES ? `${view.byteLength} bytes` : "no ZIP directory at its end");
}

function findDirectory64(view: DataView, end: number): { count: number; offset: number } | undefined {
  const locator = end - LOCATOR64_BYTES;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR64_SIGNATURE) return undefined;
  const at = Number(view.getBigUint64(locator + 8, true));
  if (at + END64_BYTES > view.byteLength || view.getUint32(at, true) !== END64_SIGNATURE) {
    throw damaged("no ZIP64 directory where it should be");
  }
  return { count: Number(view.getBigUint64(at + 32, true)), offset: Number(view.getBigUint64(at + 48, true)) };
}

function damaged(found: string): ThreeMfError {
  return new ThreeMfError(
    found,
    "a whole ZIP archive, each file in it once",
    "Is the file cut off? Copy or export it again.",
  );
}

function unpackable(found: string): ThreeMfError {
  return new ThreeMfError(found, "files stored or deflated, without a password", "Export it again without encryption.");
}
