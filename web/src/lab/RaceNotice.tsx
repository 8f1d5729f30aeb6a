import { useLab, useLabStore } from './lab_page';

/** What the server refused, in its own words. */
export function RaceNotice() {
  const lab = useLabStore();
  const problem = useLab((state) => state.problem);
  return (
    <div className="race-notice" role="alert">
      {problem && (
        <>
          <span>{problem.message}</span>
          <button type="button" onClick={() => lab.retry()}>
            Retry
          </button>
        </>
      )}
    </div>
  );
}
