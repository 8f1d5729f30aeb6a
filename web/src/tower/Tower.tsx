import { isQualifying, isRace } from '../header/session_words';
import type { LiveState } from '../state/live_state';
import { EmptyNote, Panel } from '../ui/Panel';
import { useLive } from '../view/page';
import { isOut } from './car_status';
import { TowerBody } from './TowerBody';
import { TowerLegend } from './TowerLegend';
import './tower.css';
import './cells.css';

const kColumns = [
  ['slot', ''],
  ['pos', ''],
  ['driver', 'Driver'],
  ['gap', 'Gap'],
  ['interval', 'Int'],
  ['last', 'Last'],
  ['best', 'Best'],
  ['sector', 'Sector 1'],
  ['sector', 'Sector 2'],
  ['sector third', 'Sector 3'],
  ['tyre', 'Tyre'],
  ['stops', 'Pit'],
  ['speed', 'km/h'],
  ['drs', ''],
  ['status', 'Status'],
] as const;

const kUnheardHeads: Readonly<Record<string, string>> = { slot: 'Slot', pos: 'Position', drs: 'DRS' };

/** Who is where and how fast. */
export function Tower() {
  const summary = useLive(runningSummary);
  const race = useLive((state) => state.session === undefined || isRace(state.session));
  const empty = useLive((state) => state.session !== undefined && state.order.length === 0);
  return (
    <Panel
      label="Timing"
      className="tower"
      head={
        <>
          <h2>Timing</h2>
          <span className="sub">{summary}</span>
        </>
      }
    >
      <div className="tower-scroll">
        <table>
          <thead>
            <tr>
              {kColumns.map(([name, words]) => (
                <th key={name + words} scope="col" className={`c-${name.replace(' ', ' c-')}`}>
                  {name === 'stops' && !race ? 'Run' : words}
                  {words === '' && <span className="unheard">{kUnheardHeads[name]}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <TowerBody />
        </table>
        {empty && <EmptyNote>This source names no drivers.</EmptyNote>}
      </div>
      <TowerLegend />
    </Panel>
  );
}

/** "10 in Q3, 10 knocked out", "18 running, 2 out" */
export function runningSummary({ session, cars, order, link }: LiveState): string {
  if (!session) return link.reason ?? 'loading';
  const out = order.filter((id) => isOut(cars[id]?.timing ?? {})).length;
  const running = order.length - out;
  if (isQualifying(session) && session.part) {
    return `${running} in Q${session.part}${out > 0 ? `, ${out} knocked out` : ''}`;
  }
  return out > 0 ? `${running} running, ${out} out` : `${running} cars`;
}
