import type { KeyboardEvent, PointerEvent } from 'react';
import { raceClock } from '../format/times';
import { useLive } from '../view/page';
import { seekTarget } from './replay_commands';
import { sessionParts } from './session_parts';
import { partOf, spanOf, timelineMarks } from './timeline_marks';

const kKeyStep = 10;

interface TimelineProps {
  disabled: boolean;
  onSeek: (sessionTime: number) => void;
}

/** The session as a band: what was played is lighter, a click goes there. */
export function Timeline({ disabled, onSeek }: TimelineProps) {
  const begin = useLive((state) => state.replay?.begin);
  const end = useLive((state) => state.replay?.end);
  const second = useLive((state) => Math.floor(state.sessionTime ?? 0));
  const messages = useLive((state) => state.raceControl);
  const session = useLive((state) => state.session);
  const span = spanOf({ begin, end });
  if (!span) return <div className="timeline" />;

  const seekTo = (event: PointerEvent<HTMLDivElement>) => {
    if (disabled) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    onSeek(span.start + ((event.clientX - left) / width) * (span.end - span.start));
  };
  const step = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (disabled || direction === undefined) return;
    event.stopPropagation();
    onSeek(seekTarget({ begin, end }, second + direction * kKeyStep));
  };
  const percent = (time: number) => `${(partOf(span, time) * 100).toFixed(2)}%`;
  const parts = sessionParts(messages, session);
  return (
    <div
      className="timeline"
      role="slider"
      tabIndex={0}
      aria-label="Session time"
      aria-disabled={disabled}
      aria-valuemin={Math.floor(span.start)}
      aria-valuemax={Math.ceil(span.end)}
      aria-valuenow={second}
      aria-valuetext={raceClock(second)}
      onPointerDown={seekTo}
      onKeyDown={step}
    >
      <div className="band">
        {parts.length === 0 && <i style={{ width: percent(second) }} />}
        {parts.map(({ name, start, end = second }) => (
          <i
            key={name}
            className={end === second ? '' : 'finished'}
            style={{ left: percent(start), right: `${((1 - partOf(span, end)) * 100).toFixed(2)}%` }}
          >
            {name}
          </i>
        ))}
      </div>
      {timelineMarks(messages).map((mark, index) => (
        <i
          key={index}
          className={`mark ${mark.look}`}
          style={{ left: percent(mark.at) }}
          title={mark.words}
        />
      ))}
      <i className="playhead" style={{ left: percent(second) }} />
    </div>
  );
}
