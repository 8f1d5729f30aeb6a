import type { ReactNode } from 'react';
import './panel.css';

interface PanelProps {
  label: string;
  head: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A part of the screen with its head; its size never depends on what is in it. */
export function Panel({ label, head, className = '', children }: PanelProps) {
  return (
    <section className={`panel ${className}`} aria-label={label}>
      <div className="panel-head">{head}</div>
      {children}
    </section>
  );
}

/** The one sentence of a panel that has nothing to show: why, and what to do. */
export function EmptyNote({ children }: { children: ReactNode }) {
  return <p className="empty-note">{children}</p>;
}
