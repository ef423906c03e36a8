import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stop } from "../browser/firefox.js";
import { findExecutable } from "../engines/find-executable.js";
import { until } from "./until.js";

const SERVER = findExecutable(["pulseaudio"]);
const PLAYER = findExecutable(["pacat"]);

/** Whether this machine can pretend to have a sound card: Debian's pulseaudio does it, which Firefox's own testers use as well. */
export const hasVirtualSound = SERVER !== undefined && PLAYER !== undefined;

/** A machine with loudspeakers that nobody hears and a microphone that hears what it is told. */
export interface VirtualSound {
  /** What `PULSE_SERVER` is to say to programs that are to use it. */
  readonly address: string;
  /** Plays a WAV file into the microphone, at its own pace, again and again until it is told to be quiet. */
  say(wavPath: string): void;
  quiet(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a sound server of its own in a folder of its own. */
export async function openVirtualSound(): Promise<VirtualSound> {
  if (SERVER === undefined || PLAYER === undefined) throw new Error("neither pulseaudio nor pacat is on the PATH");
  const folder = mkdtempSync(join(tmpdir(), "vocalith-sound-"));
  const socket = join(folder, "socket");
  const environment = { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder, PULSE_SERVER: `unix:${socket}` };
  const modules = [
    "module-null-sink sink_name=loudspeakers rate=48000",
    "module-null-sink sink_name=voice rate=48000 channels=1",
    // What a sink plays can be heard at its monitor, which browsers do not take for a microphone.
    "module-remap-source master=voice.monitor source_name=microphone",
    `module-native-protocol-unix socket=${socket} auth-anonymous=1`,
  ];
  const own = ["-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes"];
  const server = spawn(SERVER, [...own, "--realtime=no", ...modules.flatMap((module) => ["-L", module])], {
    stdio: "ignore",
    env: environment,
  });
  await until("the sound server", () => existsSync(socket) || undefined);
  let player: ChildProcess | undefined;
  let isQuiet = true;
  const play = (wavPath: string) => {
    if (isQuiet) return;
    player = spawn(PLAYER, ["--playback", "--device=voice", "--file-format", wavPath], {
      stdio: "ignore",
      env: environment,
    });
    player.once("exit", () => play(wavPath));
  };
  const quiet = async () => {
    isQuiet = true;
    await stop(player);
  };
  return {
    address: environment.PULSE_SERVER,
    say(wavPath) {
      isQuiet = false;
      play(wavPath);
    },
    quiet,
    async close() {
      await quiet();
      await stop(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
