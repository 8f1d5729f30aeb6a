import { EmptyNote, Panel } from '../ui/Panel';
import type { TopicDetail } from './topics_api';
import type { Polled } from './use_polled';
import { count } from './words';

/** How far consumer groups have read a topic. */
export function Groups({ detail }: { detail: Polled<TopicDetail> }) {
  const topic = detail.value;
  return (
    <Panel label="Consumer groups" className="groups" head={<h2>Consumer groups</h2>}>
      <div className="stream-scroll" tabIndex={0} data-old={detail.error !== undefined}>
        <table>
          <thead>
            <tr>
              <th scope="col" className="c-group">
                Group, part.
              </th>
              <th scope="col">Committed</th>
              <th scope="col">Lag</th>
            </tr>
          </thead>
          {topic?.groups.map((group) => (
            <tbody key={group.group} data-group={group.group}>
              <tr className="whole">
                <th scope="rowgroup" colSpan={2} className="c-group" title={group.group}>
                  {group.group} <span className="unit">{memberWords(group.members)}</span>
                </th>
                <td>{count(group.lag)}</td>
              </tr>
              {group.partitions.map((place) => (
                <tr key={place.partition}>
                  <th scope="row" className="c-group part">
                    {place.partition}
                  </th>
                  <td>{count(place.committed)}</td>
                  <td>{count(place.lag)}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
        {topic?.groups.length === 0 && !topic.groups_error && (
          <EmptyNote>No group has committed an offset here. Servers read without one.</EmptyNote>
        )}
        {topic?.groups_error && <EmptyNote>{topic.groups_error}</EmptyNote>}
      </div>
    </Panel>
  );
}

const memberWords = (members: number) => (members === 1 ? '1 member' : `${members} members`);
