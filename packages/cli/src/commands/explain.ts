import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { createGem, cutGem, EXPLAIN_LANGUAGES, explain } from "vocalith";

interface ExplainCommandOptions {
  readonly language: string;
  readonly json?: boolean;
}

/** `vocalith explain`: what in a voice made its stone as it is, in words. */
export function explainCommand(): Command {
  return new Command("explain")
    .description("Say in words what in a voice made its stone as it is.")
    .argument("<recording|code>", "sound file, or the code of a gem")
    .option("-l, --language <tag>", `language of the words: ${EXPLAIN_LANGUAGES.join(", ")}`, "en")
    .option("--json", "print one JSON object instead of the text")
    .addHelpText("after", "\nExample:\n  vocalith explain voice.wav --language ko")
    .action(explainOne);
}

async function explainOne(source: string, { language, json }: ExplainCommandOptions): Promise<void> {
  const gem = /^vl\d+\./.test(source) ? await cutGem(source) : await createGem(await readFile(source));
  const explanation = explain(gem, language);
  const paragraphs = explanation.sentences.map(({ text }) => text);
  process.stdout.write(
    json ? `${JSON.stringify({ code: gem.code, ...explanation }, undefined, 2)}\n` : `${paragraphs.join("\n")}\n`,
  );
}
