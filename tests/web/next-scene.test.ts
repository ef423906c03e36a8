import { describe, expect, it } from "vitest";
import { nextScene } from "../../examples/web/src/app/next-scene.js";
import type { RoomEvent, Scene } from "../../examples/web/src/app/scene.js";
import { TROUBLE_KINDS, waysOn } from "../../examples/web/src/app/trouble.js";

const sceneAfter = (events: readonly RoomEvent[], from: Scene = { name: "welcome" }): Scene =>
  events.reduce(nextScene, from);

const ALL: readonly RoomEvent[] = [
  { type: "speak" },
  { type: "microphone-open" },
  { type: "begin" },
  { type: "counted" },
  { type: "pause" },
  { type: "resume" },
  { type: "stop" },
  { type: "retake" },
  { type: "open", source: "file" },
  { type: "progress", fraction: 0.5 },
  { type: "cut", source: "file" },
  { type: "fail", trouble: { kind: "denied" } },
  { type: "home" },
];

describe("the course of the room", () => {
  it("goes from the first page through three, two, one to a stone", () => {
    const asked = sceneAfter([{ type: "speak" }]);
    expect(asked).toEqual({ name: "asking" });
    const counting = sceneAfter([{ type: "microphone-open" }, { type: "begin" }], asked);
    expect(counting).toEqual({ name: "counting", left: 3 });
    const recording = sceneAfter([{ type: "counted" }, { type: "counted" }, { type: "counted" }], counting);
    expect(recording).toEqual({ name: "recording" });
    const stone = sceneAfter(
      [{ type: "pause" }, { type: "resume" }, { type: "stop" }, { type: "cut", source: "voice" }],
      recording,
    );
    expect(stone).toEqual({ name: "stone", source: "voice" });
  });

  it("may be stopped while it is paused, and taken again from wherever it listens", () => {
    expect(sceneAfter([{ type: "stop" }], { name: "paused" })).toEqual({ name: "settling" });
    for (const name of ["recording", "paused"] as const)
      expect(sceneAfter([{ type: "retake" }], { name })).toEqual({ name: "ready" });
    expect(sceneAfter([{ type: "retake" }], { name: "counting", left: 2 })).toEqual({ name: "ready" });
  });

  it("is not torn away by an answer that comes too late", () => {
    const welcome: Scene = { name: "welcome" };
    for (const event of ALL) {
      if (["speak", "open", "cut", "fail"].includes(event.type)) continue;
      expect(nextScene(welcome, event), event.type).toBe(welcome);
    }
    const stone: Scene = { name: "stone", source: "code" };
    for (const type of ["microphone-open", "begin", "counted", "pause", "resume", "stop", "retake"] as const) {
      expect(nextScene(stone, { type }), type).toBe(stone);
    }
  });

  it("never counts a recording in twice, and never falls back in its progress", () => {
    const recording: Scene = { name: "recording" };
    expect(nextScene(recording, { type: "counted" })).toBe(recording);
    const cutting = sceneAfter([
      { type: "open", source: "file" },
      { type: "progress", fraction: 0.6 },
      { type: "progress", fraction: 0.2 },
    ]);
    expect(cutting).toEqual({ name: "cutting", source: "file", fraction: 0.6 });
  });

  it("leads home and to trouble from everywhere, and on from every trouble", () => {
    const scenes: Scene[] = [
      { name: "welcome" },
      { name: "asking" },
      { name: "ready" },
      { name: "counting", left: 3 },
      { name: "recording" },
      { name: "paused" },
      { name: "settling" },
      { name: "cutting", source: "code", fraction: 0 },
      { name: "stone", source: "voice" },
      { name: "trouble", trouble: { kind: "silent" } },
    ];
    for (const scene of scenes) {
      expect(nextScene(scene, { type: "home" }).name).toBe("welcome");
      expect(nextScene(scene, { type: "fail", trouble: { kind: "fault" } }).name).toBe("trouble");
    }
    for (const kind of TROUBLE_KINDS) {
      expect(waysOn(kind).length).toBeGreaterThan(0);
      expect(nextScene({ name: "trouble", trouble: { kind } }, { type: "speak" })).toEqual({ name: "asking" });
    }
  });
});
