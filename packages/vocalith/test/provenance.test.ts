import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "@vocalith/audio";
import { describe, expect, it, vi } from "vitest";
import manifest from "../package.json" with { type: "json" };
import {
  ConsentError,
  type CreateGemOptions,
  createGem,
  cutGem,
  ProvenanceError,
  type ProvenanceStatement,
} from "../src/index.js";

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "../../../fixtures/voices", `${name}.wav`));
const bytes = fixture("calm-high");
const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");

const STATEMENT: ProvenanceStatement = {
  speaker: "Nguyễn Thị Hoa",
  recordedAt: "2026-02-28T23:59:60+07:00",
  place: "Huế",
  licence: "CC-BY-4.0",
  consent: { given: true, by: "her daughter", on: "2026-03", scope: "one stone, shown in Seoul" },
  note: "a lullaby",
};

describe("provenance", () => {
  it("is what the caller states, the check sums and format of the recording, and the versions", async () => {
    const gem = await createGem(bytes, { provenance: STATEMENT, requireConsent: true });
    const { channels, sampleRateHz, durationSeconds } = await decode(bytes);
    expect(gem.provenance).toEqual({
      voices: [
        {
          ...STATEMENT,
          recording: {
            samplesSha256: sha256(new Uint8Array(channels[0].buffer)),
            fileSha256: sha256(bytes),
            channels: 1,
            sampleRateHz,
            durationSeconds,
            container: "wav",
            codec: "pcm-s16le",
          },
        },
      ],
      versions: { vocalith: manifest.version, code: "vl0" },
    });
    expect(JSON.parse(JSON.stringify(gem.provenance))).toEqual(gem.provenance);
  });

  it("tells one recording by its samples, whatever it came in, and changes no stone", async () => {
    const [samples] = (await decode(bytes)).channels;
    const fromFile = await createGem(new Blob([new Uint8Array(bytes)]), { provenance: STATEMENT });
    const fromSamples = await createGem({ samples, sampleRateHz: 16_000 });
    const [file, sound] = [fromFile, fromSamples].map(({ provenance }) => provenance?.voices[0].recording);
    expect(sound?.samplesSha256).toBe(file?.samplesSha256);
    expect(file?.fileSha256).toBe(sha256(bytes));
    expect(sound).not.toHaveProperty("fileSha256");
    expect(fromSamples.toSTL()).toEqual(fromFile.toSTL());
    expect(fromSamples.code).toBe(fromFile.code);
    expect(await cutGem(fromFile.code)).not.toHaveProperty("provenance");
  });

  it("has no check sums, and still a gem, where the engine has no WebCrypto", async () => {
    vi.stubGlobal("crypto", {});
    try {
      const gem = await createGem(bytes);
      expect(Object.keys(gem.provenance?.voices[0].recording ?? {})).not.toContain("samplesSha256");
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it("follows each voice of a twin, also where the second channel speaks first", async () => {
    const left = (await decode(fixture("calm-deep"))).channels[0];
    const right = (await decode(bytes)).channels[0];
    const samples = [
      new Float32Array(left.length + right.length + 16_000),
      new Float32Array(left.length + right.length + 16_000),
    ];
    samples[0].set(left, right.length + 8_000);
    samples[1].set(right, 0);
    const gem = await createGem(
      { samples, sampleRateHz: 16_000 },
      { speakers: 2, provenance: [{ speaker: "left" }, { speaker: "right" }] },
    );
    expect(gem.provenance?.voices.map(({ speaker }) => speaker)).toEqual(["right", "left"]);
    expect(gem.provenance?.voices.map(({ recording }) => recording.samplesSha256)).toEqual(
      [samples[1], samples[0]].map((channel) => sha256(new Uint8Array(channel.buffer))),
    );
    await expect(createGem([bytes, bytes], { provenance: STATEMENT })).rejects.toThrow(/1 of 2 statements/);
    await expect(createGem(bytes, { provenance: [STATEMENT, STATEMENT] })).rejects.toThrow(ProvenanceError);
  });

  it("refuses to begin without consent where that is required", async () => {
    const broken = new Uint8Array(3);
    const refused: CreateGemOptions["provenance"][] = [
      undefined,
      {},
      { speaker: "A" },
      { consent: { given: false, by: "A" } },
    ];
    for (const provenance of refused) {
      await expect(createGem(broken, { provenance, requireConsent: true })).rejects.toThrow(ConsentError);
    }
    const pair = [STATEMENT, { ...STATEMENT, consent: undefined }] as const;
    await expect(createGem([broken, broken], { provenance: pair, requireConsent: true })).rejects.toThrow(ConsentError);
    await expect(createGem(bytes, { provenance: { consent: { given: false } } })).resolves.toBeDefined();
  });

  it.each<[string, unknown]>([
    ["a field of another name", { license: "MIT" }],
    ["a text that is none", { speaker: 7 }],
    ["an empty text", { place: " " }],
    ["a text without end", { note: "a".repeat(2001) }],
    ["consent without an answer", { consent: { by: "A" } }],
    ["consent in words", { consent: { given: "yes" } }],
    ["consent that is no object", { consent: true }],
    ["a day that never was", { recordedAt: "2023-02-29" }],
    ["a month that never was", { recordedAt: "2023-13" }],
    ["an hour that never was", { recordedAt: "2023-01-01T24:00" }],
    ["a day in words", { recordedAt: "yesterday" }],
    ["a Date", { recordedAt: new Date(0) }],
    ["a text for all", "me"],
    ["nothing", null],
  ])("refuses %s with a typed error, before anything is read", async (_, statement) => {
    const provenance = statement as ProvenanceStatement;
    await expect(createGem(new Uint8Array(3), { provenance })).rejects.toThrow(ProvenanceError);
  });

  it.each(["1889", "2024-02", "2024-02-29", "2000-02-29T00:00", "1961-01-20T12:52:01.5Z", "1961-01-20T12:52-05:00"])(
    "keeps the time %s as it is written",
    async (recordedAt) => {
      const gem = await createGem(bytes, { provenance: { recordedAt } });
      expect(gem.provenance?.voices[0].recordedAt).toBe(recordedAt);
    },
  );

  it("keeps a copy: a statement changed later changes no gem", async () => {
    const statement = { speaker: "A", consent: { given: true } };
    const gem = await createGem(bytes, { provenance: statement });
    statement.consent.given = false;
    expect(gem.provenance?.voices[0].consent?.given).toBe(true);
  });
});

describe("samples", () => {
  it("never stay in a gem: no field, however deep, holds a run of them", async () => {
    const voice = (await decode(bytes)).channels[0];
    const gems = [await createGem(bytes), await createGem([bytes, fixture("child")])];
    // Any sixteen neighbours would be found by the first two, at any gain or in any coding of whole numbers.
    const pairs = new Set<string>();
    for (let i = 4000; i + 2 < voice.length; i++) {
      if (Math.abs(voice[i]) > 0.02)
        pairs.add((voice[i + 1] / voice[i]).toFixed(5) + (voice[i + 2] / voice[i]).toFixed(5));
    }
    const longest = (values: ArrayLike<number>) => {
      let run = 0;
      let most = 0;
      for (let i = 0; i + 2 < values.length; i++) {
        const key = (values[i + 1] / values[i]).toFixed(5) + (values[i + 2] / values[i]).toFixed(5);
        run = pairs.has(key) ? run + 1 : 0;
        most = Math.max(most, run);
      }
      return most;
    };
    expect(longest(voice.subarray(8000, 9000))).toBeGreaterThan(8);
    let looked = 0;
    const visit = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      if (ArrayBuffer.isView(value)) {
        looked++;
        expect(longest(value as Float32Array)).toBeLessThan(8);
      } else {
        if (Array.isArray(value) && typeof value[0] === "number") expect(longest(value)).toBeLessThan(8);
        Object.values(value).forEach(visit);
      }
    };
    gems.forEach(visit);
    expect(looked).toBeGreaterThan(30);
    for (const { code, provenance } of gems) {
      expect(code.length).toBeLessThanOrEqual(600);
      expect(JSON.stringify(provenance).length).toBeLessThan(1500);
    }
  });
});
