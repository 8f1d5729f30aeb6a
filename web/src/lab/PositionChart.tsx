import { useLab } from './lab_page';
import { driverCode } from './lab_words';
import { positionLines, type PositionLine } from './position_lines';

const kTicks = 4;
const kPlaces = [1, 5, 10] as const;
const kLast = 9;

/** Positions over time; the followed driver's line stands out. */
export function PositionChart() {
  const race = useLab((state) => state.race);
  const length = useLab((state) => state.length);
  const duration = race?.duration ?? length;
  const lines = positionLines(race?.updates ?? []);
  const end = race?.updates.at(-1)?.at ?? 0;
  const followedLast = [...lines].sort(
    (a, b) => Number(a.driver === race?.followed) - Number(b.driver === race?.followed),
  );
  const ticks = Array.from({ length: kTicks + 1 }, (_, index) => (duration * index) / kTicks);
  return (
    <div className="position-chart" role="img" aria-label={chartSentence(lines, race?.followed)}>
      <svg viewBox={`0 0 ${duration} ${kLast}`} preserveAspectRatio="none" aria-hidden="true">
        {ticks.map((tick) => (
          <path key={tick} className="grid" d={`M${tick} 0V${kLast}`} />
        ))}
        {followedLast.map(({ driver, path }) => (
          <path key={driver} className={driver === race?.followed ? 'line followed' : 'line'} d={path} />
        ))}
      </svg>
      {ticks.map((tick) => (
        <span key={tick} className="tick" style={{ left: `${(tick / duration) * 100}%` }}>
          {Math.round(tick * 10) / 10}
        </span>
      ))}
      {kPlaces.map((place) => (
        <span key={place} className="place" style={{ top: `${((place - 1) / kLast) * 100}%` }}>
          {place}
        </span>
      ))}
      {lines.map(({ driver, place }) => (
        <span
          key={driver}
          className={driver === race?.followed ? 'code followed' : 'code'}
          style={{ left: `${Math.min(1, end / duration) * 100}%`, top: `${(place / kLast) * 100}%` }}
        >
          {driverCode(driver)}
        </span>
      ))}
    </div>
  );
}

function chartSentence(lines: readonly PositionLine[], followed: string | undefined): string {
  const line = lines.find((one) => one.driver === followed);
  return line
    ? `Positions over the race: ${line.driver} is P${line.place + 1}`
    : 'Positions over the race: none yet';
}
