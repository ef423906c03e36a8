import type { BatchRow } from "./batch-row.js";

/** How far a batch is. */
export interface BatchState {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** Recordings a second of late; 0 while nobody knows. */
  readonly perSecond: number;
}

/** Tells whoever watches how a batch goes. */
export interface BatchProgress {
  /** Work begins on so many recordings. */
  begin(total: number): void;
  /** A recording was finished. */
  finished(row: BatchRow, state: Omit<BatchState, "perSecond">): void;
  /** A line that stays. */
  say(line: string): void;
  /** Takes away what does not stay. */
  clear(): void;
}

interface Screen {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Time between two drawings of the bar. */
const REDRAW_MS = 100;
/** The rate is that of so much time gone by. */
const RATE_MS = 20_000;
/** Time between two lines where there is no terminal. */
const PLAIN_MS = 10_000;

/** A bar on a terminal, a line now and then elsewhere, nothing but what is said where `quiet`. */
export function batchProgress(screen: Screen, quiet: boolean): BatchProgress {
  if (quiet) return { begin() {}, finished() {}, say: (line) => void screen.write(`${line}\n`), clear() {} };
  const rate = rateMeter();
  return screen.isTTY ? barProgress(screen, rate) : plainProgress(screen, rate);
}

function barProgress(screen: Screen, rate: RateMeter): BatchProgress {
  let drawnAt = Number.NEGATIVE_INFINITY;
  let bar = "";
  const erase = "\r\u001b[K";
  const say = (line: string) => void screen.write(`${erase}${line}\n${bar}`);
  const draw = (state: BatchState) => {
    bar = formatBar(state, screen.columns ?? 80);
    screen.write(`${erase}${bar}`);
  };
  return {
    begin: (total) => draw({ total, done: 0, failed: 0, perSecond: 0 }),
    finished(row, state) {
      const now = performance.now();
      rate.count(now);
      if (row.status === "failed") say(failureLine(row));
      if (now - drawnAt < REDRAW_MS && state.done < state.total) return;
      drawnAt = now;
      draw({ ...state, perSecond: rate.perSecond(now) });
    },
    say,
    clear() {
      bar = "";
      screen.write(erase);
    },
  };
}

function plainProgress(screen: Screen, rate: RateMeter): BatchProgress {
  let saidAt = performance.now();
  return {
    begin() {},
    finished(row, state) {
      const now = performance.now();
      rate.count(now);
      if (row.status === "failed") screen.write(`${failureLine(row)}\n`);
      if (now - saidAt < PLAIN_MS) return;
      saidAt = now;
      screen.write(`${formatState({ ...state, perSecond: rate.perSecond(now) })}\n`);
    },
    say: (line) => void screen.write(`${line}\n`),
    clear() {},
  };
}

interface RateMeter {
  count(nowMs: number): void;
  perSecond(nowMs: number): number;
}

/** Recordings a second over the last while, or since the beginning where that is shorter. */
function rateMeter(): RateMeter {
  const startMs = performance.now();
  const times: number[] = [];
  return {
    count(nowMs) {
      times.push(nowMs);
      while (times[0] < nowMs - RATE_MS) times.shift();
    },
    perSecond(nowMs) {
      const spanMs = Math.min(RATE_MS, nowMs - startMs);
      return spanMs > 0 ? (1000 * times.length) / spanMs : 0;
    },
  };
}

/** A bar that fits into so many columns, with what is done, how fast, and how long it will take. */
export function formatBar(state: BatchState, columns: number): string {
  const words = formatState(state);
  const width = Math.min(40, columns - words.length - 2);
  if (width < 8) return words.slice(0, Math.max(0, columns - 1));
  const filled = state.total === 0 ? width : Math.round((width * state.done) / state.total);
  return `${"█".repeat(filled)}${"░".repeat(width - filled)} ${words}`;
}

/** How far a batch is, in words. */
export function formatState({ total, done, failed, perSecond }: BatchState): string {
  const parts = [`${done} of ${total}`];
  if (perSecond > 0) {
    parts.push(`${perSecond.toFixed(perSecond < 10 ? 1 : 0)} a second`);
    if (done < total) parts.push(`${formatDuration((total - done) / perSecond)} left`);
  }
  if (failed > 0) parts.push(`${failed} failed`);
  return parts.join(", ");
}

/** Seconds as `45 s`, `3:05 min` or `2:10 h`. */
export function formatDuration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const two = (value: number) => String(value).padStart(2, "0");
  if (whole < 3600) return `${Math.floor(whole / 60)}:${two(whole % 60)} min`;
  const minutes = Math.ceil(whole / 60);
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)} h`;
}

function failureLine({ recording, error }: BatchRow): string {
  return `${withoutControls(recording)}: ${error}`;
}

/** A path as it may stand on a terminal: a file name can hold anything, even what moves the cursor. */
export function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "?");
}
