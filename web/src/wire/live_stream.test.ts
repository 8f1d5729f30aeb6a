import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LiveEvent } from '../state/events';
import { FakeSource } from '../test_support/fake_source';
import { LatencyMeter } from './latency';
import { backOffSeconds, LiveStream } from './live_stream';

let events: LiveEvent[];
let stream: LiveStream;
const answers = vi.fn<() => Promise<Response>>();
const kinds = () => events.map((event) => event.kind).filter((kind) => kind !== 'tick');
const source = () => FakeSource.opened.at(-1) as FakeSource;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeSource);
  vi.stubGlobal('fetch', answers);
  answers.mockImplementation(() => Promise.resolve(Response.json({ run_id: 'run-1' })));
  FakeSource.opened = [];
  events = [];
  stream = new LiveStream((event) => events.push(event));
});

afterEach(() => {
  stream.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open(): Promise<void> {
  stream.open();
  await vi.advanceTimersByTimeAsync(0);
}

describe('stream', () => {
  test('takes the whole state once, then every kind of event', async () => {
    await open();
    source().onopen?.();
    source().send('telemetry', { t: 1, drivers: [] });
    source().send('session', { message_type: 'heartbeat' });
    source().send('alert', { alert_id: 'x' });
    source().send('replay', { state: 'paused' });
    source().send('lag', { ticks: 3 });
    source().send('unheard of', {});
    expect(kinds()).toEqual(['snapshot', 'connected', 'telemetry', 'session', 'alert', 'replay', 'lag']);
  });

  test('leaves a broken stream to the browser, which resumes it', async () => {
    await open();
    source().fail(0);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(FakeSource.opened).toHaveLength(1);
    expect(events.filter((event) => event.kind === 'disconnected')).toEqual([{ kind: 'disconnected' }]);
  });

  test('opens a closed one anew after a second', async () => {
    await open();
    source().fail(FakeSource.CLOSED);
    await vi.advanceTimersByTimeAsync(900);
    expect(FakeSource.opened).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(FakeSource.opened).toHaveLength(2);
  });

  test("waits longer each time, and tells the server's own sentence", async () => {
    const refusal = { error: { code: 'no_session', message: 'No session is running' } };
    answers.mockImplementation(() => Promise.resolve(Response.json(refusal, { status: 503 })));
    await open();
    await vi.advanceTimersByTimeAsync(8000);
    const lost = events.filter((event) => event.kind === 'disconnected');
    expect(lost).toHaveLength(4);
    expect(lost[0]?.reason).toBe('No session is running');
  });

  test('closed, it is silent', async () => {
    await open();
    stream.close();
    const count = events.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(events).toHaveLength(count);
  });
});

test('back-off', () => expect([0, 1, 2, 3, 4, 9].map(backOffSeconds)).toEqual([1, 2, 4, 8, 15, 15]));

test('latency is the median of the last five seconds, never negative', () => {
  const meter = new LatencyMeter();
  meter.add(1000, 9000);
  meter.add(9900, 10_000);
  meter.add(9980, 10_000);
  meter.add(10_020, 10_000);
  expect(meter.median(14_500)).toBe(20);
  expect(meter.median(16_000)).toBeUndefined();
});
