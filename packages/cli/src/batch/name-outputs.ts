/**
 * Where the files of each recording go in the output folder: the tree of the recordings is mirrored, the ending left off, so that `b/voice.wav`
 * becomes `b/voice.stl`. Recordings of one folder that would share a name keep their endings (`voice.wav.stl`, `voice.mp3.stl`). Names that
 * differ by case alone count as one, for disks that hold them to be.
 *
 * @returns Paths without ending, one a recording.
 */
export function nameOutputs(recordings: readonly string[]): Map<string, string> {
  const short = recordings.map(withoutEnding);
  const stems = [...short];
  // A name with its ending may be the short name of another (a.wav beside a.wav.flac), which then keeps its own too: repeat until none is shared.
  for (let clashes = sharedOf(stems); clashes.some((i) => stems[i] !== recordings[i]); clashes = sharedOf(stems)) {
    for (const i of clashes) stems[i] = recordings[i];
  }
  // What is left are paths that differ by case alone: numbered in their order.
  const seen = new Map<string, number>();
  return new Map(
    recordings.map((recording, i) => {
      const key = keyOf(stems[i]);
      const before = seen.get(key) ?? 0;
      seen.set(key, before + 1);
      return [recording, before === 0 ? stems[i] : `${stems[i]}~${before + 1}`];
    }),
  );
}

/** `a.ascii.wav` keeps its ending: its `a.ascii.stl` could be that of `a.wav` in text form. */
function withoutEnding(path: string): string {
  const stem = path.slice(0, path.lastIndexOf("."));
  return /\.ascii$/i.test(stem) ? path : stem;
}

const keyOf = (stem: string): string => stem.normalize("NFC").toLowerCase();

/** Places of the stems that another one equals. */
function sharedOf(stems: readonly string[]): number[] {
  const places = new Map<string, number[]>();
  stems.forEach((stem, i) => {
    const key = keyOf(stem);
    const same = places.get(key);
    if (same === undefined) places.set(key, [i]);
    else same.push(i);
  });
  return [...places.values()].filter((same) => same.length > 1).flat();
}
