import { describe, expect, it } from "vitest";
import { VoiceFollower } from "../../src/viewer/voice-follower.js";

const SYLLABLES = [
  { startSeconds: 0.2, endSeconds: 0.5, crystal: 0 },
  { startSeconds: 0.6, endSeconds: 0.9, crystal: 3 },
];

/** As much of an audio element as a follower touches, with a clock that the test moves. */
class Player extends EventTarget {
  currentTime = 0;
  paused = true;
  ended = false;
  seeking = false;
  refusal: Error | undefined;
  play(): Promise<void> {
    if (this.refusal !== undefined) return Promise.reject(this.refusal);
    this.paused = false;
    this.dispatchEvent(new Event("play"));
    return Promise.resolve();
  }
  pause(): void {
    if (this.paused) return;
    this.paused = true;
    this.dispatchEvent(new Event("pause"));
  }
}

function followed() {
  const player = new Player();
  const seen = { wakes: 0, failures: [] as unknown[] };
  const follower = new VoiceFollower(
    () => seen.wakes++,
    (error) => seen.failures.push(error),
  );
  follower.syllables = SYLLABLES;
  follower.follow(player as unknown as HTMLMediaElement);
  return { player, follower, seen };
}

/** Lets so much time pass for both. */
function pass(player: Player, follower: VoiceFollower, seconds: number): void {
  for (let at = 0; at < seconds; at += 1 / 60) {
    if (!player.paused) player.currentTime += 1 / 60;
    follower.update(1 / 60);
  }
}

describe("VoiceFollower", () => {
  it("lights the crystal that sounds, and lets it go dark afterwards", async () => {
    const { player, follower, seen } = followed();
    pass(player, follower, 0.5);
    expect(follower.sounding).toEqual({ crystal: -1, light: 0, seconds: Number.NaN });
    const before = seen.wakes;
    await player.play();
    expect(seen.wakes).toBeGreaterThan(before);
    pass(player, follower, 0.4);
    expect(follower.sounding.crystal).toBe(0);
    expect(follower.sounding.light).toBeGreaterThan(0.9);
    expect(follower.sounding.seconds).toBeCloseTo(0.4, 1);
    pass(player, follower, 0.4);
    expect(follower.sounding.crystal).toBe(3);
    player.pause();
    pass(player, follower, 2);
    expect(follower.sounding).toEqual({ crystal: -1, light: 0, seconds: Number.NaN });
    expect(follower.isActive).toBe(false);
  });

  it("says when the light has changed, so that nothing is drawn for nothing", async () => {
    const { player, follower } = followed();
    expect(follower.update(1 / 60)).toBe(false);
    await player.play();
    player.currentTime = 0.3;
    expect(follower.update(1 / 60)).toBe(true);
    for (let frame = 0; frame < 60; frame++) follower.update(1 / 60);
    expect(follower.update(1 / 60)).toBe(false);
    expect(follower.isActive).toBe(true);
  });

  it("plays one syllable and stops at its end", () => {
    const { player, follower } = followed();
    follower.play(SYLLABLES[1]);
    expect(player.currentTime).toBe(0.6);
    expect(player.paused).toBe(false);
    pass(player, follower, 1);
    expect(player.paused).toBe(true);
    expect(player.currentTime).toBeLessThan(0.95);
  });

  it("stops it in a hidden tab too, where no frames are drawn", () => {
    const { player, follower } = followed();
    follower.play(SYLLABLES[1]);
    player.currentTime = 0.95;
    player.dispatchEvent(new Event("timeupdate"));
    expect(player.paused).toBe(true);
  });

  it("leaves the recording to whoever takes it over", () => {
    const { player, follower } = followed();
    follower.play(SYLLABLES[0]);
    player.pause();
    void player.play();
    pass(player, follower, 1);
    expect(player.paused).toBe(false);
    follower.play(SYLLABLES[0]);
    player.currentTime = 5;
    follower.update(1 / 60);
    expect(player.paused).toBe(false);
  });

  it("plays and stops the whole voice", () => {
    const { player, follower } = followed();
    follower.toggle();
    expect(player.paused).toBe(false);
    pass(player, follower, 1);
    expect(player.paused).toBe(false);
    follower.toggle();
    expect(player.paused).toBe(true);
  });

  it("reports a recording that cannot be played, but not one that was stopped again", async () => {
    const { player, follower, seen } = followed();
    player.refusal = new DOMException("stopped", "AbortError");
    follower.toggle();
    await Promise.resolve();
    await Promise.resolve();
    expect(seen.failures).toEqual([]);
    player.refusal = new DOMException("no source", "NotSupportedError");
    follower.play(SYLLABLES[0]);
    await Promise.resolve();
    await Promise.resolve();
    expect(seen.failures).toEqual([player.refusal]);
  });

  it("lights a crystal for a moment where nothing plays", () => {
    const { player, follower } = followed();
    follower.follow(undefined);
    follower.flash(7);
    pass(player, follower, 0.3);
    expect(follower.sounding).toMatchObject({ crystal: 7 });
    expect(follower.sounding.light).toBeGreaterThan(0.9);
    pass(player, follower, 2);
    expect(follower.sounding.light).toBe(0);
  });

  it("hears no element that it does not follow any more", async () => {
    const { player, follower, seen } = followed();
    follower.follow(undefined);
    const before = seen.wakes;
    await player.play();
    expect(seen.wakes).toBe(before);
    expect(follower.isActive).toBe(false);
    follower.play(SYLLABLES[0]);
    expect(player.currentTime).toBe(0);
  });
});
