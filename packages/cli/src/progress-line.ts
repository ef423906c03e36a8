import type { InspectionProgress } from "@vocalith/geometry";
import type { GemProgress } from "vocalith";

type Progress = GemProgress | InspectionProgress;

const WORDS: Readonly<Record<Progress["step"], string>> = {
  decode: "reading",
  analyze: "listening",
  cut: "cutting",
  surface: "looking for holes in",
  facets: "measuring facets of",
  walls: "measuring walls of",
  thickness: "measuring thickness of",
  done: "",
};

/** One line on standard error that says what is going on; nothing where nobody watches a terminal. */
export function progressLine(name: string): { show(progress: Progress): void; clear(): void } {
  const { stderr } = process;
  const clear = () => {
    if (stderr.isTTY) stderr.write("\r\u001b[K");
  };
  return {
    show({ step, fraction }) {
      if (!stderr.isTTY) return;
      clear();
      if (step !== "done") stderr.write(`${WORDS[step]} ${name} ${Math.round(100 * fraction)} %`);
    },
    clear,
  };
}
