import { useEffect, useRef, useState } from 'react';
import { useLabStore } from './lab_page';
import { announcement } from './lab_words';

/** Says start, finish and each new place of the followed driver to those who listen. */
export function LabAnnouncer() {
  const lab = useLabStore();
  const [sentence, setSentence] = useState('');
  const before = useRef(lab.shown.value);
  useEffect(
    () =>
      lab.shown.subscribe(() => {
        const said = announcement(before.current, lab.shown.value);
        before.current = lab.shown.value;
        if (said !== undefined) setSentence(said);
      }),
    [lab],
  );
  return (
    <p className="unheard" role="status" aria-live="polite">
      {sentence}
    </p>
  );
}
