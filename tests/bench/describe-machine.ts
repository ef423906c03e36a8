import { cpus, totalmem } from "node:os";

/** What a result was measured on, as far as it tells a reader something: no names of hosts, no paths. */
export function describeMachine(): string {
  const cores = cpus();
  const model = (cores[0]?.model ?? "unknown").trim();
  const megahertz = cores[0]?.speed ?? 0;
  const speed = /GHz/.test(model) || megahertz === 0 ? "" : ` at ${(megahertz / 1000).toFixed(1)} GHz`;
  const memory = Math.round(totalmem() / 2 ** 30);
  return `Node ${process.version} on ${process.platform} ${process.arch}: ${cores.length} cores (${model}${speed}), ${memory} GiB`;
}
