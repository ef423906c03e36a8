import type { VoiceFeatures } from "@vocalith/dsp";

/** A value as JSON holds it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** What `analyze --json` prints: all features under their own names, tracks as arrays, null where nothing was measured. */
export function analysisReport(features: VoiceFeatures): { readonly [name: string]: Json } {
  return members(features);
}

function members(value: object): { readonly [name: string]: Json } {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toJson(member)]));
}

function toJson(value: unknown): Json {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  // Seven digits are what 32 bits hold; more would say nothing.
  if (value instanceof Float32Array) return Array.from(value, (number) => toJson(Number(number.toPrecision(7))));
  if (Array.isArray(value) || value instanceof Float64Array || value instanceof Float32Array)
    return Array.from(value, toJson);
  return typeof value === "object" && value !== null ? members(value) : null;
}
