import type { Meldung } from '../document/workplace.tsx';

/** What was just done, by the word that follows `meldung=` in the address of the next page. */
const MELDUNGEN = {
  entwurf: { art: 'erfolg', text: 'Der Entwurf ist gespeichert. Nur Sie sehen ihn.' },
  verworfen: { art: 'erfolg', text: 'Der Entwurf ist verworfen.' },
  abgemeldet: { art: 'erfolg', text: 'Sie sind abgemeldet.' },
  kennwort: { art: 'erfolg', text: 'Das Kennwort ist geändert. Auf anderen Geräten sind Sie abgemeldet.' },
  'kennwort-gesetzt': { art: 'erfolg', text: 'Das Kennwort ist gesetzt. Sie können sich jetzt anmelden.' },
  'link-geschickt': { art: 'erfolg', text: 'Gibt es zu dieser Adresse ein Konto, ist jetzt eine Nachricht mit einem Link unterwegs. Er gilt eine Stunde.' },
  faktor: { art: 'erfolg', text: 'Der zweite Faktor ist eingerichtet. Ab jetzt wird beim Anmelden ein Code verlangt.' },
  'faktor-entfernt': { art: 'erfolg', text: 'Der zweite Faktor ist entfernt.' },
  'anmeldung-beendet': { art: 'erfolg', text: 'Die Anmeldung ist beendet.' },
  'anmeldungen-beendet': { art: 'erfolg', text: 'Alle anderen Anmeldungen sind beendet.' },
  abwesenheit: { art: 'erfolg', text: 'Die Abwesenheit ist eingetragen. Ihre Vertretung sieht an diesen Tagen, was auf Sie wartet.' },
  'abwesenheit-beendet': { art: 'erfolg', text: 'Die Abwesenheit ist beendet.' },
  eingeladen: { art: 'erfolg', text: 'Die Einladung ist unterwegs. Der Link darin gilt sieben Tage.' },
  'eingeladen-postausgang': { art: 'hinweis', text: 'Die Einladung liegt im Postausgang, weil kein Mailserver eingestellt ist. Bitte geben Sie den Link dort weiter. Er gilt sieben Tage.' },
  'eingeladen-administration': { art: 'hinweis', text: 'Die Einladung liegt im Postausgang, weil kein Mailserver eingestellt ist. Die Administration gibt den Link von dort weiter. Er gilt sieben Tage.' },
  'einladung-zurueckgezogen': { art: 'erfolg', text: 'Die Einladung ist zurückgezogen. Ihr Link gilt nicht mehr.' },
  'konto-abgemeldet': { art: 'erfolg', text: 'Alle Anmeldungen dieses Kontos sind beendet.' },
  rolle: { art: 'erfolg', text: 'Die Rolle ist gegeben.' },
  'rolle-entzogen': { art: 'erfolg', text: 'Die Rolle ist entzogen.' },
  gesperrt: { art: 'erfolg', text: 'Das Konto ist gesperrt und überall abgemeldet.' },
  entsperrt: { art: 'erfolg', text: 'Das Konto ist wieder frei.' },
  'einheit-angelegt': { art: 'erfolg', text: 'Die Organisationseinheit ist angelegt.' },
  gespeichert: { art: 'erfolg', text: 'Gespeichert.' },
  'einfrieren-laeuft': { art: 'erfolg', text: 'Die Ausgabe wird eingefroren. Der Auftrag zeigt, wie weit er ist; am Ende bekommen Sie eine Nachricht.' },
  'einfrieren-laeuft-schon': { art: 'hinweis', text: 'Diese Ausgabe wird schon eingefroren; jemand anders hat es gerade angestoßen. Sie erscheint in der Liste, sobald sie fertig ist.' },
  freigegeben: { art: 'erfolg', text: 'Der Schritt ist getan.' },
  'auftrag-abgebrochen': { art: 'erfolg', text: 'Der Auftrag wird abgebrochen.' },
  'auftrag-wiederholt': { art: 'erfolg', text: 'Der Auftrag ist wieder eingereiht.' },
  'sicherung-laeuft': { art: 'erfolg', text: 'Die Sicherung ist eingereiht.' },
} as const satisfies Record<string, Meldung>;

export type Meldungscode = keyof typeof MELDUNGEN;

/** Null for a word that is none: an address must not put sentences on our pages. */
export function describeMeldung(code: string | undefined): Meldung | null {
  return code !== undefined && Object.hasOwn(MELDUNGEN, code) ? MELDUNGEN[code as Meldungscode] : null;
}
