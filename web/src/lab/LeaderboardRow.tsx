import { memo } from 'react';
import { useLab } from './lab_page';
import { gainSpoken, gainText } from './lab_words';
import { gained, recentMove } from './race_facts';
import { SpeedSpark } from './SpeedSpark';

interface LeaderboardRowProps {
  place: number;
  driver: string;
  /** km/h */
  speed: number;
}

export const LeaderboardRow = memo(function LeaderboardRow({ place, driver, speed }: LeaderboardRowProps) {
  const entry = useLab((state) => state.drivers.find((one) => one.name === driver));
  const followed = useLab((state) => state.race?.followed === driver);
  const won = useLab((state) => gained(state.race?.grid, driver, place));
  return (
    <tr className={followed ? 'followed' : ''} data-driver={driver}>
      <td className="c-place">{place}</td>
      <td className="c-move">
        <Move driver={driver} />
      </td>
      <th scope="row" className="c-who">
        <span className="who-cell">
          <span className="team-bar" style={{ background: entry?.team_color }} />
          <span className="who">
            <b>
              {driver}
              {followed && <span className="unheard">, your driver</span>}
            </b>
            <small>{entry?.team}</small>
          </span>
        </span>
      </th>
      <td className="c-spark">
        <SpeedSpark driver={driver} />
      </td>
      <td className={`c-gain ${won === undefined || won <= 0 ? '' : 'up'}`}>
        <span aria-hidden="true">{gainText(won)}</span>
        <span className="unheard">{gainSpoken(won)}</span>
      </td>
      <td className="c-kmh">{speed.toFixed(1)}</td>
    </tr>
  );
});

function Move({ driver }: { driver: string }) {
  const racing = useLab((state) => state.phase.kind === 'racing');
  const move = useLab((state) => (state.race ? recentMove(state.race.updates, driver) : 0));
  if (!racing || move === 0) return null;
  return move > 0 ? (
    <span className="up" aria-label="gained just now" role="img">
      ▲
    </span>
  ) : (
    <span className="down" aria-label="lost just now" role="img">
      ▼
    </span>
  );
}
