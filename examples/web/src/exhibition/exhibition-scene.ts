import type { FailureKind } from "../stones/failure.js";

/**
 * What an exhibition shows: exactly one of these at a time. `attract`: stones turn, one button; then for one visitor the way from the question for
 * the microphone to the stone; `trouble`: what went wrong, with the same button.
 */
export type ExhibitionScene =
  | { readonly name: "attract" }
  | { readonly name: "asking" }
  | { readonly name: "counting"; readonly left: number }
  | { readonly name: "recording" }
  | { readonly name: "settling" }
  | { readonly name: "stone" }
  | { readonly name: "trouble"; readonly kind: FailureKind };

/** What happens there. */
export type ExhibitionEvent =
  | { readonly type: "begin" }
  | { readonly type: "microphone-open" }
  | { readonly type: "counted" }
  | { readonly type: "end" }
  | { readonly type: "settled" }
  | { readonly type: "fail"; readonly kind: FailureKind }
  | { readonly type: "reset" };

const COUNT_FROM = 3;

/** The scene that follows; the same object where an event means nothing. */
export function nextExhibitionScene(scene: ExhibitionScene, event: ExhibitionEvent): ExhibitionScene {
  switch (event.type) {
    case "reset":
      return scene.name === "attract" ? scene : { name: "attract" };
    case "begin":
      return scene.name === "attract" || scene.name === "stone" || scene.name === "trouble"
        ? { name: "asking" }
        : scene;
    case "microphone-open":
      return scene.name === "asking" ? { name: "counting", left: COUNT_FROM } : scene;
    case "counted":
      if (scene.name !== "counting") return scene;
      return scene.left > 1 ? { name: "counting", left: scene.left - 1 } : { name: "recording" };
    case "end":
      return scene.name === "recording" ? { name: "settling" } : scene;
    case "settled":
      return scene.name === "recording" || scene.name === "settling" ? { name: "stone" } : scene;
    case "fail":
      return scene.name === "attract" || scene.name === "stone" ? scene : { name: "trouble", kind: event.kind };
  }
}
