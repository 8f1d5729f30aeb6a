import type { Alert } from '../wire/messages';

/** Triangle, diamond, ring: the shape says as much as the colour. */
export function SeverityMark({ severity }: { severity: Alert['severity'] }) {
  return (
    <svg className={`severity ${severity}`} viewBox="0 0 14 14" role="img" aria-label={severity}>
      {severity === 'high' && <path d="M7 1l6 12H1z" />}
      {severity === 'medium' && <path d="M7 1l6 6-6 6-6-6z" />}
      {severity === 'low' && <circle cx="7" cy="7" r="4" />}
    </svg>
  );
}
