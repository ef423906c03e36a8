import { readAudioSpecificConfig } from "../aac/audio-specific-config.js";
import { decodeAacPackets } from "../aac/decode-aac-packets.js";
import { CONVERT_REMEDY } from "../accepted-ranges.js";
import { readAlacConfig } from "../alac/alac-config.js";
import { decodeAlacPackets } from "../alac/decode-alac-packets.js";
import { UnsupportedAudioError } from "../audio-decode-error.js";
import type { DecodeBudget } from "../decode-budget.js";
import type { DecodedSound } from "../decoded-sound.js";
import { decodeFlacFrames } from "../flac/decode-flac-frames.js";
import { readStreamInfo } from "../flac/stream-info.js";
import { decodeMpeg } from "../mpeg/decode-mpeg.js";
import { decodeOpusPackets, OPUS_RATE_HZ } from "../opus/decode-opus-packets.js";
import { readOpusBox } from "../opus/opus-head.js";
import { ByteReader } from "../stream/byte-reader.js";
import { nothingDecodable } from "../stream/damage.js";
import { joinBytes } from "../stream/join-bytes.js";
import { childBox } from "./boxes.js";
import { readElementaryStream } from "./elementary-stream.js";
import { type Mp4Track, readMp4Tracks } from "./read-mp4-track.js";

/** Codings that are recognised and not decoded, by the name of their sample entry. */
const OTHERS: Readonly<Record<string, string>> = {
  enca: "encrypted sound",
  drms: "encrypted sound (FairPlay)",
  samr: "AMR narrow-band",
  sawb: "AMR wide-band",
  "ac-3": "Dolby Digital (AC-3)",
  "ec-3": "Dolby Digital Plus (E-AC-3)",
  mha1: "MPEG-H",
  lpcm: "uncompressed QuickTime sound",
  sowt: "uncompressed QuickTime sound",
  twos: "uncompressed QuickTime sound",
};

/** Object type indications of `mp4a` for MPEG audio, and the others for AAC. */
const MPEG_AUDIO = [0x69, 0x6b];
const AAC = [0x40, 0x66, 0x67, 0x68];

/** Decodes the first sound track of an MP4, M4A or QuickTime file that is coded as AAC, ALAC, MP3, Opus or FLAC. */
export async function decodeMp4(bytes: Uint8Array, budget: DecodeBudget): Promise<DecodedSound> {
  const reader = new ByteReader(bytes);
  const tracks = readMp4Tracks(reader);
  if (tracks.length === 0) throw nothingDecodable("an MP4 file without a sound track, or without its index (moov),");
  for (const track of tracks) {
    const sound = await decodeTrack(reader, track, budget);
    if (sound !== undefined) return { ...sound, source: { ...sound.source, container: "mp4" } };
  }
  throw new UnsupportedAudioError({
    found: `an MP4 file whose sound is ${tracks.map(codingName).join(", ")}`,
    accepted: "AAC-LC, ALAC, MP3, Opus and FLAC in MP4",
    remedy: CONVERT_REMEDY,
  });
}

async function decodeTrack(
  reader: ByteReader,
  track: Mp4Track,
  budget: DecodeBudget,
): Promise<DecodedSound | undefined> {
  const { coding, entry, packets } = track;
  if (coding === "Opus") {
    const box = childBox(reader, entry, "dOps");
    if (box === undefined) throw nothingDecodable("an MP4 file of Opus without its header");
    // The edit list leaves out what the header's pre-skip says, once more.
    const head = readOpusBox(reader.part(box.start, box.end - box.start));
    const { frames } = span(track, OPUS_RATE_HZ);
    return await decodeOpusPackets("mp4", head, packets, frames, budget);
  }
  if (coding === "fLaC") {
    const box = childBox(reader, entry, "dfLa");
    if (box === undefined) throw nothingDecodable("an MP4 file of FLAC without its header");
    return await decodeFlacFrames("mp4", readStreamInfo(reader.part(box.start + 8, 34)), packets, budget);
  }
  if (coding === "alac") {
    const box = childBox(reader, entry, "alac");
    if (box === undefined) throw nothingDecodable("an MP4 file of ALAC without its header");
    const config = readAlacConfig(reader.part(box.start + 4, box.end - box.start - 4));
    return trim(await decodeAlacPackets("mp4", config, packets, budget), track);
  }
  if (coding === ".mp3") return trim(await decodeMpeg(joinBytes(packets), budget), track);
  if (coding !== "mp4a") return undefined;
  const stream = readElementaryStream(reader, entry);
  if (stream === undefined) throw nothingDecodable("an MP4 file without the sound's configuration (esds)");
  if (MPEG_AUDIO.includes(stream.objectType)) return trim(await decodeMpeg(joinBytes(packets), budget), track);
  if (!AAC.includes(stream.objectType)) return undefined;
  const config = readAudioSpecificConfig(stream.config);
  return await decodeAacPackets("mp4", config, packets, span(track, config.sampleRateHz), budget);
}

/** The part to be heard, in samples. */
function span({ skipSeconds, seconds }: Mp4Track, sampleRateHz: number): { skip: number; frames: number | undefined } {
  return {
    skip: Math.round(skipSeconds * sampleRateHz),
    frames: seconds === undefined ? undefined : Math.round(seconds * sampleRateHz),
  };
}

function trim(sound: DecodedSound, track: Mp4Track): DecodedSound {
  const { skip, frames = Number.POSITIVE_INFINITY } = span(track, sound.sampleRateHz);
  return { ...sound, channels: sound.channels.map((samples) => samples.subarray(skip, skip + frames)) };
}

function codingName({ coding }: Mp4Track): string {
  return OTHERS[coding] ?? `coded as \`${coding}\``;
}
