import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { type Release, releasesFrom } from '../../answers/release.rules.ts';
import type { ReturnState } from '../../return.rules.ts';
import type { ReturnView } from '../../return.schema.ts';
import { useReturnWrite } from '../returns-data.ts';
import { translateRelease } from './texts.ts';

/** The release of a section. The list contains only releases that are possible now. */
export function ReleaseField({ view, sectionId, release }: { view: ReturnView; sectionId: string; release: Release }) {
  const t = useTranslations(translateRelease);
  const choose = useReturnWrite((next: Release, key) =>
    send('PUT /returns/:returnId/sections/:sectionId/release', { returnId: view.id, sectionId, release: next }, key),
  );
  // Its own party sees the real state.
  const reaches = releasesFrom(view.state as ReturnState, release);
  return (
    <div className="form return-release">
      <SelectField
        label={t('release.label')}
        hint={t(view.state === 'answering' ? 'release.hint' : 'release.hint-later')}
        value={choose.isPending ? choose.variables : release}
        onChange={(event) => choose.mutate(event.target.value as Release)}
      >
        {reaches.map((one) => (
          <option key={one} value={one}>
            {t(`release.${one}`)}
          </option>
        ))}
      </SelectField>
      {choose.error && <ProblemNote error={choose.error} />}
    </div>
  );
}
