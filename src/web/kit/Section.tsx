import { type ReactNode, useId } from 'react';

/** A part of a page or of a drawer with its own heading; `side` is at the right of the heading. `level` is 2 on a page, 3 in a drawer. */
export function Section({ title, side, level = 2, children }: { title: string; side?: ReactNode; level?: 2 | 3; children: ReactNode }) {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <Heading id={id}>{title}</Heading>
        {side && <span className="small muted">{side}</span>}
      </div>
      {children}
    </section>
  );
}
