import { useLive } from '../view/page';
import { clockWords } from './session_words';

export function SessionClock() {
  const value = useLive((state) => clockWords(state)?.value);
  const of = useLive((state) => clockWords(state)?.of);
  const label = useLive((state) => clockWords(state)?.label);
  return (
    <div className="session-clock">
      <span className="value">
        {value}
        {of && <small> {of}</small>}
      </span>
      <span className="label">{label}</span>
    </div>
  );
}
