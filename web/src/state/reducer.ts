import type { Alert, SessionMessage, Snapshot } from '../wire/messages';
import { kNeverShownRules } from './alert_rules';
import { withFrame } from './cars';
import type { LiveEvent } from './events';
import { withLinkEvent } from './link';
import { kEmptyState, withTime, type LiveState } from './live_state';
import { withSessionMessage } from './session_messages';

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
      return withTime({ ...next, replay: { ...next.replay, ...event.replay } }, event.replay.position);
    default:
      return next;
  }
}

/** A snapshot is the newest message of each kind: it goes the same way as the messages that follow it. */
function fromSnapshot(before: LiveState, snapshot: Snapshot): LiveState {
  const start: LiveState = {
    ...kEmptyState,
    runId: snapshot.run_id,
    sessionKey: snapshot.session_key,
    alerts: snapshotAlerts(snapshot),
    link: before.link,
  };
  const state = messagesOf(snapshot).reduce(withSessionMessage, start);
  return snapshot.telemetry ? withFrame(state, snapshot.telemetry) : state;
}

function messagesOf(snapshot: Snapshot): SessionMessage[] {
  const { session, laps = [], stints = [], timing = [], race_control = [] } = snapshot;
  const { clock, track_status, weather, replay, heartbeat } = snapshot;
  const single = [clock, track_status, weather, replay, heartbeat];
  return [session, ...laps, ...stints, ...timing, ...race_control, ...single].filter((one) => one != null);
}

function snapshotAlerts({ alerts: { open = [], recent = [] } = {} }: Snapshot): readonly Alert[] {
  const older = open.filter((alert) => !recent.some(({ alert_id }) => alert_id === alert.alert_id));
  return [...recent, ...older].filter(isShown).slice(0, kMaxAlerts);
}

const isShown = (alert: Alert) => !kNeverShownRules.has(alert.rule ?? alert.alert_type);

/** A closing message replaces its opening one in place, so that the list does not jump. */
function withAlert(alerts: readonly Alert[], alert: Alert): readonly Alert[] {
  if (!isShown(alert)) return alerts;
  const known = alerts.findIndex((other) => other.alert_id === alert.alert_id);
  if (known < 0) return [alert, ...alerts].slice(0, kMaxAlerts);
  return alerts.map((other, index) => (index === known ? { ...other, ...alert } : other));
}
