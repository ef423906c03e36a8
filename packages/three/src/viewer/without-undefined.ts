/** Options whose fields, where they are there, have a value. */
export type Given<T extends object> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Options without the fields that are undefined: those mean the default, as fields that are not there do. */
export function withoutUndefined<T extends object>(options: T): Given<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Given<T>;
}
