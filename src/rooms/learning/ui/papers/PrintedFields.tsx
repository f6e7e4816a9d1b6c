import { useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import type { TestPaperView } from '../../papers/paper-class.schema.ts';
import { translatePapersDesk } from './texts.ts';

type Language = TestPaperView['earlier'][number]['languages'][number];

/** What the sheets in hand ask. `version` is empty until it is chosen; meanwhile the figures are those of the current version. */
export type Printed = {
  version: string;
  questions: number;
  needed: number;
  firstLook: number;
  language: Language;
  /** The languages of an earlier version; empty for the current one, whose language is chosen with the pack. */
  languages: readonly Language[];
  setVersion: (version: string) => void;
  setLanguage: (tag: string) => void;
};

/** The version and language of the sheets. Where sheets of several versions may lie on the desk, none is assumed. */
export function usePrinted(paper: TestPaperView, packLanguage: string): Printed {
  const [version, setVersion] = useState(paper.earlier.length === 0 ? String(paper.version) : '');
  const [chosen, setLanguage] = useState('');
  const earlier = paper.earlier.find((one) => String(one.version) === version);
  const { questions, needed, firstLook, languages } = earlier ?? paper;
  const find = (wanted: string) => languages.find(({ tag }) => tag === wanted);
  const language = (earlier && find(chosen)) ?? find(packLanguage) ?? languages[0]!;
  return { version, questions, needed, firstLook, language, languages: earlier?.languages ?? [], setVersion, setLanguage };
}

/** Asks which version of the module is printed on the sheets and, for an earlier one, in which language. */
export function PrintedFields({ paper, printed }: { paper: TestPaperView; printed: Printed }) {
  const t = useTranslations(translatePapersDesk);
  return (
    <div className="paper-printed">
      <SelectField
        label={t('version')}
        hint={t('version.hint')}
        required
        value={printed.version}
        onChange={(event) => printed.setVersion(event.target.value)}
      >
        {paper.earlier.length > 0 && <option value="">{t('version.choose')}</option>}
        {[paper, ...paper.earlier].map(({ version }) => (
          <option key={version} value={version}>
            {t(version === paper.version ? 'version.current' : 'version.earlier', { version })}
          </option>
        ))}
      </SelectField>
      {printed.languages.length > 0 && (
        <SelectField
          label={t('version.language', { version: printed.version })}
          value={printed.language.tag}
          onChange={(event) => printed.setLanguage(event.target.value)}
        >
          {printed.languages.map(({ tag, name }) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
    </div>
  );
}
