import { describe, expect, test } from 'vitest';
import { frameEvent, kSnapshot, sessionEvent, snapshotEvent, stateAfter } from '../test_support/session';
import type { Alert, SessionMessage } from '../wire/messages';

const kAlert: Alert = {
  alert_id: 'x',
  severity: 'high',
  alert_type: 'high_speed',
  rule: 'high_speed',
  driver_id: 'ONE',
  value: 301,
  state: 'opened',
  started_at: 100,
};

describe('snapshot', () => {
  test('gives the cars their names and the order of their positions', () => {
    const state = stateAfter(snapshotEvent());
    expect(state.order).toEqual(['ONE', 'TWO']);
    expect(state.cars.TWO).toMatchObject({ name: 'Driver Two', teamColor: '#0000aa', number: 2 });
    expect(state.bestLap).toBe(75.991);
  });

  test('turns race control to newest first', () => {
    expect(stateAfter(snapshotEvent()).raceControl[0]?.message).toBe('FIA STEWARDS: NOTED');
  });

  test('replaces everything of the run before', () => {
    const state = stateAfter(
      snapshotEvent(),
      snapshotEvent({
        run_id: 'run-2',
        session: { message_type: 'session', drivers: [{ driver_id: 'SIX' }] },
      }),
    );
    expect(state.order).toEqual(['SIX']);
    expect(state.bestLap).toBeUndefined();
    expect(state.raceControl).toEqual([]);
  });

  test('tells the time of the heartbeat, also after a jump back', () => {
    const earlier = { ...kSnapshot, heartbeat: { message_type: 'heartbeat', position: 40 } as const };
    const state = stateAfter(snapshotEvent(), snapshotEvent({ ...earlier, run_id: 'run-2', replay: null }));
    expect(state.sessionTime).toBe(40);
  });

  test('an open alert is listed once, after the recent ones', () => {
    const old = { ...kAlert, alert_id: 'old' };
    const snapshot = { ...kSnapshot, alerts: { open: [kAlert, old], recent: [kAlert] } };
    expect(stateAfter(snapshotEvent(snapshot)).alerts.map(({ alert_id }) => alert_id)).toEqual(['x', 'old']);
  });

  test('an empty one is a state without a session', () => {
    expect(stateAfter(snapshotEvent({})).order).toEqual([]);
  });
});

describe('timing', () => {
  const timing = (fields: object): SessionMessage =>
    ({ message_type: 'timing', driver_id: 'TWO', ...fields }) as SessionMessage;

  test('changes only what it names', () => {
    const state = stateAfter(snapshotEvent(), sessionEvent(timing({ interval: 0.5 })));
    expect(state.cars.TWO?.timing).toMatchObject({ interval: 0.5, gap_to_leader: 0.079, position: 2 });
  });

  test('null takes a value away', () => {
    const state = stateAfter(snapshotEvent(), sessionEvent(timing({ gap_to_leader: null })));
    expect(state.cars.TWO?.timing.gap_to_leader).toBeNull();
  });

  test('a full one leaves nothing of before', () => {
    const state = stateAfter(snapshotEvent(), sessionEvent(timing({ full: true, position: 2 })));
    expect(state.cars.TWO?.timing.interval).toBeUndefined();
  });

  test('a new position changes the order, a better lap the best one', () => {
    const state = stateAfter(
      snapshotEvent(),
      sessionEvent(timing({ position: 1, best_lap_time: 75.5 })),
      sessionEvent({ message_type: 'timing', driver_id: 'ONE', position: 2 }),
    );
    expect(state.order).toEqual(['TWO', 'ONE']);
    expect(state.bestLap).toBe(75.5);
  });

  test('leaves other cars the same objects, so that their rows do not render', () => {
    const before = stateAfter(snapshotEvent());
    const after = stateAfter(snapshotEvent(), sessionEvent(timing({ interval: 1 })));
    expect(after.cars.ONE?.timing).toBe(before.cars.ONE?.timing);
  });

  test('a car that no list named appears', () => {
    const state = stateAfter(
      snapshotEvent(),
      sessionEvent({ message_type: 'timing', driver_id: 'NEW', position: 3 }),
    );
    expect(state.order).toEqual(['ONE', 'TWO', 'NEW']);
  });
});

describe('other session messages', () => {
  test('a stint of the same number is replaced', () => {
    const state = stateAfter(
      snapshotEvent(),
      sessionEvent({ message_type: 'stint', driver_id: 'TWO', stint: 2, compound: 'HARD', laps: 5 }),
    );
    expect(state.cars.TWO?.stints.map((stint) => stint.compound)).toEqual(['MEDIUM', 'HARD']);
  });

  test('laps give the best sectors; a late revision of an older lap does not become the last lap', () => {
    const lap = (lap_number: number, sectors: (number | null)[]) =>
      sessionEvent({ message_type: 'lap', driver_id: 'ONE', lap_number, sectors });
    const state = stateAfter(
      snapshotEvent(),
      lap(4, [30, 31, 32]),
      lap(5, [29, null, 33]),
      lap(4, [28, 31, 32]),
    );
    expect(state.cars.ONE?.bestSectors).toEqual([28, 31, 32]);
    expect(state.cars.ONE?.lap?.lap_number).toBe(5);
  });

  test('a kind the page does not show changes nothing', () => {
    const before = stateAfter(snapshotEvent());
    const after = stateAfter(snapshotEvent(), sessionEvent({ message_type: 'pit' }));
    expect(after).toEqual(before);
  });
});

describe('telemetry', () => {
  test('gives each car its row of the columns; what is null or left out stays unknown', () => {
    const state = stateAfter(
      snapshotEvent(),
      frameEvent(101, { drivers: ['TWO', 'ONE'], speed: [301, null], drs: [1, 0] }),
    );
    expect(state.cars.TWO?.telemetry).toMatchObject({ speed: 301, drs: 1, session_time: 101 });
    expect(state.cars.ONE?.telemetry?.speed).toBeNull();
    expect(state.cars.ONE?.telemetry?.gear).toBeUndefined();
    expect(state.sessionTime).toBe(101);
  });
});

describe('alerts', () => {
  const alertEvent = (alert: Alert) => ({ kind: 'alert', alert, now: 0 }) as const;

  test('a closing message replaces the opening one in place', () => {
    const state = stateAfter(
      alertEvent(kAlert),
      alertEvent({ ...kAlert, alert_id: 'y' }),
      alertEvent({ ...kAlert, state: 'closed', value: 320 }),
    );
    expect(state.alerts.map(({ alert_id, state: s, value }) => [alert_id, s, value])).toEqual([
      ['y', 'opened', 301],
      ['x', 'closed', 320],
    ]);
  });

  test('rules that are not shown by default are left out', () => {
    expect(stateAfter(alertEvent({ ...kAlert, rule: 'lugging' })).alerts).toEqual([]);
    const hidden = { ...kAlert, alert_id: 'z', rule: 'drs_activated' };
    const snapshot = { ...kSnapshot, alerts: { open: [kAlert], recent: [hidden] } };
    expect(stateAfter(snapshotEvent(snapshot)).alerts).toHaveLength(1);
  });
});

describe('link', () => {
  const tick = (now: number) => ({ kind: 'tick', now, latencyMs: 18 }) as const;

  test('is stale after two silent seconds while playing, and live again with the next event', () => {
    expect(stateAfter(snapshotEvent(), tick(1900)).link.health).toBe('live');
    expect(stateAfter(snapshotEvent(), tick(2100)).link.health).toBe('stale');
    const frame = frameEvent(101, { drivers: [] }, 2200);
    expect(stateAfter(snapshotEvent(), tick(2100), frame).link.health).toBe('live');
  });

  test('is not stale while paused', () => {
    const replay = { message_type: 'replay', state: 'paused' } as const;
    const paused = { ...kSnapshot, replay };
    expect(stateAfter(snapshotEvent(paused), tick(9000)).link.health).toBe('live');
  });

  test('lost stays lost until something arrives', () => {
    const lost = { kind: 'disconnected', retryAt: 5000 } as const;
    expect(stateAfter(snapshotEvent(), lost, tick(4000)).link).toMatchObject({
      health: 'lost',
      retryAt: 5000,
    });
    expect(stateAfter(snapshotEvent(), lost, snapshotEvent()).link.health).toBe('live');
  });

  test('a gap is told for ten seconds, and gaps add up', () => {
    const lag = (missed: number, now: number) => ({ kind: 'lag', missed, now }) as const;
    expect(stateAfter(snapshotEvent(), lag(200, 0), lag(14, 1000)).link.gap?.missed).toBe(214);
    expect(stateAfter(snapshotEvent(), lag(200, 0), tick(10_001)).link.gap).toBeUndefined();
  });
});
