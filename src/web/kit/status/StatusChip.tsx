import type { Status } from '#kernel/status.ts';
import { useSay } from '../../client/language.ts';
import { sayDesk } from '../../texts/texts.ts';
import { markClass, StatusGlyph } from './StatusMark.tsx';

/** A status in words beside its sign. Outlined, and said, where it was only declared. */
export function StatusChip({ status, declared = false }: { status: Status; declared?: boolean }) {
  const say = useSay(sayDesk);
  return (
    <span className={`chip ${markClass(status, declared)}`}>
      <StatusGlyph status={status} />
      {declared ? say('status.declared', { status: say(`status.${status}`) }) : say(`status.${status}`)}
    </span>
  );
}
