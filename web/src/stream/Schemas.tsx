import { useState } from 'react';
import { EmptyNote, Panel } from '../ui/Panel';
import { Segmented } from '../ui/Segmented';
import { LookError, LookNote } from './LookNote';
import { fetchVersion, fetchVersions, type Topic } from './topics_api';
import { usePolled } from './use_polled';
import { format, prettySchema } from './words';

/** Versions are only added, so they need not be asked for often; a schema of one never changes. */
const kVersionsEveryMs = 10_000;
const kSchemaEveryMs = 3_600_000;

type Part = 'key' | 'value';

interface Chosen {
  subject: string;
  version: number;
}

/** The schemas of a topic's keys and values, with their versions. */
export function Schemas({ topic, name }: { topic: Topic | undefined; name: string | undefined }) {
  const [wanted, setWanted] = useState<Part>('value');
  const [chosen, setChosen] = useState<Chosen>();
  const parts = (['key', 'value'] as const).filter((part) => topic?.[part]?.subject);
  const part = parts.includes(wanted) ? wanted : parts[0];
  const subject = part && topic?.[part]?.subject;
  const versions = usePolled(subject, fetchVersions, kVersionsEveryMs);
  const newest = versions.value?.at(-1);
  const version = chosen?.subject === subject ? chosen?.version : newest;
  const schema = usePolled(
    subject === undefined || version === undefined ? undefined : `${subject} ${version}`,
    fetchSchema,
    kSchemaEveryMs,
  );
  return (
    <Panel
      label="Schema"
      className="schemas"
      head={
        <>
          <h2>Schema</h2>
          <span className="sub">{subject}</span>
          <span className="push" />
          <LookNote look={versions} />
          {parts.length > 1 && part && (
            <Segmented
              label="Of"
              choices={parts.map((one) => [one, one])}
              value={part}
              onChoose={setWanted}
            />
          )}
          {subject && version !== undefined && versions.value && (
            <Segmented
              label="Version"
              choices={versions.value.slice(-kShownVersions).map((number) => [`${number}`, `v${number}`])}
              value={`${version}`}
              onChoose={(number) => setChosen({ subject, version: Number(number) })}
            />
          )}
        </>
      }
    >
      <div className="schema-body" tabIndex={0} role="region" aria-label="Schema">
        {topic && !subject && <EmptyNote>{withoutSubject(topic, name)}</EmptyNote>}
        <LookError look={versions} />
        <LookError look={schema} />
        {schema.value && <pre>{prettySchema(schema.value.schema)}</pre>}
      </div>
    </Panel>
  );
}

/** More do not fit; older ones are at their address. */
const kShownVersions = 5;

const fetchSchema = (key: string, signal: AbortSignal) => {
  const [subject = '', version = ''] = key.split(' ');
  return fetchVersion(subject, Number(version), signal);
};

export function withoutSubject(topic: Topic, name: string | undefined): string {
  const kind = format(topic.value?.format);
  const plain = kind ? ` Its values are ${kind}.` : '';
  return `The registry has no subject ${name}-key or ${name}-value.${plain}`;
}
