import { useQuery } from '@tanstack/react-query';
import { covers, LOWEST } from '#kernel/labels.ts';
import type { ExportLabel } from '#kernel/record-label.ts';
import { labelWords } from '#platform/texts/labels/label-words.ts';
import { useLocale } from '#web/client/language.ts';
import { allPartiesQuery } from './parties-data.ts';

/** The label of what is shown, in words. It is printed with the page. The lowest one, for all, stands quietly. */
export function LabelMark({ label }: { label: ExportLabel }) {
  const locale = useLocale();
  const parties = useQuery({ ...allPartiesQuery(), enabled: label.releasableTo !== null });
  const names = parties.data?.filter((party) => label.releasableTo?.includes(party.id)).map((party) => party.name[locale]);
  const words = labelWords(locale, label, names);
  if (covers(LOWEST, label)) return <span className="label-mark small muted">{words}</span>;
  return <strong className="label-mark is-labelled">{words}</strong>;
}
