import { EmptyNote, Panel } from '../ui/Panel';
import { useLive } from '../view/page';
import { feedTag, feedText, feedTime } from './race_control_words';
import './rail.css';

/** Official words, newest first. */
export function RaceControlFeed() {
  const messages = useLive((state) => state.raceControl);
  const session = useLive((state) => state.session);
  return (
    <Panel label="Race control" className="race-control" head={<h2>Race control</h2>}>
      {session && messages.length === 0 && <EmptyNote>No messages yet.</EmptyNote>}
      <ol className="feed" aria-live="polite" tabIndex={0} aria-label="Messages">
        {messages.map((message, index) => {
          const tag = feedTag(message);
          return (
            <li key={messages.length - index} className={index === 0 ? 'newest' : ''}>
              <time title={message.date && `${message.date} UTC`}>{feedTime(message, session)}</time>
              <span title={message.message}>
                <span className={`tag ${tag.look}`}>{tag.words}</span>
                {feedText(message.message)}
              </span>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
