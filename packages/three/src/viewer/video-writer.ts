import { NoVideoError } from "./gem-viewer-error.js";
import { type EncodedPicture, writeWebM } from "./write-webm.js";

/** What a video is to be. */
export interface VideoShape {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly framesPerSecond: number;
}

/** Makes a video of pictures, each shown as long as the next, however long it took to draw them. */
export interface VideoWriter {
  add(picture: ImageData): Promise<void>;
  finish(): Promise<Blob>;
  /** Gives back what is held; needed whether or not the video was finished. */
  close(): void;
}

const KEY_SECONDS = 2;
/** Enough for facets to stay crisp. */
const BITS_A_PIXEL = 0.16;
const CODECS = [
  { name: "vp09.00.40.08", webm: "V_VP9" },
  { name: "vp8", webm: "V_VP8" },
] as const;
const RECORDED_TYPES = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];

/**
 * A writer of WebM by what this browser has: its encoder, which keeps exact time and need not wait for it; else its recorder.
 *
 * @throws NoVideoError where it has neither.
 */
export async function openVideoWriter(shape: VideoShape): Promise<VideoWriter> {
  return (await encoderWriter(shape)) ?? recorderWriter(shape);
}

function bitsASecond({ widthPx, heightPx, framesPerSecond }: VideoShape): number {
  return Math.round(widthPx * heightPx * framesPerSecond * BITS_A_PIXEL);
}

/** Writes with WebCodecs; undefined where that is not to be had. */
async function encoderWriter(shape: VideoShape): Promise<VideoWriter | undefined> {
  if (typeof VideoEncoder === "undefined") return undefined;
  const { widthPx, heightPx, framesPerSecond } = shape;
  for (const { name, webm } of CODECS) {
    const config: VideoEncoderConfig = {
      codec: name,
      width: widthPx,
      height: heightPx,
      bitrate: bitsASecond(shape),
      framerate: framesPerSecond,
      latencyMode: "quality",
    };
    const { supported } = await VideoEncoder.isConfigSupported(config).catch(() => ({ supported: false }));
    if (!supported) continue;
    const pictures: EncodedPicture[] = [];
    let failure: unknown;
    const encoder = new VideoEncoder({
      output: (chunk) => {
        const bytes = new Uint8Array(chunk.byteLength);
        chunk.copyTo(bytes);
        pictures.push({ bytes, timeMs: chunk.timestamp / 1000, isKey: chunk.type === "key" });
      },
      error: (error) => {
        failure = error;
      },
    });
    encoder.configure(config);
    let count = 0;
    const frameMicroseconds = 1e6 / framesPerSecond;
    return {
      async add(picture) {
        if (failure !== undefined) throw failure;
        const frame = new VideoFrame(picture.data, {
          format: "RGBA",
          codedWidth: widthPx,
          codedHeight: heightPx,
          timestamp: Math.round(count * frameMicroseconds),
          duration: Math.round(frameMicroseconds),
        });
        encoder.encode(frame, { keyFrame: count % Math.max(1, Math.round(KEY_SECONDS * framesPerSecond)) === 0 });
        frame.close();
        count++;
        // Encoders hold what they have not done yet in memory.
        while (encoder.encodeQueueSize > 4) await new Promise((resolve) => setTimeout(resolve, 4));
      },
      async finish() {
        await encoder.flush();
        if (failure !== undefined) throw failure;
        const durationMs = (count * 1000) / framesPerSecond;
        return new Blob([writeWebM(pictures, { codec: webm, widthPx, heightPx, durationMs })], { type: "video/webm" });
      },
      close() {
        if (encoder.state !== "closed") encoder.close();
      },
    };
  }
  return undefined;
}

/** Writes with MediaRecorder, which keeps the time of the clock: it is halted between pictures and runs for the length of each. */
function recorderWriter({ widthPx, heightPx, framesPerSecond }: VideoShape): VideoWriter {
  const type =
    typeof MediaRecorder === "undefined"
      ? undefined
      : RECORDED_TYPES.find((candidate) => MediaRecorder.isTypeSupported(candidate));
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (type === undefined || context === null || !("captureStream" in canvas)) {
    throw new NoVideoError(
      "a browser that can write no WebM video",
      `one whose VideoEncoder writes VP9 or VP8, or whose MediaRecorder takes ${RECORDED_TYPES.join(" or ")}`,
      "Use a newer browser, or take pictures with snapshot().",
    );
  }
  canvas.width = widthPx;
  canvas.height = heightPx;
  const stream = canvas.captureStream(0);
  const recorder = new MediaRecorder(stream, {
    mimeType: type,
    videoBitsPerSecond: bitsASecond({ widthPx, heightPx, framesPerSecond }),
  });
  const parts: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  return {
    async add(picture) {
      context.putImageData(picture, 0, 0);
      if (recorder.state === "inactive") recorder.start();
      else recorder.resume();
      requestFrame(stream);
      await new Promise((resolve) => setTimeout(resolve, 1000 / framesPerSecond));
      recorder.pause();
    },
    finish() {
      return new Promise((resolve) => {
        recorder.addEventListener("stop", () => resolve(new Blob(parts, { type: "video/webm" })), { once: true });
        recorder.stop();
      });
    },
    close() {
      if (recorder.state !== "inactive") recorder.stop();
      for (const track of stream.getTracks()) track.stop();
    },
  };
}

/** Hands the canvas on as one picture: asked of the track by the standard, of the stream in Firefox. */
function requestFrame(stream: MediaStream): void {
  const [track] = stream.getVideoTracks();
  for (const holder of [track, stream]) {
    if (holder === undefined || !("requestFrame" in holder) || typeof holder.requestFrame !== "function") continue;
    holder.requestFrame();
    return;
  }
}
