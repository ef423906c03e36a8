import { type ReadonlySignal, signal } from "@preact/signals";
import type { GemViewer } from "@vocalith/three";
import type { StillSnapshotOptions } from "../stones/still-snapshot.js";
import type { Stone } from "../stones/stone.js";
import type { StoneCutter, StoneSound } from "../stones/stone-cutter.js";
import { type DownloadKind, FORMAT_OF } from "./download-kind.js";

/** What of the stone is at hand. */
export interface DownloadSource {
  readonly stone: Stone;
  readonly sound?: StoneSound;
  readonly viewer?: Pick<GemViewer, "snapshot" | "turntable">;
  /** Draws pictures where there can be no viewer. */
  readonly still?: (stone: Stone, options: StillSnapshotOptions) => Promise<Blob>;
}

/** A file that was made. */
export interface MadeFile {
  readonly name: string;
  readonly blob: Blob;
}

/** How far a file is. */
export type DownloadState =
  | { readonly name: "idle" }
  | { readonly name: "working"; readonly share?: number }
  | { readonly name: "made"; readonly bytes: number }
  | { readonly name: "failed"; readonly reason: "no-video" | "no-picture" | "fault"; readonly detail: string };

const IDLE: DownloadState = { name: "idle" };
const PICTURE = { widthPx: 2048, heightPx: 2048, samples: 64 } as const;
const FILM = { seconds: 8, framesPerSecond: 30, widthPx: 1080, heightPx: 1080, samples: 8 } as const;

/** Makes a stone's files one by one as they are asked for, and keeps each until another stone is at hand. */
export class Downloads {
  readonly #cutter: Pick<StoneCutter, "files">;
  readonly #save: (files: readonly MadeFile[]) => void;
  readonly #states = signal<ReadonlyMap<DownloadKind, DownloadState>>(new Map());
  readonly #made = new Map<DownloadKind, readonly MadeFile[]>();
  readonly #working = new Map<DownloadKind, AbortController>();
  #stone = 0;

  /**
   * @param save - Hands files to the browser's downloads.
   */
  constructor(cutter: Pick<StoneCutter, "files">, save: (files: readonly MadeFile[]) => void) {
    this.#cutter = cutter;
    this.#save = save;
  }

  get states(): ReadonlySignal<ReadonlyMap<DownloadKind, DownloadState>> {
    return this.#states;
  }

  /** Lets go of the files of the stone before, and of what is being made. */
  clear(): void {
    for (const working of this.#working.values()) working.abort();
    this.#working.clear();
    this.#made.clear();
    this.#states.value = new Map();
  }

  /** Makes a file, unless it was made before, and saves it. */
  async take(kind: DownloadKind, source: DownloadSource): Promise<void> {
    if (source.stone.id !== this.#stone) {
      this.clear();
      this.#stone = source.stone.id;
    }
    if (this.#working.has(kind)) return;
    const before = this.#made.get(kind);
    if (before !== undefined) {
      this.#save(before);
      return;
    }
    const working = new AbortController();
    this.#working.set(kind, working);
    this.#say(kind, { name: "working" });
    try {
      const files = await this.#make(kind, source, working.signal);
      if (working.signal.aborted) return;
      this.#made.set(kind, files);
      this.#say(kind, { name: "made", bytes: files.reduce((sum, { blob }) => sum + blob.size, 0) });
      this.#save(files);
    } catch (error) {
      if (!working.signal.aborted) this.#say(kind, failureOf(error));
    } finally {
      if (this.#working.get(kind) === working) this.#working.delete(kind);
    }
  }

  /** Gives up what is being made. */
  cancel(kind: DownloadKind): void {
    this.#working.get(kind)?.abort();
    this.#working.delete(kind);
    this.#say(kind, IDLE);
  }

  async #make(
    kind: DownloadKind,
    { stone, sound, still, viewer }: DownloadSource,
    signal: AbortSignal,
  ): Promise<readonly MadeFile[]> {
    const name = `vocalith-${stone.catalogueNumber}`;
    const format = FORMAT_OF[kind];
    if (format !== undefined) {
      const files = await this.#cutter.files(stone.id, [format], { signal });
      return files.map(({ name, bytes, type }) => ({ name, blob: new Blob([bytes], { type }) }));
    }
    if (kind === "recording" && sound !== undefined) return [recordingFile(name, sound)];
    const onProgress = (share: number) => {
      if (!signal.aborted) this.#say(kind, { name: "working", share });
    };
    if (kind === "picture" && viewer === undefined && still !== undefined) {
      const { heightPx, widthPx } = PICTURE;
      return [{ name: `${name}.png`, blob: await still(stone, { widthPx, heightPx, signal, onProgress }) }];
    }
    if (viewer === undefined) throw new Error("nothing to make it of");
    if (kind === "picture") return [{ name: `${name}.png`, blob: await viewer.snapshot({ ...PICTURE, signal }) }];
    return [{ name: `${name}.webm`, blob: await viewer.turntable({ ...FILM, signal, onProgress }) }];
  }

  #say(kind: DownloadKind, state: DownloadState): void {
    this.#states.value = new Map(this.#states.peek()).set(kind, state);
  }
}

/** The recording as it is: of this page every sample as WAV, a visitor's file byte for byte. */
function recordingFile(name: string, sound: StoneSound): MadeFile {
  if (!(sound instanceof Blob)) return { name: `${name}.wav`, blob: sound.wav() };
  const ending = sound instanceof File ? /\.\w{1,5}$/.exec(sound.name)?.[0] : undefined;
  return { name: `${name}${ending ?? ".wav"}`, blob: sound };
}

/** Errors of the viewer are known by their names: its classes come only with three. */
function failureOf(error: unknown): DownloadState {
  const detail = error instanceof Error ? error.message : String(error);
  const name = error instanceof Error ? error.name : "";
  if (name === "NoVideoError") return { name: "failed", reason: "no-video", detail };
  if (name === "ViewerClosedError" || name === "NoWebGLError") return { name: "failed", reason: "no-picture", detail };
  return { name: "failed", reason: "fault", detail };
}
