import { Brand } from '../header/Brand';
import { LinkReading } from '../header/LinkReading';
import { ViewNav } from '../header/ViewNav';
import { useNow } from '../ui/use_now';
import { useLab } from './lab_page';
import { labLinkWords } from './lab_link_words';
import { isWatching } from './lab_state';
import '../header/header.css';

export function LabHeader() {
  const drivers = useLab((state) => state.drivers.length);
  return (
    <header className="header lab-header">
      <Brand />
      <ViewNav />
      <div className="session-title">
        <h1>Race lab</h1>
        <span>{drivers > 0 ? `simulated races, ${drivers} drivers` : 'simulated races'}</span>
      </div>
      <LabLinkStatus />
    </header>
  );
}

function LabLinkStatus() {
  const state = useLab((whole) => whole);
  const now = useNow(state.link.health === 'lost' || isWatching(state));
  return <LinkReading words={labLinkWords(state, now)} reason={state.link.reason} />;
}
