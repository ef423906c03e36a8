// What the gem's material costs a frame, beside three's own transmission: `npm run bench:material -- --help`.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cutGem } from "vocalith";
import golden from "../../../fixtures/golden.json" with { type: "json" };
import { toGemMessage } from "../../pictures/gem-message.js";
import { openModulePage } from "../../pictures/open-gem-page.js";
import { describeMachine } from "../describe-machine.js";
import { median } from "../pitch/median-seconds.js";
import type { Task } from "./material-page.js";

const HELP = `Draws stones of 50, 150 and 500 planes and a spray in Chromium and prints what a frame costs.

  --size PIXELS    width and height of the picture (400)
  --frames N       frames of which the median is given (5)
  --gpu            with the machine's graphics card instead of the software renderer
  --output FILE    write the table too
  --date DAY       print this day in the heading
`;

const { values: options } = parseArgs({
  options: {
    size: { type: "string", default: "400" },
    frames: { type: "string", default: "5" },
    gpu: { type: "boolean", default: false },
    output: { type: "string" },
    date: { type: "string" },
    help: { type: "boolean" },
  },
});
if (options.help === true) process.stdout.write(HELP);
else await timeMaterial();

async function timeMaterial(): Promise<void> {
  const spray = await cutGem(golden["excited-high"].code);
  const planes = spray.crystals.reduce((sum, { halfSpaces }) => sum + halfSpaces.length / 4, 0);
  const stones = [
    ...[50, 150, 500].map((count) => [`one crystal of ${count} planes`, count] as const),
    [`spray of ${spray.crystals.length} crystals, ${planes} planes`, toGemMessage(spray)] as const,
  ];
  const columns = [
    ["gem, 8 reflections", { material: "gem", bounces: 8 }],
    ["gem, 4 reflections", { material: "gem", bounces: 4 }],
    ["gem, 2 reflections", { material: "gem", bounces: 2 }],
    ["MeshPhysicalMaterial, transmission", { material: "transmission" }],
  ] as const;
  const sizePx = Number(options.size);
  const frames = Number(options.frames);
  const { page, close } = await openModulePage(join(import.meta.dirname, "material-page.ts"), "materialPage", {
    graphicsCard: options.gpu,
  });
  try {
    const graphics = await page.evaluate(() => globalThis.materialPage.graphics());
    const lines = [
      `# The material in one run${options.date === undefined ? "" : `, ${options.date}`}`,
      "",
      `${describeMachine()}. Chromium ${page.context().browser()?.version()}, ${graphics}.`,
      `Milliseconds a frame of ${sizePx} x ${sizePx} pixels, all drawn and read back: the median of ${frames} frames, least in brackets.`,
      "",
      `| stone | covers | ${columns.map(([name]) => name).join(" | ")} |`,
      `|---|--:|${columns.map(() => "--:|").join("")}`,
    ];
    for (const [name, stone] of stones) {
      const cells: string[] = [];
      let coverage = NaN;
      for (const [, how] of columns) {
        const task: Task = { stone, ...how, sizePx, frames };
        const { framesMs, covered } = await page.evaluate((given) => globalThis.materialPage.time(given), task);
        if (how.material === "gem") coverage = covered;
        cells.push(`${median(framesMs).toFixed(0)} (${Math.min(...framesMs).toFixed(0)})`);
      }
      lines.push(`| ${name} | ${(100 * coverage).toFixed(0)} % | ${cells.join(" | ")} |`);
      process.stderr.write(`${lines[lines.length - 1]}\n`);
    }
    const text = `${lines.join("\n")}\n`;
    process.stdout.write(text);
    if (options.output !== undefined) await writeFile(options.output, text);
  } finally {
    await close();
  }
}
