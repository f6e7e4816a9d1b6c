import type { ReactNode } from 'react';

/** A framed area. */
export function Panel({ children }: { children: ReactNode }) {
  return <div className="panel">{children}</div>;
}
