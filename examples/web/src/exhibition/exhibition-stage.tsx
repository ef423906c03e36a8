import { effect, useSignal } from "@preact/signals";
import type { GemViewer } from "@vocalith/three";
import { useEffect, useRef } from "preact/hooks";
import { wordsOf } from "../language/words-of.js";
import { StillPicture } from "../room/still-picture.js";
import { useImmediateEffect } from "../room/use-immediate-effect.js";
import type { ExhibitionApp } from "./exhibition-app.js";
import { EXHIBITION_WORDS } from "./exhibition-words.js";

/** A lost picture that has not come back by itself is drawn on another canvas after so many ms. */
const LOST_MS = 5000;

/** The one viewer of the exhibition: it shows stone after stone for as long as the graphics card bears it. */
export function ExhibitionStage({ app, media }: { app: ExhibitionApp; media: HTMLMediaElement | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const viewer = useSignal<GemViewer | undefined>(undefined);
  const generation = useSignal(0);

  useEffect(() => {
    let isGone = false;
    let made: GemViewer | undefined;
    let lost: ReturnType<typeof setTimeout> | undefined;
    let stop = () => {};
    void (async () => {
      const { GemViewer } = await import("@vocalith/three");
      stop = effect(() => {
        const stone = app.shown.value;
        const element = canvas.current;
        if (made !== undefined || stone === undefined || element === null || isGone) return;
        try {
          made = new GemViewer(element, stone, { zoom: false, turning: true, keyboard: false });
        } catch {
          app.isStill.value = true;
          return;
        }
        made.addEventListener("contextlost", () => {
          lost = setTimeout(() => generation.value++, LOST_MS);
        });
        made.addEventListener("contextrestored", () => clearTimeout(lost));
        viewer.value = made;
      });
    })();
    return () => {
      isGone = true;
      stop();
      clearTimeout(lost);
      made?.dispose();
      viewer.value = undefined;
    };
  }, [app, generation.value, viewer, generation]);

  useImmediateEffect(() => {
    const stone = app.shown.value;
    if (viewer.value && stone) viewer.value.show(stone, { grow: app.isGrowing.peek() });
  });
  useImmediateEffect(() => {
    // The next growth comes sooner than a fine picture, and the end must find the graphics free.
    if (viewer.value) viewer.value.refining = app.scene.value.name !== "recording";
  });
  useImmediateEffect(() => {
    // What is cut meanwhile is to come at once.
    if (viewer.value) viewer.value.resting = app.isSettling.value;
  });
  useEffect(() => viewer.value?.follow(media), [media, viewer.value]);

  const isEmpty = app.shown.value === undefined;
  return (
    <div class="exhibition-stage" data-empty={isEmpty ? "" : undefined}>
      {app.isStill.value ? (
        <StillPicture
          shown={app.shown}
          isGrowing={app.isGrowing}
          isSettling={app.isSettling}
          words={wordsOf(app.language.value).view}
        />
      ) : (
        <canvas key={generation.value} ref={canvas} aria-label={EXHIBITION_WORDS[app.language.value].stone} />
      )}
    </div>
  );
}
