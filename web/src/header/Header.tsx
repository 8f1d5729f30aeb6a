import { useLive } from '../view/page';
import { LinkStatus } from './LinkStatus';
import { SessionClock } from './SessionClock';
import { sessionTitle, sessionYear } from './session_words';
import { TrackFlag } from './TrackFlag';
import { WeatherStrip } from './WeatherStrip';
import './header.css';

/** What is on, when it is, and whether the screen is safe to read. Every item keeps its place. */
export function Header() {
  return (
    <header className="header">
      <Brand />
      <SessionTitle />
      <SessionClock />
      <TrackFlag />
      <WeatherStrip />
      <LinkStatus />
    </header>
  );
}

function Brand() {
  return (
    <div className="brand">
      <svg viewBox="0 0 18 18" aria-hidden="true">
        <path d="M1 5h9c3 0 3 4 0 4H4M1 13h12" />
      </svg>
      <span>Slipstream</span>
    </div>
  );
}

function SessionTitle() {
  const session = useLive((state) => state.session);
  return (
    <div className="session-title">
      <h1>
        {session?.meeting} <span className="year">{sessionYear(session)}</span>
      </h1>
      <span>{sessionTitle(session)}</span>
    </div>
  );
}
