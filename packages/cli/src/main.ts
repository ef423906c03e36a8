#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { analyzeCommand } from "./commands/analyze.js";
import { batchCommand } from "./commands/batch.js";
import { cutCommand } from "./commands/cut.js";
import { explainCommand } from "./commands/explain.js";
import { inspectCommand } from "./commands/inspect.js";
import { EXIT_FAULT, EXIT_INPUT, EXIT_OK, exitCodeOf, messageOf } from "./exit-code.js";

const manifest: { version: string } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

const program = new Command("vocalith")
  .description("Keeps a voice as a stone: cuts a recording of a voice into a unique faceted gem, ready to print.")
  .version(manifest.version)
  .showHelpAfterError("(run with --help to see what is accepted)")
  .addCommand(cutCommand())
  .addCommand(batchCommand())
  .addCommand(analyzeCommand())
  .addCommand(explainCommand())
  .addCommand(inspectCommand());

for (const command of [program, ...program.commands]) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has printed its own message; help and version end with 0, every misuse is the user's input.
    process.exitCode = error.exitCode === 0 ? EXIT_OK : EXIT_INPUT;
  } else {
    const exitCode = exitCodeOf(error);
    process.stderr.write(`${messageOf(error)}\n`);
    if (exitCode === EXIT_FAULT)
      process.stderr.write("This is a fault of vocalith. Please report it with the lines above.\n");
    process.exitCode = exitCode;
  }
}
