import type { ReactNode } from 'react';

/** Shown where there is no content, with what to do next. */
export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty">{children}</div>;
}
