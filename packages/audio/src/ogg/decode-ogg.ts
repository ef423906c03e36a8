import { CONVERT_REMEDY } from "../accepted-ranges.js";
import { UnsupportedAudioError } from "../audio-decode-error.js";
import type { DecodeBudget } from "../decode-budget.js";
import type { DecodedSound } from "../decoded-sound.js";
import { decodeFlacFrames } from "../flac/decode-flac-frames.js";
import { readStreamInfo } from "../flac/stream-info.js";
import { decodeOpusPackets } from "../opus/decode-opus-packets.js";
import { readOpusHead } from "../opus/opus-head.js";
import { damageWarning, nothingDecodable } from "../stream/damage.js";
import { decodeVorbisPages } from "./decode-vorbis-pages.js";
import { type OggPage, oggPackets, readOggPages } from "./read-ogg-packets.js";

/** What the first packet of a stream begins with, and whose it is. */
const CODECS: readonly (readonly [letters: string, codec: string])[] = [
  ["OpusHead", "opus"],
  ["\x01vorbis", "vorbis"],
  ["\x7fFLAC", "flac"],
  ["Speex   ", "Speex"],
  ["\x80theora", "Theora video"],
  ["fishead\0", "an index"],
];

/** Decodes an Ogg file's first sound stream: Vorbis, Opus or FLAC. */
export async function decodeOgg(bytes: Uint8Array, budget: DecodeBudget): Promise<DecodedSound> {
  const { codec, pages, warnings } = await selectStream(bytes, budget);
  if (codec === "vorbis") {
    const sound = await decodeVorbisPages(pages, budget);
    return { ...sound, warnings: [...warnings, ...sound.warnings] };
  }
  const { packets, lost } = oggPackets(pages);
  warnings.push(...damageWarning(lost, "packet"));
  const [head = new Uint8Array(0), ...rest] = packets;
  if (codec === "opus") {
    const lastGranule = pages[pages.length - 1]?.isLast ? (pages[pages.length - 1]?.granule ?? -1) : -1;
    const opus = readOpusHead(head);
    // The second packet holds tags; the last page says where the sound ends, counted with the samples before it begins.
    const frames = lastGranule > opus.preSkip ? lastGranule - opus.preSkip : undefined;
    const sound = await decodeOpusPackets("ogg", opus, rest.slice(1), frames, budget);
    return { ...sound, warnings: [...warnings, ...sound.warnings] };
  }
  // "\x7fFLAC", version, number of header packets, then "fLaC", the header of its first block, and that block.
  const sound = await decodeFlacFrames("ogg", readStreamInfo(head.subarray(17)), rest.filter(isFlacFrame), budget);
  return { ...sound, warnings: [...warnings, ...sound.warnings] };
}

function isFlacFrame(packet: Uint8Array): boolean {
  return packet[0] === 0xff;
}

async function selectStream(
  bytes: Uint8Array,
  budget: DecodeBudget,
): Promise<{ codec: string; pages: OggPage[]; warnings: string[] }> {
  const pages: OggPage[] = [];
  const seen = new Set<string>();
  let codec: string | undefined;
  let serial = 0;
  let missing = 0;
  let mended = 0;
  let hasMore = false;
  for (const page of readOggPages(bytes)) {
    await budget.spend(page.bytes.length);
    if (page.isFirst) {
      const kind = codecOf(page.body);
      if (codec === undefined && /^(opus|vorbis|flac)$/.test(kind)) {
        codec = kind;
        serial = page.serial;
        pages.push(page);
      } else {
        seen.add(kind);
        hasMore ||= codec !== undefined && pages[pages.length - 1]?.isLast === true;
      }
      continue;
    }
    const last = pages[pages.length - 1];
    if (page.serial !== serial || last === undefined || last.isLast) continue;
    if (page.sequence > last.sequence + 1) missing += page.sequence - last.sequence - 1;
    if (page.isDamaged) mended++;
    pages.push(page);
  }
  if (codec === undefined) {
    if (seen.size === 0) throw nothingDecodable("an Ogg file");
    throw new UnsupportedAudioError({
      found: `an Ogg file holding ${[...seen].join(", ")}`,
      accepted: "Vorbis, Opus and FLAC in Ogg",
      remedy: CONVERT_REMEDY,
    });
  }
  return {
    codec,
    pages,
    warnings: [
      ...damageWarning(missing, "page"),
      ...(mended > 0 ? [`${mended} damaged page(s) were read as far as they go; there may be noise or gaps.`] : []),
      ...(hasMore ? ["The file holds several recordings one after another; the first was read."] : []),
    ],
  };
}

function codecOf(packet: Uint8Array): string {
  const start = String.fromCharCode(...packet.subarray(0, 8));
  return CODECS.find(([letters]) => start.startsWith(letters))?.[1] ?? "a coding that is not known here";
}
