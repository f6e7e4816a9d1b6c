import type { Status } from '#kernel/status.ts';
import { useSay } from '../../client/language.ts';
import { sayDesk } from '../../texts/texts.ts';
import { markClass, StatusGlyph } from './StatusMark.tsx';

/** A status in words beside its sign. Where it was only declared, it is outlined and says so. */
export function StatusChip({ status, declared = false }: { status: Status; declared?: boolean }) {
  const say = useSay(sayDesk);
  return (
    <span className={`chip ${markClass(status, declared)}`}>
      <StatusGlyph status={status} />
      {declared ? say('status.declared', { status: say(`status.${status}`) }) : say(`status.${status}`)}
    </span>
  );
}
