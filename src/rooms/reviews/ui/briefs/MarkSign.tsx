import { markClass, StatusGlyph } from '#web/kit/status/StatusMark.tsx';
import type { MarkView } from './brief-view.ts';

/** The mark of one obligation, named in words. */
export function MarkSign({ mark: { status, origin, differs, late, name } }: { mark: MarkView }) {
  if (status === 'not-rated') return <span className="mark brief-unrated" role="img" aria-label={name} title={name} />;
  return (
    <span
      className={`mark ${markClass(status, origin)}${differs ? ' differs' : ''}${late ? ' late' : ''}`}
      role="img"
      aria-label={name}
      title={name}
    >
      <StatusGlyph status={status} />
    </span>
  );
}
