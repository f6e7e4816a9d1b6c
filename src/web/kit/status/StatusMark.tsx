import type { ReactNode } from 'react';
import type { Origin, Status } from '#kernel/status.ts';

// The eleven signs on their box of 16. They can be distinguished without colour.
const GLYPHS: Record<Status, ReactNode> = {
  met: <path d="M3.4 8.4 6.6 11.6 12.6 4.9" />,
  'partly-met': (
    <>
      <circle cx="8" cy="8" r="5" />
      <path d="M8 3a5 5 0 0 0 0 10z" fill="currentColor" />
    </>
  ),
  'not-met': <path d="M4.4 4.4 11.6 11.6M11.6 4.4 4.4 11.6" />,
  'met-stale': (
    <>
      <circle cx="8" cy="8" r="5.4" />
      <path d="M8 5v3.2l2.2 1.4" />
    </>
  ),
  'in-progress': <path d="M3.2 8h9.2M8.8 4.4 12.4 8l-3.6 3.6" />,
  'not-started': <circle cx="8" cy="8" r="4.4" strokeDasharray="2.1 2.1" />,
  'nothing-to-report': (
    <>
      <circle cx="8" cy="8" r="4.8" />
      <path d="M11.6 4.4 4.4 11.6" />
    </>
  ),
  'zero-received': <ellipse cx="8" cy="8" rx="3.4" ry="4.9" />,
  'not-reported': (
    <>
      <path d="M5.7 6.1a2.4 2.4 0 1 1 3.5 2.1c-.8.45-1.2.9-1.2 1.7" />
      <path d="M8 12.6v.01" />
    </>
  ),
  'not-asked': <path d="M4 8h.01M8 8h.01M12 8h.01" />,
  'not-applicable': <path d="M5.6 8h4.8" />,
};

/** The sign of a status alone, without a name: put it next to words, or inside something named. `size` in px. */
export function StatusGlyph({ status, size = 14 }: { status: Status; size?: number }) {
  return (
    <svg className="glyph" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {GLYPHS[status]}
    </svg>
  );
}

/** The classes of a mark: its sign and tint by status, its shape by the origin of the status. */
export function markClass(status: Status, origin: Origin | null = null): string {
  return origin === null ? `is-${status}` : `is-${status} from-${origin}`;
}

/** A mark with its accessible name, for places where nothing else names it. */
export function StatusMark({ status, origin = null, name }: { status: Status; origin?: Origin | null; name: string }) {
  return (
    <span className={`mark ${markClass(status, origin)}`} role="img" aria-label={name} title={name}>
      <StatusGlyph status={status} />
    </span>
  );
}
