/** WebGL without a graphics card, the same on every machine. */
export const SOFTWARE_GRAPHICS = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

/** Chromium as tests and pictures run it: as root of a bare machine, and asking its makers nothing. */
export const CHROMIUM_FLAGS = ["--no-sandbox", "--disable-background-networking"];
