import { isRace } from '../header/session_words';
import { useLive } from '../view/page';
import type { Stint } from '../wire/messages';

const kEarlierShown = 3;
const kNoStints: readonly Stint[] = [];
const kLetters = new Set(['S', 'M', 'H', 'I', 'W']);

/** The compound's letter as on the tyre; undefined while nobody has said which one it is. */
export function compoundLetter(compound: string | undefined): string | undefined {
  const letter = compound?.charAt(0);
  return letter && compound !== 'UNKNOWN' && kLetters.has(letter) ? letter : undefined;
}

/** Laps driven on the set, earlier stints included. */
export function tyreAge(stint: Stint): number | undefined {
  if (stint.laps === undefined && stint.tyre_life_at_start === undefined) return undefined;
  return (stint.tyre_life_at_start ?? 0) + (stint.laps ?? 0);
}

export function TyreCell({ id }: { id: string }) {
  const stints = useLive((state) => state.cars[id]?.stints) ?? kNoStints;
  const race = useLive((state) => isRace(state.session));
  const stint = stints.at(-1);
  if (!stint) return <td className="c-tyre" />;
  const earlier = race ? stints.slice(0, -1).slice(-kEarlierShown) : [];
  return (
    <td className="c-tyre">
      <span className="tyre">
        <TyreMark compound={stint.compound} used={stint.fresh_tyre === false} />
        <span className="age">{tyreAge(stint)}</span>
        <span className="earlier">
          {earlier.map(({ compound }) => compoundLetter(compound) ?? '?').join('')}
        </span>
      </span>
    </td>
  );
}

/** A dotted ring is a used set. */
export function TyreMark({ compound, used }: { compound: string | undefined; used: boolean }) {
  const letter = compoundLetter(compound);
  const words = `${compound?.toLowerCase() ?? 'unknown'}, ${used ? 'used' : 'new'}`;
  return (
    <span
      className={`tyre-mark ${letter ?? 'unknown'} ${used ? 'used' : ''}`}
      role="img"
      aria-label={words}
      title={words}
    >
      {letter ?? '?'}
    </span>
  );
}
