/** How an exhibition goes, from the page's address: `?exhibition&idle=60&longest=30&lang=ko&playback=off`. */
export interface ExhibitionOptions {
  /** So long after the last touch the next visitor's turn begins, in seconds, 5 to 3600. */
  readonly idleSeconds: number;
  /** A recording ends by itself when it is so long, in seconds, 3 to 30. */
  readonly longestSeconds: number;
  /** Whether a voice is played once when its stone is finished. */
  readonly playback: boolean;
}

/** What holds where the address says nothing. */
export const EXHIBITION_DEFAULTS: ExhibitionOptions = { idleSeconds: 60, longestSeconds: 30, playback: true };

/** Reads the options; what is not a number or out of range is taken to the nearest that will do. */
export function exhibitionOptions(address: URL): ExhibitionOptions {
  const number = (name: string, otherwise: number, least: number, most: number) => {
    const text = address.searchParams.get(name);
    const value = text === null || text.trim() === "" ? Number.NaN : Number(text);
    return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise;
  };
  return {
    idleSeconds: number("idle", EXHIBITION_DEFAULTS.idleSeconds, 5, 3600),
    longestSeconds: number("longest", EXHIBITION_DEFAULTS.longestSeconds, 3, 30),
    playback: address.searchParams.get("playback") !== "off",
  };
}
