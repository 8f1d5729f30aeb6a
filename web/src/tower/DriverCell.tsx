import { isRace } from '../header/session_words';
import { useLive, usePage } from '../view/page';

interface DriverCellProps {
  id: string;
  selected: boolean;
  isTabStop: boolean;
}

/** Team bar, code, and in a race the places won or lost, else the car's number. */
export function DriverCell({ id, selected, isTabStop }: DriverCellProps) {
  const { act } = usePage();
  const name = useLive((state) => state.cars[id]?.name);
  const team = useLive((state) => state.cars[id]?.team);
  const color = useLive((state) => state.cars[id]?.teamColor);
  const number = useLive((state) => state.cars[id]?.number);
  const race = useLive((state) => isRace(state.session));
  return (
    <th scope="row" className="c-driver">
      <button
        aria-pressed={selected}
        aria-label={[name ?? id, team].filter(Boolean).join(', ')}
        tabIndex={isTabStop ? 0 : -1}
        onFocus={() => act({ kind: 'focus', driver: id })}
      >
        <span className="team-bar" style={{ background: color }} />
        <span className="code">{id}</span>
        {race ? <PlacesGained id={id} /> : <span className="number">{number}</span>}
      </button>
    </th>
  );
}

function PlacesGained({ id }: { id: string }) {
  const gained = useLive((state) => {
    const car = state.cars[id];
    const position = car?.timing.position;
    return car?.grid && position && !car.timing.retired ? car.grid - position : 0;
  });
  if (gained === 0) return null;
  return gained > 0 ? (
    <span className="places up">▲{gained}</span>
  ) : (
    <span className="places down">▼{-gained}</span>
  );
}
