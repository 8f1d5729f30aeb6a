import { useEffect, useRef } from 'react';
import { kKeys } from '../view/keyboard';
import { usePage, useView } from '../view/page';
import './key_help.css';

export function KeyHelp() {
  const { act } = usePage();
  const open = useView((view) => view.helpOpen);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className="key-help"
      aria-label="Keys"
      onClose={() => act({ kind: 'help', open: false })}
    >
      <h2>Keys</h2>
      <dl>
        {kKeys.map(([keys, does]) => (
          <div key={keys}>
            <dt>{keys}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button onClick={() => act({ kind: 'help', open: false })}>Close</button>
    </dialog>
  );
}
