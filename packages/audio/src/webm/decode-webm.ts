import { readAudioSpecificConfig } from "../aac/audio-specific-config.js";
import { decodeAacPackets } from "../aac/decode-aac-packets.js";
import { CONVERT_REMEDY } from "../accepted-ranges.js";
import { UnsupportedAudioError } from "../audio-decode-error.js";
import type { DecodeBudget } from "../decode-budget.js";
import type { DecodedSound } from "../decoded-sound.js";
import { decodeFlacFrames } from "../flac/decode-flac-frames.js";
import { readStreamInfo } from "../flac/stream-info.js";
import { decodeMpeg } from "../mpeg/decode-mpeg.js";
import { decodeOpusPackets, OPUS_RATE_HZ } from "../opus/decode-opus-packets.js";
import { readOpusHead } from "../opus/opus-head.js";
import { ByteReader } from "../stream/byte-reader.js";
import { nothingDecodable } from "../stream/damage.js";
import { joinBytes } from "../stream/join-bytes.js";
import { readWebmPackets, readWebmTracks, type WebmTrack } from "./read-webm-packets.js";

type TrackDecoder = (track: WebmTrack, packets: readonly Uint8Array[], budget: DecodeBudget) => Promise<DecodedSound>;

const DECODERS: Readonly<Record<string, TrackDecoder>> = {
  A_OPUS: (track, packets, budget) =>
    decodeOpusPackets("webm", readOpusHead(track.codecPrivate), packets, undefined, budget),
  A_AAC: (track, packets, budget) =>
    decodeAacPackets(
      "webm",
      readAudioSpecificConfig(track.codecPrivate),
      packets,
      { skip: 0, frames: undefined },
      budget,
    ),
  // The private data is the start of a native FLAC file, up to the end of its first block.
  A_FLAC: (track, packets, budget) =>
    decodeFlacFrames("webm", readStreamInfo(track.codecPrivate.subarray(8)), packets, budget),
  "A_MPEG/L3": (_, packets, budget) => decodeMpeg(joinBytes(packets), budget),
};

/** Decodes the first sound track of a WebM or Matroska file that is coded as Opus, FLAC, AAC or MP3. */
export async function decodeWebm(bytes: Uint8Array, budget: DecodeBudget): Promise<DecodedSound> {
  const reader = new ByteReader(bytes);
  const tracks = readWebmTracks(reader);
  if (tracks.length === 0) throw nothingDecodable("a WebM file without a sound track");
  const track = tracks.find(({ codecId, isEncoded }) => Object.hasOwn(DECODERS, codecId) && !isEncoded);
  const { packets, lacedBlocks, paddingSeconds } = readWebmPackets(reader, track ?? (tracks[0] as WebmTrack));
  const decodeTrack = track === undefined ? undefined : DECODERS[track.codecId];
  if (track === undefined || decodeTrack === undefined || lacedBlocks > 0) {
    throw new UnsupportedAudioError({
      found: `a WebM file whose sound is ${tracks.map(({ codecId }) => codecId).join(", ")}${lacedBlocks > 0 ? ", several packets to a block" : ""}`,
      accepted:
        "Opus, FLAC, AAC-LC and MP3 in WebM and Matroska, one packet to a block, neither encrypted nor compressed",
      remedy: CONVERT_REMEDY,
    });
  }
  const sound = await decodeTrack(track, packets, budget);
  const padding = track.codecId === "A_OPUS" ? Math.round(paddingSeconds * OPUS_RATE_HZ) : 0;
  const frames = Math.max(1, (sound.channels[0]?.length ?? 0) - padding);
  return {
    ...sound,
    channels: sound.channels.map((samples) => samples.subarray(0, frames)),
    source: { ...sound.source, container: "webm" },
  };
}
