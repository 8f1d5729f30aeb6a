import { Panel } from '../ui/Panel';
import { LookError, LookNote } from './LookNote';
import type { TopicDetail } from './topics_api';
import type { Polled } from './use_polled';
import { count, duration, size } from './words';

/** Where the partitions of a topic begin and end, and how it is configured. */
export function Partitions({ detail }: { detail: Polled<TopicDetail> }) {
  const topic = detail.value;
  const hasBytes = topic?.bytes !== undefined;
  return (
    <Panel
      label="Partitions"
      className="partitions"
      head={
        <>
          <h2>Partitions</h2>
          <span className="sub">{topic && configurationWords(topic)}</span>
          <span className="push" />
          <LookNote look={detail} />
        </>
      }
    >
      <div className="stream-scroll" tabIndex={0} data-old={detail.error !== undefined}>
        <table>
          <thead>
            <tr>
              <th scope="col" className="c-number">
                Part.
              </th>
              <th scope="col">Begin</th>
              <th scope="col">End</th>
              <th scope="col">Records</th>
              {hasBytes && <th scope="col">Size</th>}
            </tr>
          </thead>
          <tbody>
            {topic?.partitions.map((partition) => (
              <tr key={partition.partition}>
                <th scope="row" className="c-number">
                  {partition.partition}
                </th>
                <td>{count(partition.begin)}</td>
                <td>{count(partition.end)}</td>
                <td>{count(partition.records)}</td>
                {hasBytes && <td>{size(partition.bytes)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
        <LookError look={detail} />
      </div>
    </Panel>
  );
}

/** "compacted, 3 replicas, kept 24 h": what is as usual is left out. */
export function configurationWords({ configuration }: TopicDetail): string {
  const { cleanup_policy, replication_factor, retention_ms, retention_bytes } = configuration;
  const facts = [
    cleanup_policy === 'compact' ? 'compacted' : '',
    replication_factor > 1 ? `${replication_factor} replicas` : '',
    retention_ms === undefined ? '' : `kept ${duration(retention_ms)}`,
    retention_bytes === undefined ? '' : `at most ${size(retention_bytes)}`,
  ];
  return facts.filter(Boolean).join(', ');
}
