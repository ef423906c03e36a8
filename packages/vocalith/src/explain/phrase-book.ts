import type {
  Clearness,
  ColorReading,
  HeightReading,
  LongestReading,
  MineralReading,
  QuestionReading,
  SidesReading,
  SmallFacesReading,
  StoneReading,
  TipReading,
  WholeReading,
} from "./stone-reading.js";

/** How one language says what is read in a stone: whole sentences, for somebody who has never heard of a formant. */
export interface PhraseBook {
  /** Which voice of a twin is told of. */
  readonly voice: (place: 1 | 2) => string;
  readonly color: (color: ColorReading) => string;
  readonly clearness: (clearness: Clearness) => string;
  readonly mineral: (mineral: MineralReading, singer: StoneReading["singer"]) => string;
  readonly whole: (whole: WholeReading, isGrown: boolean) => string;
  readonly height: (height: HeightReading) => string;
  readonly tip: (tip: TipReading) => string;
  readonly sides: (sides: SidesReading) => string;
  readonly longest: (longest: LongestReading) => string;
  readonly smallFaces: (smallFaces: SmallFacesReading, isGrown: boolean, singer: StoneReading["singer"]) => string;
  readonly question: (question: QuestionReading) => string;
}
