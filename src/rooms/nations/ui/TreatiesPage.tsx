import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAddress } from '#web/client/address.ts';
import { useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button, buttonClass } from '#web/kit/Button.tsx';
import { FilterFind, FilterSelect } from '#web/kit/fields/FilterSelect.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { Tabs } from '#web/kit/Tabs.tsx';
import { TREATY_GROUPS, TREATY_STATUSES } from '../treaties/treaty-words.rules.ts';
import { ConfidenceLegend } from './ConfidenceSign.tsx';
import { ImportList } from './ImportList.tsx';
import { translateStatements } from './statements/texts.ts';
import { TreatiesTable } from './TreatiesTable.tsx';
import { tableQuery } from './treaty-data.ts';
import { useTreatyWords } from './treaty-words.ts';
import './treaties.css';
import { later } from '#web/kit/later.tsx';

const ImportDrawer = later(() => import('./ImportDrawer.tsx').then((file) => file.ImportDrawer));

/** The treaty table at the desk: what each nation did, with source and confidence. Newer tables are imported and undone here. */
export default function TreatiesPage() {
  const { t, pub, status, locale, instrument } = useTreatyWords();
  const statement = useTranslations(translateStatements);
  const session = useSession();
  const { data: table } = useSuspenseQuery(tableQuery);
  const [address, change] = useAddress();
  const [message, setMessage] = useState('');
  const imports = address.tab === 'imports';
  const mayImport = can(session, 'nations:import');
  const find = plain(address.find ?? '');
  const group = TREATY_GROUPS.find((one) => one === address.group);
  const wanted = TREATY_STATUSES.find((one) => one === address.status);
  const groups = table.groups
    .filter((one) => (group === undefined ? one.key !== 'other' || find !== '' || wanted !== undefined : one.key === group))
    .map((one) => ({
      ...one,
      parties: one.parties.filter(
        (party) =>
          plain(party.name[locale]).includes(find) &&
          (wanted === undefined || Object.values(party.cells).some((cell) => cell.status === wanted)),
      ),
    }));
  const waiting = table.groups.flatMap((one) => one.parties.flatMap((party) => party.waiting.map((instrument) => ({ party, instrument }))));
  const shown = groups.reduce((sum, one) => sum + one.parties.length, 0);
  return (
    <>
      <PageHead
        title={t('ui.title')}
        meta={t('ui.meta')}
        help={[t('ui.help-1'), t('ui.help-2'), t('ui.help-3'), t('ui.help-4')]}
        actions={
          <>
            <a className={buttonClass()} href="/treaties.csv">
              {pub('csv')}
            </a>
            {mayImport && (
              <Button kind="main" onClick={() => change({ import: '1' })}>
                {t('ui.import')}
              </Button>
            )}
          </>
        }
      />
      <p role="status" className={message === '' ? 'out-of-sight' : 'note treaty-message'}>
        {message}
      </p>
      <Tabs
        name={t('ui.title')}
        items={[
          { to: '/treaties', search: { tab: 'table' }, text: t('ui.table'), on: !imports },
          { to: '/treaties', search: { tab: 'imports' }, text: t('ui.imports'), on: imports },
        ]}
      />
      {imports ? (
        <Section title={t('ui.imports')} side={t('ui.imports-say')}>
          <ImportList mayUndo={mayImport} tell={setMessage} />
        </Section>
      ) : (
        <>
          <div className="treaty-filters no-print">
            <FilterFind name={pub('filter.name')} value={address.find ?? ''} onChange={(text) => change({ find: text })} />
            <FilterSelect
              name={pub('filter.show')}
              all={pub('filter.show-today')}
              value={group}
              options={TREATY_GROUPS.map((one) => ({ value: one, text: pub(`group.${one}`) }))}
              onChange={(value) => change({ group: value ?? '' })}
            />
            <FilterSelect
              name={pub('filter.status')}
              all={pub('filter.status-any')}
              value={wanted}
              options={TREATY_STATUSES.map((one) => ({ value: one, text: status(one) }))}
              onChange={(value) => change({ status: value ?? '' })}
            />
            <span className="muted small" role="status">
              {pub('filter.count', { n: shown })}
            </span>
          </div>
          {waiting.length > 0 && (
            <div className="note treaty-waiting">
              <p>{statement('list', { n: waiting.length })}</p>
              <ul>
                {waiting.map(({ party, instrument: one }) => (
                  <li key={`${party.id} ${one}`}>
                    <Link to="/treaties/$partyId" params={{ partyId: party.id }} search={{ instrument: one }}>
                      {party.name[locale]}, {instrument(one)}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          )}
          <TreatiesTable table={table} groups={groups} />
          <ConfidenceLegend />
          <p className="small muted">{pub('confidence.deposit')}</p>
        </>
      )}
      {address.import === '1' && mayImport && (
        <ImportDrawer
          close={() => change({ import: '' })}
          done={(words) => {
            setMessage(words);
            change({ import: '' });
          }}
        />
      )}
    </>
  );
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}
