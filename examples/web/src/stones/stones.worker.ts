import { answerTasks, type TaskScope } from "./answer-tasks.js";
import { stoneBench } from "./stone-bench.js";

answerTasks(globalThis as unknown as TaskScope, stoneBench());
