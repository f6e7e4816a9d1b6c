/** Today by the clock of this device, as `2026-11-24`: the day that people date a letter, a visit or a test with. Not the day in UTC. */
export function localToday(now = new Date()): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
