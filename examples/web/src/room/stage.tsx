import { effect, type ReadonlySignal, useSignal, useSignalEffect } from "@preact/signals";
import type { GemViewer } from "@vocalith/three";
import { useCallback, useEffect, useRef } from "preact/hooks";
import type { RoomApp } from "../app/room-app.js";
import type { Stone } from "../stones/stone.js";
import { StillPicture } from "./still-picture.js";
import { useImmediateEffect } from "./use-immediate-effect.js";

/** Where the stone stands. The viewer, and three with it, come after the words: the page can be read before. */
export function Stage({ app }: { app: RoomApp }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { viewer } = app;
  const generation = useSignal(0);
  const state = useSignal<"waiting" | "showing" | "lost" | "impossible">("waiting");

  useEffect(() => {
    let isGone = false;
    let made: GemViewer | undefined;
    void (async () => {
      const loading = import("@vocalith/three");
      const stone = await firstOf(app.shown);
      const { GemViewer } = await loading;
      const element = canvas.current;
      if (isGone || element === null) return;
      try {
        made = new GemViewer(element, app.viewed(stone), {
          zoom: false,
          turning: true,
        });
      } catch {
        state.value = "impossible";
        app.isStill.value = true;
        return;
      }
      made.addEventListener("shown", () => {
        app.seen.value = app.shown.peek()?.id;
      });
      made.addEventListener("contextlost", () => {
        state.value = "lost";
      });
      made.addEventListener("contextrestored", () => {
        state.value = "showing";
      });
      viewer.value = made;
      state.value = "showing";
    })();
    return () => {
      isGone = true;
      made?.dispose();
      viewer.value = undefined;
    };
  }, [app, generation.value, state, viewer]);

  useImmediateEffect(() => {
    const stone = app.shown.value;
    if (viewer.value && stone) viewer.value.show(app.viewed(stone), { grow: app.isGrowing.peek() });
  });
  useImmediateEffect(() => {
    // The next growth comes sooner than a fine picture, and the end must find the graphics free.
    if (viewer.value) viewer.value.refining = app.scene.value.name !== "recording";
  });
  useImmediateEffect(() => {
    // What is cut meanwhile is to come at once.
    if (viewer.value) viewer.value.resting = app.isSettling.value;
  });
  useSignalEffect(() => {
    const { form, turning } = app.study.settings.value;
    if (!viewer.value) return;
    const isStonePage = app.scene.value.name === "stone";
    viewer.value.form = isStonePage ? form : "stone";
    viewer.value.turning = turning || !isStonePage;
  });
  useSignalEffect(() => {
    viewer.value?.follow(app.media.value, 0);
  });

  const onSeen = useCallback(
    ({ id }: Stone) => {
      app.seen.value = id;
    },
    [app],
  );

  const words = app.words.value;
  const hasStone = app.shown.value !== undefined;
  const isEmpty = !hasStone || state.value !== "showing";
  return (
    <div class="stage" data-empty={isEmpty ? "" : undefined}>
      <canvas
        key={generation.value}
        ref={canvas}
        inert={isEmpty}
        aria-label={words.stone.viewer}
        aria-description={words.stone.viewerHint}
      />
      {hasStone && state.value === "lost" && (
        <div class="stage-note" role="alert">
          <p>{words.view.lost}</p>
          <button
            type="button"
            class="button"
            onClick={() => {
              state.value = "waiting";
              generation.value++;
            }}
          >
            {words.view.restore}
          </button>
        </div>
      )}
      {hasStone && state.value === "impossible" && (
        <StillPicture
          shown={app.shown}
          isGrowing={app.isGrowing}
          isSettling={app.isSettling}
          words={words.view}
          onSeen={onSeen}
        />
      )}
    </div>
  );
}

/** The first value of a signal that is not undefined. */
function firstOf<Value>(source: ReadonlySignal<Value | undefined>): Promise<Value> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      const value = source.value;
      if (value === undefined) return;
      resolve(value);
      queueMicrotask(() => stop());
    });
  });
}
