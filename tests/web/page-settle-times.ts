import { openWebPage } from "./open-web-page.js";

// How long a visitor waits in the whole page, drawing and all, from the click on "Finish": until the sketch comes from the worker (seen), until its data
// are with the graphics (given) and drawn (drawn; without WebGL by the processor), until the stone comes (made), and the room shows the stone's page
// (page) and in it what can be done with the stone (offered). Run by hand; the first click of each page is measured.
//   node_modules/.bin/tsx --conditions ws-source tests/web/page-settle-times.ts [still|webgl] [seconds] [times] [voice]

const [graphics = "webgl", seconds = "10", times = "3", microphone = "excited-high"] = process.argv.slice(2);

const WATCH = `
window.told = {};
window.tell = (name) => { told[name] ??= Math.round(performance.now() - told.began); };
const { prototype } = WebGL2RenderingContext;
const { texImage2D, texSubImage2D, fenceSync, getSyncParameter } = prototype;
const upload = (real) => function (...given) {
  if (told.seen !== undefined) tell("given");
  return real.apply(this, given);
};
prototype.texImage2D = upload(texImage2D);
prototype.texSubImage2D = upload(texSubImage2D);
prototype.fenceSync = function (...given) {
  const sync = fenceSync.apply(this, given);
  if (told.given === undefined || told.isFenced) return sync;
  told.isFenced = true;
  told.sync = sync;
  return sync;
};
// The viewer looks after its fence every few ms.
prototype.getSyncParameter = function (sync, ...given) {
  const value = getSyncParameter.call(this, sync, ...given);
  if (sync === told.sync && value === this.SIGNALED) tell("drawn");
  return value;
};
const { putImageData } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.putImageData = function (...given) {
  putImageData.apply(this, given);
  // What grew before is given up at the click.
  if (told.seen !== undefined) tell("drawn");
};
const listen = EventTarget.prototype.addEventListener;
Worker.prototype.addEventListener = function (type, listener, ...options) {
  const take = (event) => {
    const { progress, answer } = event.data ?? {};
    // The number of a stone that grows is 0.
    if (progress?.id > 0) tell("seen");
    if (answer?.crystals) tell("made");
    return listener(event);
  };
  return listen.call(this, type, type === "message" ? take : listener, ...options);
};
`;

/** What was told until two seconds after the click. */
const FINISH = `new Promise((resolve) => {
  told = { began: performance.now() };
  const observer = new MutationObserver(() => {
    if (document.querySelector('.room[data-scene="stone"]') !== null) tell("page");
    if (document.querySelector('.making') !== null) tell("offered");
  });
  observer.observe(document.body, { subtree: true, attributes: true, childList: true });
  [...document.querySelectorAll("button")].find((button) => /Finish/.test(button.textContent)).click();
  setTimeout(() => {
    const { seen, given, drawn, made, page, offered } = told;
    resolve({ seen, given, drawn, made, page, offered });
  }, 2000);
})`;

for (let time = 0; time < Number(times); time++) {
  const isStill = graphics === "still";
  // Who has no WebGL has no graphics at all: with them in software the page's letters would be drawn by them, slowly.
  const flags = isStill ? ["--disable-gpu"] : [];
  const web = await openWebPage({ microphone, repeat: true, webGL: !isStill, flags });
  const { page } = web;
  await page.addInitScript({ content: WATCH });
  await page.reload();
  await page.getByRole("button", { name: "Record your voice" }).first().click();
  await page.getByRole("button", { name: "Begin" }).first().click();
  await page.locator('.room[data-scene="recording"]').waitFor();
  await page.waitForTimeout(1000 * Number(seconds));
  process.stdout.write(`${microphone} ${seconds} s, ${graphics}: ${JSON.stringify(await page.evaluate(FINISH))}\n`);
  await web.close();
}
process.exit(0);
