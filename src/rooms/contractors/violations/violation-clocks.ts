import { parameterInForce } from '#rooms/policy/index.ts';
import type { ViolationClocks } from './violation-clocks.rules.ts';

/** The clocks of violations in force on a day, in days; the limit of a notification in hours. */
export function clocksOn(on: Date): ViolationClocks & { limitHours: number } {
  const parameter = (id: string) => Number(parameterInForce(id, on).value);
  return {
    investigationDays: parameter('violation-investigation'),
    replyDays: parameter('violation-reply'),
    remedyDays: parameter('violation-remedy'),
    limitHours: parameter('contractor-notice-limit'),
  };
}
