import type { Alert, RaceControlMessage, Snapshot } from '../wire/messages';
import { kNeverShownRules } from './alert_rules';
import { carFromSnapshot, carsFromDrivers, withFrame } from './cars';
import type { LiveEvent } from './events';
import { withLinkEvent } from './link';
import type { LiveState } from './live_state';
import { withSessionMessage } from './session_messages';
import { bestLapOf, towerOrder } from './tower_order';

const kMaxAlerts = 100;

/** The one reducer for the snapshot and for everything that follows it. */
export function reduce(state: LiveState, event: LiveEvent): LiveState {
  const next = withLinkEvent(state, event);
  switch (event.kind) {
    case 'snapshot':
      return fromSnapshot(next, event.snapshot);
    case 'telemetry':
      return withFrame(next, event.frame);
    case 'session':
      return withSessionMessage(next, event.message);
    case 'alert':
      return { ...next, alerts: withAlert(next.alerts, event.alert) };
    case 'replay':
      return {
        ...next,
        replay: { ...next.replay, ...event.replay },
        sessionTime: event.replay.position ?? next.sessionTime,
      };
    default:
      return next;
  }
}

function fromSnapshot(state: LiveState, snapshot: Snapshot): LiveState {
  const session = snapshot.session ?? undefined;
  const cars = carsFromDrivers({}, session?.drivers ?? []);
  const sameRun = snapshot.run_id !== undefined && snapshot.run_id === state.runId;
  for (const [id, car] of Object.entries(snapshot.cars ?? {})) {
    cars[id] = carFromSnapshot(id, car, cars[id], sameRun ? state.cars[id] : undefined);
  }
  return {
    runId: snapshot.run_id,
    session,
    cars,
    order: towerOrder(cars, session?.drivers ?? []),
    bestLap: bestLapOf(cars),
    trackStatus: snapshot.track_status ?? undefined,
    weather: snapshot.weather ?? undefined,
    clock: snapshot.clock ?? undefined,
    raceControl: newestFirst(snapshot.race_control ?? []),
    alerts: (snapshot.alerts ?? []).filter(isShown).slice(0, kMaxAlerts),
    replay: snapshot.replay ?? undefined,
    sessionTime: snapshot.session_time ?? snapshot.replay?.position,
    link: state.link,
  };
}

const newestFirst = (messages: readonly RaceControlMessage[]) => [...messages].reverse();

const isShown = (alert: Alert) => !kNeverShownRules.has(alert.rule ?? alert.alert_type);

/** A closing message replaces its opening one in place, so that the list does not jump. */
function withAlert(alerts: readonly Alert[], alert: Alert): readonly Alert[] {
  if (!isShown(alert)) return alerts;
  const known = alerts.findIndex((other) => other.alert_id === alert.alert_id);
  if (known < 0) return [alert, ...alerts].slice(0, kMaxAlerts);
  return alerts.map((other, index) => (index === known ? { ...other, ...alert } : other));
}
