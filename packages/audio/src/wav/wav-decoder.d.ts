declare module "wav-decoder" {
  interface AudioData {
    numberOfChannels: number;
    length: number;
    sampleRate: number;
    channelData: Float32Array[];
  }
  interface DecodeOptions {
    /** Scale integers by the same power of two on both sides of zero. */
    symmetric?: boolean;
  }
  export const decode: {
    (buffer: ArrayBuffer, options?: DecodeOptions): Promise<AudioData>;
    sync(buffer: ArrayBuffer, options?: DecodeOptions): AudioData;
  };
}
