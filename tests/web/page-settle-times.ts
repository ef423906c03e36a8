import { openWebPage } from "./open-web-page.js";

// How long a visitor waits in the whole page, drawing and all, from the click on "Finish": until the sketch and the stone come from the worker, until the
// room shows the stone's page, and when its data go to the graphics (none without WebGL). Run by hand; the first click of each page is measured.
//   node_modules/.bin/tsx --conditions ws-source tests/web/page-settle-times.ts [still|webgl] [seconds] [times] [voice]

const [graphics = "webgl", seconds = "10", times = "3", microphone = "excited-high"] = process.argv.slice(2);

const WATCH = `
window.uploads = [];
window.letters = [];
for (const name of ["texImage2D", "texSubImage2D"]) {
  const upload = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = function (...given) {
    uploads.push(performance.now());
    return upload.apply(this, given);
  };
}
const listen = EventTarget.prototype.addEventListener;
Worker.prototype.addEventListener = function (type, listener, ...options) {
  const told = (event) => {
    const { progress, answer } = event.data ?? {};
    if (progress?.crystals) letters.push(["seen", performance.now()]);
    if (answer?.crystals) letters.push(["made", performance.now()]);
    return listener(event);
  };
  return listen.call(this, type, type === "message" ? told : listener, ...options);
};
`;

/** What was uploaded and told before the room changed, and a second later. */
const FINISH = `new Promise((resolve) => {
  uploads.length = letters.length = 0;
  const began = performance.now();
  const after = (ms) => Math.round(ms - began);
  const observer = new MutationObserver(() => {
    if (document.querySelector('.room[data-scene="stone"]') === null) return;
    observer.disconnect();
    const stonePage = after(performance.now());
    const tell = () => resolve({ letters: letters.map(([name, ms]) => name + " " + after(ms)), stonePage, uploads: uploads.slice(0, 4).map(after) });
    setTimeout(tell, 1000);
  });
  observer.observe(document.body, { subtree: true, attributes: true, childList: true });
  [...document.querySelectorAll("button")].find((button) => /Finish/.test(button.textContent)).click();
})`;

for (let time = 0; time < Number(times); time++) {
  const web = await openWebPage({ microphone, repeat: true, webGL: graphics !== "still" });
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
