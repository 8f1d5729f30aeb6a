import { useState } from 'react';
import { usePage, useView } from '../view/page';
import { useArrangement } from '../view/use_media';
import { Groups } from './Groups';
import { MessageDetail } from './MessageDetail';
import { MessageTable } from './MessageTable';
import { Partitions } from './Partitions';
import { Schemas } from './Schemas';
import { StreamTabs, type StreamTab } from './StreamTabs';
import { TopicTable } from './TopicTable';
import { fetchTopic, fetchTopics, type Message, type Topic } from './topics_api';
import { usePolled } from './use_polled';
import './stream.css';

const kTopicsEveryMs = 2000;
const kTopicEveryMs = 3000;
/** Shown while no other was chosen. */
const kFirstTopic = 'f1-telemetry';

const shownTopic = (chosen: string | undefined, topics: readonly Topic[]) =>
  chosen ?? topics.find(({ topic }) => topic === kFirstTopic)?.topic ?? topics[0]?.topic;

/** What is on the log: its topics, and of one of them the newest messages, who reads it, and its schemas. */
export default function StreamView() {
  const { act } = usePage();
  const arrangement = useArrangement();
  const [tab, setTab] = useState<StreamTab>('topics');
  const [opened, setOpened] = useState<Message>();
  const topics = usePolled('topics', (_, signal) => fetchTopics(signal), kTopicsEveryMs);
  const list = topics.value?.topics ?? [];
  const name = shownTopic(
    useView((view) => view.topic),
    list,
  );
  const detail = usePolled(name, fetchTopic, kTopicEveryMs);
  const topic = list.find((one) => one.topic === name);

  const choose = (next: string) => {
    act({ kind: 'topic', topic: next });
    if (next !== name) setOpened(undefined);
    setTab('messages');
  };
  const wide = arrangement !== 'phone';
  const on = (one: StreamTab) => arrangement === 'desk' || tab === one || (wide && one === 'topics');
  const tabs: readonly StreamTab[] = wide ? ['messages', 'readers', 'schema'] : kAllTabs;
  const below = wide && tab === 'topics' ? 'messages' : tab;
  const shows = (one: StreamTab) => on(one) || (arrangement === 'tablet' && below === one);
  return (
    <main className={`stream ${arrangement}`} data-tab={below}>
      {arrangement === 'phone' && <StreamTabs tabs={tabs} current={tab} onChoose={setTab} />}
      {shows('topics') && <TopicTable topics={topics} chosen={name} onChoose={choose} />}
      {arrangement === 'tablet' && <StreamTabs tabs={tabs} current={below} onChoose={setTab} />}
      {shows('messages') && (
        <div className="column messages-column">
          <MessageTable topic={name} look={topic} opened={opened} onOpen={setOpened} />
          <MessageDetail message={opened} />
        </div>
      )}
      {shows('readers') && (
        <div className="column readers-column">
          <Partitions detail={detail} />
          <Groups detail={detail} />
        </div>
      )}
      {shows('schema') && <Schemas topic={topic} name={name} />}
    </main>
  );
}

const kAllTabs: readonly StreamTab[] = ['topics', 'messages', 'readers', 'schema'];
