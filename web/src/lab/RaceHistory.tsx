import { EmptyNote, Panel } from '../ui/Panel';
import type { RaceRecord } from '../wire/lab_messages';
import { useLab, useLabCommands, useLabStore } from './lab_page';
import { historyWords } from './lab_words';

const kShown = 50;

/** All races the server knows, newest first: a running one can be watched, one that is over looked at. */
export function RaceHistory() {
  const races = useLab((state) => state.races);
  const running = races?.filter((race) => race.state === 'started').length ?? 0;
  return (
    <Panel
      label="Races"
      className="history"
      head={
        <>
          <h2>Races</h2>
          <span className="sub">{races && historySummary(races.length, running)}</span>
        </>
      }
    >
      {races?.length === 0 && <EmptyNote>No races yet. Yours will be the first.</EmptyNote>}
      <ul>
        {races?.slice(0, kShown).map((record) => (
          <HistoryRow key={record.race_id} record={record} />
        ))}
      </ul>
    </Panel>
  );
}

const historySummary = (count: number, running: number): string =>
  [running > 0 && `${running} running`, count > kShown && `the newest ${kShown} of ${count}`]
    .filter(Boolean)
    .join(', ');

function HistoryRow({ record }: { record: RaceRecord }) {
  const lab = useLabStore();
  const { show } = useLabCommands();
  const current = useLab((state) => state.race?.id === record.race_id);
  const start = new Date(record.start_time);
  const grid = lab.grids.of(record.race_id);
  return (
    <li>
      <button type="button" aria-current={current || undefined} onClick={() => show(record.race_id)}>
        <time dateTime={record.start_time} title={start.toLocaleString()}>
          {start.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}
        </time>
        <span className="who">{record.followed_driver}</span>
        <span className="what">{historyWords(record, grid)}</span>
        <span className="go">{current ? 'shown' : record.state === 'started' ? 'Watch' : 'Show'}</span>
      </button>
    </li>
  );
}
