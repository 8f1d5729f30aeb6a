import { ruleWords } from '../state/alert_rules';
import type { LiveState } from '../state/live_state';
import { EmptyNote, Panel } from '../ui/Panel';
import { useLive } from '../view/page';
import type { Alert } from '../wire/messages';
import { SeverityMark } from './SeverityMark';

const kShown = 40;
const kMinute = 60;

const startOf = (alert: Alert) => alert.started_at ?? alert.session_time;

/** What is true now comes first, then what was, newest first. */
export function inReadingOrder(alerts: readonly Alert[]): readonly Alert[] {
  const open = alerts.filter((alert) => alert.state !== 'closed');
  return [...open, ...alerts.filter((alert) => alert.state === 'closed')].slice(0, kShown);
}

/** "35 in the last minute" */
export function alertRate({ alerts, sessionTime = 0 }: Pick<LiveState, 'alerts' | 'sessionTime'>): string {
  const count = alerts.filter((alert) => (startOf(alert) ?? 0) > sessionTime - kMinute).length;
  return count > 0 ? `${count} in the last minute` : '';
}

export function Alerts() {
  const alerts = useLive((state) => state.alerts);
  const rate = useLive(alertRate);
  const loaded = useLive((state) => state.session !== undefined);
  return (
    <Panel
      label="Alerts"
      className="alerts"
      head={
        <>
          <h2>Alerts</h2>
          <span className="sub">{rate}</span>
        </>
      }
    >
      {loaded && alerts.length === 0 && <EmptyNote>No rule was true yet.</EmptyNote>}
      <ol className="alert-list" tabIndex={0} aria-label="Alerts">
        {inReadingOrder(alerts).map((alert) => (
          <AlertLine key={alert.alert_id} alert={alert} />
        ))}
      </ol>
    </Panel>
  );
}

function AlertLine({ alert }: { alert: Alert }) {
  const open = alert.state !== 'closed';
  const age = useLive(({ sessionTime = 0 }) =>
    Math.max(0, Math.round(sessionTime - (startOf(alert) ?? sessionTime))),
  );
  const { name, unit } = ruleWords(alert.rule ?? alert.alert_type);
  return (
    <li className={open ? 'open' : ''} title={alert.description}>
      <SeverityMark severity={alert.severity} />
      <b>{alert.driver_id}</b>
      <span className="what">
        {name} {alert.value !== undefined && <b>{Math.round(alert.value)}</b>}{' '}
        <span className="unit">{unit}</span>
      </span>
      <span className="age">{open ? 'open' : ageText(age)}</span>
    </li>
  );
}

const ageText = (seconds: number) =>
  seconds < 100 ? `${seconds} s` : `${Math.round(seconds / kMinute)} min`;
