import { parseArgs } from "node:util";

/** What a run of the comparison is asked to do. */
export interface CommandOptions {
  /** Folder of laryngograph sentences. */
  readonly fdaFolder: string | undefined;
  /** Trackers by parts of their names; `ours` for ours. Empty: all. */
  readonly only: readonly string[];
  /** Sets by name. Empty: all. */
  readonly sets: readonly string[];
  /** Fetches peers from the registry: into `peersFolder`, else into a temporary one. */
  readonly install: boolean;
  /** Folder whose `node_modules` may hold peers, beside those of the workspace. */
  readonly peersFolder: string | undefined;
  /** Leaves the timing out. */
  readonly skipSpeed: boolean;
  readonly jsonPath: string | undefined;
  readonly outputPath: string | undefined;
  /** Day of the run, as it is to be printed. */
  readonly date: string | undefined;
  readonly help: boolean;
}

export const HELP = `Compares pitch trackers on sounds whose pitch is known and prints a table.

  --fda FOLDER     laryngograph sentences: name.wav beside name.f0.csv (time_s,f0_hz; 0 = unvoiced)
  --only A,B       trackers whose names contain one of these; "ours" is ours
  --sets A,B       sets by name
  --no-speed       leave the timing out
  --peers FOLDER   folder whose node_modules holds peers (pitchy, pitchfinder, essentia.js)
  --install        fetch these peers from the npm registry: into that folder, else into one that is taken away again
  --json FILE      write all counts
  --output FILE    write the table too
  --date DAY       print this day in the heading
`;

/** @throws TypeError for an option that does not exist */
export function parseCommand(commandArguments: readonly string[]): CommandOptions {
  const { values } = parseArgs({
    args: [...commandArguments],
    options: {
      fda: { type: "string" },
      only: { type: "string" },
      sets: { type: "string" },
      peers: { type: "string" },
      install: { type: "boolean" },
      "no-speed": { type: "boolean" },
      json: { type: "string" },
      output: { type: "string" },
      date: { type: "string" },
      help: { type: "boolean" },
    },
  });
  const list = (text: string | undefined) => (text ?? "").split(",").filter((name) => name !== "");
  return {
    fdaFolder: values.fda,
    only: list(values.only),
    sets: list(values.sets),
    peersFolder: values.peers,
    install: values.install ?? false,
    skipSpeed: values["no-speed"] ?? false,
    jsonPath: values.json,
    outputPath: values.output,
    date: values.date,
    help: values.help ?? false,
  };
}
