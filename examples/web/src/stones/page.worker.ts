import { stoneGrower } from "../voice/stone-grower.js";
import { voiceListener } from "../voice/voice-listener.js";
import { answerTasks, type TaskScope } from "./answer-tasks.js";
import type { PageWorkerName } from "./page-worker.js";
import { stoneBench } from "./stone-bench.js";

// All workers are of this one file, which is fetched and kept once; each does what its name says.
const scope = globalThis as unknown as TaskScope & { readonly name: PageWorkerName };
switch (scope.name) {
  case "stones":
    answerTasks(scope, stoneBench());
    break;
  case "listening":
    answerTasks(scope, voiceListener());
    break;
  case "growing":
    answerTasks(scope, stoneGrower());
}
