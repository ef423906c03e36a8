import type { Plugin } from "vite";

/** A line that is a comment and nothing else, in TypeScript or GLSL. */
const COMMENT_LINE = /^[ \t]*\/\/.*\n/gm;

/** Leaves the comments out of shaders: to JavaScript they are text, which nobody else would take away, and visitors would load them. */
export function withoutShaderComments(): Plugin {
  return {
    name: "without-shader-comments",
    enforce: "pre",
    apply: "build",
    transform: {
      filter: { id: /\/packages\/three\//, code: "_GLSL = " },
      handler: (code) => ({ code: code.replace(COMMENT_LINE, ""), map: null }),
    },
  };
}
