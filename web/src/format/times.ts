/** Times as a timing screen writes them. All take seconds; rounding is to the last digit shown. */

const two = (value: number) => String(value).padStart(2, '0');

function minutesAndMillis(seconds: number): { minutes: number; rest: string; millis: number } {
  const millis = Math.round(seconds * 1000);
  const within = millis % 60_000;
  const rest = `${Math.floor(within / 1000)}.${String(within % 1000).padStart(3, '0')}`;
  return { minutes: Math.floor(millis / 60_000), rest, millis };
}

/** 1:15.991 */
export function lapTime(seconds: number): string {
  const { minutes, rest } = minutesAndMillis(seconds);
  return `${minutes}:${rest.padStart(6, '0')}`;
}

/** 26.916, and 1:02.310 from 60 s */
export function sectorTime(seconds: number): string {
  const { minutes, rest } = minutesAndMillis(seconds);
  return minutes > 0 ? lapTime(seconds) : rest;
}

/** +0.079, and +1:02.310 from 60 s */
export function gapTime(seconds: number): string {
  return `+${sectorTime(seconds)}`;
}

/** +1 LAP, +2 LAPS */
export function lapsDown(laps: number): string {
  return laps === 1 ? '+1 LAP' : `+${laps} LAPS`;
}

/** Always with its sign, a true minus (U+2212); an exact zero has none. */
export function signedDelta(seconds: number, digits = 3): string {
  const text = Math.abs(seconds).toFixed(digits);
  if (Number(text) === 0) return text;
  return `${seconds < 0 ? '−' : '+'}${text}`;
}

/** 1:13:34 */
export function raceClock(seconds: number): string {
  const whole = Math.floor(Math.max(0, seconds));
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

/** 0:02, and 1:30:00 from an hour */
export function remainingTime(seconds: number): string {
  const whole = Math.floor(Math.max(0, seconds));
  return whole >= 3600 ? raceClock(whole) : `${Math.floor(whole / 60)}:${two(whole % 60)}`;
}

/** The circuit's own 15:48 of a UTC instant; `gmtOffset` is "-06:00:00". */
export function timeOfDay(utc: string, gmtOffset: string | undefined): string | undefined {
  const instant = Date.parse(utc.endsWith('Z') ? utc : `${utc}Z`);
  if (Number.isNaN(instant)) return undefined;
  const [, sign, hours, minutes] = /^([+-]?)(\d\d):(\d\d)/.exec(gmtOffset ?? '') ?? [];
  const offset = (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  const local = new Date(instant + offset * 60_000);
  return `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`;
}
