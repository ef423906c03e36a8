// The page that a browser opens: makes all stones and posts their hashes, or what went wrong, to the server it came from.
import { hashStones } from "./stones.js";

async function makeAndPost(): Promise<void> {
  const sources = await (await fetch("/sources.json")).json();
  const stones = await hashStones({
    ...sources,
    read: async (recording) => new Uint8Array(await (await fetch(`/voices/${recording}`)).arrayBuffer()),
  });
  await fetch("/stones", { method: "POST", body: JSON.stringify(stones) });
}

makeAndPost().catch((error: unknown) =>
  fetch("/failed", {
    method: "POST",
    body: error instanceof Error ? `${error.message}\n${error.stack}` : String(error),
  }),
);
