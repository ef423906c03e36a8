import type { RoomApp } from "../app/room-app.js";
import type { Scene } from "../app/scene.js";
import { LevelMeter } from "./level-meter.js";
import { MicrophoneChoice } from "./microphone-choice.js";
import { RecordingClock } from "./recording-clock.js";

type ListeningScene = Extract<Scene, { name: "asking" | "ready" | "counting" | "recording" | "paused" | "settling" }>;

/** From the question for leave to the end of the recording. */
export function Listening({ app, scene }: { app: RoomApp; scene: ListeningScene }) {
  const words = app.words.value.record;
  switch (scene.name) {
    case "asking":
      return (
        <div class="desk">
          <h1 data-arrival tabIndex={-1}>
            {words.askingHeading}
          </h1>
          <p class="lead">{words.askingText}</p>
          <button type="button" class="link-button" onClick={() => app.goHome()}>
            {words.leave}
          </button>
        </div>
      );
    case "ready":
      return (
        <div class="desk">
          <h1>{words.readyHeading}</h1>
          <p class="lead">{words.readyText}</p>
          <MicrophoneChoice app={app} />
          <LevelMeter app={app} />
          <LevelHint app={app} />
          <div class="ways">
            <button
              type="button"
              class="button"
              data-weight="first"
              data-size="large"
              data-arrival
              onClick={() => app.begin()}
            >
              {words.begin}
            </button>
            <button type="button" class="link-button" onClick={() => app.goHome()}>
              {words.leave}
            </button>
          </div>
        </div>
      );
    case "counting":
      return (
        <div class="desk">
          <h1 class="unseen">{words.counting}</h1>
          <p class="count tabular" role="timer" aria-live="assertive">
            <span key={scene.left}>{words.countLeft(scene.left)}</span>
          </p>
          <button type="button" class="link-button" data-arrival onClick={() => app.retake()}>
            {words.leave}
          </button>
        </div>
      );
    case "recording":
    case "paused": {
      const isPaused = scene.name === "paused";
      return (
        <div class="desk">
          <h1 class="unseen">{isPaused ? words.paused : words.recording}</h1>
          <RecordingClock app={app} isPaused={isPaused} />
          <LevelMeter app={app} />
          <LevelHint app={app} />
          <div class="ways">
            <button type="button" class="button" onClick={() => (isPaused ? app.resume() : app.pause())}>
              {isPaused ? words.resume : words.pause}
            </button>
            <button type="button" class="button" data-weight="first" data-arrival onClick={() => app.stop()}>
              {words.stop}
            </button>
            <button type="button" class="link-button" onClick={() => app.retake()}>
              {words.retake}
            </button>
          </div>
        </div>
      );
    }
    case "settling":
      return (
        <div class="desk">
          <h1 data-arrival tabIndex={-1}>
            {words.settlingHeading}
          </h1>
          <p class="lead">{words.settlingText}</p>
        </div>
      );
  }
}

/** Too loud or very quiet; said to the eye here, to the ear by the announcer. */
function LevelHint({ app }: { app: RoomApp }) {
  const words = app.words.value.record;
  // Whoever has paused may be as quiet as they like.
  const remark = app.scene.value.name === "paused" ? undefined : app.listening.levelRemark.value;
  return (
    <p class="hint" data-kind={remark}>
      {remark === "clipping" ? words.clipping : remark === "quiet" ? words.quiet : ""}
    </p>
  );
}
