import { readFileSync } from "node:fs";
import type { CDPSession, Page } from "playwright-core";

const MIB = 1024 * 1024;
const PAGE_BYTES = 4096;

/** Memory of a browser's processes, by what they do, as Linux counts it: what several of them share is counted for each. */
export function residentMib(
  processes: readonly { readonly id: number; readonly type: string }[],
): Readonly<Record<string, number>> {
  const held: Record<string, number> = {};
  for (const { id, type } of processes) {
    try {
      const pages = Number(readFileSync(`/proc/${id}/statm`, "utf8").split(" ")[1]);
      held[type] = (held[type] ?? 0) + (pages * PAGE_BYTES) / MIB;
    } catch {
      // It has ended meanwhile.
    }
  }
  return held;
}

/** The JavaScript heaps of a page and of each of its workers with their buffers, after collecting garbage, in MiB. */
export async function heapsMib(page: Page, browserSession: CDPSession): Promise<Readonly<Record<string, number>>> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const usage: HeapUsage = await session.send("Runtime.getHeapUsage");
  await session.detach();
  const held: Record<string, number> = { page: bytesOf(usage) / MIB };
  const { targetInfos } = await browserSession.send("Target.getTargets");
  for (const { targetId, title, type } of targetInfos) {
    if (type === "worker") held[title] = (await workerHeapBytes(browserSession, targetId)) / MIB;
  }
  return held;
}

interface HeapUsage {
  readonly usedSize?: number;
  readonly backingStorageSize?: number;
}

function bytesOf({ usedSize = Number.NaN, backingStorageSize = 0 }: HeapUsage): number {
  return usedSize + backingStorageSize;
}

async function workerHeapBytes(browserSession: CDPSession, targetId: string): Promise<number> {
  const { sessionId } = await browserSession.send("Target.attachToTarget", { targetId });
  const ask = async (id: number, method: string): Promise<HeapUsage> => {
    const answered = new Promise<HeapUsage>((resolve) => {
      const take = ({ message, sessionId: from }: { message: string; sessionId: string }) => {
        const answer: { id?: number; result?: HeapUsage } = JSON.parse(message);
        if (from !== sessionId || answer.id !== id) return;
        browserSession.off("Target.receivedMessageFromTarget", take);
        resolve(answer.result ?? {});
      };
      browserSession.on("Target.receivedMessageFromTarget", take);
    });
    await browserSession.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) });
    return answered;
  };
  await ask(1, "HeapProfiler.collectGarbage");
  const usage = await ask(2, "Runtime.getHeapUsage");
  await browserSession.send("Target.detachFromTarget", { sessionId });
  return bytesOf(usage);
}
