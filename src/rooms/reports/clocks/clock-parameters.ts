import { parameterInForce } from '#rooms/policy/index.ts';

/** The clocks of reports, as the edition sets them on a day. */
export type Clocks = ReturnType<typeof clocksOn>;

/** Reads the clocks in force: each in the unit of its name. */
export function clocksOn(on: Date) {
  const parameter = (id: string) => Number(parameterInForce(id, on).value);
  return {
    dangerMinutes: parameter('danger-look'),
    parentMinutes: parameter('danger-parent'),
    mergeMinutes: parameter('danger-merge'),
    lookHours: parameter('first-look'),
    triageHours: parameter('triage-time'),
    acknowledgementDays: parameter('report-acknowledgement'),
    feedbackMonths: parameter('report-feedback'),
    noticeTestDays: parameter('notice-test'),
    noticeRetryDays: parameter('notice-retry'),
    listRenewalDays: parameter('list-renewal'),
    unattendedHours: parameter('report-unattended'),
    keptMonths: parameter('report-closed'),
    junkDays: parameter('report-junk'),
  };
}
