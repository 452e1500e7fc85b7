import { ALLE_RECHTE, reichweiteVon, type Recht, type Reichweite } from './recht.ts';
import { giltAm, istWirksam, NICHT_VERTRETBAR, type Rollenzuweisung } from './rolle.ts';

/** An account with its roles, as rights are judged by. */
export interface Vertretene {
  readonly konto: string;
  readonly name: string;
  readonly rollen: readonly Rollenzuweisung[];
}

/** Who is signed in, and for which absent persons this account stands in today. */
export interface Person extends Vertretene {
  readonly vertritt: readonly Vertretene[];
}

/** What rights depend on besides the person: the day, and the tree of offices with its validity. */
export interface Lage {
  readonly tag: string;
  readonly organisation: readonly {
    readonly code: string;
    readonly uebergeordnet: string | null;
    readonly gueltig_ab: string | null;
    readonly gueltig_bis: string | null;
  }[];
}

/** A right that a person has: how far, and for whom it acts where it has the right by substitution only (else null). */
export interface Befugnis {
  readonly recht: Recht;
  readonly reichweite: Reichweite;
  readonly fuer: Vertretene | null;
}

/**
 * The one gate: may this person do this? Nobody signed in (undefined) is the public, and what the public may, everybody may.
 * `bereich` is the office that the object belongs to: a right over the own area holds if that office lies in it on the day;
 * null is an object of no office, for which only a right over the whole town suffices. Left out, the question is whether
 * there is any object at all for which the right would hold, as a route asks before it knows the object.
 */
export function darf(person: Person | undefined, recht: Recht, lage: Lage, bereich?: string | null): boolean {
  if (reichweiteVon(recht, 'PUB') !== undefined) return true;
  return person !== undefined && fuerWen(person, recht, lage, bereich).length > 0;
}

/** For whom the person acts who uses this right: null for itself (or if it has no right), else the absent person. */
export function durchWen(person: Person, recht: Recht, lage: Lage, bereich?: string | null): Vertretene | null {
  return fuerWen(person, recht, lage, bereich)[0] ?? null;
}

/** All for whom the person holds this right, null for itself; itself first. Rights of the public are held by nobody in particular. */
export function fuerWen(person: Person, recht: Recht, lage: Lage, bereich?: string | null): readonly (Vertretene | null)[] {
  const selbst = reicht(person.rollen, recht, lage, bereich) ? [null] : [];
  return [...selbst, ...person.vertritt.filter(({ rollen }) => reicht(vertretbare(rollen), recht, lage, bereich))];
}

/** Every right that the person has today, in the order of the table, with its widest reach. */
export function rechteVon(person: Person, lage: Lage): Befugnis[] {
  return ALLE_RECHTE.flatMap((recht): Befugnis[] => {
    if (darf(person, recht, lage, null)) return [{ recht, reichweite: 'alle', fuer: durchWen(person, recht, lage, null) }];
    return darf(person, recht, lage) ? [{ recht, reichweite: 'eigene', fuer: durchWen(person, recht, lage) }] : [];
  });
}

/** Codes of all offices of the own area on the day, those of absent persons included, in the order of the organisation. */
export function eigeneBereiche(person: Person, lage: Lage): string[] {
  const rollen = [...person.rollen, ...person.vertritt.flatMap((other) => vertretbare(other.rollen))].filter((zuweisung) => istWirksam(zuweisung, lage.tag));
  return lage.organisation.map(({ code }) => code).filter((code) => rollen.some(({ bereich }) => liegtIn(code, bereich, lage)));
}

function vertretbare(rollen: readonly Rollenzuweisung[]): Rollenzuweisung[] {
  return rollen.filter(({ rolle }) => !NICHT_VERTRETBAR.includes(rolle));
}

function reicht(rollen: readonly Rollenzuweisung[], recht: Recht, lage: Lage, bereich: string | null | undefined): boolean {
  return rollen.some((zuweisung) => {
    const weite = istWirksam(zuweisung, lage.tag) ? reichweiteVon(recht, zuweisung.rolle) : undefined;
    return weite === 'eigene' ? liegtIn(bereich === undefined ? zuweisung.bereich : bereich, zuweisung.bereich, lage) : weite === 'alle';
  });
}

/** Does this office lie in that one, or is it that one? Both must be there on the day, and all between them. */
function liegtIn(code: string | null, oberhalb: string | null, lage: Lage): boolean {
  return aufwaerts(code, lage).includes(oberhalb);
}

/** The way from an office up to the root, itself first; ends where an office is not there on the day, and before a circle. */
function aufwaerts(code: string | null, lage: Lage, weg: readonly (string | null)[] = []): readonly (string | null)[] {
  const einheit = lage.organisation.find((other) => other.code === code && giltAm({ von: other.gueltig_ab, bis: other.gueltig_bis }, lage.tag));
  return einheit === undefined || weg.includes(einheit.code) ? weg : aufwaerts(einheit.uebergeordnet, lage, [...weg, einheit.code]);
}
