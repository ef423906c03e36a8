import { FailureError, type FailureKind } from "../stones/failure.js";
import { AudioContexts } from "./audio-contexts.js";
import { CAPTURE_PROCESSOR, type CaptureOrder, type CaptureReport } from "./capture-messages.js";
import type { Microphone, Microphones } from "./microphone.js";

/** What a voice needs and a call does not: the sound as it is. */
const UNTOUCHED = { echoCancellation: false, noiseSuppression: false, autoGainControl: false } as const;

const contexts = new AudioContexts();

/** The microphones of the browser. */
export const browserMicrophones: Microphones = {
  async list() {
    const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    return devices
      .filter(({ deviceId, kind }) => kind === "audioinput" && deviceId !== "")
      .map(({ deviceId, label }) => ({ deviceId, label }));
  },
  open: openMicrophone,
  watch(listener) {
    const devices = navigator.mediaDevices;
    devices?.addEventListener("devicechange", listener);
    return () => devices?.removeEventListener("devicechange", listener);
  },
};

async function openMicrophone(deviceId?: string): Promise<Microphone> {
  refuseUnable();
  // Before anything is waited for.
  const inClick = contexts.wake();
  let context = inClick;
  let stream: MediaStream | undefined;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: {
        ...UNTOUCHED,
        channelCount: { ideal: 1 },
        ...(deviceId !== undefined && { deviceId: { exact: deviceId } }),
      },
    });
    const source = await listenAtOwnRate(stream, inClick);
    context = source.context as AudioContext;
    await contexts.prepare(context);
    if (!(await contexts.isAwake(context))) throw openFailure(...HELD_UP);
    return capture(stream, context, source);
  } catch (error) {
    for (const track of stream?.getTracks() ?? []) track.stop();
    contexts.rest(context);
    throw failureToOpen(error);
  }
}

function refuseUnable(): void {
  const mediaDevices: MediaDevices | undefined = navigator.mediaDevices;
  if (!globalThis.isSecureContext) {
    throw openFailure(
      "insecure",
      "a page that came by plain HTTP",
      "a page that came by HTTPS",
      "Open the page by its https address.",
    );
  }
  const isAble =
    mediaDevices !== undefined && typeof AudioContext !== "undefined" && typeof AudioWorkletNode !== "undefined";
  if (isAble) return;
  const accepted = "a browser of the last two years";
  throw openFailure(
    "unsupported",
    "a browser that cannot record in a page",
    accepted,
    "Open the page in another browser.",
  );
}

/** The sound at the rate of the device, where the browser can, so that nothing is resampled; else at the rate of the output. */
async function listenAtOwnRate(stream: MediaStream, inClick: AudioContext): Promise<MediaStreamAudioSourceNode> {
  const sampleRate = stream.getAudioTracks()[0]?.getSettings().sampleRate;
  if (sampleRate !== undefined && sampleRate !== inClick.sampleRate) {
    const own = await contexts.wakeAt(sampleRate);
    if (own !== undefined) {
      try {
        const source = own.createMediaStreamSource(stream);
        contexts.rest(inClick);
        return source;
      } catch {
        // Firefox takes the sound of a device only at the rate of the output.
        contexts.rest(own);
      }
    }
  }
  return inClick.createMediaStreamSource(stream);
}

function capture(stream: MediaStream, context: AudioContext, source: MediaStreamAudioSourceNode): Microphone {
  const [track] = stream.getAudioTracks();
  const node = new AudioWorkletNode(context, CAPTURE_PROCESSOR, {
    numberOfInputs: 1,
    numberOfOutputs: 1,
    outputChannelCount: [1],
    channelCount: 1,
    channelCountMode: "explicit",
  });
  const tell = (order: CaptureOrder, transfer: Transferable[] = []) => {
    // A context that was held up hears nothing; the click that comes here may wake it.
    if (context.state !== "running" && context.state !== "closed") void context.resume();
    node.port.postMessage(order, transfer);
  };
  // Tracks and nodes outlive their microphone for a while, in some browsers for ever: what listens to them must not.
  const open = new AbortController();
  let isClosed = false;
  let begun = 0;
  const microphone: Microphone = {
    deviceId: track?.getSettings().deviceId ?? "",
    label: track?.label ?? "",
    sampleRateHz: context.sampleRate,
    onReport: () => {},
    onEnd: () => {},
    onInterruption: () => {},
    begin(sound, mostSamples) {
      begun++;
      tell({ order: "begin", sound, mostSamples }, [sound]);
    },
    pause: () => tell({ order: "pause" }),
    resume: () => tell({ order: "resume" }),
    end: () => tell({ order: "end" }),
    close() {
      if (isClosed) return;
      isClosed = true;
      node.port.postMessage({ order: "close" } satisfies CaptureOrder);
      open.abort();
      node.port.onmessage = null;
      node.onprocessorerror = null;
      source.disconnect();
      node.disconnect();
      for (const each of stream.getTracks()) each.stop();
      contexts.rest(context);
    },
  };
  node.port.onmessage = ({ data }) => {
    const { recording, ...report } = data as CaptureReport;
    // What is still on its way from the recording before says nothing of this one.
    microphone.onReport(recording === begun ? report : { ...report, recordedSeconds: 0, isFull: false });
  };
  node.onprocessorerror = () => microphone.onEnd();
  track?.addEventListener("ended", () => microphone.onEnd(), { signal: open.signal });
  context.addEventListener(
    "statechange",
    () => {
      if (context.state !== "running") microphone.onInterruption();
    },
    { signal: open.signal },
  );
  // Browsers pull only what leads to the output; what arrives there is silence.
  source.connect(node).connect(context.destination);
  return microphone;
}

const OPENING: Readonly<Record<string, readonly [kind: FailureKind, found: string, advice: string]>> = {
  NotAllowedError: [
    "denied",
    "no leave to listen",
    "Allow the microphone for this page in the browser's settings, then try again.",
  ],
  SecurityError: [
    "denied",
    "no leave to listen",
    "Allow the microphone for this page in the browser's settings, then try again.",
  ],
  NotFoundError: ["no-microphone", "no microphone", "Plug one in, then try again."],
  OverconstrainedError: ["no-microphone", "no such microphone", "Choose another one."],
  NotReadableError: ["in-use", "a microphone that gives no sound", "Close other programs that listen, then try again."],
  AbortError: ["in-use", "a microphone that gives no sound", "Close other programs that listen, then try again."],
};

const HELD_UP = [
  "no-output",
  "a browser that holds the sound up",
  "one that can play sound",
  "Plug in headphones or loudspeakers, then try again.",
] as const;

function failureToOpen(error: unknown): unknown {
  const known = error instanceof DOMException || error instanceof Error ? OPENING[error.name] : undefined;
  if (known === undefined) return error;
  const [kind, found, advice] = known;
  return openFailure(kind, found, "a microphone", advice);
}

const openFailure = (kind: FailureKind, found: string, accepted: string, advice: string) =>
  new FailureError({ kind, found, accepted, advice });
