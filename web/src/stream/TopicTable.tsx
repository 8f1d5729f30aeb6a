import { EmptyNote, Panel } from '../ui/Panel';
import { LookError, LookNote } from './LookNote';
import { moveAmongRows } from './row_keys';
import type { Topic, TopicList } from './topics_api';
import type { Polled } from './use_polled';
import { age, count, formatAndVersion, rate } from './words';

const kColumns = [
  ['name', 'Topic'],
  ['parts', 'Part.'],
  ['records', 'Records'],
  ['rate', 'Rec/s'],
  ['age', 'Newest'],
  ['format', 'Value'],
] as const;

interface TopicTableProps {
  topics: Polled<TopicList>;
  chosen: string | undefined;
  onChoose: (topic: string) => void;
}

/** Every topic at a glance. */
export function TopicTable({ topics, chosen, onChoose }: TopicTableProps) {
  const list = topics.value?.topics;
  return (
    <Panel
      label="Topics"
      className="topics"
      head={
        <>
          <h2>Topics</h2>
          <span className="sub">{list && `${list.length} on the log`}</span>
          <span className="push" />
          <LookNote look={topics} />
        </>
      }
    >
      <div className="stream-scroll" data-old={topics.error !== undefined}>
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
            {list?.map((topic) => (
              <TopicRow
                key={topic.topic}
                topic={topic}
                now={topics.value?.looked_at}
                chosen={topic.topic === chosen}
                isTabStop={topic.topic === (chosen ?? list[0]?.topic)}
                onChoose={() => onChoose(topic.topic)}
              />
            ))}
          </tbody>
        </table>
        {list?.length === 0 && <EmptyNote>No topics yet: they are made when something is played.</EmptyNote>}
        <LookError look={topics} />
      </div>
    </Panel>
  );
}

interface TopicRowProps {
  topic: Topic;
  now: string | undefined;
  chosen: boolean;
  isTabStop: boolean;
  onChoose: () => void;
}

function TopicRow({ topic, now, chosen, isTabStop, onChoose }: TopicRowProps) {
  return (
    <tr className={chosen ? 'selected' : ''} data-topic={topic.topic} onClick={onChoose}>
      <th scope="row" className="c-name">
        <button aria-pressed={chosen} tabIndex={isTabStop ? 0 : -1} title={topic.topic}>
          {topic.topic}
        </button>
      </th>
      {topic.error ? (
        <td className="c-error" colSpan={kColumns.length - 1} title={topic.error}>
          {topic.error}
        </td>
      ) : (
        <>
          <td className="c-parts">{topic.partitions?.length}</td>
          <td className="c-records">{count(topic.records)}</td>
          <td className="c-rate">{rate(topic.records_per_second)}</td>
          <td className="c-age">{age(topic.newest_at, now)}</td>
          <td className="c-format">{formatAndVersion(topic.value)}</td>
        </>
      )}
    </tr>
  );
}
