import { drawGem, encodePng } from "vocalith";
import { Given, type TaskHandlers } from "./answer-tasks.js";
import type { DrawingTasks } from "./drawing-tasks.js";

/** What is done in the worker that draws: light is followed on the processor, for browsers that give a page no graphics card. */
export function stoneDrawer(): TaskHandlers<DrawingTasks> {
  return {
    draw: ({ gem, heightPx, widthPx }) => {
      const picture = drawGem(gem, { widthPx, heightPx });
      return new Given(picture, [picture.rgba.buffer]);
    },
    png: ({ gem, heightPx, widthPx }, { report }) => {
      const bytes = encodePng(drawGem(gem, { widthPx, heightPx, onProgress: report }));
      return new Given(bytes, [bytes.buffer]);
    },
  };
}
