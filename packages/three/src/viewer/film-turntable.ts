import type { OrbitView } from "./orbit-view.js";
import { settleTurntable, type TurntableOptions } from "./picture-options.js";
import { PictureTaker, type Studio } from "./picture-taker.js";
import { openVideoWriter } from "./video-writer.js";

/** Films the stone turning once round from the side that is seen, picture by picture. */
export async function filmTurntable(
  studio: Studio,
  view: OrbitView,
  options: TurntableOptions,
  signal: AbortSignal,
): Promise<Blob> {
  const { seconds, framesPerSecond, widthPx, heightPx, samples, onProgress } = settleTurntable(options);
  const writer = await openVideoWriter({ widthPx, heightPx, framesPerSecond });
  try {
    signal.throwIfAborted();
    const taker = new PictureTaker(studio, widthPx, heightPx, samples);
    try {
      const frames = Math.max(1, Math.round(seconds * framesPerSecond));
      const first = view.azimuth;
      for (let frame = 0; frame < frames; frame++) {
        const azimuth = first - (2 * Math.PI * frame) / frames;
        await writer.add(await taker.take(view.lookFor(widthPx / heightPx, azimuth), azimuth, signal));
        signal.throwIfAborted();
        onProgress?.((frame + 1) / frames);
      }
    } finally {
      taker.dispose();
    }
    return await writer.finish();
  } finally {
    await writer.close();
  }
}
