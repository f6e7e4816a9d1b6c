import { randomUUID } from 'node:crypto';
import { ROLE } from '#kernel/roles.ts';
import type { EvidenceItem, Origin, Thing } from '../../oracle/attributes.ts';
import type { Resource } from '../../oracle/may-do.ts';
import type { TargetKind } from '../../oracle/routes.ts';
import { insert, type World } from './world.ts';

/**
 * A record that an address can name; its party determines its relation to the subject. `thing` decides who may see it, `resource` who may act on it.
 * `ids`: what else its addresses and bodies name. `readers`: the people with keys for a channel; `succession`: the reader who is gone, and the successor.
 */
export type Target = {
  name: string;
  id: string;
  party: string | null;
  state?: string;
  thing: Thing;
  resource: Resource;
  ids?: Readonly<Record<string, string>>;
  readers?: readonly string[];
  succession?: readonly string[];
};

/** A missing record. */
export function nothing(): Target {
  const party = randomUUID();
  return {
    name: 'none',
    id: randomUUID(),
    party: null,
    thing: { kind: 'nobody' },
    resource: {
      party,
      item: { byOffice: false, submitted: true, origin: 'declared' },
      about: { person: randomUUID(), roles: [{ role: ROLE.trainingOfficer, party }] },
    },
  };
}

/** Records of each kind: of a nation, of another nation and of a firm. */
export async function findTargets(world: World): Promise<Record<TargetKind, Target[]>> {
  const near = ['nation', 'other-nation', 'firm'].map((name) => ({ name, ...world.parties[name]! }));
  const nations = near.slice(0, 2).map((party) => party.id);
  const rows = async <T>(sql: string): Promise<T[]> =>
    (
      await world.bed.deployer.query(sql, [
        sql.includes(' reviews.') || sql.includes('evidence.item where') ? nations : near.map((party) => party.id),
      ])
    ).rows as T[];
  const called = (party: string | null): string => near.find((one) => one.id === party)?.name ?? '';
  type Row = {
    id: string;
    party: string;
    state: string;
    by_office: boolean;
    origin: Origin;
    submitted: boolean;
    released: boolean;
    sent: boolean;
    operation: string | null;
    account: string | null;
  };
  const list = async (
    from: string,
    thing: (row: Row) => Thing,
    resource: (row: Row) => Resource = ({ party }) => ({ party }),
  ): Promise<Target[]> =>
    (await rows<Row>(from)).map((row) => ({
      name: `${called(row.party)}'s ${row.state ?? ''}`,
      id: row.id,
      party: row.party,
      state: row.state,
      thing: thing(row),
      resource: resource(row),
    }));
  const asItem = (row: Row): EvidenceItem => ({
    kind: 'item',
    party: row.party,
    byOffice: row.by_office,
    origin: row.origin,
    submitted: row.submitted,
    released: row.released,
  });
  const TRAINEE = `select t.id, t.party_id as party, t.operation_id as operation, t.left_at is not null as "left", t.person_id as account from training.trainee t where t.party_id = any ($1)`;
  const asTrainee = ({ party, operation, ...row }: Row, kind: 'trainee' | 'completion' | 'waiver'): Thing => {
    const { left, account } = row as unknown as { left: boolean; account: string | null };
    return { kind, party, operation, left, account };
  };
  const participation = `select t.id, t.party_id as party, p.state, p.state <> 'prefilled' as sent`;
  const inParticipation = (table: string) =>
    `${participation} from reviews.${table} t join reviews.participation p on p.id = t.participation_id where t.party_id = any ($1)`;
  const aParty = (kind: 'party' | 'row'): Target[] =>
    near.map(({ name, id, kind: is }) => ({
      name: `${name} itself`,
      id,
      party: id,
      state: is,
      thing: kind === 'row' ? { kind: 'row', party: id } : is === 'contractor' ? { kind: 'firm', party: id } : { kind: 'public' },
      resource: { party: id },
    }));
  // Unopened accounts, each with one role.
  const people = near.map(({ id: party }) => ({ id: randomUUID(), party }));
  await insert(world.bed.deployer, [
    ['identity.person', people.map(({ id }) => ({ id, name: 'Invited', email: `${id}@example.org` }))],
    [
      'identity.role_grant',
      people.map(({ id, party }) => ({
        id: randomUUID(),
        person_id: id,
        role: ROLE.trainingOfficer,
        party_id: party,
        valid_from: '2020-01-01',
      })),
    ],
  ]);
  const grants = await rows<{ id: string; party: string; person: string; role: typeof ROLE.focalPoint }>(
    `select distinct on (party_id, role) id, party_id as party, person_id as person, role from identity.role_grant where party_id = any ($1) and ended_at is null and role in ('${ROLE.trainingOfficer}', '${ROLE.reviewer}', '${ROLE.partyAdmin}')`,
  );
  const channels = async (thing: (party: string, readers: string[], holders: string[], succession: string[]) => Thing): Promise<Target[]> =>
    (
      await rows<{ id: string; party: string; readers: string[]; holders: string[]; succession: string[]; test: string; report: string }>(
        `select c.id, c.party_id as party, array(select r.person_id from reports.reader r where r.channel_id = c.id and r.removed_at is null) as readers,
            array(select r.person_id from reports.reader r where r.channel_id = c.id and r.removed_at is null and r.reader_function <> 'interpreter') as holders,
            array(select r.person_id from reports.reader r join reports.succession s on s.channel_id = r.channel_id and r.number in (s.predecessor, s.successor) where r.channel_id = c.id order by r.number) as succession,
            (select t.id from reports.test_report t where t.channel_id = c.id) as test, (select p.id from reports.report p where p.channel_id = c.id and p.id in (select report_id from reports.message)) as report
          from reports.channel c where c.party_id = any ($1)`,
      )
    ).map(({ id, party, readers, holders, succession, test, report }) => ({
      name: `${called(party)}'s channel`,
      ...{ id, party, readers, succession, ids: { reportId: test, held: report } },
      thing: thing(party, readers, holders, succession),
      resource: { party },
    }));
  const unit = (row: Row): Thing => ({ kind: 'unit', party: row.party, servesIn: row.operation ? [row.operation] : [] });
  const judgement = (row: Row): Thing => ({ kind: 'judgement', party: row.party, draftSent: row.sent });
  const reports = Object.entries(world.rounds).filter(([name]) => name === 'adopted' || name === 'released');
  return {
    party: aParty('party'),
    'party-row': aParty('row'),
    sheet: aParty('row'),
    unit: await list(
      `select distinct on (u.id) u.id, u.party_id as party, r.operation_id as operation from parties.unit u left join parties.rotation r on r.unit_id = u.id where u.party_id = any ($1)`,
      unit,
    ),
    rotation: await list('select id, party_id as party, operation_id as operation from parties.rotation where party_id = any ($1)', unit),
    contribution: await list('select id, party_id as party from parties.contribution where party_id = any ($1)', () => ({
      kind: 'public',
    })),
    person: people.map(({ id, party }) => ({
      name: `${called(party)}'s person`,
      id,
      party,
      thing: { kind: 'person', person: id, at: [party] },
      resource: { about: { person: id, roles: [{ role: ROLE.trainingOfficer, party }] } },
    })),
    grant: grants.map(({ id, party, person, role }) => ({
      name: `${called(party)}'s ${role}`,
      id,
      party,
      thing: { kind: 'grant', person, party },
      resource: { about: { person, roles: [{ role, party }] } },
    })),
    item: await list(
      `select id, party_id as party, by_office, origin, submitted_at is not null as submitted, released_at is not null as released,
          case when released_at is null then case when state = 'purge-requested' and submitted_at is null then 'purge-requested-draft' else state end else 'released' end as state
        from evidence.item where party_id = any ($1)`,
      asItem,
      (row) => ({ party: row.party, item: { byOffice: row.by_office, submitted: row.submitted, origin: row.origin } }),
    ),
    document: await list(
      `select d.id, d.party_id as party, d.by_office, coalesce(bool_or(p.submitted_at is not null), false) as submitted, false as released from evidence.document d left join evidence.item p on p.document_id = d.id
        where d.party_id = any ($1) group by d.id`,
      (row) => ({ kind: 'file', party: row.party, byOffice: row.by_office, shownBy: row.submitted ? [asItem(row)] : [] }),
    ),
    batch: await list(`select b.id, null::uuid as party from nations.import_batch b where $1::uuid[] is not null limit 1`, () => ({
      kind: 'public',
    })),
    'import-batch': await list(`select b.id, null::uuid as party from imports.batch b where $1::uuid[] is not null limit 1`, () => ({
      kind: 'import-batch',
    })),
    round: Object.entries(world.rounds).map(([name, id]) => ({
      name,
      id,
      party: null,
      state: name,
      thing: { kind: 'for-the-signed-in' },
      resource: {},
    })),
    report: reports.map(([name, id]) => ({ name, id, party: null, state: name, thing: { kind: 'for-the-signed-in' }, resource: {} })),
    participation: await list(
      `${participation} from reviews.participation t join reviews.participation p on p.id = t.id where t.party_id = any ($1) and t.state in ('prefilled', 'commenting')`,
      (row) => ({ kind: 'participation', party: row.party }),
    ),
    form: await list(
      `select id, party_id as party, case when submitted_at is null then 'open' else 'in' end as state from reviews.shadow_form t where party_id = any ($1)`,
      ({ party }) => ({ kind: 'form', party }),
    ),
    visit: await list(inParticipation('visit'), (row) => ({ kind: 'participation', party: row.party })),
    question: await list(inParticipation('clarification'), (row) => ({ kind: 'participation', party: row.party })),
    comment: await list(inParticipation('comment'), (row) => ({ kind: 'participation', party: row.party })),
    finding: await list(inParticipation('finding'), judgement),
    'roster-batch': await list('select id, party_id as party from training.roster_batch where party_id = any ($1)', ({ party }) => ({
      kind: 'roster-batch',
      party,
    })),
    equivalent: await list('select id, party_id as party from training.equivalent where party_id = any ($1)', ({ party }) => ({
      kind: 'equivalent',
      party,
    })),
    'hand-over-board': await list(
      'select id, party_id as party, operation_id as operation from training.hand_over where party_id = any ($1)',
      ({ party, operation }) => ({ kind: 'hand-over-board', party, operation: operation! }),
    ),
    trainee: await list(TRAINEE, (row) => asTrainee(row, 'trainee')),
    completion: await list(
      `${TRAINEE.replace('t.id', 'c.id').replace('where', 'join training.completion c on c.trainee_id = t.id where')}`,
      (row) => asTrainee(row, 'completion'),
    ),
    waiver: await list(
      `${TRAINEE.replace('t.id', 'w.id').replace('where', 'join training.waiver w on w.trainee_id = t.id where')}`,
      (row) => asTrainee(row, 'waiver'),
    ),
    outreach: await list(`select id, writer_id as party, state from nations.outreach where writer_id = any ($1)`, ({ party }) => ({
      kind: 'outreach',
      party,
      byBody: false,
    })),
    plan: await list(`select id, party_id as party from nations.plan where party_id = any ($1)`, ({ party }) => ({ kind: 'plan', party })),
    measure: await list(`select id, party_id as party from nations.measure where party_id = any ($1)`, ({ party }) => ({
      kind: 'plan',
      party,
    })),
    joining: await list(
      `select contribution_id as id, party_id as party, operation_id as operation from nations.joining where party_id = any ($1)`,
      ({ party, operation }) => ({ kind: 'joining', party, operation: operation! }),
    ),
    joined: await list(`select contribution_id as id, party_id as party from nations.joining where party_id = any ($1)`, () => ({
      kind: 'public',
    })),
    consultation: (
      await rows<{ id: string }>(
        `select id from cooperation.consultation where $1::uuid[] is not null and state = 'recorded' and label_level = 0 and releasable_to is null order by id limit 1`,
      )
    ).map(({ id }) => ({ name: 'a consultation', id, party: null, thing: { kind: 'consultation' }, resource: {} })),
    'contract-file': await list(`select id, party_id as party from contractors.document where party_id = any ($1)`, ({ party }) => ({
      ...{ kind: 'contract', party },
    })),
    'contract-drop': await list(
      `select drop_id as id, party_id as party from contractors.document where party_id = any ($1)`,
      ({ party }) => ({
        ...{ kind: 'contract', party },
      }),
    ),
    contract: (
      await rows<{ id: string; party: string; member: string }>(
        `select c.id, c.party_id as party, m.id as member from contractors.contract c join contractors.member m on m.contract_id = c.id
          where m.parent_id is null and c.party_id = any ($1)`,
      )
    ).map(({ id, party, member }) => ({
      ...{ name: `${called(party)}'s contract`, id, party, ids: { memberId: member } },
      thing: { kind: 'contract', party },
      resource: { party },
    })),
    'contract-override': await list(
      `select id, party_id as party from contractors.override where decision is null and party_id = any ($1)`,
      ({ party }) => ({ kind: 'override', party, decided: false }),
    ),
    'contract-modification': await list(
      `select id, party_id as party from contractors.modification where party_id = any ($1)`,
      ({ party }) => ({
        ...{ kind: 'contract', party },
      }),
    ),
    'firm-link': await list(`select id, party_id as party from contractors.firm_link where party_id = any ($1)`, ({ party }) => ({
      ...{ kind: 'contract', party },
    })),
    'firm-file': await list(`select id, party_id as party from contractors.firm_file where party_id = any ($1)`, ({ party }) => ({
      ...{ kind: 'contract', party },
    })),
    'contract-import': await list(`select id, party_id as party from contractors.import where party_id = any ($1)`, ({ party }) => ({
      ...{ kind: 'contract', party },
    })),
    'contract-plan': await list(`select id, party_id as party from contractors.plan where party_id = any ($1)`, ({ party }) => ({
      ...{ kind: 'contract', party },
    })),
    'site-visit': await list(`select id, party_id as party from contractors.site_visit where party_id = any ($1)`, ({ party }) => ({
      ...{ kind: 'violation', party },
    })),
    'site-page': await list(`select id, party_id as party from contractors.site_page where party_id = any ($1)`, ({ party }) => ({
      ...{ kind: 'violation', party },
    })),
    'site-photo': await list(`select id, party_id as party from contractors.site_photo where party_id = any ($1)`, ({ party }) => ({
      ...{ kind: 'violation', party },
    })),
    violation: await list(`select id, party_id as party from contractors.violation where party_id = any ($1)`, ({ party }) => ({
      ...{ kind: 'violation', party },
    })),
    return: await list(
      `select id, party_id as party, state, submitted_version > 0 as submitted from returns.return where party_id = any ($1) and state <> 'open'`,
      ({ party, submitted }) => ({ kind: 'return', party, submitted }),
    ),
    'return-version': await list(
      `select id, party_id as party, state from returns.return where party_id = any ($1) and submitted_version > 0`,
      ({ party }) => ({
        kind: 'return-version',
        party,
      }),
    ),
    channel: await channels((party, readers) => ({ kind: 'channel', party, readers })),
    'channel-to-join': await channels(() => ({ kind: 'public' })),
    'encrypted-report': (
      await rows<{ id: string; party: string; readers: string[] }>(
        `select t.id, c.party_id as party, array(select r.person_id from reports.wrap w join reports.reader r on r.channel_id = w.channel_id and r.number = w.reader_number
          where w.report_id = t.id and r.removed_at is null) as readers from reports.report t join reports.channel c on c.id = t.channel_id
          where c.party_id = any ($1) and t.id in (select m.report_id from reports.message m)`,
      )
    ).map(({ id, party, readers }) => ({
      name: `a report to ${called(party)}`,
      id,
      party,
      thing: { kind: 'encrypted', readers },
      resource: { party },
    })),
    'interpreted-report': (
      await rows<{ id: string; party: string; readers: string[] }>(
        `select distinct on (t.report_id) t.report_id as id, c.party_id as party, array[r.person_id] as readers from reports.interpreter_wrap t
          join reports.channel c on c.id = t.channel_id join reports.reader r on r.channel_id = t.channel_id and r.number = t.interpreter_number
          where c.party_id = any ($1)`,
      )
    ).map(({ id, party, readers }) => ({
      name: `a report to ${called(party)} for an interpreter`,
      ...{ id, party, thing: { kind: 'encrypted', readers }, resource: { party } },
    })),
    // An interpreter has keys of a channel, and looks after none of its reports.
    'channel-held': await channels((_party, _readers, holders) => ({ kind: 'encrypted', readers: holders })),
    'channel-succeeded': await channels((_party, _readers, _holders, [, successor]) => ({
      kind: 'encrypted',
      readers: successor ? [successor] : [],
    })),
    'channel-keys': await channels((_party, readers) => ({ kind: 'encrypted', readers })),
    class: await list(`select id, party_id as party from training.class where party_id = any ($1)`, ({ party }) => ({
      kind: 'class',
      party,
    })),
    'section-link': await list(`select id, party_id as party from returns.link where party_id = any ($1)`, ({ party }) => ({
      kind: 'return-link',
      party,
    })),
    certificate: await list(
      `select k.number as id, k.party_id as party, t.person_id as account from training.certificate k join training.trainee t on t.id = k.trainee_id
        where k.party_id = any ($1) and k.revoked_at is null`,
      ({ party, account }) => ({ kind: 'certificate', party, account }),
    ),
    'help-place': await list(
      `select id, party_id as party, published_at is not null as released from reports.help_place where party_id = any ($1)`,
      ({ party, released }) => ({ kind: 'help', party, open: released, retired: false }),
    ),
    'help-entry': await list(
      `select t.id, t.party_id as party, p.published_at is not null and t.answered_on is not null and t.test_result <> 'wrong-number' as released
        from reports.help_entry t join reports.help_place p on p.id = t.place_id where t.retired_at is null and t.party_id = any ($1)`,
      ({ party, released }) => ({ kind: 'help', party, open: released, retired: false }),
    ),
    'own-device': [],
    'own-trainee': [],
    'hand-over': (
      await rows<{ id: string; party: string; from: string; to: string }>(
        'select hand_over_id as id, party_id as party, from_person as from, to_person as to from identity.proposed_grant where party_id = any ($1)',
      )
    ).map(({ id, party, from, to }) => ({
      name: `${called(party)}'s hand-over`,
      id,
      party,
      thing: { kind: 'proposal', from, to, party, role: ROLE.focalPoint },
      resource: { about: { person: to, roles: [{ role: ROLE.focalPoint, party }] } },
    })),
    entry: (
      await rows<{ id: string; party: string; person: string; own: boolean }>(
        `select e.id, e.party_id as party, e.person_id as person, exists (select from identity.role_grant g where g.person_id = e.person_id and g.party_id = e.party_id) as own
          from ledger.entry e join ledger.erasure x on x.entry_id = e.id where e.party_id = any ($1)`,
      )
    ).map(({ id, party, person, own }) => ({
      name: `${called(party)}'s entry, ${own ? 'own' : 'office'}`,
      id,
      party,
      thing: { kind: 'log', person, party, byOwnPeople: own },
      resource: { party, byOwnPeople: own },
    })),
    witness: (await rows<{ id: string }>('select id from ledger.witness where $1::uuid[] is not null')).map(({ id }) => ({
      name: 'an outside check',
      id,
      party: null,
      thing: { kind: 'log-state' },
      resource: {},
    })),
    'imported-edition': (
      await rows<{ id: string; state: string }>('select id, state from policy.imported_edition where $1::uuid[] is not null')
    ).map(({ id, state }) => ({
      name: `an edition (${state})`,
      ...{ id, state, party: null, resource: {} },
      thing: { kind: 'imported-edition', scheduled: state === 'scheduled' },
    })),
    hold: (await rows<{ id: string }>('select id from retention.hold where $1::uuid[] is not null limit 2')).map(({ id }) => ({
      name: 'a hold',
      id,
      party: null,
      thing: { kind: 'hold' },
      resource: {},
    })),
  };
}
