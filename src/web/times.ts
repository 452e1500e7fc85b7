const DAY = new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', day: '2-digit', month: '2-digit', year: 'numeric' });
const CLOCK = new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' });

/** `24.11.2026, 13:05 Uhr`, on the clock of the town. */
export function formatTime(moment: Date): string {
  return `${DAY.format(moment)}, ${CLOCK.format(moment)} Uhr`;
}

/** `24.11.2026` */
export function formatDate(moment: Date): string {
  return DAY.format(moment);
}
