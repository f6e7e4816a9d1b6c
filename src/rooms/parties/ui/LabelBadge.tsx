import { useQuery } from '@tanstack/react-query';
import { LOWEST, labelCovers } from '#kernel/labels.ts';
import type { ExportLabel } from '#kernel/record-label.ts';
import { labelWords } from '#platform/texts/labels/label-words.ts';
import { useLocale } from '#web/client/language.ts';
import { allPartiesQuery } from './parties-data.ts';

/** The label of what is shown, in words. It is printed with the page. The lowest label, releasable to all, is shown unobtrusively. */
export function LabelBadge({ label }: { label: ExportLabel }) {
  const locale = useLocale();
  const parties = useQuery({ ...allPartiesQuery(), enabled: label.releasableTo !== null });
  const names = parties.data?.filter((party) => label.releasableTo?.includes(party.id)).map((party) => party.name[locale]);
  const words = labelWords(locale, label, names);
  if (labelCovers(LOWEST, label)) return <span className="label-badge small muted">{words}</span>;
  return <strong className="label-badge is-labelled">{words}</strong>;
}

/** The label of one row in a list, after its facts. Shown only where the row has one, because the page shows the label of the whole. */
export function LabelBeside({ label }: { label: ExportLabel | null }) {
  if (label === null || labelCovers(LOWEST, label)) return null;
  return (
    <>
      {' · '}
      <LabelBadge label={label} />
    </>
  );
}
