import { describe, expect, test } from 'vitest';
import type { Message } from './topics_api';
import {
  age,
  count,
  duration,
  formatAndVersion,
  instant,
  keyPreview,
  preview,
  pretty,
  prettySchema,
  rate,
  size,
  valuePreview,
} from './words';

const kAt = '2026-11-28T14:33:07.412345Z';
const message: Message = { partition: 0, offset: 1, timestamp: kAt };

const kCases: readonly (readonly [name: string, written: string, expected: string])[] = [
  ['a count', count(1234567), '1,234,567'],
  ['an unknown count', count(undefined), ''],
  ['a rate that is not known yet', rate(undefined), ''],
  ['nothing comes', rate(0), '0'],
  ['a slow rate', rate(0.251), '0.25'],
  ['a rate', rate(82.44), '82.4'],
  ['a fast rate', rate(12345.6), '12,346'],
  ['bytes', size(812), '812 B'],
  ['kilobytes', size(1234), '1.2 kB'],
  ['many megabytes', size(34_567_890), '35 MB'],
  ['rounded into the next unit', size(999_960), '1.0 MB'],
  ['an unknown size', size(undefined), ''],
  ['a fresh one', age('2026-11-28T14:33:07.012Z', kAt), '0.4 s'],
  ['seconds', age('2026-11-28T14:32:30Z', kAt), '37 s'],
  ['minutes', age('2026-11-28T14:30:00Z', kAt), '3 min'],
  ['days', age('2026-11-24T14:30:00Z', kAt), '4 d'],
  ['ahead of the clock', age('2026-11-28T14:33:08Z', kAt), '0.0 s'],
  ['no newest one', age(undefined, kAt), ''],
  ['an instant', instant(kAt), '14:33:07.412'],
  ['five minutes', duration(300_000), '5 min'],
  ['a day and a half', duration(129_600_000), '36 h'],
  ['ninety seconds', duration(90_000), '90 s'],
  ['a format with its version', formatAndVersion({ format: 'avro', version: 3 }), 'Avro v3'],
  ['a format', formatAndVersion({ format: 'json_schema' }), 'JSON Schema'],
  ['a subject without records', formatAndVersion({ version: 1 }), 'v1'],
  ['an object', preview({ speed: 285.5 }), '{"speed":285.5}'],
  ['a text', preview('a "text"'), 'a "text"'],
  ['a key that is a record', keyPreview({ driver_name: 'Lando Norris', race_id: 7 }), 'Lando Norris, 7'],
  ['a key that is text', keyPreview('VER'), 'VER'],
  ['no key', keyPreview(undefined), ''],
  ['a long value', preview('x'.repeat(500)), `${'x'.repeat(400)}…`],
  ['a tombstone', valuePreview({ ...message, tombstone: true }), 'Tombstone: its key is removed'],
  [
    'one that cannot be read',
    valuePreview({ ...message, value_error: 'schema 9: away', value_bytes: 7 }),
    '7 B: schema 9: away',
  ],
  [
    'what the row says already',
    valuePreview({
      ...message,
      key: 'VER',
      value: { timestamp: kAt.slice(0, -1), driver: 'VER', at: Date.parse(kAt), speed: 280 },
    }),
    '{"speed":280}',
  ],
  ['null is a value', valuePreview({ ...message, value: null }), 'null'],
  ['a laid out value', pretty({ n: [1] }), '{\n  "n": [\n    1\n  ]\n}'],
  ['a schema', prettySchema('{"type":"int"}'), '{\n  "type": "int"\n}'],
  ['a schema that is no JSON', prettySchema('syntax = "proto3";'), 'syntax = "proto3";'],
];

describe('words', () => {
  test.each(kCases)('%s', (_, written, expected) => expect(written).toBe(expected));
});
