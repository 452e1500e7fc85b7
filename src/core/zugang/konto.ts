import { darf, type Lage, type Person } from './pruefung.ts';
import type { Recht } from './recht.ts';
import type { Rollenzuweisung } from './rolle.ts';

export type Kontozustand = 'eingeladen' | 'aktiv' | 'gesperrt';
export type Kontohandlung = 'einladen' | 'einrichten' | 'sperren' | 'entsperren';
/** The rights over accounts; for accounts of the Beirat each has a lesser twin. */
export type Kontorecht = 'konto.lesen' | 'konto.anlegen' | 'konto.aendern';

/** One way from a state to the next. */
export interface Kontouebergang {
  readonly nach: Kontozustand;
  /** null: the owner of the account does it, with the link that was sent. */
  readonly recht: Kontorecht | null;
  readonly beschriftung: string;
  /** Goes only with accounts that were set up once (true) or never (false). */
  readonly eingerichtet?: boolean;
}

/** What a transition depends on: the state, and whether its owner has ever set it up (password or single sign-on). */
export interface Kontostand {
  readonly zustand: Kontozustand;
  readonly eingerichtet: boolean;
}

export const KONTOZUSTAENDE: Readonly<Record<Kontozustand, { readonly titel: string; readonly hinweis: string }>> = {
  eingeladen: { titel: 'eingeladen', hinweis: 'Die Einladung ist verschickt; anmelden kann sich noch niemand.' },
  aktiv: { titel: 'aktiv', hinweis: 'Anmelden ist möglich.' },
  gesperrt: { titel: 'gesperrt', hinweis: 'Anmelden ist nicht möglich, laufende Anmeldungen sind beendet.' },
};

/** The life of an account; buttons, checks and the handbook are read from here. */
export const KONTOTAFEL: Readonly<Record<Kontozustand, Readonly<Partial<Record<Kontohandlung, Kontouebergang>>>>> = {
  eingeladen: {
    einrichten: { nach: 'aktiv', recht: null, beschriftung: 'Konto einrichten' },
    einladen: { nach: 'eingeladen', recht: 'konto.anlegen', beschriftung: 'Noch einmal einladen' },
    sperren: { nach: 'gesperrt', recht: 'konto.aendern', beschriftung: 'Einladung zurückziehen' },
  },
  aktiv: {
    sperren: { nach: 'gesperrt', recht: 'konto.aendern', beschriftung: 'Konto sperren' },
  },
  gesperrt: {
    entsperren: { nach: 'aktiv', recht: 'konto.aendern', beschriftung: 'Konto entsperren', eingerichtet: true },
    einladen: { nach: 'eingeladen', recht: 'konto.anlegen', beschriftung: 'Wieder einladen', eingerichtet: false },
  },
};

const FUER_BEIRAT: Readonly<Record<Kontorecht, Recht>> = {
  'konto.lesen': 'konto.lesen_beirat',
  'konto.anlegen': 'konto.anlegen_beirat',
  'konto.aendern': 'konto.aendern_beirat',
};

/** What can be done with an account in this state, for the buttons of its page. */
export function kontohandlungen({ zustand, eingerichtet }: Kontostand): readonly (readonly [Kontohandlung, Kontouebergang])[] {
  const zeilen = Object.entries(KONTOTAFEL[zustand]) as [Kontohandlung, Kontouebergang][];
  return zeilen.filter(([, zeile]) => zeile.eingerichtet === undefined || zeile.eingerichtet === eingerichtet);
}

/** Where an action leads from here, or the sentence why it can't be done. */
export function uebergang(stand: Kontostand, handlung: Kontohandlung): Kontouebergang | { readonly satz: string } {
  const zeile = kontohandlungen(stand).find(([name]) => name === handlung);
  return zeile?.[1] ?? { satz: `Das geht mit diesem Konto nicht: Es ist ${KONTOZUSTAENDE[stand.zustand].titel}.` };
}

/**
 * The gate of accounts: may the person do this with an account of these roles? Where roles change, `rollen` are the old and
 * the new ones together, so that nobody who looks after the Beirat alone makes more of one of its accounts.
 */
export function darfKonto(person: Person | undefined, recht: Kontorecht, lage: Lage, rollen: readonly Rollenzuweisung[]): boolean {
  const nurBeirat = rollen.length > 0 && rollen.every(({ rolle }) => rolle === 'BEI');
  return darf(person, recht, lage) || (nurBeirat && darf(person, FUER_BEIRAT[recht], lage));
}
