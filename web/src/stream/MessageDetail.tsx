import { EmptyNote, Panel } from '../ui/Panel';
import type { Message } from './topics_api';
import { format, pretty, size } from './words';

/** All of one message; it stays while the list goes on. */
export function MessageDetail({ message }: { message: Message | undefined }) {
  return (
    <Panel
      label="Message"
      className="message"
      head={
        <>
          <h2>Message</h2>
          <span className="sub">
            {message && `partition ${message.partition}, offset ${message.offset}, ${message.timestamp}`}
          </span>
        </>
      }
    >
      {message ? (
        <div className="message-body" tabIndex={0} role="region" aria-label="All of the message">
          <dl>
            <Fact name="Key" told={factsOfKey(message)}>
              {message.key === undefined ? undefined : pretty(message.key)}
            </Fact>
            {Object.entries(message.headers ?? {}).map(([name, value]) => (
              <Fact key={name} name={name} told="header">
                {value}
              </Fact>
            ))}
            <Fact name="Value" told={factsOfValue(message)} />
          </dl>
          {message.value_error && <p className="told">{message.value_error}</p>}
          {message.value !== undefined && <pre>{pretty(message.value)}</pre>}
        </div>
      ) : (
        <EmptyNote>Open a message to see all of it, with its headers.</EmptyNote>
      )}
    </Panel>
  );
}

function Fact({ name, told, children }: { name: string; told: string; children?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children !== undefined && `${children} `}
        <span className="unit">{told}</span>
      </dd>
    </div>
  );
}

const schemaWords = (id: number | undefined) => (id === undefined ? '' : `schema ${id}`);

function factsOfKey(message: Message): string {
  if (message.key_format === undefined) return 'none';
  const facts = [format(message.key_format), schemaWords(message.key_schema_id), message.key_error];
  return facts.filter(Boolean).join(', ');
}

function factsOfValue(message: Message): string {
  if (message.tombstone) return 'none: a tombstone, which removes its key';
  const facts = [
    format(message.value_format),
    schemaWords(message.value_schema_id),
    size(message.value_bytes),
  ];
  return facts.filter(Boolean).join(', ');
}
