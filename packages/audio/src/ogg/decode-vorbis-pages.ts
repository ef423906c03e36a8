import { checkStreamShape } from "../accepted-ranges.js";
import type { DecodeBudget } from "../decode-budget.js";
import type { DecodedSound } from "../decoded-sound.js";
import { damageWarning, nothingDecodable } from "../stream/damage.js";
import { decodeBatches } from "../stream/decode-batches.js";
import { joinBytes } from "../stream/join-bytes.js";
import { SampleCollector } from "../stream/sample-collector.js";
import type { OggPage } from "./read-ogg-packets.js";

/** Bytes of pages handed to the decoder at a time. */
const BATCH_BYTES = 1 << 16;

/** Decodes the pages of one Vorbis stream by libvorbis. The first page's packet holds the channel count and the rate. */
export async function decodeVorbisPages(pages: readonly OggPage[], budget: DecodeBudget): Promise<DecodedSound> {
  const head = pages[0]?.body ?? new Uint8Array(0);
  if (head.length < 30) throw nothingDecodable("an Ogg Vorbis file");
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const channelCount = view.getUint8(11);
  const sampleRateHz = view.getUint32(12, true);
  checkStreamShape("Vorbis", channelCount, sampleRateHz);

  const { OggVorbisDecoder } = await import("@wasm-audio-decoders/ogg-vorbis");
  const decoder = new OggVorbisDecoder();
  await decoder.ready;
  const collector = new SampleCollector(channelCount, sampleRateHz, budget);
  const errors = await decodeBatches(
    batches(pages),
    {
      decode: (batch) => (batch === END ? decoder.flush() : decoder.decode(batch)),
      free: () => decoder.free(),
    },
    (batch) => 16 * batch.length,
    collector,
    budget,
    "an Ogg Vorbis file",
  );
  return {
    channels: collector.join(),
    sampleRateHz,
    source: { container: "ogg", codec: "vorbis" },
    metadata: {},
    warnings: damageWarning(errors, "packet"),
  };
}

/** In place of pages: there are no more, and what the decoder holds back is to be had. */
const END = new Uint8Array(0);

/** The stream's pages without those of other streams between them, some at a time. */
function* batches(pages: readonly OggPage[]): Generator<Uint8Array, void, void> {
  let batch: Uint8Array[] = [];
  let length = 0;
  for (const [index, page] of pages.entries()) {
    batch.push(page.bytes);
    length += page.bytes.length;
    if (length < BATCH_BYTES && index < pages.length - 1) continue;
    yield joinBytes(batch);
    batch = [];
    length = 0;
  }
  yield END;
}
