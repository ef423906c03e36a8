/**
 * SHA-256 (FIPS 180-4) of bytes as 64 hexadecimal digits, by WebCrypto; `undefined` where the engine has none, as in a page that came by
 * plain HTTP.
 */
export async function sha256(bytes: Uint8Array): Promise<string | undefined> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) return undefined;
  const digest = await subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Channels one after another, each as float32 in the byte order of every engine that runs JavaScript today: little-endian. Of one channel they are not copied. */
export function bytesOfSamples(channels: readonly Float32Array[]): Uint8Array {
  if (channels.length === 1) return new Uint8Array(channels[0].buffer, channels[0].byteOffset, channels[0].byteLength);
  const bytes = new Uint8Array(channels.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of channels) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}
