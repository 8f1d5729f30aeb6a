import { useMemo } from 'react';
import { signedDelta } from '../format/times';
import { EmptyNote, Panel } from '../ui/Panel';
import { useLab } from './lab_page';
import { driverCode } from './lab_words';
import type { Phase } from './lab_state';
import { averageLines, type AverageLine } from './race_facts';
import { barScale } from './bar_scale';
import './side.css';

/** Averages since the start as the stream's aggregation has them, fastest first. */
export function AverageSpeeds() {
  const readings = useLab((state) => state.race?.readings);
  const phase = useLab((state) => state.phase.kind);
  const lines = useMemo(() => averageLines(readings ?? []), [readings]);
  const scale = barScale(lines.map((line) => line.kmh));
  return (
    <Panel
      label="Average speed"
      className="averages"
      head={
        <>
          <h2>Average speed</h2>
          <span className="sub">km/h since the start{lines.length > 0 && `, from ${scale.from}`}</span>
          <span className="push" />
          {lines.length > 0 && <span className="sub">in 15 s</span>}
        </>
      }
    >
      {lines.length === 0 && <EmptyNote>{emptyWords(phase)}</EmptyNote>}
      <ol>
        {lines.map((line) => (
          <AverageRow key={line.driver} line={line} part={scale.part(line.kmh)} />
        ))}
      </ol>
    </Panel>
  );
}

function emptyWords(phase: Phase['kind']): string {
  if (phase === 'racing') return 'No averages yet: they come from the stream.';
  return phase === 'over' ? 'No averages of this race are known.' : 'Averages appear when a race runs.';
}

function AverageRow({ line: { driver, kmh, change }, part }: { line: AverageLine; part: number }) {
  const color = useLab((state) => state.drivers.find((one) => one.name === driver)?.team_color);
  const followed = useLab((state) => state.race?.followed === driver);
  return (
    <li className={followed ? 'followed' : ''} data-driver={driver}>
      <span className="team-bar" style={{ background: color }} />
      <b>
        <span aria-hidden="true">{driverCode(driver)}</span>
        <span className="unheard">{driver}</span>
      </b>
      <span className="rail" aria-hidden="true">
        <i style={{ width: `${part * 100}%` }} />
      </span>
      <span className="kmh">{kmh.toFixed(2)}</span>
      <span className="change">{change === undefined ? '' : signedDelta(change, 2)}</span>
    </li>
  );
}
