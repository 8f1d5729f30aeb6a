import { useEffect } from 'react';
import { useView } from '../view/page';
import { AverageSpeeds } from './AverageSpeeds';
import { DriverPicker } from './DriverPicker';
import { LabAnnouncer } from './LabAnnouncer';
import { useLab, useLabStore } from './lab_page';
import { Podium } from './Podium';
import { RaceHistory } from './RaceHistory';
import { RacePanel } from './RacePanel';
import './lab.css';

/** Choose a driver, race, watch, finish; and the races there were. */
export function LabView() {
  const lab = useLabStore();
  const raceId = useView((view) => view.race);
  const phase = useLab((state) => state.phase.kind);
  const health = useLab((state) => state.link.health);
  useEffect(() => {
    lab.open();
    return () => lab.close();
  }, [lab]);
  useEffect(() => lab.follow(raceId), [lab, raceId]);
  return (
    <main className="lab" data-phase={phase} data-health={health}>
      <DriverPicker />
      <RacePanel />
      <aside className="lab-side" aria-label="Averages, finish and history">
        <AverageSpeeds />
        <Podium />
        <RaceHistory />
      </aside>
      <LabAnnouncer />
    </main>
  );
}
