// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { Groups } from './Groups';
import { configurationWords } from './Partitions';
import { withoutSubject } from './Schemas';
import { TopicTable } from './TopicTable';
import type { TopicDetail, TopicList } from './topics_api';
import type { Polled } from './use_polled';

afterEach(cleanup);

const look = <Value,>(part: Partial<Polled<Value>>): Polled<Value> => ({
  slow: false,
  retry: () => undefined,
  ...part,
});

const kList: TopicList = {
  looked_at: '2026-11-28T14:00:10Z',
  topics: [
    { topic: 'closed', error: 'topic closed: not authorized' },
    {
      topic: 'laps',
      records: 1200,
      partitions: [{ partition: 0, begin: 0, end: 1200, records: 1200 }],
      newest_at: '2026-11-28T14:00:08Z',
      value: { format: 'avro', version: 2 },
    },
    { topic: 'speeds', records: 7, partitions: [], records_per_second: 3.5 },
  ],
};

test('a topic says what is known of it, and nothing else', () => {
  const choose = vi.fn();
  render(<TopicTable topics={look({ value: kList })} chosen="laps" onChoose={choose} />);
  const cells = (name: string) =>
    [...(screen.getByRole('button', { name }).closest('tr')?.cells ?? [])].map((cell) => cell.textContent);
  expect(cells('laps')).toEqual(['laps', '1', '1,200', '', '2.0 s', 'Avro v2']);
  expect(cells('speeds')).toEqual(['speeds', '0', '7', '3.50', '', '']);
  expect(cells('closed')).toEqual(['closed', 'topic closed: not authorized']);
  fireEvent.click(screen.getByRole('button', { name: 'speeds' }));
  expect(choose).toHaveBeenCalledExactlyOnceWith('speeds');
});

test('the arrows move among topics', () => {
  render(<TopicTable topics={look({ value: kList })} chosen="laps" onChoose={() => undefined} />);
  const named = (name: string) => screen.getByRole('button', { name });
  named('laps').focus();
  fireEvent.keyDown(named('laps'), { key: 'ArrowDown' });
  expect(document.activeElement).toBe(named('speeds'));
  fireEvent.keyDown(named('speeds'), { key: 'ArrowDown' });
  expect(document.activeElement).toBe(named('speeds'));
  fireEvent.keyDown(named('speeds'), { key: 'Home' });
  expect(document.activeElement).toBe(named('closed'));
});

test('an error is told with a way to ask again; with older values it is told beside them', () => {
  const retry = vi.fn();
  render(
    <TopicTable
      topics={look({ error: 'the log is away', retry })}
      chosen={undefined}
      onChoose={() => undefined}
    />,
  );
  expect(screen.getByRole('alert').textContent).toContain('the log is away');
  fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
  expect(retry).toHaveBeenCalledOnce();
  cleanup();
  render(
    <TopicTable topics={look({ value: kList, error: 'away' })} chosen="laps" onChoose={() => undefined} />,
  );
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByRole('status').textContent).toBe('no longer new');
});

const kDetail: TopicDetail = {
  looked_at: '',
  topic: 'laps',
  compacted: true,
  records: 0,
  partitions: [],
  configuration: { cleanup_policy: 'compact', replication_factor: 3, retention_ms: 86_400_000 },
  groups: [{ group: 'g', members: 2, lag: 1005, partitions: [{ partition: 1, committed: 9, lag: 1005 }] }],
};

test('groups show their lag, in all and for each partition', () => {
  render(<Groups detail={look({ value: kDetail })} />);
  const rows = screen.getAllByRole('row').map((row) => row.textContent);
  expect(rows.slice(1)).toEqual(['g 2 members1,005', '191,005']);
  cleanup();
  render(<Groups detail={look({ value: { ...kDetail, groups: [], groups_error: 'not allowed' } })} />);
  expect(screen.getByText('not allowed')).toBeTruthy();
});

test('the configuration is told in few words', () => {
  expect(configurationWords(kDetail)).toBe('compacted, 3 replicas, kept 1 d');
  const usual = { cleanup_policy: 'delete', replication_factor: 1, retention_bytes: 1_000_000 } as const;
  expect(configurationWords({ ...kDetail, configuration: usual })).toBe('at most 1.0 MB');
});

test('a topic without a subject says so', () => {
  expect(withoutSubject({ topic: 'laps', value: { format: 'json' } }, 'laps')).toBe(
    'The registry has no subject laps-key or laps-value. Its values are JSON.',
  );
});
