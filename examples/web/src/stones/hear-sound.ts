// A door of its own to what hears sound files: behind it is half of what the page's workers are made of, and a stone from a code needs none of it.
export { createGem } from "vocalith";
