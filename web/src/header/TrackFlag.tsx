import { useLive } from '../view/page';
import { trackWords } from './session_words';

/** Clear is one quiet line; anything else fills its block, with words. */
export function TrackFlag() {
  const code = useLive((state) => state.trackStatus?.code);
  const flag = trackWords(code);
  return (
    <div className={`track-flag ${flag?.look ?? 'unknown'}`} aria-live="assertive" role="status">
      {flag && (
        <>
          <svg viewBox="0 0 14 16" aria-hidden="true">
            <path d="M2 1v15M2 2h10v7H2" />
          </svg>
          {flag.words}
        </>
      )}
    </div>
  );
}
