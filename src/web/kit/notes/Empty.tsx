import type { ReactNode } from 'react';

/** What stands where nothing is, and what to do next. */
export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty">{children}</div>;
}
