import type { GemViewer, ViewedGem } from "@vocalith/three";
import { useEffect, useRef } from "preact/hooks";

/** One stone on a canvas of its own, turning slowly; gone with all it holds when it is not shown any more. */
export function StoneView({ gem, label }: { gem: ViewedGem; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const viewer = useRef<GemViewer | undefined>(undefined);
  const shown = useRef(gem);
  shown.current = gem;

  useEffect(() => {
    let isGone = false;
    void (async () => {
      const { GemViewer } = await import("@vocalith/three");
      const element = canvas.current;
      if (isGone || element === null) return;
      try {
        viewer.current = new GemViewer(element, shown.current, { zoom: false, turning: true });
      } catch {
        // Without WebGL the words are left.
      }
    })();
    return () => {
      isGone = true;
      viewer.current?.dispose();
      viewer.current = undefined;
    };
  }, []);
  useEffect(() => {
    if (viewer.current !== undefined && viewer.current.gem !== gem) viewer.current.show(gem);
  }, [gem]);

  return <canvas ref={canvas} class="stone-view" aria-label={label} />;
}
