import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode, type Recording } from "@vocalith/audio";
import { seededRandom, writeWAV } from "@vocalith/testkit";
import { findExecutable } from "../engines/find-executable.js";

/** Something that happens to a recording and should hardly move its gem. */
export interface Disturbance {
  readonly name: string;
  /** The recording after it. */
  apply(recording: Recording): Recording | Promise<Recording>;
}

const GAIN_DB = 12;
const NOISE_DB = -40;
const SILENCE_SECONDS = 1;

/** What needs no program: gain, 16 bits, silence before and after, noise. */
const OWN_DISTURBANCES: readonly Disturbance[] = [
  { name: "12 dB louder", apply: (recording) => amplified(recording, GAIN_DB) },
  { name: "12 dB softer", apply: (recording) => amplified(recording, -GAIN_DB) },
  {
    name: "16 bits against float",
    apply: (recording) => mapped(recording, (channel) => channel.map((sample) => Math.round(sample * 32768) / 32768)),
  },
  { name: "a second of silence before", apply: (recording) => padded(recording, SILENCE_SECONDS, 0) },
  { name: "a second of silence after", apply: (recording) => padded(recording, 0, SILENCE_SECONDS) },
  { name: "white noise at 40 dB", apply: withNoise },
];

/**
 * All disturbances that this machine can make: resampling, MP3 and Opus are ffmpeg's.
 *
 * @returns without the last three where there is no ffmpeg
 */
export function disturbances(): readonly Disturbance[] {
  const ffmpeg = findExecutable(["ffmpeg"]);
  if (ffmpeg === undefined) return OWN_DISTURBANCES;
  const through = (file: string, ...settings: string[]) => {
    return (recording: Recording) => throughFFmpeg(ffmpeg, recording, file, settings);
  };
  return [
    ...OWN_DISTURBANCES,
    {
      name: "another rate (44.1 or 48 kHz)",
      apply: (recording) => {
        const rate = recording.sampleRateHz === 44_100 ? "48000" : "44100";
        return throughFFmpeg(ffmpeg, recording, "other.wav", ["-ar", rate, "-c:a", "pcm_f32le"]);
      },
    },
    { name: "MP3, 128 kbit/s", apply: through("other.mp3", "-b:a", "128k") },
    { name: "Opus, 32 kbit/s", apply: through("other.opus", "-c:a", "libopus", "-b:a", "32k") },
  ];
}

function mapped(recording: Recording, change: (channel: Float32Array) => Float32Array): Recording {
  return { ...recording, channels: recording.channels.map(change) };
}

function amplified(recording: Recording, decibels: number): Recording {
  const factor = 10 ** (decibels / 20);
  return mapped(recording, (channel) => channel.map((sample) => sample * factor));
}

function padded(recording: Recording, beforeSeconds: number, afterSeconds: number): Recording {
  const [before, after] = [beforeSeconds, afterSeconds].map((seconds) => Math.round(seconds * recording.sampleRateHz));
  return mapped(recording, (channel) => {
    const longer = new Float32Array(before + channel.length + after);
    longer.set(channel, before);
    return longer;
  });
}

/** Normal noise 40 dB below the recording's mean power; each channel has its own. */
function withNoise(recording: Recording): Recording {
  const { normal } = seededRandom(1);
  return mapped(recording, (channel) => {
    const power = channel.reduce((sum, sample) => sum + sample * sample, 0) / channel.length;
    const level = Math.sqrt(power) * 10 ** (NOISE_DB / 20);
    return channel.map((sample) => sample + level * normal());
  });
}

async function throughFFmpeg(
  ffmpeg: string,
  recording: Recording,
  file: string,
  settings: readonly string[],
): Promise<Recording> {
  const folder = mkdtempSync(join(tmpdir(), "vocalith-"));
  try {
    const source = join(folder, "source.wav");
    writeFileSync(source, writeWAV(recording.channels, recording.sampleRateHz, { sampleFormat: "float32" }));
    execFileSync(ffmpeg, ["-y", "-loglevel", "error", "-i", source, ...settings, join(folder, file)]);
    return await decode(readFileSync(join(folder, file)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
