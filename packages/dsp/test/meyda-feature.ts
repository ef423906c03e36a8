import * as meyda from "meyda";

interface MeydaSettings {
  bufferSize: number;
  sampleRate: number;
  windowingFunction: string;
  extract(feature: string, frame: Float32Array): unknown;
}

// Its types describe the module for bundlers; Node sees CommonJS, whose one export holds the object.
const Meyda = meyda.default as unknown as MeydaSettings;

/** A feature of one frame without a window, as meyda 5.6.3 sees it. */
export function meydaFeature<Value>(feature: string, frame: Float32Array, sampleRateHz = 44_100): Value {
  Meyda.sampleRate = sampleRateHz;
  Meyda.bufferSize = frame.length;
  Meyda.windowingFunction = "rect";
  return Meyda.extract(feature, frame) as Value;
}
