import './tables.css';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAddress } from '#web/client/address.ts';
import { useSay } from '#web/client/language.ts';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { Tabs } from '#web/kit/Tabs.tsx';
import { SUBJECTS } from '../import-columns.schema.ts';
import { BatchList } from './BatchList.tsx';
import { type Handed, HandedLinks } from './HandedLinks.tsx';
import { TakeTable } from './TakeTable.tsx';
import { sayTables } from './texts.ts';

/** Imports tables from elsewhere: past evidence, parties, people. First the preview, then the button that imports. */
export default function ImportsPage() {
  const say = useSay(sayTables);
  const [{ of: asked }] = useAddress();
  const of = SUBJECTS.find((one) => one === asked) ?? 'evidence';
  const [said, setSaid] = useState('');
  // Only this page keeps the one-time links: they are lost when it is left.
  const [links, setLinks] = useState<Handed>([]);
  return (
    <>
      <PageHead title={say('title')} meta={say('meta')} help={[say('help.1'), say('help.2'), say('help.3'), say('help.4')]} />
      <Tabs
        name={say('title')}
        items={SUBJECTS.map((one) => ({ to: '/imports', search: { of: one }, text: say(`of.${one}`), on: one === of }))}
      />
      <p role="status" className={said === '' ? 'out-of-sight' : 'note'}>
        {said}
      </p>
      {links.length > 0 && <HandedLinks links={links} close={() => setLinks([])} />}
      <Section title={say(`take.${of}`)}>
        <p className="small">
          {say(`says.${of}`)} {of === 'people' && <Link to="/people/hand-over">{say('decide')}</Link>}
        </p>
        <TakeTable
          key={of}
          of={of}
          done={(words, handed) => {
            setSaid(words);
            setLinks(handed);
          }}
        />
      </Section>
      <Section title={say('batches')} side={say('batches-say')}>
        <BatchList tell={setSaid} />
      </Section>
    </>
  );
}
