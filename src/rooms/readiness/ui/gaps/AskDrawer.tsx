import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { CopyDrawer } from '#web/kit/drawer/CopyDrawer.tsx';
import type { Board } from '../../board/board.schema.ts';
import type { Gap } from '../../gaps/gap.schema.ts';
import { translateGaps } from './texts.ts';

/** A request to the training officers of a party, as a text to copy. Only they make access slips, and the program sends no message about it. */
export function AskDrawer({
  board,
  gaps,
  close,
}: {
  board: Pick<Board, 'scope' | 'day' | 'modules'>;
  /** All gaps of one party. */
  gaps: readonly Gap[];
  close: () => void;
}) {
  const t = useTranslations(translateGaps);
  const locale = useLocale();
  const { partyId, party } = gaps[0]!;
  const lines = gaps
    .filter((gap) => gap.persons > gap.withSlip)
    .map((gap) =>
      t('ask.line', {
        n: gap.persons - gap.withSlip,
        module: board.modules.find((one) => one.id === gap.module)?.title[locale] ?? gap.module,
        cause: t(`cause.${gap.cause}`),
      }),
    );
  const message = t('ask.text', {
    party: party[locale],
    scope: board.scope.name[locale],
    day: formatDay(locale, board.day),
    lines: lines.join('\n'),
    address: `${window.location.origin}/desk/readiness?scope=${partyId}&day=${board.day}`,
  });
  return (
    <CopyDrawer
      about={partyId}
      path={party[locale]}
      title={t('ask.title', { party: party[locale] })}
      says={t('ask.says', { party: party[locale] })}
      message={message}
      close={close}
    />
  );
}
