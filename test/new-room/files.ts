import type { Names } from './names.ts';

/** The files of a new room by their path from the root: one table, one command, one query and one screen, each as small as the checks allow. `number` is that of its table file. */
export function filesOf(room: Names, number: string): Record<string, string> {
  return {
    [`src/rooms/${room.id}/README.md`]: readme(room),
    [`src/rooms/${room.id}/index.ts`]: `/** The door of the room: what other rooms may import. No room needs it yet. */\nexport {};\n`,
    [`src/rooms/${room.id}/errors.ts`]: errors(room),
    [`src/rooms/${room.id}/permissions.ts`]: permissions(room),
    [`src/rooms/${room.id}/${room.id}.schema.ts`]: schema(room),
    [`src/rooms/${room.id}/note.store.ts`]: store(room),
    [`src/rooms/${room.id}/record-note.command.ts`]: command(room),
    [`src/rooms/${room.id}/list-notes.query.ts`]: query(room),
    [`src/rooms/${room.id}/routes.ts`]: routes(room),
    [`src/rooms/${room.id}/${room.id}.flow.test.ts`]: flowTest(room),
    [`src/rooms/${room.id}/texts/en.json`]: json({
      [`error.${room.id}/noted-before`]: 'This note is there already. Nothing was stored. Write another text.',
    }),
    [`src/rooms/${room.id}/texts/fr.json`]: json({
      [`error.${room.id}/noted-before`]: 'Cette note existe déjà. Rien n’a été enregistré. Écrivez un autre texte.',
    }),
    [`src/rooms/${room.id}/ui/${room.type}Page.tsx`]: screen(room),
    [`src/rooms/${room.id}/ui/texts.ts`]: uiTexts(room),
    [`src/rooms/${room.id}/ui/texts/en.json`]: json(words(room).en),
    [`src/rooms/${room.id}/ui/texts/fr.json`]: json(words(room).fr),
    ...sqlOf(room, number),
  };
}

/** The SQL of a room: its table, and who may do what with it. */
function sqlOf({ id, schema, obligation }: Names, number: string): Record<string, string> {
  return {
    [`src/rooms/${id}/database/tables/${number}-${id}.sql`]: `-- The room ${id} (${obligation}).
create schema ${schema};
grant usage on schema ${schema} to manumit_app;

create table ${schema}.note (
  id uuid primary key,
  text text not null unique check (length(text) between 1 and 4000),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person
);
create index note_list on ${schema}.note (recorded_at desc, id);
`,
    [`src/rooms/${id}/database/access/note.sql`]: `comment on table ${schema}.note is 'What the policy office noted. Stored once, never changed.';

alter table ${schema}.note enable row level security;
alter table ${schema}.note force row level security;
grant select, insert on ${schema}.note to manumit_app;

create policy note_read on ${schema}.note for select to manumit_app using ((select identity.holds(identity.group('office'))));

create policy note_record on ${schema}.note for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and (select identity.holds(identity.group('office')))
);

create policy owner_all on ${schema}.note to manumit_schema using (true) with check (true);
`,
  };
}

const json = (texts: Record<string, string>) => `${JSON.stringify(texts, null, 2)}\n`;

const words = ({ title }: Names) => ({
  en: {
    title,
    meta: 'What the policy office noted.',
    'help.1': 'The policy office notes here what it has to remember.',
    'help.2': 'A note is stored once and does not change.',
    'help.3': 'Nobody else reads this page.',
    'column.text': 'Note',
    'column.on': 'Recorded',
    empty: 'Nothing is noted yet. Write the first note above.',
    'form.text': 'Note',
    save: 'Save note',
  },
  fr: {
    title,
    meta: 'Ce que le bureau de la politique a noté.',
    'help.1': 'Le bureau de la politique note ici ce dont il doit se souvenir.',
    'help.2': 'Une note est enregistrée une fois et ne change pas.',
    'help.3': 'Personne d’autre ne lit cette page.',
    'column.text': 'Note',
    'column.on': 'Enregistrée le',
    empty: 'Rien n’est encore noté. Écrivez la première note ci-dessus.',
    'form.text': 'Note',
    save: 'Enregistrer la note',
  },
});

const readme = ({ id, title, clause, obligation }: Names) => `# ${title}: clause ${clause} (${obligation})

So far: the policy office records notes and reads them. A note is stored once; the same text again is refused. Nothing of it is evidence yet.

- \`record-note.command.ts\`, \`list-notes.query.ts\`: what the room does, both for the policy office (\`permissions.ts\`)
- \`${id}.flow.test.ts\`: who may, and what is refused
`;

const errors = ({ id, constant }: Names) => `import { defineErrors } from '#kernel/errors.ts';

export const ${constant}_ERRORS = defineErrors({
  '${id}/noted-before': 'conflict',
});
`;

const permissions = ({ id, constant }: Names) => `import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/** Notes are headquarters' own work. The database asks again. */
export const ${constant}_PERMISSIONS = definePermissions({
  '${id}:note': { anywhere: group('office') },
});
`;

const schema = ({ type }: Names) => `import { z } from 'zod';

export const Record${type}Note = z.strictObject({ text: z.string().trim().min(1).max(4000) });
export const ${type}NoteAnswer = z.object({ id: z.string() });

export const ${type}Note = z.object({ id: z.string(), text: z.string(), recordedAt: z.string() });
`;

const store = ({ schema }: Names) => `import type { Database } from '#platform/db/transaction.ts';

/** Whether this text is noted already. */
export async function isNoted(db: Database, text: string): Promise<boolean> {
  return (await db.selectFrom('${schema}.note').select('id').where('text', '=', text).executeTakeFirst()) !== undefined;
}

/** The notes, the newest first. */
export function listed(db: Database, rows: number) {
  return db.selectFrom('${schema}.note').select(['id', 'text', 'recorded_at']).orderBy('recorded_at', 'desc').orderBy('id').limit(rows).execute();
}
`;

const command = ({ id, schema, type, obligation }: Names) => `import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import './errors.ts';
import { isNoted } from './note.store.ts';
import './permissions.ts';
import { Record${type}Note, ${type}NoteAnswer } from './${id}.schema.ts';

const decideText = (noted: boolean): Decision<void> => (noted ? refuse('${id}/noted-before') : accept(undefined));

/** Records a note. The same text again is refused. */
export const recordNote = defineCommand({
  name: '${id}/record-note',
  permission: '${id}:note',
  clauses: () => [currentEdition().obligation('${obligation}').clause],
  input: Record${type}Note,
  answer: ${type}NoteAnswer,
  async run({ db, change, subject, now, newId }, { text }) {
    unwrap(decideText(await isNoted(db, text)));
    const id = newId();
    await change(db.insertInto('${schema}.note').values({ id, text, recorded_at: now, recorded_by: subject.person }));
    return { answer: { id }, entry: { subjectKind: 'note', subjectId: id, partyId: null, detail: {} } };
  },
});
`;

const query = ({ id, type }: Names) => `import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { listed } from './note.store.ts';
import './permissions.ts';
import { ${type}Note } from './${id}.schema.ts';

const MAX_ROWS = 100;

/** The newest notes. */
export const listNotes = defineQuery({
  name: '${id}/list-notes',
  permission: '${id}:note',
  input: z.strictObject({}),
  answer: z.object({ items: z.array(${type}Note) }),
  async run({ db }) {
    const rows = await listed(db, MAX_ROWS);
    return { items: rows.map(({ id, text, recorded_at }) => ({ id, text, recordedAt: recorded_at.toISOString() })) };
  },
});
`;

const routes = ({ id, camel }: Names) => `import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { listNotes } from './list-notes.query.ts';
import { recordNote } from './record-note.command.ts';

export const ${camel}Routes: Route[] = [
  queryRoute({ url: '/desk/api/${id}', query: listNotes }),
  commandRoute({ url: '/desk/api/${id}', command: recordNote }),
];
`;

const flowTest = ({ id }: Names) => `import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let office: TestPerson;
let focal: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  const nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  office = await bed.signIn.policyOffice();
  focal = await bed.signIn.focalPoint(nation);
});
afterAll(() => bed.close());

it('a note is kept once, for the policy office alone', async () => {
  const note = (who: TestPerson, text: string) => bed.call(who, 'POST', '/desk/api/${id}', { text });
  expect((await note(focal, 'Seen')).status).toBe(403);
  expect((await note(office, 'Seen')).status).toBe(200);
  expect((await note(office, 'Seen')).body.code).toBe('${id}/noted-before');
  expect((await bed.call(office, 'GET', '/desk/api/${id}')).body.items).toMatchObject([{ text: 'Seen' }]);
  expect((await bed.call(focal, 'GET', '/desk/api/${id}')).status).toBe(403);
});
`;

const uiTexts = ({ type, title }: Names) => `import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Words of the page ${title}. */
export const translate${type} = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
`;

const screen = ({ id, type }: Names) => `import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, type InputOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { translate${type} } from './texts.ts';

const notesQuery = queryOptions({
  queryKey: ['${id}'],
  queryFn: ({ signal }) => get('/${id}', {}, signal),
});

/** The notes, and a form for the next one. */
export default function ${type}Page() {
  const t = useTranslations(translate${type});
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const list = useQuery(notesQuery);
  const save = useWrite((input: InputOf<'POST /${id}'>, key) => send('POST /${id}', input, key), {
    onSuccess: async () => {
      setText('');
      await queries.invalidateQueries({ queryKey: ['${id}'] });
    },
  });
  return (
    <>
      <PageHead title={t('title')} meta={t('meta')} help={[t('help.1'), t('help.2'), t('help.3')]} />
      <form
        className="panel form"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') save.mutate({ text });
        }}
      >
        <TextArea label={t('form.text')} value={text} maxLength={4000} onChange={(event) => setText(event.target.value)} />
        {save.error && <ProblemNote error={save.error} />}
        <Button kind="main" type="submit">
          {t('save')}
        </Button>
      </form>
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={5} />}
      {list.data && (
        <DataTable
          caption={t('title')}
          columns={[
            { key: 'text', head: t('column.text'), cell: (row) => row.text },
            { key: 'on', head: t('column.on'), cell: (row) => <DateText date={row.recordedAt.slice(0, 10)} /> },
          ]}
          groups={[{ key: 'all', rows: list.data.items }]}
          rowKey={(row) => row.id}
          empty={<p>{t('empty')}</p>}
        />
      )}
    </>
  );
}
`;
