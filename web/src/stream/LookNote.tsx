import type { Polled } from './use_polled';

/** In a panel's head: that nothing has come yet, or that what is shown is no longer new. */
export function LookNote({ look }: { look: Polled<unknown> }) {
  if (look.error && look.value !== undefined)
    return (
      <span className="look-note" role="status" title={look.error}>
        <i className="link-mark warn" aria-hidden="true" />
        no longer new
      </span>
    );
  return <span className="sub">{look.slow ? 'loading' : ''}</span>;
}

/** Instead of a panel's content: the server's sentence, with a way to ask again. */
export function LookError({ look }: { look: Polled<unknown> }) {
  if (!look.error || look.value !== undefined) return null;
  return (
    <div className="look-error" role="alert">
      <p>{look.error}</p>
      <button onClick={look.retry}>Retry</button>
    </div>
  );
}
