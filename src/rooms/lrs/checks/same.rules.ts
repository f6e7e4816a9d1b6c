import { isRaw, type Raw } from './form.rules.ts';
import { isUuid, momentOf } from './formats.rules.ts';

// Set by the store, or display texts that a later statement may word differently (xAPI 1.0.3, Data 2.3.1).
const GIVEN = new Set(['stored', 'authority', 'version']);
const WORDS = new Set(['definition', 'display', 'description']);

/** Whether two statements say the same. Properties set by the store and the display texts of an activity or a verb are ignored. */
export function isSameStatement(one: Raw, other: Raw): boolean {
  return keysOf(one, other).every((key) => {
    if (GIVEN.has(key)) return true;
    // The store sets these if the sender left them out.
    if ((key === 'id' || key === 'timestamp') && (one[key] === undefined || other[key] === undefined)) return true;
    return alike(one[key], other[key], key);
  });
}

function alike(one: unknown, other: unknown, key: string): boolean {
  if (one === other) return true;
  if (typeof one === 'string' && typeof other === 'string') {
    if (key === 'timestamp') return momentOf(one)?.getTime() === momentOf(other)?.getTime();
    if (key === 'duration') return toHundredths(one) === toHundredths(other);
    return isUuid(one) && one.toLowerCase() === other.toLowerCase();
  }
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value, index) => alike(value, other[index], key));
  if (key === 'extensions') return isRaw(one) && isRaw(other) && keysOf(one, other).every((name) => alike(one[name], other[name], key));
  // A single activity may be sent instead of a list.
  if (Array.isArray(one) !== Array.isArray(other)) return alike([one].flat(), [other].flat(), key);
  if (!isRaw(one) || !isRaw(other)) return false;
  return keysOf(one, other).every((name) => {
    if (WORDS.has(name)) return true;
    if (name === 'objectType' && [one, other].some((object) => object[name] === undefined)) {
      const value = one[name] ?? other[name];
      return value === 'Activity' || value === 'Agent';
    }
    return alike(one[name], other[name], name);
  });
}

// Durations are compared to a hundredth of a second only (Data 4.6).
const toHundredths = (duration: string) => duration.replace(/([.,]\d{2})\d+(?=S$)/, '$1').replace(/[.,]0{1,2}(?=S$)/, '');

function keysOf(one: Raw, other: Raw): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}
