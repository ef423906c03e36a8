import { describe, expect, it } from "vitest";
import { glottalPulse } from "../src/index.js";

const SHAPES = [0.3, 0.5, 0.75, 1, 1.5, 2, 2.7];

describe("glottalPulse", () => {
  it.each(SHAPES)("returns the flow to zero after a cycle, Rd %d", (rd) => {
    const pulse = glottalPulse(rd);
    const steps = 20_000;
    let flow = 0;
    let peak = 0;
    for (let i = 0; i < steps; i++) {
      flow += pulse.flowDerivative((i + 0.5) / steps) / steps;
      peak = Math.max(peak, flow);
    }
    expect(peak).toBeGreaterThan(0.03);
    expect(Math.abs(flow)).toBeLessThan(1e-4 * peak);
  });

  it.each(SHAPES)("is steepest at the closure, Rd %d", (rd) => {
    const pulse = glottalPulse(rd);
    expect(pulse.flowDerivative(pulse.closurePhase)).toBeCloseTo(-1, 9);
    // The breathiest pulse turns a hair before it closes.
    for (let i = 0; i <= 500; i++) expect(pulse.flowDerivative(i / 500)).toBeGreaterThanOrEqual(-1.01);
  });

  it("has the open quotient and the amplitude quotient that Rd stands for", () => {
    // Fant 1995: Rd = (U0 / Ee) (F0 / 110 Hz), U0 / Ee in ms; for one cycle of length 1: peak flow / 1 = 0.11 Rd.
    for (const rd of [0.5, 1, 1.5, 2]) {
      const pulse = glottalPulse(rd);
      let flow = 0;
      let peak = 0;
      for (let i = 0; i < 5000; i++) {
        flow += pulse.flowDerivative((i + 0.5) / 5000) / 5000;
        peak = Math.max(peak, flow);
      }
      expect(Math.abs(peak / (0.11 * rd) - 1)).toBeLessThan(0.08);
    }
    expect(glottalPulse(0.5).closurePhase).toBeLessThan(glottalPulse(2).closurePhase);
  });

  it("takes the nearest shape beyond its range", () => {
    expect(glottalPulse(0).closurePhase).toBe(glottalPulse(0.3).closurePhase);
    expect(glottalPulse(9).closurePhase).toBe(glottalPulse(2.7).closurePhase);
  });
});
