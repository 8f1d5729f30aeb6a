import { useEffect, useRef, useState } from 'react';
import { EmptyNote, Panel } from '../ui/Panel';
import { holdMessages, kNoMessages } from './held_messages';
import { LookError, LookNote } from './LookNote';
import { moveAmongRows } from './row_keys';
import { fetchMessages, type Message, type Topic } from './topics_api';
import { usePolled } from './use_polled';
import { formatAndVersion, instant, keyPreview, placeOf, valuePreview } from './words';

const kEveryMs = 1000;

const kColumns = [
  ['place', 'Part. @ offset'],
  ['time', 'Made, UTC'],
  ['key', 'Key'],
  ['value', 'Value'],
] as const;

interface MessageTableProps {
  topic: string | undefined;
  look: Topic | undefined;
  opened: Message | undefined;
  onOpen: (message: Message) => void;
}

/** The newest messages of a topic. They stand still while paused, and while the reader has scrolled down to older ones. */
export function MessageTable({ topic, look, opened, onOpen }: MessageTableProps) {
  const [paused, setPaused] = useState(false);
  const [scrolled, setScrolled] = useState(false);
  const scroll = useRef<HTMLDivElement>(null);
  const messages = usePolled(topic, fetchMessages, kEveryMs);
  const reading = paused || scrolled;
  const held = useRef(kNoMessages);
  held.current = holdMessages(held.current, messages.value, reading);
  const { shown, missed } = held.current;
  usePauseKey(() => setPaused((was) => !was));

  const showNewest = () => {
    setPaused(false);
    setScrolled(false);
    if (scroll.current) scroll.current.scrollTop = 0;
  };
  return (
    <Panel
      label="Messages"
      className="messages"
      head={
        <>
          <h2>{topic ?? 'Messages'}</h2>
          <span className="sub">{partWords(look)}</span>
          <span className="push" />
          <LookNote look={messages} />
          <button className="newest" hidden={!reading || missed === 0} onClick={showNewest}>
            {missed ?? 'many'} new
          </button>
          <button className="pause" aria-pressed={paused} onClick={() => setPaused(!paused)}>
            {paused ? 'Paused' : 'Pause'}
          </button>
        </>
      }
    >
      <div
        ref={scroll}
        className="stream-scroll"
        data-old={messages.error !== undefined}
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop > 0)}
      >
        <table onKeyDown={moveAmongRows}>
          <thead>
            <tr>
              {kColumns.map(([name, words]) => (
                <th key={name} scope="col" className={`c-${name}`}>
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown?.messages.map((message, index) => (
              <MessageRow
                key={placeOf(message)}
                message={message}
                opened={opened !== undefined && placeOf(opened) === placeOf(message)}
                isTabStop={index === 0}
                onOpen={() => onOpen(message)}
              />
            ))}
          </tbody>
        </table>
        {shown?.messages.length === 0 && <EmptyNote>No messages yet.</EmptyNote>}
        {shown !== undefined && shown.left_out > 0 && (
          <EmptyNote>{shown.left_out} older ones are too long to be shown with these.</EmptyNote>
        )}
        <LookError look={messages} />
      </div>
    </Panel>
  );
}

interface MessageRowProps {
  message: Message;
  opened: boolean;
  isTabStop: boolean;
  onOpen: () => void;
}

function MessageRow({ message, opened, isTabStop, onOpen }: MessageRowProps) {
  const place = placeOf(message);
  return (
    <tr className={opened ? 'selected' : ''} data-place={place} onClick={onOpen}>
      <th scope="row" className="c-place">
        <button aria-pressed={opened} tabIndex={isTabStop ? 0 : -1}>
          {message.partition} <span className="unit">@</span> {message.offset}
        </button>
      </th>
      <td className="c-time">{instant(message.timestamp)}</td>
      <td className="c-key">{keyPreview(message.key)}</td>
      <td className={`c-value ${message.value_error || message.tombstone ? 'told' : ''}`}>
        {valuePreview(message)}
      </td>
    </tr>
  );
}

function partWords(look: Topic | undefined): string {
  const parts = [
    ['key', formatAndVersion(look?.key)],
    ['value', formatAndVersion(look?.value)],
  ].filter(([, words]) => words !== '');
  return parts.map(([name, words]) => `${name} ${words}`).join(', ');
}

/** P pauses and goes on, wherever the focus is. */
function usePauseKey(toggle: () => void): void {
  const newest = useRef(toggle);
  newest.current = toggle;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== 'p') return;
      newest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
