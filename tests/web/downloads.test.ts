import { describe, expect, it } from "vitest";
import { unavailable } from "../../examples/web/src/files/download-kind.js";
import { type DownloadSource, Downloads, type MadeFile } from "../../examples/web/src/files/downloads.js";

describe("what can be had of a stone", () => {
  const crystal = { cut: "crystal", individuals: [{}] } as unknown as Parameters<typeof unavailable>[1]["stone"];
  const brilliant = { ...crystal, cut: "brilliant" } as const;
  const all = { sound: true, drawn: "viewer" } as const;

  it("is a faceting design of one voice's brilliant alone", () => {
    expect(unavailable("gemcad", { stone: crystal, ...all })).toBe("not-faceted");
    expect(unavailable("gemcad", { stone: brilliant, ...all })).toBeUndefined();
    const twin = { ...brilliant, individuals: [...brilliant.individuals, ...brilliant.individuals] };
    expect(unavailable("gemcad", { stone: twin, ...all })).toBe("not-faceted");
  });

  it("is no recording of a stone from a code, and no picture of one that is not drawn", () => {
    expect(unavailable("recording", { stone: crystal, sound: false, drawn: "viewer" })).toBe("no-recording");
    expect(unavailable("turntable", { stone: crystal, sound: true, drawn: undefined })).toBe("no-picture");
    expect(unavailable("stl", { stone: crystal, sound: false, drawn: undefined })).toBeUndefined();
  });

  it("is a picture but no film where the stone stands still", () => {
    expect(unavailable("picture", { stone: crystal, sound: true, drawn: "still" })).toBeUndefined();
    expect(unavailable("turntable", { stone: crystal, sound: true, drawn: "still" })).toBe("no-turning");
  });
});

describe("making files", () => {
  const stone = { id: 7, catalogueNumber: "7T2K-M09X" } as Parameters<Downloads["take"]>[1]["stone"];
  const stl = { name: "vocalith-7T2K-M09X.stl", bytes: new Uint8Array(84), type: "model/stl", format: "stl" } as const;

  it("makes each once and saves it as often as it is asked for", async () => {
    const saved: MadeFile[] = [];
    let made = 0;
    const files = async () => {
      made++;
      return [stl];
    };
    const downloads = new Downloads({ files }, (given) => saved.push(...given));
    await downloads.take("stl", { stone });
    await downloads.take("stl", { stone });
    expect([made, saved.map(({ name }) => name)]).toEqual([1, [stl.name, stl.name]]);
    expect(downloads.states.value.get("stl")).toEqual({ name: "made", bytes: 84 });
    await downloads.take("stl", { stone: { ...stone, id: 8 } });
    expect(made).toBe(2);
  });

  it("tells how far a film is, and gives it up when asked", async () => {
    let share = (_: number) => {};
    const viewer = {
      snapshot: () => Promise.reject(new Error("not asked for")),
      turntable: ({
        signal,
        onProgress = () => {},
      }: {
        signal?: AbortSignal;
        onProgress?: (share: number) => void;
      } = {}) => {
        share = onProgress;
        return new Promise<Blob>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
      },
    };
    const saved: MadeFile[] = [];
    const downloads = new Downloads({ files: async () => [] }, (files) => saved.push(...files));
    const taking = downloads.take("turntable", { stone, viewer });
    share(0.25);
    expect(downloads.states.value.get("turntable")).toEqual({ name: "working", share: 0.25 });
    downloads.cancel("turntable");
    await taking;
    expect(downloads.states.value.get("turntable")).toEqual({ name: "idle" });
    expect(saved).toEqual([]);
  });

  it("draws a picture where there is no viewer, tells how far it is, and gives it up when asked", async () => {
    let share = (_: number) => {};
    let given: AbortSignal | undefined;
    const png = new Blob(["png"], { type: "image/png" });
    let draw = async () => png;
    const saved: MadeFile[] = [];
    const downloads = new Downloads({ files: async () => [] }, (files) => saved.push(...files));
    const still: DownloadSource["still"] = (_, { onProgress, signal }) => {
      share = onProgress;
      given = signal;
      return draw();
    };
    await downloads.take("picture", { stone, still });
    expect(saved).toEqual([{ name: "vocalith-7T2K-M09X.png", blob: png }]);

    downloads.clear();
    draw = () => new Promise((_, reject) => given?.addEventListener("abort", () => reject(given?.reason)));
    const taking = downloads.take("picture", { stone, still });
    share(0.5);
    expect(downloads.states.value.get("picture")).toEqual({ name: "working", share: 0.5 });
    downloads.cancel("picture");
    await taking;
    expect(downloads.states.value.get("picture")).toEqual({ name: "idle" });
    expect(saved).toHaveLength(1);
  });

  it("says in which way it failed, and lets it be tried again", async () => {
    const error = Object.assign(new Error("found no encoder"), { name: "NoVideoError" });
    const viewer = { snapshot: () => Promise.reject(error), turntable: () => Promise.reject(error) };
    const downloads = new Downloads({ files: () => Promise.reject(new Error("out of memory")) }, () => {});
    await downloads.take("turntable", { stone, viewer });
    await downloads.take("stl", { stone });
    expect(downloads.states.value.get("turntable")).toMatchObject({ name: "failed", reason: "no-video" });
    expect(downloads.states.value.get("stl")).toMatchObject({ reason: "fault", detail: "out of memory" });
  });
});
