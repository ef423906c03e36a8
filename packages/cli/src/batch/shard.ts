import { createHash } from "node:crypto";

/** One part of a batch that several machines share. */
export interface Shard {
  /** 1 to `of`. */
  readonly index: number;
  readonly of: number;
}

/** Most parts a batch is split into. */
const MOST_SHARDS = 100_000;

/** Reads `i/n`; undefined where it is none. */
export function parseShard(text: string): Shard | undefined {
  const match = /^\s*(\d{1,6})\s*\/\s*(\d{1,6})\s*$/.exec(text);
  if (match === null) return undefined;
  const shard = { index: Number(match[1]), of: Number(match[2]) };
  return shard.of <= MOST_SHARDS && shard.index >= 1 && shard.index <= shard.of ? shard : undefined;
}

/** As it stands in file names: `3-of-8`, or nothing for a batch that is not split. */
export function shardName(shard: Shard | undefined): string {
  return shard === undefined ? "" : `${shard.index}-of-${shard.of}`;
}

/**
 * Whether a recording belongs to a part: told by the SHA-256 of its relative path alone, so that recordings which come or go while the parts run
 * move no other to another part.
 */
export function isInShard(recording: string, { index, of }: Shard): boolean {
  return createHash("sha256").update(recording).digest().readUInt32BE(0) % of === index - 1;
}
