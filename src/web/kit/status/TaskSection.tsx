import type { ReactNode } from 'react';

/** Tasks that belong together, in My tasks: their heading with their number, and a line for each. */
export function TaskSection({
  name,
  title,
  count,
  late = false,
  children,
}: {
  /** Distinguishes the section from the others of the page. */
  name: string;
  title: string;
  count: number;
  late?: boolean;
  children: ReactNode;
}) {
  return (
    <section className="tasks" aria-labelledby={`tasks-${name}`}>
      <h2 id={`tasks-${name}`} className={late ? 'is-late' : undefined}>
        {title} <span className="small muted">{count}</span>
      </h2>
      <ul className="panel task-list">{children}</ul>
    </section>
  );
}
