import type { Command } from 'commander';
import { Option } from 'commander';
import { DEFAULT_LOCALE, LOCALES, type Locale } from '#kernel/languages.ts';
import { PAGE_LIMIT } from '#kernel/page.ts';
import { ROLES, type Role } from '#kernel/roles.ts';
import { resetAccount } from '#rooms/people/account/reset-account.command.ts';
import { listPeople } from '#rooms/people/directory/list-people.query.ts';
import { giveGrant } from '#rooms/people/grants/give-grant.command.ts';
import { invitePerson } from '#rooms/people/invitations/invite-person.command.ts';
import type { Operator } from '../operator.ts';
import { StartRefused } from '../start-refused.ts';
import { asInstallation, findParty } from './as-installation.ts';
import { type Report, reports } from './command-line.ts';

type Options = { name: string; email: string; language: Locale; role?: Role; party?: string };

/** `manumit account create`: opens an account and prints its one-time link, to hand over. */
export function addAccount(program: Command): void {
  const account = program.command('account').summary('open and reset accounts').description('Manages accounts.');
  const create = account
    .command('create')
    .summary('open an account and print its one-time link')
    .description('Opens an account, gives it a role if one is named, and prints the link with which its owner chooses a password.')
    .requiredOption('--name <name>', 'name of the person')
    .requiredOption('--email <address>', 'e-mail address to sign in with')
    .addOption(new Option('--language <language>', 'language of the desk').choices([...LOCALES]).default(DEFAULT_LOCALE))
    .addOption(new Option('--role <role>', 'role to give').choices(ROLES))
    .option('--party <code>', 'code of the party at which the role is held, such as NO');
  reports(create, createAccount);
  const reset = account
    .command('reset')
    .summary('reset an account whose owner lost all means of signing in')
    .description(
      'Ends the sessions, password and second factors of an account and prints a one-time link; with single sign-on no link is needed. Use it when no one can do this at the desk. Name the account by one of the three.',
    )
    .addOption(new Option('--email <address>', 'e-mail address of the account').conflicts(['name', 'id']))
    .addOption(new Option('--name <name>', 'name of the person; accounts of single sign-on have no address').conflicts('id'))
    .option('--id <id>', 'id of the account, where several people have this name');
  reports(reset, resetAccountLink);
}

async function createAccount({ name, email, language, role, party }: Options): Promise<Report> {
  return asInstallation(async (operator) => {
    // The code is checked before the account is opened: a mistyped code must not leave an account without its role.
    const partyId = party === undefined ? null : (await findParty(operator, party)).id;
    const { personId, token, expiresInDays } = await operator.run(invitePerson, { name, email, language });
    const grant = role && (await operator.run(giveGrant, { personId, role, partyId }));
    const link = `${operator.config.deskUrl}/desk/invitation/${token}`;
    return {
      data: { personId, grantId: grant?.grantId ?? null, link, expiresInDays },
      lines: [
        `Account opened for ${email}${role ? ` as ${role}` : ''}. The link is shown only once and is valid for ${expiresInDays} days:`,
        link,
      ],
    };
  });
}

type Wanted = { email?: string; name?: string; id?: string };

async function resetAccountLink(wanted: Wanted): Promise<Report> {
  return asInstallation(async (operator) => {
    const person = await findAccount(operator, wanted);
    const { personId, token, expiresInDays, singleSignOn } = await operator.run(resetAccount, { personId: person.id });
    const ended = `Every session of ${person.email ?? person.name} has ended.`;
    if (singleSignOn)
      return {
        data: { personId, link: null, expiresInDays: null },
        lines: [ended, 'Their second factors here were removed. They sign in again by single sign-on, without a link.'],
      };
    const link = `${operator.config.deskUrl}/desk/invitation/${token}`;
    return {
      data: { personId, link, expiresInDays },
      lines: [`${ended} The link is shown only once and is valid for ${expiresInDays} days:`, link],
    };
  });
}

/** The one open account with this address, name or id. Throws StartRefused where there is none or, for a name, several. */
async function findAccount(operator: Operator, { email, name, id }: Wanted) {
  const [what, wanted] = email !== undefined ? ['address', email] : name !== undefined ? ['name', name] : ['id', id];
  if (wanted === undefined) throw new StartRefused('Name the account: --email, --name or --id.');
  const found: { id: string; name: string; email: string | null }[] = [];
  for (let after: string | undefined; ; ) {
    const page = await operator.ask(listPeople, { ...(after !== undefined && { after }), limit: PAGE_LIMIT });
    const text = wanted.toLowerCase();
    found.push(
      ...page.items.filter(
        (person) => (what === 'address' ? person.email : what === 'id' ? person.id : person.name.toLowerCase()) === text,
      ),
    );
    if (page.next === null) break;
    after = page.next;
  }
  const [first, ...more] = found;
  if (first === undefined) throw new StartRefused(`No account has the ${what} ${wanted}.`);
  if (more.length === 0) return first;
  const lines = found.map((person) => `  ${person.id}  ${person.email ?? 'single sign-on'}`);
  throw new StartRefused([`Several accounts have the name ${wanted}. Choose one with --id:`, ...lines].join('\n'));
}
