import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { RoomApp } from "../app/room-app.js";
import { Announcer } from "./announcer.js";
import { Credit } from "./credit.js";
import { Cutting } from "./cutting.js";
import { DropTarget } from "./drop-target.js";
import { later } from "./later.js";
import { Listening } from "./listening.js";
import { PutAwayNotice } from "./put-away-notice.js";
import { Stage } from "./stage.js";
import { Top } from "./top.js";
import { TroubleNotice } from "./trouble-notice.js";
import { Welcome } from "./welcome.js";

/** Half of the page's words are about a stone that is there: they come while it is made. */
const stonePage = later(() => import("./stone-page.js"));

/** The whole page: one stone, and around it what the scene has to say. */
export function Room({ app }: { app: RoomApp }) {
  const main = useRef<HTMLElement>(null);
  const arrived = useRef<string | undefined>(undefined);

  // Whoever came by keyboard or listens is taken along to the next scene: its heading or first button has the focus.
  useSignalEffect(() => {
    const { name } = app.scene.value;
    if (name !== "welcome") stonePage.ask().catch((error) => app.report(error));
    if (name === "counting") stonePage.part.peek()?.prepareStonePage(app);
    if (name === "stone" && stonePage.part.value === undefined) return;
    const first = arrived.current === undefined;
    const from = arrived.current;
    arrived.current = name;
    if (first || from === name) return;
    requestAnimationFrame(() => {
      const target = main.current?.querySelector<HTMLElement>("[data-arrival]");
      target?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    });
  });

  return (
    <div class="room" data-scene={app.scene.value.name}>
      <Top app={app} />
      <Stage app={app} />
      <main class="content" id="content" ref={main}>
        <SceneContent app={app} />
        <PutAwayNotice app={app} />
      </main>
      <Credit app={app} />
      <DropTarget app={app} />
      <Announcer app={app} />
    </div>
  );
}

function SceneContent({ app }: { app: RoomApp }) {
  const scene = app.scene.value;
  switch (scene.name) {
    case "welcome":
      return <Welcome app={app} />;
    case "asking":
    case "ready":
    case "counting":
    case "recording":
    case "paused":
    case "settling":
      return <Listening app={app} scene={scene} />;
    case "cutting":
      return <Cutting app={app} scene={scene} />;
    case "stone": {
      const StonePage = stonePage.part.value?.StonePage;
      return StonePage ? <StonePage app={app} source={scene.source} /> : null;
    }
    case "trouble":
      return <TroubleNotice app={app} trouble={scene.trouble} />;
  }
}
