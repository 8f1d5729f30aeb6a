import { useMemo } from 'react';
import type { LabDriver } from '../wire/lab_messages';
import { EmptyNote, Panel } from '../ui/Panel';
import { useLab, useLabStore } from './lab_page';
import { lastFinish } from './last_finish';
import { lastName, startWords } from './lab_words';

const kSteps = [1, 2, 3] as const;

/** The podium of the race on screen once it is over, else of the last race that finished. */
export function Podium() {
  const lab = useLabStore();
  const races = useLab((state) => state.races);
  const shown = useLab((state) => (state.phase.kind === 'over' ? state.race?.id : undefined));
  const finish = useMemo(() => lastFinish(races, shown), [races, shown]);
  const drivers = useLab((state) => state.drivers);
  const grid = finish && lab.grids.of(finish.raceId);
  return (
    <Panel
      label="Podium"
      className={`podium ${finish?.current ? 'current' : ''}`}
      head={
        <>
          <h2>{finish?.current ? 'Finish' : 'Last finish'}</h2>
          <span className="sub">{finish && `your driver: ${finish.followed}, P${finish.place}`}</span>
        </>
      }
    >
      {finish ? (
        <ol className="steps">
          {kSteps.map((step) => (
            <Step
              key={step}
              step={step}
              driver={drivers.find((driver) => driver.name === finish.order[step - 1])}
              grid={grid}
              followed={finish.order[step - 1] === finish.followed}
            />
          ))}
        </ol>
      ) : (
        <EmptyNote>The first three stand here when a race has finished.</EmptyNote>
      )}
    </Panel>
  );
}

interface StepProps {
  step: number;
  driver: LabDriver | undefined;
  grid: readonly string[] | undefined;
  followed: boolean;
}

function Step({ step, driver, grid, followed }: StepProps) {
  if (!driver) return <li className={`step-${step}`} />;
  const start = startWords(grid, driver.name);
  return (
    <li className={`step-${step} ${followed ? 'followed' : ''}`} style={{ borderColor: driver.team_color }}>
      <span className="step-number">{step}</span>
      <b>{lastName(driver.name)}</b>
      <small>{driver.team}</small>
      <small>{start}</small>
    </li>
  );
}
