import { describe, expect, it } from "vitest";
import { GEM_VIEWER_DEFAULTS, SNAPSHOT_DEFAULTS, TURNTABLE_DEFAULTS, ViewerOptionError } from "../../src/index.js";
import { settleViewer } from "../../src/viewer/gem-viewer-options.js";
import { settleSnapshot, settleTurntable } from "../../src/viewer/picture-options.js";

describe("options of pictures and of the viewer", () => {
  it("have defaults for fields that are not there and for those that are undefined", () => {
    expect(settleSnapshot({ widthPx: undefined })).toEqual(SNAPSHOT_DEFAULTS);
    expect(settleTurntable({})).toEqual(TURNTABLE_DEFAULTS);
    expect(settleViewer({ label: undefined, fill: 0.5 })).toEqual({ ...GEM_VIEWER_DEFAULTS, fill: 0.5 });
  });

  it.each([
    ["widthPx", () => settleSnapshot({ widthPx: 8 })],
    ["samples", () => settleSnapshot({ samples: Number.NaN })],
    ["seconds", () => settleTurntable({ seconds: 0 })],
    ["heightPx", () => settleTurntable({ heightPx: 721 })],
    ["framesPerSecond", () => settleTurntable({ framesPerSecond: 1000 })],
    ["maximumPixelRatio", () => settleViewer({ maximumPixelRatio: 0 })],
    ["elevationDegrees", () => settleViewer({ elevationDegrees: 90 })],
    ["bloom", () => settleViewer({ bloom: 2 })],
  ])("say of a wrong %s what was found and what is accepted", (name, settle) => {
    try {
      settle();
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ViewerOptionError);
      if (!(error instanceof ViewerOptionError)) return;
      expect(error.found).toContain(name);
      for (const part of [error.found, error.accepted, error.advice]) expect(error.message).toContain(part);
    }
  });
});
