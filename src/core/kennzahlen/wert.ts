import { z } from 'zod';
import { code, maybe, text, zeit } from '../../base/schema.ts';
import { KENNUNGEN, numberValue, signValue, ZEICHEN, type Value } from '../../base/value.ts';

const AUSPRAEGUNG = /^([A-Za-z0-9_.-]+=[A-Za-z0-9_.-]+)(,[A-Za-z0-9_.-]+=[A-Za-z0-9_.-]+)*$/;

/** `alter=u18,geschlecht=w`, in the order of the names; empty for the total. */
export const Auspraegung = z
  .string()
  .regex(AUSPRAEGUNG, 'Eine Ausprägung hat die Form merkmal=wert, mehrere mit Komma getrennt.')
  .refine((value) => value === value.split(',').sort().join(','), 'Die Merkmale einer Ausprägung stehen in der Reihenfolge ihrer Namen.');

/** One value of one indicator: number or sign, with everything that it is made of and where it came from. */
export const Wert = z
  .strictObject({
    indikator: code,
    version: z.int().min(1),
    raum: code,
    zeit,
    auspraegung: maybe(Auspraegung),
    /** Population basis, part of the identity: `EWR_HW` (register, main residence) is another number than `IT.NRW`. */
    basis: maybe(code),
    wert: maybe(z.number()),
    zeichen: maybe(z.enum(ZEICHEN)),
    kennung: maybe(z.enum(KENNUNGEN)),
    zaehler: maybe(z.number()),
    nenner: maybe(z.number()),
    lieferung: code,
    /** Line of the delivered file. */
    zeile: maybe(z.int().min(1)),
    revision: z.int().min(1).default(1),
    /** Why the value was corrected; needed from revision 2 on by readers, so it is shown beside it. */
    anmerkung: maybe(text),
  })
  .refine((wert) => (wert.wert === null) !== (wert.zeichen === null), {
    message: 'In jeder Zeile steht entweder ein Wert oder ein Zeichen nach DIN 55301, nicht beides und nicht keines.',
    path: ['wert'],
  });
export type Wert = z.output<typeof Wert>;

/** An earlier or withdrawn revision. */
export const Verlaufswert = Wert.safeExtend({ zustand: z.enum(['ersetzt', 'zurückgezogen']) });
export type Verlaufswert = z.output<typeof Verlaufswert>;

/** What makes two rows the same value in two revisions. */
export function keyOfWert(wert: Pick<Wert, 'indikator' | 'version' | 'raum' | 'zeit' | 'auspraegung' | 'basis'>): string {
  return [wert.indikator, wert.version, wert.raum, wert.zeit, wert.auspraegung ?? '', wert.basis ?? ''].join('|');
}

/** The value as something that can be shown. */
export function valueOfWert(wert: Wert): Value {
  if (wert.wert !== null) return numberValue(wert.wert);
  return signValue(wert.zeichen ?? '.');
}
