import { type DrawnGem, drawGemInSteps, encodePng, type Picture } from "vocalith";
import { Given, type TaskHandlers } from "./answer-tasks.js";
import type { DrawingTasks } from "./drawing-tasks.js";
import { lettersRead } from "./letters-read.js";

/** What is done in the worker that draws: light is followed on the processor, for browsers that give a page no graphics card. */
export function stoneDrawer(): TaskHandlers<DrawingTasks> {
  return {
    draw: async ({ gem, heightPx, widthPx }, { signal }) => {
      const picture = await drawn(gem, widthPx, heightPx, signal);
      return new Given(picture, [picture.rgba.buffer]);
    },
    png: async ({ gem, heightPx, widthPx }, { report, signal }) => {
      const bytes = encodePng(await drawn(gem, widthPx, heightPx, signal, report));
      return new Given(bytes, [bytes.buffer]);
    },
  };
}

/** A picture that may be given up. */
async function drawn(
  gem: DrawnGem,
  widthPx: number,
  heightPx: number,
  signal: AbortSignal,
  report: (share: number) => void = () => {},
): Promise<Picture> {
  const steps = drawGemInSteps(gem, { widthPx, heightPx });
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    report(step.value);
    await lettersRead();
    signal.throwIfAborted();
  }
}
