import type { ConsentStatement, ProvenanceStatement } from "./provenance.js";
import { ConsentError, ProvenanceError } from "./provenance-error.js";

const LONGEST_TEXT = 2000;
const MOMENT = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

type Check = (value: unknown) => boolean;
const isText: Check = (value) => typeof value === "string" && value.trim().length > 0 && value.length <= LONGEST_TEXT;
const isMoment: Check = (value) => typeof value === "string" && isCalendarMoment(value);

const TEXT = `a text of 1 to ${LONGEST_TEXT} characters`;
const DATE = "a date or time of ISO 8601 that was, such as 1961, 1961-01-20 or 1961-01-20T12:52-05:00";

interface Field {
  readonly check: Check;
  readonly accepted: string;
}

const STATEMENT: Record<Exclude<keyof ProvenanceStatement, "consent">, Field> = {
  speaker: { check: isText, accepted: TEXT },
  recordedAt: { check: isMoment, accepted: DATE },
  place: { check: isText, accepted: TEXT },
  licence: { check: isText, accepted: TEXT },
  note: { check: isText, accepted: TEXT },
};
const CONSENT: Record<keyof ConsentStatement, Field> = {
  given: { check: (value) => typeof value === "boolean", accepted: "true or false" },
  by: { check: isText, accepted: TEXT },
  on: { check: isMoment, accepted: DATE },
  scope: { check: isText, accepted: TEXT },
};

/**
 * A copy of what the caller states, with its known fields in one order.
 *
 * @throws ProvenanceError for a field of another kind or name: a statement that is kept must not be half understood.
 */
export function checkStatement(statement: ProvenanceStatement): ProvenanceStatement {
  const { consent, ...rest } = asObject("provenance", statement);
  const checked = readFields("", rest, STATEMENT);
  if (consent === undefined) return checked;
  const checkedConsent = readFields("consent.", asObject("consent", consent), CONSENT);
  if (!("given" in checkedConsent)) {
    throw new ProvenanceError("consent without given", "given: true or false", "Say whether consent was given.");
  }
  return { ...checked, consent: checkedConsent as unknown as ConsentStatement };
}

/**
 * Refuses to go on unless every voice has consent.
 *
 * @throws ConsentError where one has none.
 */
export function requireConsentOf(statements: readonly ProvenanceStatement[]): void {
  for (const { consent } of statements) {
    if (consent === undefined) throw new ConsentError("no statement of consent");
    if (!consent.given) throw new ConsentError("consent with given: false");
  }
}

function asObject(name: string, value: unknown): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new ProvenanceError(`${name} = ${shown(value)}`, "an object with the fields of a statement", "Pass an object.");
}

function readFields(path: string, given: Record<string, unknown>, fields: Record<string, Field>) {
  const accepted = Object.keys(fields).join(", ");
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(fields, name)) continue;
    throw new ProvenanceError(`${path}${name}`, `the fields ${accepted}`, "Move what else you know to note.");
  }
  const read: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = given[name];
    if (value === undefined) continue;
    if (!field.check(value)) {
      throw new ProvenanceError(`${path}${name} = ${shown(value)}`, field.accepted, "Correct it or leave it out.");
    }
    read[name] = value;
  }
  return read;
}

function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  return typeof value === "object" && value !== null
    ? Array.isArray(value)
      ? "an array"
      : "an object"
    : String(value);
}

/** Whether a text is a day of the Gregorian calendar, or part of one, that ISO 8601 can name. */
function isCalendarMoment(text: string): boolean {
  const parts = MOMENT.exec(text);
  if (!parts) return false;
  const [year, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => (part === undefined ? undefined : Number(part)));
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 60) return false;
  const zone = parts[7]?.slice(1);
  if (zone && (Number(zone.slice(0, 2)) > 14 || Number(zone.slice(3)) > 59)) return false;
  const isLeap = year !== undefined && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (month === 2 && !isLeap ? 28 : MONTH_DAYS[month - 1]);
}
