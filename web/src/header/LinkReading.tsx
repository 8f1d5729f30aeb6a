export interface LinkWords {
  label: string;
  value: string;
  unit: string;
  mark: 'ok' | 'warn' | 'bad' | 'quiet';
}

/** A lost connection; the next attempt is at `retryAt` (ms), or under way. */
export function lostWords(retryAt: number | undefined, now: number): LinkWords {
  const wait = retryAt === undefined ? undefined : Math.max(0, retryAt - now) / 1000;
  const unit = wait === undefined ? '' : ` ${Math.ceil(wait)} s`;
  return { label: 'Connection lost', value: wait === undefined ? 'retrying' : 'retry', unit, mark: 'bad' };
}

/** The header's last item: whether the screen is safe to read. */
export function LinkReading({ words, reason }: { words: LinkWords; reason: string | undefined }) {
  return (
    <div className={`reading link ${words.mark}`} title={reason}>
      <span className="label" role="status" aria-live={words.mark === 'bad' ? 'assertive' : 'off'}>
        {words.label}
      </span>
      <span className="value">
        <i className={`link-mark ${words.mark}`} aria-hidden="true" />
        <span>
          {words.value}
          <span className="unit">{words.unit}</span>
        </span>
      </span>
    </div>
  );
}
