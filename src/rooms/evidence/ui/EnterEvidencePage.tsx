import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { allPartiesQuery } from '#rooms/parties/ui/parties-data.ts';
import { editionQuery } from '#rooms/policy/ui/policy-data.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { isStale } from '#web/client/problem.ts';
import { can, useSession } from '#web/client/session.ts';
import { useWrite } from '#web/client/write.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { later } from '#web/kit/later.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { evidenceChanged, itemQuery } from './evidence-data.ts';
import { type ItemDraft, toContent, valuesOf } from './item-values.ts';
import { StaleItem } from './StaleItem.tsx';
import { translateEvidenceDesk } from './texts.ts';

const ItemForm = later(() => import('./ItemForm.tsx').then((file) => file.ItemForm));

/**
 * Enters evidence. The address says what: `?party=` for a new item (`&obligation=` presets one obligation, `&like=` starts from another item), `?draft=` to change a
 * draft, `?corrects=` to replace a submitted item.
 */
export default function EnterEvidencePage() {
  const t = useTranslations(translateEvidenceDesk);
  const locale = useLocale();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const session = useSession();
  const search = useSearch({ strict: false }) as Partial<Record<'party' | 'obligation' | 'draft' | 'corrects' | 'like', string>>;
  const startId = search.draft ?? search.corrects ?? search.like ?? '';
  const start = useQuery({ ...itemQuery(startId), enabled: startId !== '' });
  const edition = useQuery(editionQuery);
  const parties = useQuery(allPartiesQuery());
  // A person who speaks for one party alone is not asked to choose a party.
  const own = parties.data?.filter(({ id }) => can(session, 'evidence:enter', id)) ?? [];
  const partyId = start.data?.partyId ?? search.party ?? (own.length === 1 ? own[0]!.id : undefined);
  const party = parties.data?.find((one) => one.id === partyId);
  const save = useWrite(
    (draft: ItemDraft, key) => {
      const content = toContent(draft, edition.data!.id);
      const on = () => ({ itemId: start.data!.id, version: start.data!.version });
      if (search.draft) return send('PUT /evidence/:itemId', { ...on(), ...content }, key);
      if (search.corrects) return send('POST /evidence/:itemId/correct', { ...on(), ...content }, key);
      return send('POST /parties/:partyId/evidence', { partyId: partyId!, ...content }, key);
    },
    {
      readAgain: start.refetch,
      onSuccess: async ({ id }) => {
        await evidenceChanged(queries);
        await navigate({ to: '/evidence/$itemId', params: { itemId: id } });
      },
    },
  );
  const [loads, setLoads] = useState(0);
  const stale = isStale(save.error);
  const error = edition.error ?? parties.error ?? start.error;
  const mode = search.corrects ? 'correct' : search.draft ? 'draft' : 'new';
  const ready = edition.data && parties.data && (startId === '' || start.data);
  return (
    <>
      <PageHead
        title={t(`title.${mode}`)}
        meta={party && t('for-party', { party: party.name[locale] })}
        help={[t('help.1'), t('help.2'), t('help.3'), t('help.4')]}
      />
      {error && <ProblemNote error={error} />}
      {!error && !ready && <Skeleton rows={10} />}
      {ready && partyId === undefined && (
        <>
          <SelectField
            label={t('field.party')}
            hint={t('party.hint')}
            defaultValue=""
            onChange={(event) =>
              void navigate({ to: '/evidence/new', search: { ...search, party: event.target.value } as never, replace: true })
            }
          >
            <option value="">{t('choose')}</option>
            {own.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name[locale]}
              </option>
            ))}
          </SelectField>
          {own.length === 0 && <Empty>{t('party.none')}</Empty>}
        </>
      )}
      {ready && stale && start.data && save.variables && (
        // The form keeps the typed values until the person loads the newer version.
        <StaleItem
          edition={edition.data}
          current={valuesOf(start.data, undefined, true, locale)}
          yours={save.variables}
          load={() => {
            setLoads(loads + 1);
            save.reset();
          }}
        />
      )}
      {ready && partyId !== undefined && (
        <ItemForm
          key={`${startId} ${partyId} ${loads}`}
          partyId={partyId}
          edition={edition.data}
          initial={valuesOf(start.data, search.obligation, mode !== 'new', locale)}
          mode={mode}
          saving={save.isPending}
          problem={stale ? null : save.error}
          save={save.mutate}
        />
      )}
    </>
  );
}
