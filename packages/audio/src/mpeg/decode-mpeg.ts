import { checkStreamShape } from "../accepted-ranges.js";
import type { DecodeBudget } from "../decode-budget.js";
import type { DecodedSound } from "../decoded-sound.js";
import { damageWarning, nothingDecodable } from "../stream/damage.js";
import { decodeBatches } from "../stream/decode-batches.js";
import { SampleCollector } from "../stream/sample-collector.js";
import { findMpegFrame, type MpegFrame, walkMpegFrames } from "./mpeg-frames.js";

/** Input bytes handed to the decoder at a time, at least one frame. */
const BATCH_BYTES = 1 << 15;

/** Consecutive frames as one stretch of bytes. */
interface Run {
  readonly start: number;
  readonly end: number;
}

/**
 * Decodes MP3, and MPEG audio of layers I and II, by mpg123. Only whole frames that our own reader has found are handed
 * to it: left to itself, it would search through whatever stands between them. Delay and padding that the encoder wrote
 * into a LAME header are cut off.
 */
export async function decodeMpeg(bytes: Uint8Array, budget: DecodeBudget): Promise<DecodedSound> {
  const first = findMpegFrame(bytes, 0);
  if (first === undefined) throw nothingDecodable("an MP3 file");
  const { sampleRateHz, kind } = first.header;
  const { runs, channelCount, skippedBytes } = await gatherRuns(bytes, first, budget);
  checkStreamShape("MP3", channelCount, sampleRateHz);

  const { MPEGDecoder } = await import("mpg123-decoder");
  const decoder = new MPEGDecoder();
  await decoder.ready;
  const collector = new SampleCollector(channelCount, sampleRateHz, budget);
  const errors = await decodeBatches(
    runs,
    { decode: ({ start, end }) => decoder.decode(bytes.subarray(start, end)), free: () => decoder.free() },
    ({ start, end }) => 8 * (end - start),
    collector,
    budget,
    "an MP3 file",
  );
  return {
    channels: collector.join(),
    sampleRateHz,
    source: { container: "mp3", codec: kind === "layer-3" ? "mp3" : kind === "layer-2" ? "mp2" : "mp1" },
    metadata: {},
    warnings: [
      ...damageWarning(errors, "frame"),
      ...(skippedBytes > 0 ? [`${skippedBytes} bytes between frames were no sound and were passed over.`] : []),
    ],
  };
}

async function gatherRuns(
  bytes: Uint8Array,
  first: MpegFrame,
  budget: DecodeBudget,
): Promise<{ runs: Run[]; channelCount: number; skippedBytes: number }> {
  const runs: Run[] = [];
  let { offset: start } = first;
  let end = start;
  let channelCount = 1;
  let skippedBytes = 0;
  for (const { offset, header } of walkMpegFrames(bytes, first)) {
    if (offset !== end || end - start >= BATCH_BYTES) {
      if (end > start) runs.push({ start, end });
      skippedBytes += offset - end;
      await budget.spend(offset - start);
      start = offset;
    }
    end = offset + header.frameBytes;
    channelCount = Math.max(channelCount, header.channelCount);
  }
  if (end > start) runs.push({ start, end });
  return { runs, channelCount, skippedBytes };
}
