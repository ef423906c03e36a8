import type { Trouble } from "./trouble.js";

/** Where a stone came from. */
export type StoneSource = "voice" | "file" | "code" | "twin";

/**
 * What the room shows: exactly one of these at a time.
 *
 * - `welcome`: the first page, with an example turning;
 * - `asking`: the browser asks for leave to use the microphone;
 * - `ready`: the microphone is open, nothing is recorded yet;
 * - `counting`: three, two, one;
 * - `recording`, `paused`: the stone grows, or waits;
 * - `settling`: the recording is over and becomes its stone;
 * - `cutting`: a file or a code becomes a stone;
 * - `stone`: the stone and all that can be done with it;
 * - `trouble`: what went wrong, and the ways on.
 */
export type Scene =
  | { readonly name: "welcome" }
  | { readonly name: "asking" }
  | { readonly name: "ready" }
  | { readonly name: "counting"; readonly left: number }
  | { readonly name: "recording" }
  | { readonly name: "paused" }
  | { readonly name: "settling" }
  | { readonly name: "cutting"; readonly source: "file" | "code"; readonly fraction: number }
  | { readonly name: "stone"; readonly source: StoneSource }
  | { readonly name: "trouble"; readonly trouble: Trouble };

/** What happens in the room: something the visitor did, or something the machine came to. */
export type RoomEvent =
  | { readonly type: "speak" }
  | { readonly type: "microphone-open" }
  | { readonly type: "begin" }
  | { readonly type: "counted" }
  | { readonly type: "pause" }
  | { readonly type: "resume" }
  | { readonly type: "stop" }
  | { readonly type: "retake" }
  | { readonly type: "open"; readonly source: "file" | "code" }
  | { readonly type: "progress"; readonly fraction: number }
  | { readonly type: "cut"; readonly source: StoneSource }
  | { readonly type: "fail"; readonly trouble: Trouble }
  | { readonly type: "home" };

/** What is counted down before a recording begins. */
export const COUNT_FROM = 3;
