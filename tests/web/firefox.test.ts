import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "@vocalith/audio";
import { afterEach, describe, expect, it } from "vitest";
import { catalogueNumber, createGem, cutGem, writeGemFiles } from "vocalith";
import { eventually } from "./eventually.js";
import { type FirefoxPage, hasFirefox, openInFirefox } from "./open-in-firefox.js";
import { STILL_CONTRAST } from "./still-contrast.js";
import { hasVirtualSound, openVirtualSound, type VirtualSound } from "./virtual-sound.js";

const FIXTURES = join(import.meta.dirname, "../../fixtures/voices");

/** The page's own clock: on a busy machine it may leave out seconds, so none is waited for by itself. */
const RECORDED = `return Number(/PT(\\d+)S/.exec(document.querySelector(".clock time")?.dateTime ?? "")?.[1] ?? 0)`;
const DROP = `
  const [name, base64] = arguments;
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name, { type: "audio/wav" }));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));`;

describe.skipIf(!hasFirefox)("the page in Firefox", () => {
  let web: FirefoxPage | undefined;
  let sound: VirtualSound | undefined;
  afterEach(async () => {
    await web?.close();
    await sound?.close();
    web = sound = undefined;
  });

  const heading = (page: FirefoxPage) =>
    page.run<string>(`return document.querySelector("h1")?.innerText.replaceAll("\\u00a0", " ") ?? ""`);
  const code = async (page: FirefoxPage) => {
    const link = () => page.run<string>(`return document.querySelector(".share-link")?.value ?? ""`);
    await eventually(link).toContain("#vl0.");
    return (await link()).split("#")[1] ?? "";
  };

  it("records a voice, shows its stone and gives the library's files of it", async ({ skip }) => {
    if (!hasVirtualSound) {
      process.stderr.write("skipped: a voice recorded in Firefox: pulseaudio is not on the PATH\n");
      return skip();
    }
    sound = await openVirtualSound();
    web = await openInFirefox({ sound: sound.address, webGL: false });
    await web.click("Record your voice");
    sound.say(join(FIXTURES, "calm-deep.wav"));
    await web.click("Begin");
    const page = web;
    await eventually(() => page.run<number>(RECORDED)).toBeGreaterThanOrEqual(3);
    await web.click("Finish");
    await eventually(() => heading(page)).toBe("Your voice, as a stone");
    await sound.quiet();
    await eventually(() => page.run<number>(`return ${STILL_CONTRAST}`)).toBeGreaterThan(130);

    const text = await code(web);
    await web.clickOn('.file[data-kind="recording"] button');
    const wav = await web.downloaded(".wav");
    expect((await decode(wav)).durationSeconds).toBeGreaterThanOrEqual(3);
    expect(text).toBe((await createGem(wav)).code);
    await web.clickOn('.file[data-kind="stl"] button');
    const title = `vocalith-${catalogueNumber(text)}`;
    const [expected] = writeGemFiles(await cutGem(text, { sizeMm: 40 }), ["stl"], { name: title, title });
    expect(Buffer.compare(await web.downloaded(`${title}.stl`), expected?.bytes ?? Buffer.of())).toBe(0);
    expect(await web.faults()).toEqual([]);
  });

  it("says where no sound comes through, and cuts the same stones of files that are chosen or dropped", async () => {
    web = await openInFirefox({ fakeMicrophone: true });
    const page = web;
    await web.click("Record your voice");
    await eventually(() => heading(page)).toBe("No sound comes through");
    for (const [name, bring] of [
      ["child", (path: string) => page.choose(path)],
      ["calm-high", (path: string) => page.run(DROP, "voice.wav", readFileSync(path).toString("base64"))],
    ] as const) {
      const path = join(FIXTURES, `${name}.wav`);
      await bring(path);
      await eventually(() => heading(page)).toBe("This voice, as a stone");
      expect(await code(web), name).toBe((await createGem(readFileSync(path))).code);
      await web.click("vocalith");
    }
    expect(await web.faults()).toEqual([]);
  });
});
