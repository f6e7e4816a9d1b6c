import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
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
  const [text, setText] = useState(
    t('ask.text', {
      party: party[locale],
      scope: board.scope.name[locale],
      day: formatDay(locale, board.day),
      lines: lines.join('\n'),
      address: `${window.location.origin}/desk/readiness?scope=${partyId}&day=${board.day}`,
    }),
  );
  const [copied, setCopied] = useState<boolean>();
  return (
    <Drawer about={partyId} path={party[locale]} title={t('ask.title', { party: party[locale] })} close={close}>
      <div className="form">
        <p>{t('ask.says', { party: party[locale] })}</p>
        <TextArea label={t('ask.label')} rows={6 + gaps.length} value={text} onChange={(event) => setText(event.target.value)} />
        <p>
          <Button
            kind="main"
            onClick={() =>
              void navigator.clipboard.writeText(text).then(
                () => setCopied(true),
                () => setCopied(false),
              )
            }
          >
            {t('ask.copy')}
          </Button>{' '}
          <Button kind="quiet" onClick={close}>
            {t('cancel')}
          </Button>
        </p>
        <p role="status">{copied !== undefined && t(copied ? 'ask.copied' : 'ask.not-copied')}</p>
      </div>
    </Drawer>
  );
}
