import type { ExportLabel } from '#kernel/record-label.ts';
import type { Locale } from '../texts.ts';
import { translateLabels } from './texts.ts';

/** A label in words, for screens, documents and files. `names` are the names of the parties it is releasable to, as far as the reader knows them. */
export function labelWords(locale: Locale, label: ExportLabel, names: readonly string[] = []): string {
  const level = translateLabels(locale, label.level);
  if (label.releasableTo === null) return level;
  const others = label.releasableTo.length - names.length;
  const parties = [...names, ...(others > 0 ? [translateLabels(locale, 'others', { count: others })] : [])];
  return `${level} · ${parties.length === 0 ? translateLabels(locale, 'nobody') : translateLabels(locale, 'releasable', { parties: parties.join(', ') })}`;
}
