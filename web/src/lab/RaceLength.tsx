import { remainingTime } from '../format/times';
import { Segmented } from '../ui/Segmented';
import { useLab, useLabStore } from './lab_page';
import { isLocked, kLengths } from './lab_state';

const kChoices = kLengths.map((seconds) => [String(seconds), remainingTime(seconds)] as const);

/** How long the next race is to be. */
export function RaceLength() {
  const lab = useLabStore();
  const length = useLab((state) => state.length);
  const locked = useLab(isLocked);
  if (locked) return null;
  return (
    <div className="race-length">
      <span>Length</span>
      <Segmented
        label="Length of the race"
        choices={kChoices}
        value={String(length)}
        onChoose={(seconds) => lab.setLength(Number(seconds))}
      />
    </div>
  );
}
