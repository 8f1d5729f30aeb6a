import { useMemo } from 'react';
import { useSlidingRows } from '../ui/use_sliding_rows';
import { useLab } from './lab_page';
import { LeaderboardRow } from './LeaderboardRow';
import { orderOf } from './race_facts';
import './leaderboard.css';

const kRowsBefore = 10;

/** Who is where, and how many places each has won since the start. */
export function Leaderboard() {
  const places = useLab((state) => orderOf(state.race));
  const names = useMemo(() => places.map((place) => place.driver), [places]);
  const body = useSlidingRows(names);
  return (
    <table className="leaderboard">
      <thead>
        <tr>
          <th scope="col" className="c-place">
            <span className="unheard">Position</span>
          </th>
          <th scope="col" className="c-move">
            <span className="unheard">Last move</span>
          </th>
          <th scope="col" className="c-who">
            Driver
          </th>
          <th scope="col" className="c-spark">
            Last 30 s, 280 to 340 km/h
          </th>
          <th scope="col" className="c-gain">
            Gained
          </th>
          <th scope="col" className="c-kmh">
            km/h
          </th>
        </tr>
      </thead>
      <tbody ref={body}>
        {places.length === 0
          ? Array.from({ length: kRowsBefore }, (_, index) => <EmptyRow key={index} place={index + 1} />)
          : places.map((place, index) => (
              <LeaderboardRow
                key={place.driver}
                place={index + 1}
                driver={place.driver}
                speed={place.speed}
              />
            ))}
      </tbody>
    </table>
  );
}

function EmptyRow({ place }: { place: number }) {
  return (
    <tr className="empty">
      <td className="c-place">{place}</td>
      <td className="c-move" />
      <th scope="row" className="c-who">
        <span className="unheard">nobody yet</span>
      </th>
      <td className="c-spark" />
      <td className="c-gain" />
      <td className="c-kmh" />
    </tr>
  );
}
