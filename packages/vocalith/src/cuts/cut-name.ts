/** The name of a way of cutting: `crystal`, grown as minerals grow, or `brilliant`, one gem-cut stone for a faceting machine. */
export type CutName = "crystal" | "brilliant";
