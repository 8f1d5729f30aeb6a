import { Panel } from '../ui/Panel';
import { Leaderboard } from './Leaderboard';
import { PositionChart } from './PositionChart';
import { RaceHead } from './RaceHead';
import { RaceNotice } from './RaceNotice';
import './race.css';

/** The race itself: its clock, who is where, and how it came to that. */
export function RacePanel() {
  return (
    <div className="race">
      <div className="race-summary" tabIndex={-1} role="group" aria-label="Race">
        <RaceHead />
      </div>
      <Leaderboard />
      <Panel
        label="Positions over the race"
        className="position-panel"
        head={
          <>
            <h2>Positions over the race</h2>
            <span className="sub">seconds since the start</span>
          </>
        }
      >
        <PositionChart />
      </Panel>
      <RaceNotice />
    </div>
  );
}
