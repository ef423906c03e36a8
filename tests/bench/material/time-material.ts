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
  --frames N       frames after the first, which compiles (4)
  --gpu            with the machine's graphics card instead of the software renderer, by the clock instead of in processor time
  --output FILE    write the table too
  --date DAY       print this day in the heading
`;

const { values: options } = parseArgs({
  options: {
    size: { type: "string", default: "400" },
    frames: { type: "string", default: "4" },
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
    ["the same on its hull", { material: "gem", bounces: 8, onHull: true }],
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
    const devtools = await page.context().browser()?.newBrowserCDPSession();
    // Without a graphics card it is a process of the browser's that draws; its processor time does not grow with what else the machine does.
    const drawingSeconds = async (): Promise<number> => {
      const found = await devtools?.send("SystemInfo.getProcessInfo");
      return found?.processInfo.find(({ type }) => type === "GPU")?.cpuTime ?? NaN;
    };
    const graphics = await page.evaluate(() => globalThis.materialPage.graphics());
    const lines = [
      `# The material in one run${options.date === undefined ? "" : `, ${options.date}`}`,
      "",
      `${describeMachine()}. Chromium ${page.context().browser()?.version()}, ${graphics}.`,
      `Milliseconds a frame of ${sizePx} x ${sizePx} pixels, drawn and read back: ${
        options.gpu
          ? `the median of ${frames} frames by the clock`
          : `processor time of the process that draws, over all its threads, the mean of ${frames} frames`
      }.`,
      "",
      `| stone | covers | ${columns.map(([name]) => name).join(" | ")} |`,
      `|---|--:|${columns.map(() => "--:|").join("")}`,
    ];
    for (const [name, stone] of stones) {
      const cells: string[] = [];
      let coverage = NaN;
      for (const [, how] of columns) {
        const task: Task = { stone, ...how, sizePx };
        await page.evaluate((given) => globalThis.materialPage.begin(given), task);
        const before = await drawingSeconds();
        const { framesMs, covered } = await page.evaluate((count) => globalThis.materialPage.draw(count), frames);
        const processorMs = ((await drawingSeconds()) - before) * 1000;
        if (how.material === "gem") coverage = covered;
        cells.push((options.gpu ? median(framesMs) : processorMs / frames).toFixed(0));
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
