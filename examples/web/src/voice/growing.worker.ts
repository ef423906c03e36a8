import { answerTasks, type TaskScope } from "../stones/answer-tasks.js";
import { stoneGrower } from "./stone-grower.js";

answerTasks(globalThis as unknown as TaskScope, stoneGrower());
