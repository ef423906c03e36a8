export type { Gem, GemColor, GemCrystal } from "./gem.js";
