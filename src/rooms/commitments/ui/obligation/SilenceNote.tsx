import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import type { ObligationView } from '../../obligations/obligation.schema.ts';
import { translateCommitments } from '../../texts.ts';

/** What silence means here: nobody asked, a nil return was signed, or which channel received nothing. */
export function SilenceNote({ view: { status, evidence } }: { view: ObligationView }) {
  const room = useTranslations(translateCommitments);
  const locale = useLocale();
  const behind = evidence.find(({ weight }) => weight === 'decides');
  if (status === 'not-asked') return <p className="small muted">{room('ui.silence.not-asked')}</p>;
  if (behind === undefined || (status !== 'zero-received' && status !== 'nothing-to-report')) return null;
  const values = { channel: behind.source[locale], day: formatDay(locale, behind.date) };
  return <p className="small muted">{room(`ui.silence.${status}`, values)}</p>;
}
