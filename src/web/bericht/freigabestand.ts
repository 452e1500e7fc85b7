import { istVollstaendig, offeneSchritte, type Freigabeschritt, type Unterschrift } from '../../core/zugang/zweipersonen.ts';
import type { Ton } from '../../document/workplace-parts.tsx';

/** The business under the two-person rule that an edition goes through. */
export const VORGANG = 'ausgabe.freigabe';

/** How far a frozen edition is on its way to the public, with the tone of its badge. */
export const STAENDE = { eingefroren: 'hinweis', daten: 'warnung', freigegeben: 'erfolg' } as const satisfies Readonly<Record<string, Ton>>;
export type Freigabestand = keyof typeof STAENDE;

/** Only what two persons have released is `freigegeben`; public it is from the day of publication of its report on. */
export function standOf(erteilt: readonly Unterschrift[]): Freigabestand {
  if (istVollstaendig(VORGANG, erteilt)) return 'freigegeben';
  return erteilt.length === 0 ? 'eingefroren' : 'daten';
}

/** The step that is to be done next; undefined where all are done. */
export function naechsterSchritt(erteilt: readonly Unterschrift[]): Freigabeschritt | undefined {
  return offeneSchritte(VORGANG, erteilt)[0];
}
