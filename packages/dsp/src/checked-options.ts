import { REGISTERS } from "./register.js";
import { InvalidOptionError } from "./voice-analysis-error.js";

/** Time between frames, or an error where it is out of its range. */
export function checkedHop(hopSeconds: number): number {
  if (hopSeconds >= 0.001 && hopSeconds <= 0.05) return hopSeconds;
  throw new InvalidOptionError(`hopSeconds is ${hopSeconds}`, "0.001 to 0.05", "Leave it out for 0.01.");
}

/** The name of a register, or of one of `others`; an error where it is none. */
export function checkedRegister<T extends string>(register: T, ...others: readonly string[]): T {
  if (Object.hasOwn(REGISTERS, register) || others.includes(register)) return register;
  const accepted = [...others, "human", "bird or whale"].join(", ");
  throw new InvalidOptionError(`register is ${register}`, accepted, `Leave it out for ${others[0] ?? "human"}.`);
}
