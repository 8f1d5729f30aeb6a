import { remainingTime } from '../format/times';
import { useNow } from '../ui/use_now';
import { useLab } from './lab_page';
import type { LabState } from './lab_state';
import { endingTitle, resultSentence, startedWords } from './lab_words';
import { elapsed, orderOf, placeIn } from './race_facts';
import { StartLights } from './StartLights';

/** The race's clock and progress; before it the lights, after it the result. Its place and size stay. */
export function RaceHead() {
  const state = useLab((whole) => whole);
  const { phase, race } = state;
  if (phase.kind === 'lights' || phase.kind === 'starting') {
    return (
      <div className="race-head">
        <StartLights lit={phase.kind === 'lights' ? phase.lit : 0} />
      </div>
    );
  }
  if (phase.kind === 'over' && race) {
    const place = placeIn(orderOf(race), race.followed);
    return (
      <div className={`race-head over ${phase.ending}`}>
        <b className="big">{place === undefined ? '–' : `P${place}`}</b>
        <div className="progress">
          <p>
            <b>{endingTitle(phase.ending)}</b> <span>{resultSentence(race, phase.ending)}</span>
          </p>
          <Bar state={state} now={0} />
        </div>
      </div>
    );
  }
  return <RunningHead state={state} />;
}

function RunningHead({ state }: { state: LabState }) {
  const { phase, race } = state;
  const now = useNow(phase.kind === 'racing');
  const gone = race ? elapsed(race, now) : 0;
  return (
    <div className="race-head">
      <b className={race ? 'big' : 'big idle'}>{remainingTime(gone)}</b>
      <div className="progress">
        <p>
          <span>{race ? startedWords(race) : idleWords(state)}</span>
          {race && <span>{Math.ceil(race.duration - gone)} s left</span>}
        </p>
        <Bar state={state} now={now} />
      </div>
    </div>
  );
}

const idleWords = ({ phase, chosen }: LabState): string =>
  phase.kind === 'joining' ? 'loading' : chosen ? `${chosen} is ready` : 'Choose a driver, then start';

function Bar({ state: { race, length }, now }: { state: LabState; now: number }) {
  const duration = race?.duration ?? length;
  const gone = race ? elapsed(race, now) : 0;
  const percent = Math.floor((gone / duration) * 100);
  return (
    <>
      <div
        className="rail"
        role="progressbar"
        aria-label="Progress of the race"
        aria-valuenow={percent}
        aria-valuetext={`${percent} %, ${remainingTime(gone)} of ${remainingTime(duration)}`}
      >
        <i style={{ width: `${(gone / duration) * 100}%` }} />
      </div>
      <p className="scale">
        <span>0:00</span>
        <span>
          {race && `${percent} %, lights out ${new Date(race.startedAt).toLocaleTimeString('en-GB')}`}
        </span>
        <span>{remainingTime(duration)}</span>
      </p>
    </>
  );
}
