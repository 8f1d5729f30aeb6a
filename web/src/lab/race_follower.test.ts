import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeSource } from '../test_support/fake_source';
import { endedAs, kRecord, kStatus, positions } from '../test_support/lab';
import type { RaceRecord, RaceStatus } from '../wire/lab_messages';
import type { LabServer } from '../wire/lab_server';
import { ServerError } from '../wire/server';
import type { LabEvent } from './lab_events';
import { RaceFollower } from './race_follower';

let events: LabEvent[];
let follower: RaceFollower;
let status: () => Promise<RaceStatus>;
let record: RaceRecord;
const source = () => FakeSource.opened.at(-1) as FakeSource;
const kinds = () => events.map((event) => event.kind);
const last = (kind: LabEvent['kind']) => events.findLast((event) => event.kind === kind);
const finished = () => Promise.resolve({ ...kStatus, status: 'finished' } as const);

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeSource);
  FakeSource.opened = [];
  events = [];
  status = () => Promise.resolve(kStatus);
  record = kRecord;
  const server = {
    status: () => status(),
    races: () => Promise.resolve([record]),
    averages: () => Promise.resolve([{ driver_name: 'Ann One', average_speed: 310 }]),
  } as unknown as LabServer;
  follower = new RaceFollower('r-1', server, (event) => events.push(event), undefined);
  follower.open();
  await vi.advanceTimersByTimeAsync(0);
});

afterEach(() => {
  follower.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const say = (seconds: number) =>
  source().say({ type: 'positions', data: { positions: positions(seconds, 'Ann', 'Bob', 'Cid') } });

describe('a running race', () => {
  test('is asked about, then listened to', async () => {
    source().onopen?.();
    say(3);
    source().say({ type: 'ping' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(source().url).toBe('/api/positions/stream?race_id=r-1');
    expect(kinds()).toEqual(['status', 'connected', 'positions', 'connected', 'averages']);
  });

  test('that tells its last order again is over', async () => {
    say(3);
    status = finished;
    record = endedAs('stopped', 3, 'Ann', 'Bob', 'Cid');
    say(3);
    await vi.advanceTimersByTimeAsync(0);
    expect(last('over')).toEqual({ kind: 'over', record });
    expect(source().readyState).toBe(FakeSource.CLOSED);
  });

  test('is asked about when it should be over, until it is', async () => {
    status = () => Promise.resolve({ ...kStatus, elapsed_time: 30 });
    await vi.advanceTimersByTimeAsync(29_000);
    expect(last('over')).toBeUndefined();
    status = finished;
    record = endedAs('finished', 30, 'Ann', 'Bob', 'Cid');
    await vi.advanceTimersByTimeAsync(1000);
    expect(last('over')).toBeDefined();
  });

  test('that is over gets its last averages, then silence', async () => {
    status = finished;
    record = endedAs('finished', 30, 'Ann', 'Bob', 'Cid');
    await follower.ask();
    await vi.advanceTimersByTimeAsync(10_000);
    const count = events.length;
    expect(kinds().filter((kind) => kind === 'averages').length).toBeGreaterThan(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(events).toHaveLength(count);
  });
});

describe('a lost server', () => {
  const refuse = (code: number | undefined) => () => Promise.reject(new ServerError('Why.', code));

  test('is asked again after 1, 2, 4 seconds, and the race goes on', async () => {
    status = refuse(undefined);
    source().fail(0);
    await vi.advanceTimersByTimeAsync(4000);
    expect(kinds().filter((kind) => kind === 'lost')).toHaveLength(3);
    expect(last('lost')).toMatchObject({ reason: undefined });
    status = () => Promise.resolve(kStatus);
    await vi.advanceTimersByTimeAsync(4000);
    expect(FakeSource.opened).toHaveLength(2);
    source().onopen?.();
    say(9);
    expect(last('positions')).toMatchObject({ kind: 'positions' });
  });

  test('that answers with an error tells it', async () => {
    status = refuse(503);
    source().fail(0);
    await vi.advanceTimersByTimeAsync(1000);
    expect(last('lost')).toMatchObject({ reason: 'Why.' });
  });

  test('that has just come back may not know the race yet; later that is told', async () => {
    status = refuse(404);
    source().fail(0);
    await vi.advanceTimersByTimeAsync(8000);
    expect(last('refused')).toBeUndefined();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(last('refused')).toEqual({ kind: 'refused', problem: { of: 'race', message: 'Why.' } });
  });
});

test('a race that nobody knows is told at once', async () => {
  events = [];
  const server = { status: () => Promise.reject(new ServerError('there is no race x', 404)) };
  const lost = new RaceFollower(
    'x',
    server as unknown as LabServer,
    (event) => events.push(event),
    undefined,
  );
  lost.open();
  await vi.advanceTimersByTimeAsync(0);
  expect(events).toEqual([{ kind: 'refused', problem: { of: 'race', message: 'there is no race x' } }]);
});

test('closed, it is silent', async () => {
  follower.close();
  const count = events.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(events).toHaveLength(count);
});
