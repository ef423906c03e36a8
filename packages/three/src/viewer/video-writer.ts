import { NoVideoError } from "./gem-viewer-error.js";

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
  close(): void | Promise<void>;
}

const KEY_SECONDS = 2;
/** Enough for facets to stay crisp. */
const BITS_A_PIXEL = 0.16;
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

/** Writes with WebCodecs, by a muxer that is loaded when it is first needed; undefined where there is no encoder. */
async function encoderWriter(shape: VideoShape): Promise<VideoWriter | undefined> {
  if (typeof VideoEncoder === "undefined") return undefined;
  const {
    BufferTarget,
    getFirstEncodableVideoCodec,
    Output,
    Quality,
    VideoSample,
    VideoSampleSource,
    WebMOutputFormat,
  } = await import("mediabunny");
  const { widthPx, heightPx, framesPerSecond } = shape;
  const quality = new Quality("high");
  const codec = await getFirstEncodableVideoCodec(["vp9", "vp8"], {
    width: widthPx,
    height: heightPx,
    quality,
    frameRate: framesPerSecond,
  });
  if (codec === null) return undefined;
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new VideoSampleSource({ codec, quality, keyFrameInterval: KEY_SECONDS, latencyMode: "quality" });
  output.addVideoTrack(source, { frameRate: framesPerSecond });
  await output.start();
  let count = 0;
  return {
    async add(picture) {
      const sample = new VideoSample(picture.data, {
        format: "RGBX",
        codedWidth: widthPx,
        codedHeight: heightPx,
        timestamp: count / framesPerSecond,
        duration: 1 / framesPerSecond,
      });
      count++;
      try {
        await source.add(sample);
      } finally {
        sample.close();
      }
    },
    async finish() {
      await output.finalize();
      return new Blob(target.buffer === null ? [] : [target.buffer], { type: "video/webm" });
    },
    async close() {
      if (output.state !== "finalized" && output.state !== "canceled") await output.cancel();
    },
  };
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
