import { useLive } from '../view/page';
import { Brand } from './Brand';
import { LinkStatus } from './LinkStatus';
import { SessionClock } from './SessionClock';
import { sessionTitle, sessionYear } from './session_words';
import { TrackFlag } from './TrackFlag';
import { ViewNav } from './ViewNav';
import { WeatherStrip } from './WeatherStrip';
import './header.css';

/** What is on, when it is, and whether the screen is safe to read. Every item keeps its place. */
export function Header() {
  return (
    <header className="header">
      <Brand />
      <ViewNav />
      <SessionTitle />
      <SessionClock />
      <TrackFlag />
      <WeatherStrip />
      <LinkStatus />
    </header>
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
