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
      'Ends the sessions, password and second factors of an account and prints a one-time link. Use it when no one can do this at the desk.',
    )
    .requiredOption('--email <address>', 'e-mail address of the account');
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

async function resetAccountLink({ email }: { email: string }): Promise<Report> {
  return asInstallation(async (operator) => {
    const person = await findByEmail(operator, email.toLowerCase());
    const { personId, token, expiresInDays } = await operator.run(resetAccount, { personId: person.id });
    const link = `${operator.config.deskUrl}/desk/invitation/${token}`;
    return {
      data: { personId, link, expiresInDays },
      lines: [`Every session of ${email} has ended. The link is shown only once and is valid for ${expiresInDays} days:`, link],
    };
  });
}

async function findByEmail(operator: Operator, email: string): Promise<{ id: string }> {
  for (let after: string | undefined; ; ) {
    const page = await operator.ask(listPeople, { ...(after !== undefined && { after }), limit: PAGE_LIMIT });
    const found = page.items.find((person) => person.email === email);
    if (found) return found;
    if (page.next === null) throw new StartRefused(`No account has the address ${email}.`);
    after = page.next;
  }
}
