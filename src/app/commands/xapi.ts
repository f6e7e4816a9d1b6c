import type { Command } from 'commander';
import { giveCredential } from '#rooms/lrs/credentials/give-credential.command.ts';
import { listCredentials } from '#rooms/lrs/credentials/list-credentials.query.ts';
import { revokeCredential } from '#rooms/lrs/credentials/revoke-credential.command.ts';
import { asInstallation, findParty } from './as-installation.ts';
import { type Report, reports } from './command-line.ts';

/** `manumit xapi credential`: manages the credentials with which a party's learning systems send their statements. */
export function addXapi(program: Command): void {
  const xapi = program.command('xapi').summary('manage learning systems').description('Manages the learning record store (xAPI).');
  const credential = xapi
    .command('credential')
    .summary('issue, list and revoke credentials')
    .description('Manages credentials of learning systems.');
  const give = credential
    .command('give')
    .summary('issue a key and a secret to a learning system')
    .description(
      'Issues a key and a secret for HTTP Basic to a learning system of a party. The system reads and writes only its own statements.',
    )
    .requiredOption('--party <code>', 'code of the party that runs the system, such as NO')
    .requiredOption('--source <name>', 'name of the system, such as moodle-academy');
  reports(give, giveOne);
  const list = credential
    .command('list')
    .summary('list credentials')
    .description('Lists current and past credentials, but never their secrets.')
    .option('--party <code>', 'only credentials of this party');
  reports(list, listAll);
  const revoke = credential
    .command('revoke')
    .summary('revoke a credential')
    .description('Revokes a credential. Statements that were sent with it stay.')
    .requiredOption('--key <key>', 'key, as `xapi credential list` prints it');
  reports(revoke, endOne);
}

async function giveOne({ party, source }: { party: string; source: string }): Promise<Report> {
  return asInstallation(async (operator) => {
    const { id: partyId } = await findParty(operator, party);
    const { key, secret } = await operator.run(giveCredential, { partyId, source });
    const address = `${operator.config.deskUrl}/xapi`;
    return {
      data: { address, key, secret },
      lines: [
        `Credential of ${source} at ${party}. The secret is shown only once:`,
        `address ${address}`,
        `key     ${key}`,
        `secret  ${secret}`,
      ],
    };
  });
}

async function listAll({ party }: { party?: string }): Promise<Report> {
  return asInstallation(async (operator) => {
    const found = party === undefined ? {} : { partyId: (await findParty(operator, party)).id };
    const rows = await operator.ask(listCredentials, found);
    const lines = rows.map(({ id, source, createdAt, revokedAt }) =>
      [id, source, createdAt.toISOString().slice(0, 10), revokedAt ? `revoked ${revokedAt.toISOString().slice(0, 10)}` : 'in use'].join(
        '  ',
      ),
    );
    return { data: rows, lines: lines.length > 0 ? lines : ['There are no credentials.'] };
  });
}

async function endOne({ key }: { key: string }): Promise<Report> {
  return asInstallation(async (operator) => {
    await operator.run(revokeCredential, { key });
    return { data: { key }, lines: [`Revoked ${key}.`] };
  });
}
