// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeSource } from '../test_support/fake_source';
import { kDrivers, kRecord, kStatus } from '../test_support/lab';
import type { LabServer } from '../wire/lab_server';
import { ServerError } from '../wire/server';
import { GridMemory } from './grid_memory';
import { LabStore } from './lab_store';

const kLightsMs = 10_000;
const server = {
  drivers: vi.fn<LabServer['drivers']>(),
  start: vi.fn<LabServer['start']>(),
  stop: vi.fn<LabServer['stop']>(),
  status: vi.fn<LabServer['status']>(),
  averages: vi.fn<LabServer['averages']>(),
  races: vi.fn<LabServer['races']>(),
};
const refusal = () => Promise.reject(new ServerError('1000 races run already, the most at a time', 429));
const started = vi.fn();
let lab: LabStore;
const phase = () => lab.shown.value.phase.kind;
const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeSource);
  vi.resetAllMocks();
  server.drivers.mockResolvedValue(kDrivers);
  server.start.mockResolvedValue(kRecord);
  server.stop.mockResolvedValue();
  server.status.mockResolvedValue(kStatus);
  server.averages.mockResolvedValue([]);
  server.races.mockResolvedValue([]);
  lab = new LabStore(server, new GridMemory({ getItem: () => null, setItem: () => undefined }));
  lab.open();
  await pass();
});

afterEach(() => {
  lab.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a start', () => {
  test('needs a driver', async () => {
    lab.start(false, started);
    await pass(kLightsMs);
    expect(server.start).not.toHaveBeenCalled();
  });

  test('is sent when the lights go out, for the driver and length chosen', async () => {
    lab.choose('Cid Three');
    lab.setLength(60);
    lab.start(false, started);
    expect(phase()).toBe('lights');
    await pass(1000);
    expect(server.start).not.toHaveBeenCalled();
    await pass(kLightsMs);
    expect(server.start).toHaveBeenCalledExactlyOnceWith('Cid Three', 60);
    expect(started).toHaveBeenCalledExactlyOnceWith('r-1');
  });

  test('that is cancelled sends nothing', async () => {
    lab.choose('Cid Three');
    lab.start(false, started);
    lab.cancelStart();
    await pass(kLightsMs);
    expect(phase()).toBe('choosing');
    expect(server.start).not.toHaveBeenCalled();
  });

  test('ends with the view', async () => {
    lab.choose('Cid Three');
    lab.start(false, started);
    lab.close();
    await pass(kLightsMs);
    expect(server.start).not.toHaveBeenCalled();
  });

  test("that the server refuses tells its words; Retry asks again, without the lights' wait", async () => {
    server.start.mockImplementationOnce(refusal);
    lab.choose('Cid Three');
    lab.start(true, started);
    await pass(kLightsMs);
    expect(lab.shown.value.problem).toEqual({
      of: 'start',
      message: '1000 races run already, the most at a time',
    });
    lab.retry();
    await pass();
    expect(started).toHaveBeenCalledExactlyOnceWith('r-1');
    expect(lab.shown.value.problem).toBeUndefined();
  });
});

describe('a race', () => {
  test('is followed once, also when the same is asked for again', async () => {
    lab.follow('r-1');
    lab.follow('r-1');
    await pass();
    expect(server.status).toHaveBeenCalledOnce();
    expect(phase()).toBe('racing');
  });

  test('that was left goes on in the history only', async () => {
    lab.follow('r-1');
    await pass();
    lab.follow(undefined);
    expect([phase(), lab.shown.value.race]).toEqual(['choosing', undefined]);
  });

  test('is still there after a look at another view', async () => {
    lab.follow('r-1');
    await pass();
    lab.close();
    lab.open();
    lab.follow('r-1');
    expect(phase()).toBe('racing');
  });

  test('whose stop is refused says why, and stops on Retry', async () => {
    server.stop.mockRejectedValueOnce(new ServerError('nobody who runs race r-1 answers', 409));
    lab.follow('r-1');
    await pass();
    await lab.stop();
    expect(lab.shown.value.problem?.message).toBe('nobody who runs race r-1 answers');
    lab.retry();
    await pass();
    expect(server.stop).toHaveBeenCalledTimes(2);
  });

  test('that nobody knows can be asked for again', async () => {
    server.status.mockRejectedValueOnce(new ServerError('there is no race r-1', 404));
    lab.follow('r-1');
    await pass();
    expect(lab.shown.value.problem).toEqual({ of: 'race', message: 'there is no race r-1' });
    lab.retry();
    await pass();
    expect(phase()).toBe('racing');
  });
});

describe('without a race', () => {
  test('the history is read again, and with it whether the server is there', async () => {
    expect(lab.shown.value.link.health).toBe('live');
    server.races.mockRejectedValueOnce(new ServerError('The server does not answer'));
    await pass(5000);
    expect(lab.shown.value.link).toMatchObject({ health: 'lost', reason: 'The server does not answer' });
    await pass(5000);
    expect(lab.shown.value.link.health).toBe('live');
  });

  test('a process without a lab says so', async () => {
    lab.close();
    server.drivers.mockRejectedValueOnce(new ServerError('this process has no race lab', 404));
    lab = new LabStore(server, new GridMemory({ getItem: () => null, setItem: () => undefined }));
    lab.open();
    await pass();
    expect(lab.shown.value.problem?.message).toBe('this process has no race lab');
    lab.retry();
    await pass();
    expect(lab.shown.value.drivers).toEqual(kDrivers);
    expect(lab.shown.value.problem).toBeUndefined();
  });
});
