import { useEffect, useRef, type FormEvent } from 'react';
import type { LabDriver } from '../wire/lab_messages';
import { EmptyNote, Panel } from '../ui/Panel';
import { useLab, useLabCommands, useLabStore } from './lab_page';
import { isLocked, selectedDriver } from './lab_state';
import { RaceButtons } from './RaceButtons';
import { RaceLength } from './RaceLength';
import './picker.css';

/** Whose race it is to be: ten drivers, and the buttons. Enter on a driver starts. */
export function DriverPicker() {
  const { start } = useLabCommands();
  const drivers = useLab((state) => state.drivers);
  const locked = useLab(isLocked);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!locked) start();
  };
  return (
    <Panel
      label="Your driver"
      className="picker"
      head={
        <>
          <h2>Your driver</h2>
          <span className="sub">{locked && 'locked while racing'}</span>
        </>
      }
    >
      <form onSubmit={submit}>
        <fieldset disabled={locked} role="radiogroup" aria-label="Your driver">
          {drivers.length === 0 && <EmptyNote>The drivers appear when the server answers.</EmptyNote>}
          {drivers.map((driver) => (
            <DriverChoice key={driver.id} driver={driver} />
          ))}
        </fieldset>
        <div className="picker-foot">
          <RaceLength />
          <RaceButtons />
        </div>
      </form>
    </Panel>
  );
}

function DriverChoice({ driver }: { driver: LabDriver }) {
  const lab = useLabStore();
  const checked = useLab((state) => selectedDriver(state) === driver.name);
  const input = useFocusOnReturn(checked);
  return (
    <label className="driver-choice">
      <input
        ref={input}
        type="radio"
        name="driver"
        value={driver.name}
        checked={checked}
        onChange={() => lab.choose(driver.name)}
      />
      <span className="team-bar" style={{ background: driver.team_color }} />
      <span className="number">{driver.number}</span>
      <span className="who">
        <b>{driver.name}</b>
        <small>{driver.team}</small>
      </span>
    </label>
  );
}

/** Back from a race, the keyboard is on the driver chosen before. */
function useFocusOnReturn(checked: boolean) {
  const choosing = useLab((state) => state.phase.kind === 'choosing');
  const before = useRef(choosing);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (checked && choosing && !before.current) input.current?.focus();
    before.current = choosing;
  }, [checked, choosing]);
  return input;
}
