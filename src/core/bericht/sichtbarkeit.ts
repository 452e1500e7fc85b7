import { isReleased, type Indikator } from '../kennzahlen/indikator.ts';
import type { Massnahme } from '../steuerung/massnahme.ts';
import { darf, type Lage, type Person } from '../zugang/pruefung.ts';
import { isPublic } from './gliederung.ts';

/** The gate of measures: a published one is everybody's; any other is seen by whoever may read those of its office, or of the town where it has none. */
export function darfMassnahmeLesen(person: Person | undefined, lage: Lage, massnahme: Pick<Massnahme, 'federfuehrung' | 'veroeffentlicht_am'>): boolean {
  return isPublic(massnahme.veroeffentlicht_am, lage.tag) ? darf(person, 'massnahme.lesen_oeffentlich', lage) : darf(person, 'massnahme.lesen', lage, massnahme.federfuehrung);
}

/** The gate of definitions: a released one is everybody's; a draft is seen by who writes or releases definitions. */
export function darfIndikatorLesen(person: Person | undefined, lage: Lage, indikator: Indikator): boolean {
  if (isReleased(indikator, lage.tag)) return darf(person, 'kennzahl.lesen', lage);
  return darf(person, 'kennzahl.aendern', lage, null) || darf(person, 'kennzahl.freigeben', lage, null);
}
