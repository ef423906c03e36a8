import type { Page } from "playwright-core";

/** What a test can hold back: the browser's answer about the microphone, or a question of the page to its workers, by its name. */
export type Held = "microphone" | "fromOutline" | "fromSound";

const HOLD = `
const held = new Set(), waiting = [];
globalThis.hold = (name) => held.add(name);
globalThis.letGo = () => { held.clear(); for (const go of waiting.splice(0)) go(); };
const { postMessage } = Worker.prototype;
Worker.prototype.postMessage = function (message, transfer) {
  const post = () => postMessage.call(this, message, transfer);
  if (held.has(message.name)) waiting.push(post);
  else post();
};
const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (constraints) => {
  if (held.has("microphone")) await new Promise((resolve) => waiting.push(resolve));
  return getUserMedia(constraints);
};
`;

/** Opens an address in a page that is new so that what passes in a moment can be held and looked at. */
export async function openHeld(page: Page, address: string) {
  await page.addInitScript(HOLD);
  await page.goto(address);
  return {
    /** Holds this back from now on. */
    hold: (name: Held) => page.evaluate<void>(`hold("${name}")`),
    /** Lets go of all that is held. */
    letGo: () => page.evaluate<void>("letGo()"),
  };
}
