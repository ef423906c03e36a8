import { answerTasks, type TaskScope } from "./answer-tasks.js";
import type { PageWorkerName } from "./page-worker.js";
import { stoneBench } from "./stone-bench.js";

// All workers are of this one file, which is fetched and kept once; each does what its name says. What only a voice needs comes when there is one.
const scope = globalThis as unknown as TaskScope & { readonly name: PageWorkerName };
switch (scope.name) {
  case "stones":
    answerTasks(scope, async () => stoneBench());
    break;
  case "listening":
    answerTasks(scope, async () => (await import("../voice/voice-listener.js")).voiceListener());
    break;
  case "growing":
    answerTasks(scope, async () => (await import("../voice/stone-grower.js")).stoneGrower());
    break;
  case "drawing":
    answerTasks(scope, async () => (await import("./stone-drawer.js")).stoneDrawer());
}
