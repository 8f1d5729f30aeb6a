import { remainingTime } from '../format/times';
import type { RaceRecord } from '../wire/lab_messages';
import type { Ending, LabState, ShownRace } from './lab_state';
import { gained, orderOf, placeIn } from './race_facts';

/** "Max Verstappen" is VER. */
export const driverCode = (name: string): string => lastName(name).slice(0, 3).toUpperCase();

export const lastName = (name: string): string => name.split(' ').at(-1) ?? name;

/** +5, −2 with a true minus, 0; empty: not known */
export function gainText(places: number | undefined): string {
  if (places === undefined) return '';
  return places > 0 ? `+${places}` : places < 0 ? `−${-places}` : '0';
}

/** "up 5 places", for those who listen */
export function gainSpoken(places: number | undefined): string {
  if (places === undefined) return 'no value';
  const count = Math.abs(places) === 1 ? '1 place' : `${Math.abs(places)} places`;
  return places === 0 ? 'as at the start' : `${places > 0 ? 'up' : 'down'} ${count}`;
}

const kEndings: Readonly<Record<Ending, string>> = {
  finished: 'Finish',
  stopped: 'Stopped',
  interrupted: 'Interrupted',
};

export const endingTitle = (ending: Ending): string => kEndings[ending];

/** What a race that is over meant for the driver who was followed. */
export function resultSentence(race: ShownRace, ending: Ending): string {
  const place = placeIn(orderOf(race), race.followed);
  const start = place && startWords(race.grid, race.followed);
  const at = remainingTime(race.ranFor ?? 0);
  if (place === undefined) return `${race.followed}: no result is known`;
  const how = ending === 'finished' ? 'finished' : `was`;
  const when = ending === 'finished' ? '' : `, when the race was ${ending} at ${at}`;
  return `${race.followed} ${how} P${place}${start ? `, ${start}` : ''}${when}`;
}

/** "Lando Norris, started P8" */
export function startedWords({ followed, grid }: ShownRace): string {
  const start = grid?.indexOf(followed) ?? -1;
  return start < 0 ? followed : `${followed}, started P${start + 1}`;
}

/** "from P8"; empty where nobody saw the start */
export function startWords(grid: readonly string[] | undefined, driver: string): string {
  const start = grid?.indexOf(driver) ?? -1;
  return start < 0 ? '' : `from P${start + 1}`;
}

/** "from P8, finished P2", "from P5, stopped at 0:48", "running" */
export function historyWords(record: RaceRecord, grid: readonly string[] | undefined): string {
  if (record.state === 'started') return 'running';
  const place = record.result.find((one) => one.driver_name === record.followed_driver)?.position;
  return [startWords(grid, record.followed_driver), endWords(record, place)].filter(Boolean).join(', ');
}

function endWords(record: RaceRecord, place: number | undefined): string {
  if (record.state === 'finished') return place === undefined ? 'finished' : `finished P${place}`;
  const ranFor = record.end_time ? (Date.parse(record.end_time) - Date.parse(record.start_time)) / 1000 : 0;
  return `${record.state} at ${remainingTime(ranFor)}`;
}

/** The sentence that a screen reader is to say after this change; undefined: nothing new. */
export function announcement(before: LabState, after: LabState): string | undefined {
  const { phase, race } = after;
  if (phase.kind === 'lights' && before.phase.kind !== 'lights') return 'Start lights';
  if (!race) return undefined;
  if (phase.kind === 'over' && before.phase.kind !== 'over') {
    return `${endingTitle(phase.ending)}. ${resultSentence(race, phase.ending)}. ${podiumWords(race)}`;
  }
  if (phase.kind !== 'racing') return undefined;
  const place = placeIn(orderOf(race), race.followed);
  const placeBefore = before.race && placeIn(orderOf(before.race), race.followed);
  if (place === undefined || place === placeBefore) return undefined;
  if (placeBefore === undefined) return firstWords(race, place);
  return `${race.followed} P${place}, ${gainSpoken(gained(race.grid, race.followed, place))}`;
}

function firstWords(race: ShownRace, place: number): string {
  return race.updates.length === 1 && race.grid?.indexOf(race.followed) === place - 1
    ? `Lights out. ${race.followed} starts from P${place}`
    : `Watching ${race.followed}, P${place}`;
}

const podiumWords = (race: ShownRace): string =>
  orderOf(race)
    .slice(0, 3)
    .map((place, index) => `${index + 1} ${place.driver}`)
    .join(', ');
