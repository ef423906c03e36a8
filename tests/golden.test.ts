import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createGem, cutGem } from "vocalith";

const fixtures = join(import.meta.dirname, "../fixtures");
const golden: Record<string, { code: string; stlSha256: string }> = JSON.parse(
  readFileSync(join(fixtures, "golden.json"), "utf8"),
);

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

// The expected values come from `npm run golden`, on whatever machine it last ran: these tests hold every other one to them.
describe.each(Object.entries(golden))("the golden gem of %s", (name, { code, stlSha256 }) => {
  it("has the recording's code and bytes", async () => {
    const gem = await createGem(readFileSync(join(fixtures, "voices", `${name}.wav`)));
    expect(gem.code).toBe(code);
    expect(sha256(gem.toSTL())).toBe(stlSha256);
  });

  it("is cut again from its code alone", async () => {
    const gem = await cutGem(code);
    expect(gem.features).toBeUndefined();
    expect(sha256(gem.toSTL())).toBe(stlSha256);
  });
});

it("there is a golden gem for every kind of voice", () => {
  expect(Object.keys(golden).length).toBeGreaterThanOrEqual(10);
  expect(new Set(Object.values(golden).map(({ stlSha256 }) => stlSha256)).size).toBe(Object.keys(golden).length);
});
