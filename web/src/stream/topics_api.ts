import { answerOf } from '../wire/server';

/** The answers of `/api/v1/topics` and below it, and of the registry's `/subjects`. */

export interface Partition {
  partition: number;
  /** the oldest offset kept */
  begin: number;
  /** one past the newest */
  end: number;
  records: number;
  bytes?: number;
}

export type ValueFormat = 'avro' | 'json_schema' | 'json' | 'text' | 'bytes';

/** What is known of a topic's keys or values. */
export interface TopicPart {
  /** of the newest record */
  format?: ValueFormat;
  subject?: string;
  /** the subject's newest */
  version?: number;
  schema_id?: number;
}

export interface Topic {
  topic: string;
  compacted?: boolean;
  records?: number;
  bytes?: number;
  partitions?: Partition[];
  /** absent at the server's first look */
  records_per_second?: number;
  newest_at?: string;
  key?: TopicPart;
  value?: TopicPart;
  /** why it cannot be looked at; then only its name is there */
  error?: string;
}

export interface TopicList {
  looked_at: string;
  topics: Topic[];
}

export interface Group {
  group: string;
  members: number;
  lag: number;
  partitions: { partition: number; committed: number; lag: number }[];
}

export interface TopicDetail {
  looked_at: string;
  topic: string;
  compacted: boolean;
  records: number;
  bytes?: number;
  partitions: Partition[];
  configuration: {
    cleanup_policy: 'compact' | 'delete';
    replication_factor: number;
    retention_ms?: number;
    retention_bytes?: number;
  };
  groups: Group[];
  groups_error?: string;
}

export interface Message {
  partition: number;
  offset: number;
  timestamp: string;
  key?: unknown;
  key_format?: ValueFormat;
  key_bytes?: number;
  key_schema_id?: number;
  key_error?: string;
  value?: unknown;
  value_format?: ValueFormat;
  value_bytes?: number;
  value_schema_id?: number;
  value_error?: string;
  tombstone?: boolean;
  headers?: Record<string, string>;
}

export interface MessageList {
  topic: string;
  looked_at: string;
  /** newest first */
  messages: Message[];
  left_out: number;
}

export interface SchemaVersion {
  subject: string;
  version: number;
  id: number;
  schemaType?: 'JSON';
  schema: string;
}

const kMessages = 50;

async function get<Answer>(path: string, signal: AbortSignal): Promise<Answer> {
  return (await answerOf(await fetch(path, { headers: { Accept: 'application/json' }, signal }))) as Answer;
}

const topicPath = (topic: string) => `/api/v1/topics/${encodeURIComponent(topic)}`;
const versionsPath = (subject: string) => `/subjects/${encodeURIComponent(subject)}/versions`;

export const fetchTopics = (signal: AbortSignal) => get<TopicList>('/api/v1/topics', signal);
export const fetchTopic = (topic: string, signal: AbortSignal) => get<TopicDetail>(topicPath(topic), signal);
export const fetchMessages = (topic: string, signal: AbortSignal) =>
  get<MessageList>(`${topicPath(topic)}/messages?limit=${kMessages}`, signal);
export const fetchVersions = (subject: string, signal: AbortSignal) =>
  get<number[]>(versionsPath(subject), signal);
export const fetchVersion = (subject: string, version: number, signal: AbortSignal) =>
  get<SchemaVersion>(`${versionsPath(subject)}/${version}`, signal);
