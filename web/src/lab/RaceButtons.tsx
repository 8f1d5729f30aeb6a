import { useLab, useLabCommands, useLabStore, useFocusHeir } from './lab_page';

/** What can be done now; each button exists only while it means something. */
export function RaceButtons() {
  const phase = useLab((state) => state.phase.kind);
  switch (phase) {
    case 'choosing':
      return <StartButton words="Start race" />;
    case 'over':
      return <StartButton words="Start again" />;
    case 'lights':
      return <CancelButton />;
    case 'racing':
      return <RunningButtons />;
    default:
      return null;
  }
}

/** Why nothing that needs the server can be done; undefined: it can. */
function useReason(): string | undefined {
  const lost = useLab((state) => state.link.health === 'lost');
  return lost ? 'The connection to the server is lost' : undefined;
}

function StartButton({ words }: { words: string }) {
  const chosen = useLab((state) => state.chosen);
  const reason = useReason();
  return (
    <div className="race-buttons">
      <button
        className="primary"
        type="submit"
        disabled={reason !== undefined || chosen === undefined}
        title={reason}
      >
        {words}
      </button>
    </div>
  );
}

function CancelButton() {
  const lab = useLabStore();
  return (
    <div className="race-buttons" ref={useFocusHeir<HTMLDivElement>()}>
      <button type="button" onClick={() => lab.cancelStart()}>
        Cancel start
      </button>
    </div>
  );
}

function RunningButtons() {
  const lab = useLabStore();
  const { show } = useLabCommands();
  const reason = useReason();
  return (
    <div className="race-buttons" ref={useFocusHeir<HTMLDivElement>()}>
      <button type="button" disabled={reason !== undefined} title={reason} onClick={() => void lab.stop()}>
        Stop race
      </button>
      <button type="button" className="quiet" onClick={() => show(undefined)}>
        Start another beside it
      </button>
    </div>
  );
}
