import "./exhibition.css";
import { useSignalEffect } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ExplainedTrait } from "vocalith";
import { LANGUAGE_NAMES, LANGUAGES } from "../language/languages.js";
import type { SettledVoice } from "../voice/recorder-events.js";
import type { ExhibitionApp } from "./exhibition-app.js";
import { ExhibitionStage } from "./exhibition-stage.js";
import { EXHIBITION_WORDS, exhibitionTrouble } from "./exhibition-words.js";
import { fillScreen } from "./fill-screen.js";
import { WallButton } from "./wall-button.js";

/** What can be read standing, of all that there is to say. */
const TOLD: readonly ExplainedTrait[] = ["color", "whole", "height", "longest", "question"];

/** The exhibition: one stone, few words, one button at a time. */
export function Exhibition({ app }: { app: ExhibitionApp }) {
  const [media, setMedia] = useState<HTMLMediaElement | undefined>(undefined);
  const room = useRef<HTMLElement>(null);
  const scene = app.scene.value;
  const voice = app.voice.value;

  // One key is enough: the button of the scene has the focus.
  useSignalEffect(() => {
    app.scene.value;
    requestAnimationFrame(() => room.current?.querySelector<HTMLElement>("[data-first]")?.focus());
  });

  return (
    <main class="exhibition" data-scene={scene.name} ref={room}>
      <ExhibitionStage app={app} media={media} />
      <div class="exhibition-words" aria-live="polite">
        <Words app={app} />
      </div>
      <Languages app={app} />
      <Idle app={app} />
      {voice && app.options.playback && <Playback key={voice.stone.id} voice={voice} onMedia={setMedia} />}
    </main>
  );
}

function Words({ app }: { app: ExhibitionApp }) {
  const words = EXHIBITION_WORDS[app.language.value];
  const scene = app.scene.value;
  switch (scene.name) {
    case "attract":
      return (
        <>
          <h1>{words.heading}</h1>
          <p class="exhibition-lead">
            {words.lead} <span class="exhibition-privacy">{words.privacy}</span>
          </p>
          <Begin app={app} text={words.begin} />
        </>
      );
    case "asking":
      return <p class="exhibition-lead">{words.asking}</p>;
    case "counting":
      return (
        <>
          <h1 class="unseen">{words.counting}</h1>
          <p class="exhibition-count tabular" role="timer">
            <span key={scene.left}>{scene.left}</span>
          </p>
          <p class="exhibition-lead">{words.prompt}</p>
        </>
      );
    case "recording":
      return (
        <>
          <h1>{words.recording}</h1>
          <p class="exhibition-lead">{words.prompt}</p>
          <Course app={app} />
          <WallButton isFirst onClick={() => app.end()}>
            {words.end}
          </WallButton>
        </>
      );
    case "settling":
      return <h1>{words.settling}</h1>;
    case "stone":
      return <Told app={app} />;
    case "trouble": {
      const { heading, text } = words.troubles[exhibitionTrouble(scene.kind)];
      return (
        <>
          <h1>{heading}</h1>
          <p class="exhibition-lead">{text}</p>
          <Begin app={app} text={words.again} />
        </>
      );
    }
  }
}

function Begin({ app, text }: { app: ExhibitionApp; text: string }) {
  return (
    <WallButton
      isFirst
      onClick={() => {
        fillScreen();
        app.begin();
      }}
    >
      {text}
    </WallButton>
  );
}

/** How loud it is, and how much time is left: drawn past the renderer, twenty times a second. */
function Course({ app }: { app: ExhibitionApp }) {
  const bar = useRef<HTMLDivElement>(null);
  const time = useRef<HTMLParagraphElement>(null);
  useSignalEffect(() => {
    const { longestSeconds } = app.options;
    const elapsed = app.elapsedSeconds.value;
    bar.current?.style.setProperty("--level", app.level.value.toFixed(3));
    bar.current?.style.setProperty("--elapsed", Math.min(1, elapsed / longestSeconds).toFixed(4));
    const text = EXHIBITION_WORDS[app.language.value].left(Math.ceil(Math.max(0, longestSeconds - elapsed)));
    if (time.current && time.current.textContent !== text) time.current.textContent = text;
  });
  return (
    <div class="exhibition-course" ref={bar}>
      <div class="exhibition-level" aria-hidden="true" />
      <div class="exhibition-elapsed" aria-hidden="true" />
      <p ref={time} class="exhibition-left tabular" aria-live="off" />
    </div>
  );
}

function Told({ app }: { app: ExhibitionApp }) {
  const words = EXHIBITION_WORDS[app.language.value];
  const explanation = app.explanation.value;
  const number = app.voice.value?.stone.catalogueNumber ?? "";
  return (
    <>
      <h1>{words.yours}</h1>
      <p class="exhibition-number tabular">{words.number(number)}</p>
      <div class="exhibition-told" lang={explanation?.language}>
        {explanation?.sentences
          .filter(({ trait }) => TOLD.includes(trait))
          .map(({ trait, text }) => (
            <p key={trait} data-trait={trait}>
              {text}
            </p>
          ))}
      </div>
      <div class="exhibition-ways">
        <WallButton isFirst onClick={() => app.reset()}>
          {words.next}
        </WallButton>
        <WallButton onClick={() => app.begin()}>{words.again}</WallButton>
      </div>
    </>
  );
}

function Languages({ app }: { app: ExhibitionApp }) {
  return (
    <fieldset class="exhibition-languages">
      <legend class="unseen">{EXHIBITION_WORDS[app.language.value].languages}</legend>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === app.language.value}
          onClick={() => {
            app.language.value = language;
            app.explain();
            // So that the language goes back with the visitor.
            if (app.scene.peek().name === "attract") app.idle.start();
          }}
        >
          {LANGUAGE_NAMES[language]}
        </button>
      ))}
    </fieldset>
  );
}

function Idle({ app }: { app: ExhibitionApp }) {
  const left = app.idle.left.value;
  if (left === undefined || app.scene.value.name === "attract") return null;
  return <p class="exhibition-idle tabular">{EXHIBITION_WORDS[app.language.value].idle(left)}</p>;
}

/** The voice once more, while its crystals light up. */
function Playback({ voice, onMedia }: { voice: SettledVoice; onMedia: (media: HTMLMediaElement | undefined) => void }) {
  const audio = useRef<HTMLAudioElement>(null);
  const address = useMemo(() => URL.createObjectURL(voice.recording.wav()), [voice]);
  useEffect(() => {
    const element = audio.current;
    onMedia(element ?? undefined);
    // Without leave to play, the stone is shown in silence.
    element?.play().catch(() => {});
    return () => {
      onMedia(undefined);
      element?.pause();
      element?.removeAttribute("src");
      element?.load();
      URL.revokeObjectURL(address);
    };
  }, [address, onMedia]);
  // biome-ignore lint/a11y/useMediaCaption: nobody has written down what the visitor said
  return <audio ref={audio} src={address} preload="auto" />;
}
