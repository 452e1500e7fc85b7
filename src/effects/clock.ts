const ZONE = 'Europe/Berlin';
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE });
const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'medium' });

/** Today in the town's time zone, ISO. */
export function today(): string {
  return day.format(now());
}

/** This moment. */
export function now(): Date {
  return new Date();
}

/** A moment as the clock of the town hall shows it, ISO 8601 with its offset: `2026-11-24T13:05:01.123+01:00`. */
export function formatMoment(moment: Date): string {
  const shown = wall.format(moment).replace(' ', 'T');
  const millis = ((moment.getTime() % 1000) + 1000) % 1000;
  const minutes = Math.round((Date.parse(`${shown}Z`) - (moment.getTime() - millis)) / 60_000);
  const [sign, size] = minutes < 0 ? ['-', -minutes] : ['+', minutes];
  return `${shown}.${pad(millis, 3)}${sign}${pad(Math.floor(size / 60), 2)}:${pad(size % 60, 2)}`;
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
