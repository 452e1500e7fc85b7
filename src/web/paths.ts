/** Every address of the staff's pages by its name. Links are made by name, so that a page can move. */
export const PATHS = {
  // before and while signing in
  'anmelden': '/:stadt/intern/anmelden',
  'anmelden.faktor': '/:stadt/intern/anmelden/faktor',
  'kennwort.vergessen': '/:stadt/intern/kennwort-vergessen',
  'kennwort.neu': '/:stadt/intern/kennwort/:zeichen',
  'einladung': '/:stadt/intern/einladung/:zeichen',
  'einrichten': '/:stadt/intern/einrichten/:zeichen',
  'sso': '/:stadt/intern/sso',
  'sso.zurueck': '/:stadt/intern/sso/zurueck',
  'abmelden': '/:stadt/intern/abmelden',
  // workplace
  'heute': '/:stadt/intern/',
  'suche': '/:stadt/intern/suche',
  'bereich': '/:stadt/intern/bereich',
  'aenderungen': '/:stadt/intern/aenderungen',
  // own account
  'konto': '/:stadt/intern/konto',
  'konto.kennwort': '/:stadt/intern/konto/kennwort',
  'konto.faktor': '/:stadt/intern/konto/faktor',
  'konto.faktor.entfernen': '/:stadt/intern/konto/faktor/entfernen',
  'konto.anmeldung.beenden': '/:stadt/intern/konto/anmeldungen/:nr/beenden',
  'konto.anmeldungen.beenden': '/:stadt/intern/konto/anmeldungen/beenden',
  'konto.abwesenheit': '/:stadt/intern/konto/abwesenheit',
  'konto.abwesenheit.beenden': '/:stadt/intern/konto/abwesenheit/:von/beenden',
  // steering and figures, to read
  'massnahmen': '/:stadt/intern/massnahmen',
  'massnahmen.csv': '/:stadt/intern/massnahmen.csv',
  'massnahme': '/:stadt/intern/massnahmen/:code',
  'kennzahlen': '/:stadt/intern/kennzahlen',
  'kennzahlen.csv': '/:stadt/intern/kennzahlen.csv',
  'kennzahl': '/:stadt/intern/kennzahlen/:code',
  // offices
  'organisation': '/:stadt/intern/organisation',
  'organisation.neu': '/:stadt/intern/organisation/neu',
  'organisation.einheit': '/:stadt/intern/organisation/:code',
  // editions
  'ausgaben': '/:stadt/intern/ausgaben',
  'ausgaben.einfrieren': '/:stadt/intern/ausgaben/einfrieren',
  'ausgabe': '/:stadt/intern/ausgaben/:id',
  'ausgabe.freigabe': '/:stadt/intern/ausgaben/:id/freigabe',
  'ausgabe.datei': '/:stadt/intern/ausgaben/:id/dateien/:datei{.+}',
  // administration
  'nutzer': '/:stadt/intern/nutzer',
  'nutzer.csv': '/:stadt/intern/nutzer.csv',
  'nutzer.einladen': '/:stadt/intern/nutzer/einladen',
  'nutzer.konto': '/:stadt/intern/nutzer/:id',
  'nutzer.rolle': '/:stadt/intern/nutzer/:id/rolle',
  'nutzer.rolle.entziehen': '/:stadt/intern/nutzer/:id/rolle/entziehen',
  'nutzer.sperren': '/:stadt/intern/nutzer/:id/sperren',
  'nutzer.entsperren': '/:stadt/intern/nutzer/:id/entsperren',
  'nutzer.neu-einladen': '/:stadt/intern/nutzer/:id/neu-einladen',
  'nutzer.faktor': '/:stadt/intern/nutzer/:id/faktor',
  'nutzer.abmelden': '/:stadt/intern/nutzer/:id/abmelden',
  'protokoll': '/:stadt/intern/protokoll',
  'protokoll.csv': '/:stadt/intern/protokoll.csv',
  'auftraege': '/:stadt/intern/auftraege',
  'auftrag': '/:stadt/intern/auftraege/:id',
  'auftrag.abbrechen': '/:stadt/intern/auftraege/:id/abbrechen',
  'auftrag.wiederholen': '/:stadt/intern/auftraege/:id/wiederholen',
  'postausgang': '/:stadt/intern/postausgang',
  'nachricht': '/:stadt/intern/postausgang/:id',
  'sicherungen': '/:stadt/intern/sicherungen',
  'sicherungen.anlegen': '/:stadt/intern/sicherungen/anlegen',
} as const;

export type PathName = keyof typeof PATHS;

/** Names of the parts of a path that are filled in: `'stadt' | 'id'`. */
type ParamsOf<P extends string> = P extends `${string}:${infer Name}/${infer Rest}` ? Bare<Name> | ParamsOf<`/${Rest}`> : P extends `${string}:${infer Name}` ? Bare<Name> : never;
type Bare<N extends string> = N extends `${infer Name}{${string}` ? Name : N;

/** The address of a page: its name, what stands in its path, and what follows the question mark. Empty query values are left out. */
export function linkTo<N extends PathName>(name: N, params: Readonly<Record<ParamsOf<(typeof PATHS)[N]>, string>>, query: Readonly<Record<string, string>> = {}): string {
  const filled = PATHS[name].replace(/:(\w+)(\{[^}]*\})?/g, (_, key: string, rest: string | undefined) => {
    const value = (params as Record<string, string>)[key] ?? '';
    return rest === undefined ? encodeURIComponent(value) : value.split('/').map(encodeURIComponent).join('/');
  });
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  return search === '' ? filled : `${filled}?${search}`;
}
