import { replaySpeed } from '../format/quantities';
import { raceClock } from '../format/times';
import { Icon } from '../ui/icons';
import { useLive } from '../view/page';
import { nextSpeed, seekTarget, useReplayChange } from './replay_commands';
import { Timeline } from './Timeline';
import './replay.css';

const kStepSeconds = 10;

export function ReplayBar() {
  const replayState = useLive((state) => state.replay?.state);
  const speed = useLive((state) => state.replay?.speed);
  const begin = useLive((state) => state.replay?.begin);
  const end = useLive((state) => state.replay?.end);
  const second = useLive((state) =>
    state.sessionTime === undefined ? undefined : Math.floor(state.sessionTime),
  );
  const lost = useLive((state) => state.link.health === 'lost');
  const { change, refusal } = useReplayChange();
  const playing = replayState === 'playing';
  const disabled = lost || replayState === undefined;
  const why = lost ? 'The connection to the server is lost' : undefined;
  const seekBy = (seconds: number) =>
    second !== undefined && change({ position: seekTarget({ begin, end }, second + seconds) });
  return (
    <footer className="replay" aria-label="Replay">
      <div className="controls" title={why}>
        <button aria-label="Back 10 s" disabled={disabled} onClick={() => seekBy(-kStepSeconds)}>
          <Icon name="back" />
        </button>
        <button
          className="play"
          aria-label={playing ? 'Pause' : 'Play'}
          disabled={disabled}
          onClick={() => change({ paused: playing })}
        >
          <Icon name={playing ? 'pause' : 'play'} />
        </button>
        <button aria-label="Forward 10 s" disabled={disabled} onClick={() => seekBy(kStepSeconds)}>
          <Icon name="forward" />
        </button>
      </div>
      <div className="speed" role="group" aria-label="Replay speed">
        <button
          aria-label="Slower"
          disabled={disabled}
          onClick={() => change({ speed: nextSpeed(speed, -1) })}
        >
          −
        </button>
        <span>
          <b>{replayState && replaySpeed(speed)}</b>
          <small>speed</small>
        </span>
        <button
          aria-label="Faster"
          disabled={disabled}
          onClick={() => change({ speed: nextSpeed(speed, 1) })}
        >
          +
        </button>
      </div>
      <Timeline disabled={disabled} onSeek={(position) => change({ position })} />
      <div className="position">
        <b>{second !== undefined && raceClock(second)}</b>
        <span role={refusal ? 'alert' : undefined} className={refusal ? 'refusal' : ''} title={refusal}>
          {refusal ?? (second !== undefined && 'session time')}
        </span>
      </div>
    </footer>
  );
}
