import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { RoomApp } from "../app/room-app.js";
import { clockTime } from "./clock-time.js";

/** The voice, to be listened to again; the viewer lights the crystal that sounds. Nothing where the stone came from a code. */
export function Transport({ app }: { app: RoomApp }) {
  const { sound } = app.study.origin.value;
  const address = useMemo(() => {
    if (sound === undefined) return undefined;
    return URL.createObjectURL(sound instanceof Blob ? sound : sound.wav());
  }, [sound]);
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address]);
  return address === undefined ? null : <Player key={address} app={app} address={address} />;
}

function Player({ app, address }: { app: RoomApp; address: string }) {
  const audio = useRef<HTMLAudioElement>(null);
  const isPlaying = useSignal(false);
  const seconds = useSignal(0);
  const canPlay = useSignal(true);
  const words = app.words.value.listen;
  const whole = app.study.stone.value?.durationSeconds ?? 0;

  useEffect(() => {
    app.media.value = audio.current ?? undefined;
    return () => {
      app.media.value = undefined;
    };
  }, [app]);

  // The element tells the time four times a second; the slider moves with every frame.
  useSignalEffect(() => {
    if (!isPlaying.value) return undefined;
    let frame = 0;
    const tick = () => {
      seconds.value = audio.current?.currentTime ?? 0;
      frame = requestAnimationFrame(tick);
    };
    tick();
    return () => cancelAnimationFrame(frame);
  });

  if (!canPlay.value) return <p class="hint">{words.cannotPlay}</p>;
  const now = Math.min(seconds.value, whole);
  const share = whole > 0 ? (100 * now) / whole : 0;
  return (
    <fieldset class="transport">
      <legend class="unseen">{words.heading}</legend>
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has written down what the visitor said */}
      <audio
        ref={audio}
        src={address}
        preload="auto"
        onPlay={() => {
          isPlaying.value = true;
        }}
        onPause={({ currentTarget }) => {
          isPlaying.value = false;
          // At the end too: where frames are rare, the last of them was long before.
          seconds.value = currentTarget.currentTime;
        }}
        onSeeked={({ currentTarget }) => {
          seconds.value = currentTarget.currentTime;
        }}
        onError={() => {
          canPlay.value = false;
        }}
      />
      <button
        type="button"
        class="round"
        aria-label={isPlaying.value ? words.pause : words.play}
        onClick={() => {
          if (isPlaying.value) audio.current?.pause();
          else void audio.current?.play().catch(() => {});
        }}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          {isPlaying.value ? <path d="M3 2h3.5v12H3zM9.5 2H13v12H9.5z" /> : <path d="M3.5 1.5v13L14 8z" />}
        </svg>
      </button>
      <input
        type="range"
        aria-label={words.position}
        aria-valuetext={words.positionValue(clockTime(now), clockTime(whole))}
        min={0}
        max={whole}
        step={0.01}
        value={now}
        style={{ "--share": `${share}%` }}
        onInput={({ currentTarget }) => {
          seconds.value = currentTarget.valueAsNumber;
          if (audio.current) audio.current.currentTime = currentTarget.valueAsNumber;
        }}
      />
      <time class="tabular">
        {clockTime(now)} / {clockTime(whole)}
      </time>
    </fieldset>
  );
}
