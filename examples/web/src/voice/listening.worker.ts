import { answerTasks, type TaskScope } from "../stones/answer-tasks.js";
import { voiceListener } from "./voice-listener.js";

answerTasks(globalThis as unknown as TaskScope, voiceListener());
