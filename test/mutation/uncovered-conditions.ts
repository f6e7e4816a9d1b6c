import type pg from 'pg';
import { GUARDS } from './guards.ts';

/** The form of a condition that stops a person: who calls, with what credential, and whether something ended, was used or was decided. */
const CHECKS_A_PERSON =
  /\b(token|secret|ticket)_hash (=|<>) |\b(pin_)?digest (=|<>) |\b(ended|used|over|removed|revoked|withdrawn|closed|left|handed_back|decided|disabled|ticket_ends)_at is (not )?null|\b(opened|closed)_on is (not )?null|\bmailbox_hash = |\b(ends_at|expires_on|ticket_ends_at|closed_until|seen_at) [<>]|\bvalid_(from|to) [<>]|\bidentity\.(assigned|holds|parties|cleared|operator|runs_job|may_grant|may_manage_account|vouched)\([^%)]|->> '(kind|sole)'\)?(::boolean| (=|<>|in) )|\bassignment_\w+ (is|=) (?!participation\b|round\b|obligations\b)|\braise exception|\b(granted|asked|requested|created)_by (<>|is distinct|= (identity|me|who))|\btraining\.is_open\(|\b(lrs\.own_source|training\.own_trainee|returns\.own_link)\(\)|\b(opened|closed)_on [<>]|\breports\.(was_left_out|is_listed|loses_nobody)\(|\bown_wrap_number\([\w.]+\) is |\banswer_hash = sha256|\binterpreter_number = (me|o\.number)|\btoday (<= \w+\.until|between )|\breader_function (=|<>) |\bclosed_as (= 'dup|is distinct)|\bdecision = |\buntil >= |\b(current|session)_user\b/g;

/** Conditions of this form that stop no person, each with the reason. */
const HARMLESS: readonly [of: RegExp, words: RegExp, why: string][] = [
  [
    /./,
    /set \w+ = [^;]*? where (\w+ = (\w+\.)?('[^']*'|\w+) and )*(used_at|ended_at|finished_at) is null/,
    'what is over already keeps its day',
  ],
  [
    /^identity\.new_set_up_link$/,
    /delete from identity\.invitation where purpose = 'set-up' and used_at is null/,
    'a link that takes the place of the last',
  ],
  [
    /^identity\.(factors_of|own_account)$/,
    /recovery_code where person_id = (who|me) and used_at is null/,
    'reports which factors are left, which is checked elsewhere',
  ],
  [/^identity\.own_visits$/, /s\.seen_at < own\.created_at/, 'chooses the time that counts: no person is stopped'],
  [
    /^identity\.own_waiting_people$/,
    /i\.used_at is not null or exists/,
    'reports who has used their account; who may ask is checked below',
  ],
  [/^identity\.(pass_first_factor|new_work)$/, /delete from identity\.attempt where ends_at </, 'clears away what is over'],
  [/^identity\.reconcile_grants$/, /g\.(ended_at is null|valid_to [<>])/, 'keeps grants as a provider lists them: no person calls it'],
  [/^mail\.claim_messages$/, /i\.used_at is not null/, 'the program itself drops a dead link; mail.flow tests it'],
  [/^identity\.hand_over_position$/, /grant_id = g\.id and decided_at is null/, 'refuses more without it, and not less'],
  [/^identity\.hand_over_position$/, /if g\.valid_from > day/, 'a grant that never began ends at once'],
  [/^identity\.set_password$/, /digest = excluded\.digest/, 'the new password'],
  [/^identity\.cleared$/, /held uuid\[\] := identity\.parties\(/, 'asked for in the next line'],
  [/^identity\.refuse_assignment_proposal$/, /g\.assignment_participation is not null/, 'the refusal behind it is taken away'],
  [/^ledger\.(grow|store_checkpoint|pad)$/, /raise exception '[^']*'(, lvl, n)?;/, 'keeps the log whole: no person is stopped'],
  [/^ledger\.replay_erasure$/, /requested_by <> excluded\.approved_by/, 'a replay by the installation of what two did'],
  [/^ledger\.replay_erasure$/, /on conflict \(entry_id\) where ended_at is null/, 'which index finds the request that is still open'],
  [/^ledger\.witnesses$/, /w\.ended_at is null/, 'which outside checks there are still'],
  [/^mail\.claim_messages$/, /l\.ends_at <= at|p\.disabled_at is not null/, 'a message that is too late, or has no recipient, is not sent'],
  [/^mail\.queue_notice$/, /in \('danger', 'reports', 'test-notice'\) then raise exception/, 'which kinds there are: no person is stopped'],
  [/^parties\.delete_unused$/, /raise exception using errcode = 'P0002'/, 'takes back what was begun, and answers which party is in use'],
  [
    /^training\.(compute_coverage|compute_progress|compute_needs)$/,
    /(ended|revoked|left)_at is null/,
    'computes what counts: no person calls it',
  ],
  [/^reports\.accept_report$/, /m\.valid_from <= today/, 'which list a report may be encrypted to: its sender is nobody'],
  [/^reports\.days_to_close$/, /c\.opened_on is not null order/, 'which rows are locked meanwhile'],
  [/^reports\.open_container$/, /delete from reports\.container c where c\.expires_on < today/, 'clears away what is over'],
  [/^training\.revoke_dependents$/, /revoked_at is (not )?null/, 'removes what depended on a revoked record: no person is checked'],
  [
    /^training\.grade$/,
    /pg_has_role\(session_user, 'manumit_schema', 'member'\) or new\.trainee_id is distinct from training\.own_trainee\(\)/,
    'what the owner does, and what the policies refuse',
  ],
  [/^training\.learner$/, /when s\.(ended|closed)_at is not null then/, 'which reason is reported'],
];

type Body = { name: string; body: string };

/** Conditions that check a person and that no listed guard covers, so no mutant would remove them; and listed guards that no longer exist. */
function findUncovered(functions: readonly Body[]): string[] {
  const matched = new Set<RegExp>();
  const uncovered = functions.flatMap(({ name, body: whole }) => {
    const body = whole.slice(whole.indexOf('AS $'));
    const spans = (words: RegExp) =>
      [...body.matchAll(new RegExp(words, 'g'))].map(({ index, 0: text }) => ({ words, from: index, to: index + text.length }));
    const guarded = GUARDS.flatMap(([guard]) => spans(guard));
    for (const { words } of guarded) matched.add(words);
    const harmlessSpans = HARMLESS.filter(([of]) => of.test(name)).flatMap(([, words]) => spans(words));
    return spans(CHECKS_A_PERSON)
      .filter((asked) => {
        const within = (one: { from: number; to: number }) => one.from < asked.to && asked.from < one.to;
        if (guarded.some(within)) return false;
        const harmless = harmlessSpans.filter(within);
        for (const { words } of harmless) matched.add(words);
        return harmless.length === 0;
      })
      .map(({ from }) => `${name}: ${body.slice(Math.max(0, from - 30), from + 70).replaceAll(/\s+/g, ' ')}`);
  });
  const listed = [...GUARDS.map(([guard]) => guard), ...HARMLESS.map(([, words]) => words)];
  return [...uncovered, ...listed.filter((words) => !matched.has(words)).map(({ source }) => `matches nothing: ${source}`)];
}

/** The same for the database: every function of every room that acts for a person. */
export async function uncoveredConditions(deployer: pg.Client): Promise<string[]> {
  return findUncovered((await functionsOf(deployer)).map(({ name, body }) => ({ name: name.replace(/\(.*/, ''), body })));
}

/** Functions that run with other rights than the application role, that a table triggers, that check rights, or that decide on contracts; without the test bed's own (test/database/schema/state-check.ts). */
export async function functionsOf(deployer: pg.Client): Promise<Body[]> {
  const { rows } = await deployer.query<Body>(
    `select p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as body from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname not in ('pg_catalog', 'information_schema') and p.prokind = 'f' and p.proname <> 'refuse_other_states' and (p.prosecdef or p.proowner = 'manumit_guard'::regrole or p.prorettype = 'trigger'::regtype or n.nspname = 'contractors' or p.prosrc ~ '\\m(identity|training|lrs|returns)\\.\\w+\\(') order by 1`,
  );
  return rows;
}
