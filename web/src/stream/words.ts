import type { Message, TopicPart, ValueFormat } from './topics_api';

/** How the stream view writes what it knows. */

const kFormats: Readonly<Record<ValueFormat, string>> = {
  avro: 'Avro',
  json_schema: 'JSON Schema',
  json: 'JSON',
  text: 'text',
  bytes: 'bytes',
};

/** 1,234,567 */
export function count(number: number | undefined): string {
  return number === undefined ? '' : number.toLocaleString('en');
}

/** 0, 0.25, 82.4, 1,234; nothing where it is not known */
export function rate(perSecond: number | undefined): string {
  if (perSecond === undefined) return '';
  const digits = perSecond === 0 || perSecond >= 100 ? 0 : perSecond >= 10 ? 1 : 2;
  return perSecond.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** 812 B, 1.2 kB, 34 MB */
export function size(bytes: number | undefined): string {
  if (bytes === undefined) return '';
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  for (; value >= 999.5 && unit < units.length - 1; unit += 1) value /= 1000;
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ''}`;
}

const kSpans: readonly (readonly [number, string])[] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
];

/** 0.4 s, 12 s, 3 min, 2 h, 4 d: between two UTC instants */
export function age(from: string | undefined, to: string | undefined): string {
  const ms = Date.parse(to ?? '') - Date.parse(from ?? '');
  if (Number.isNaN(ms)) return '';
  const shown = Math.max(0, ms);
  const span = kSpans.find(([length]) => shown >= length);
  if (span) return `${Math.floor(shown / span[0])} ${span[1]}`;
  return shown < 9_950 ? `${(shown / 1000).toFixed(1)} s` : `${Math.floor(shown / 1000)} s`;
}

/** Five minutes as "5 min", a day and a half as "36 h" */
export function duration(ms: number): string {
  const span = kSpans.find(([length]) => ms % length === 0);
  return span ? `${ms / span[0]} ${span[1]}` : `${ms / 1000} s`;
}

/** 14:33:07.412 of a UTC instant with microseconds */
export function instant(timestamp: string): string {
  return timestamp.slice(11, 23);
}

export function format(value: ValueFormat | undefined): string {
  return value ? kFormats[value] : '';
}

/** "Avro v3", "JSON": the format of the newest record and the version of the subject, if there is one */
export function formatAndVersion(part: TopicPart | undefined): string {
  return [format(part?.format), part?.version === undefined ? '' : `v${part.version}`]
    .filter(Boolean)
    .join(' ');
}

const kPreview = 400;

/** A key on one line; of a record, what its fields hold. */
export function keyPreview(key: unknown): string {
  if (typeof key !== 'object' || key === null) return preview(key);
  return Object.values(key).map(preview).join(', ');
}

/** A key or value on one line. */
export function preview(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > kPreview ? `${text.slice(0, kPreview)}…` : text;
}

/** What a message's value looks like on one line, without what its row says already; or why it has none. */
export function valuePreview(message: Message): string {
  if (message.tombstone) return 'Tombstone: its key is removed';
  if (message.value_error) return `${size(message.value_bytes)}: ${message.value_error}`;
  const { value } = message;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return preview(value);
  const said: readonly unknown[] = [
    message.key,
    message.timestamp.replace('Z', ''),
    message.timestamp,
    Date.parse(message.timestamp),
  ];
  return preview(Object.fromEntries(Object.entries(value).filter(([, one]) => !said.includes(one))));
}

/** A value on as many lines as it takes. */
export function pretty(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
}

/** A schema's text, laid out if it is JSON. */
export function prettySchema(text: string): string {
  try {
    return pretty(JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}

export const placeOf = (message: Message) => `${message.partition}@${message.offset}`;
