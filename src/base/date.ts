/** A reference time as offices deliver it: year `2024`, day `2024-12-31` or school year `2024/25`. */
export type Zeit = string;

const ZEIT = /^(\d{4}|\d{4}-\d{2}-\d{2}|\d{4}\/\d{2})$/;
const MONTHS = ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'];

/** True for the three spellings of a reference time, with a day that exists and school years that follow each other. */
export function isZeit(text: string): boolean {
  if (!ZEIT.test(text)) return false;
  if (text.length === 10) return isDay(text);
  return text.length === 4 || (Number(text.slice(0, 4)) + 1) % 100 === Number(text.slice(5));
}

/** True for an ISO day that exists in the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= lastDayOf(year, month);
}

function lastDayOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Last day of a reference time: `2024` → `2024-12-31`, `2024/25` → `2025-07-31`. */
export function endOfZeit(zeit: Zeit): string {
  if (zeit.length === 4) return `${zeit}-12-31`;
  return zeit.length === 7 ? `${Number(zeit.slice(0, 4)) + 1}-07-31` : zeit;
}

/** The year that names a reference time on an axis: `2024-12-31` → 2024. */
export function yearOfZeit(zeit: Zeit): number {
  return Number(zeit.slice(0, 4));
}

/** `31. Dezember 2024`, `2024`, `Schuljahr 2024/25`; `kind` names the years that begin in summer. */
export function formatZeit(zeit: Zeit, kind = 'Schuljahr'): string {
  if (zeit.length === 4) return zeit;
  return zeit.length === 7 ? `${kind} ${zeit}` : formatDay(zeit);
}

/** `2024-12-31` → `31. Dezember 2024` */
export function formatDay(day: string): string {
  return `${Number(day.slice(8, 10))}. ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** `2024-12-31` → `31.12.2024` */
export function formatDayShort(day: string): string {
  return `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
}

/** Days since 1970-01-01, so that days can stand on an axis. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

/** Inverse of `dayNumber`. */
export function dayOfNumber(number: number): string {
  return new Date(Math.round(number) * 86_400_000).toISOString().slice(0, 10);
}

/** The day that lies `months` later; the last day of the month where the day does not exist there. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last))).toISOString().slice(0, 10);
}
