import type { Command } from 'commander';
import { Option } from 'commander';
import { SAYS, type Says } from '#kernel/status.ts';
import { enterEvidence } from '#rooms/evidence/steps/enter-evidence.command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { asInstallation, findParty } from './as-installation.ts';
import { type Report, reports } from './command-line.ts';

type Options = {
  party: string;
  obligation: string[];
  kind: string;
  says: Says;
  title: string;
  date: string;
  source: string;
  asOf?: string;
  page?: string;
  address?: string;
  note?: string;
};

/** `manumit evidence add`: stores a draft, which a named signer submits on the desk. */
export function addEvidence(program: Command): void {
  const evidence = program.command('evidence').summary('enter evidence').description('Enters evidence.');
  const add = evidence
    .command('add')
    .summary('enter an evidence item as a draft')
    .description('Enters an evidence item as a draft. It counts once a person who may sign submits it at the desk.')
    .requiredOption('--party <code>', 'code of the party, such as NO')
    .requiredOption('--obligation <id...>', 'ids of the obligations it is about, in the current edition')
    .requiredOption('--kind <id>', 'kind of evidence, such as EV-TRTY')
    .addOption(new Option('--says <what>', 'its statement about the obligations').choices(SAYS).makeOptionMandatory())
    .requiredOption('--title <text>', 'title')
    .requiredOption('--date <date>', 'date of the fact: 2014, 2014-01 or 2014-01-27')
    .requiredOption('--source <text>', 'source')
    .option('--as-of <date>', 'date of the source, if it differs')
    .option('--page <page>', 'page of the source')
    .option('--address <address>', 'web address of the source')
    .option('--note <text>', 'note');
  reports(add, enter);
}

async function enter({ party, obligation, kind, says, title, date, source, asOf, page, address, note }: Options): Promise<Report> {
  return asInstallation(async (operator) => {
    const { id: partyId } = await findParty(operator, party);
    const content = {
      editionId: currentEdition().id,
      obligationIds: obligation,
      kind,
      says,
      title,
      date,
      source,
      asOf,
      page,
      address,
      note,
    };
    const { id } = await operator.run(enterEvidence, { partyId, ...content });
    return { data: { id, state: 'draft' }, lines: [`Entered as draft ${id}. It counts once it is submitted at the desk.`] };
  });
}
