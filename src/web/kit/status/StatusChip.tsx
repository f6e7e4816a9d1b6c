import type { Status } from '#kernel/status.ts';
import { useTranslations } from '../../client/language.ts';
import { translateDesk } from '../../texts/texts.ts';
import { markClass, StatusGlyph } from './StatusMark.tsx';

/** A status in words beside its sign. Where it was only declared, it is outlined and says so. */
export function StatusChip({ status, declared = false }: { status: Status; declared?: boolean }) {
  const t = useTranslations(translateDesk);
  return (
    <span className={`chip ${markClass(status, declared)}`}>
      <StatusGlyph status={status} />
      {declared ? t('status.declared', { status: t(`status.${status}`) }) : t(`status.${status}`)}
    </span>
  );
}
