import type { deskOf } from '../returns/returns.ts';

type Desk = Awaited<ReturnType<typeof deskOf>>;
type Participation = { id: string; party: { id: string; name: { en: string } } };

/** The day so many days from today, in UTC. */
export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Opens a round over these parties and clauses as headquarters, due in 30 days. `participationOf` finds a participation by the English name of its party. */
export async function openRound(office: Desk, title: string, parties: readonly string[], scope: readonly string[]) {
  const { authorities } = await office.call<{ authorities: { id: string }[] }>('GET', 'authorities');
  const calendar = {
    selfAssessmentDue: inDays(30),
    commentDue: inDays(60),
    adoptionPlanned: inDays(90),
    followUpDue: null,
    cutOff: inDays(0),
  };
  const round = {
    title: { en: title, fr: title.replace('Round', 'Cycle') },
    authorityId: authorities[0]!.id,
    scope,
    parties,
    calendar,
    ratings: true,
  };
  const { id } = await office.call<{ id: string }>('POST', 'rounds', round);
  await office.call('POST', `rounds/${id}/open`, {}, 1);
  const { participations } = await office.call<{ participations: Participation[] }>('GET', `rounds/${id}`);
  return { id, participationOf: (name: string) => participations.find(({ party }) => party.name.en === name)!.id };
}
