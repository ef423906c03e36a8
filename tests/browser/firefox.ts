import { type ChildProcess, spawn } from "node:child_process";
import { findExecutable } from "../engines/find-executable.js";

/** Nothing that Firefox would tell or ask anybody by itself; and WebGL without a graphics card. */
export const FIREFOX_PREFERENCES: Readonly<Record<string, boolean | number | string>> = {
  "app.normandy.enabled": false,
  "app.update.enabled": false,
  "browser.safebrowsing.downloads.remote.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,",
  "toolkit.telemetry.enabled": false,
  "webgl.force-enabled": true,
  "webgl.forbid-software": false,
};

/** Preferences as the file `user.js` of a profile. */
export function preferencesFile(preferences: typeof FIREFOX_PREFERENCES): string {
  return Object.entries(preferences)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    .join("\n");
}

/** A screen in memory. */
export interface Screen {
  /** What `DISPLAY` is to say. */
  readonly display: string;
  readonly process: ChildProcess;
}

/** Firefox has WebGL only where there is a screen: one in memory, where Debian's xvfb is installed. */
export async function openScreen(): Promise<Screen | undefined> {
  const path = findExecutable(["Xvfb"]);
  if (path === undefined) return undefined;
  // It picks a number that is free and writes it to the third file.
  const child = spawn(path, ["-displayfd", "3", "-screen", "0", "640x480x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const number = await new Promise<string>((resolve) => {
    child.stdio[3]?.on("data", (bytes: Buffer) => resolve(bytes.toString().trim()));
    child.on("exit", () => resolve(""));
  });
  return number === "" ? undefined : { display: `:${number}`, process: child };
}

/** Ends a process, and is there when it has ended. */
export function stop(child: ChildProcess | undefined): Promise<void> | undefined {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return undefined;
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill();
  });
}
