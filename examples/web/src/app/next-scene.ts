import { COUNT_FROM, type RoomEvent, type Scene } from "./scene.js";

/**
 * The whole course of the room: the scene that follows on an event. An event that means nothing in a scene leaves it as it is, so that a late
 * answer of the microphone or of the worker cannot tear the visitor away.
 *
 * @returns The same object where nothing changes.
 */
export function nextScene(scene: Scene, event: RoomEvent): Scene {
  switch (event.type) {
    case "home":
      return scene.name === "welcome" ? scene : { name: "welcome" };
    case "fail":
      return { name: "trouble", trouble: event.trouble };
    case "open":
      return { name: "cutting", source: event.source, fraction: 0 };
    case "speak":
      return isIdle(scene) ? { name: "asking" } : scene;
    case "microphone-open":
      return scene.name === "asking" ? { name: "ready" } : scene;
    case "begin":
      return scene.name === "ready" ? { name: "counting", left: COUNT_FROM } : scene;
    case "counted":
      if (scene.name !== "counting") return scene;
      return scene.left > 1 ? { name: "counting", left: scene.left - 1 } : { name: "recording" };
    case "pause":
      return scene.name === "recording" ? { name: "paused" } : scene;
    case "resume":
      return scene.name === "paused" ? { name: "recording" } : scene;
    case "stop":
      return scene.name === "recording" || scene.name === "paused" ? { name: "settling" } : scene;
    case "retake":
      return scene.name === "recording" || scene.name === "paused" || scene.name === "counting"
        ? { name: "ready" }
        : scene;
    case "progress":
      return scene.name === "cutting" ? { ...scene, fraction: Math.max(scene.fraction, event.fraction) } : scene;
    case "cut":
      return { name: "stone", source: event.source };
  }
}

/** Whether nothing is under way that a new recording would break off. */
function isIdle(scene: Scene): boolean {
  return scene.name === "welcome" || scene.name === "stone" || scene.name === "trouble";
}
