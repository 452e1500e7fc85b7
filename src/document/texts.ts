import { countNoun } from '../base/text.ts';

/** Every word that the building blocks of the workplace bring along; a further language is a further row of `LANGUAGES`. */
export interface Texts {
  readonly rahmen: {
    readonly sprung: string;
    readonly arbeitsplatz: string;
    readonly hauptnavigation: string;
    readonly menue: string;
    readonly offen: (count: number) => string;
    readonly pfad: string;
    readonly suche: string;
    readonly suchen: string;
    readonly angemeldetAls: string;
    readonly rollen: string;
    readonly vertritt: string;
    readonly abmelden: string;
    readonly hilfe: string;
    readonly fussnavigation: string;
    readonly erfolg: string;
    readonly hinweis: string;
    readonly fehler: string;
    readonly kopieren: string;
    readonly kopiert: string;
  };
  readonly formular: {
    readonly pflicht: string;
    readonly waehlen: string;
    readonly keineAngabe: string;
    readonly tagHilfe: string;
    readonly entwurfSpeichern: string;
    readonly entwurfVerwerfen: string;
    readonly entwurfVom: (zeit: string) => string;
    /** `{zeit}` is filled in by the browser. */
    readonly entwurfGespeichert: string;
    readonly entwurfNichtGespeichert: string;
    readonly abbrechen: string;
    readonly kennwortZeigen: string;
    readonly kennwortVerbergen: string;
    readonly fehlerVorTitel: (title: string) => string;
    readonly fehlerVorSatz: string;
    readonly zusammenfassung: (count: number) => string;
  };
  /** Faults of one field, each a sentence that names the field. */
  readonly fehler: {
    readonly leer: (feld: string) => string;
    readonly nichtGewaehlt: (feld: string) => string;
    readonly ohneHaken: (feld: string) => string;
    readonly zuLang: (feld: string, hoechstens: number, laenge: number) => string;
    readonly zeichen: (feld: string) => string;
    readonly email: (feld: string) => string;
    readonly tag: (feld: string) => string;
    readonly tagFehlt: (feld: string, tag: string) => string;
    readonly zahl: (feld: string) => string;
    readonly zahlMehrdeutig: (feld: string, zahl: string) => string;
    readonly zahlZuGross: (feld: string) => string;
    readonly auswahl: (feld: string) => string;
  };
  readonly liste: {
    readonly eintrag: string;
    readonly eintraege: string;
    readonly anzahl: (count: number, singular: string, plural: string) => string;
    readonly gefiltert: (found: number, all: number, singular: string, plural: string) => string;
    readonly ausschnitt: (first: number, last: number) => string;
    readonly filter: string;
    readonly filtern: string;
    readonly filterEntfernen: string;
    readonly nichtsGefunden: string;
    readonly alle: string;
    readonly jeSeite: string;
    readonly aufsteigend: string;
    readonly absteigend: string;
    readonly csv: string;
    readonly seiten: string;
    readonly seite: (page: number, of: number) => string;
    readonly zurueck: string;
    readonly weiter: string;
  };
  readonly aufgaben: {
    readonly keine: string;
    readonly faellig: (tag: string) => string;
    readonly ueberfaellig: (tag: string) => string;
  };
}

export const DE = {
  rahmen: {
    sprung: 'Zum Inhalt springen',
    arbeitsplatz: 'Arbeitsplatz',
    hauptnavigation: 'Hauptnavigation',
    menue: 'Menü',
    offen: (count) => `${count} offen`,
    pfad: 'Sie sind hier',
    suche: 'Suche über alles, was Sie sehen dürfen',
    suchen: 'Suchen',
    angemeldetAls: 'Angemeldet als',
    rollen: 'Rollen',
    vertritt: 'In Vertretung für',
    abmelden: 'Abmelden',
    hilfe: 'Hilfe zu dieser Seite',
    fussnavigation: 'Rechtliches und Hilfe',
    erfolg: 'Erledigt',
    hinweis: 'Hinweis',
    fehler: 'Fehler',
    kopieren: 'Kopieren',
    kopiert: 'In die Zwischenablage kopiert',
  },
  formular: {
    pflicht: '(Pflichtangabe)',
    waehlen: '– bitte wählen –',
    keineAngabe: '– keine Angabe –',
    tagHilfe: 'Zum Beispiel 24.11.2026',
    entwurfSpeichern: 'Entwurf speichern',
    entwurfVerwerfen: 'Entwurf verwerfen',
    entwurfVom: (zeit) => `Sie arbeiten an Ihrem Entwurf vom ${zeit} weiter.`,
    entwurfGespeichert: 'Entwurf gespeichert um {zeit}',
    entwurfNichtGespeichert: 'Der Entwurf konnte nicht gespeichert werden. Ihre Eingaben stehen noch auf dieser Seite.',
    abbrechen: 'Abbrechen',
    kennwortZeigen: 'Kennwort anzeigen',
    kennwortVerbergen: 'Kennwort verbergen',
    fehlerVorTitel: (title) => `Fehler: ${title}`,
    fehlerVorSatz: 'Fehler:',
    zusammenfassung: (count) => (count === 1 ? 'Eine Angabe fehlt noch oder stimmt nicht' : `${count} Angaben fehlen noch oder stimmen nicht`),
  },
  fehler: {
    leer: (feld) => `Bitte füllen Sie „${feld}“ aus.`,
    nichtGewaehlt: (feld) => `Bitte wählen Sie bei „${feld}“ etwas aus.`,
    ohneHaken: (feld) => `Bitte setzen Sie den Haken bei „${feld}“.`,
    zuLang: (feld, hoechstens, laenge) => `„${feld}“ darf höchstens ${hoechstens} Zeichen lang sein; es sind ${laenge}.`,
    zeichen: (feld) => `„${feld}“ enthielt ein Zeichen, das nicht gespeichert werden kann. Bitte prüfen Sie die Angabe und senden Sie sie noch einmal.`,
    email: (feld) => `„${feld}“ ist keine gültige E-Mail-Adresse. Sie sieht zum Beispiel so aus: name@stadt.example`,
    tag: (feld) => `„${feld}“ ist kein Datum. Bitte schreiben Sie Tag, Monat und Jahr, zum Beispiel 24.11.2026.`,
    tagFehlt: (feld, tag) => `„${feld}“: Den ${tag} gibt es im Kalender nicht.`,
    zahl: (feld) => `„${feld}“ ist keine Zahl. Bitte schreiben Sie zum Beispiel 1250 oder 12,5.`,
    zahlMehrdeutig: (feld, zahl) => `„${feld}“: ${zahl} kann zweierlei heißen. Bitte schreiben Sie ${zahl.replaceAll('.', '')} oder ${zahl.replace('.', ',')}.`,
    zahlZuGross: (feld) => `„${feld}“ ist eine zu große Zahl.`,
    auswahl: (feld) => `Bei „${feld}“ wurde etwas gewählt, das nicht zur Auswahl steht. Bitte wählen Sie neu.`,
  },
  liste: {
    eintrag: 'Eintrag',
    eintraege: 'Einträge',
    anzahl: countNoun,
    gefiltert: (found, all, singular, plural) => `${found} von ${countNoun(all, singular, plural)}`,
    ausschnitt: (first, last) => `gezeigt: ${first} bis ${last}`,
    filter: 'Liste filtern',
    filtern: 'Filtern',
    filterEntfernen: 'Filter entfernen',
    nichtsGefunden: 'Mit diesem Filter wurde nichts gefunden.',
    alle: 'Alle',
    jeSeite: 'Einträge je Seite',
    aufsteigend: 'aufsteigend sortieren',
    absteigend: 'absteigend sortieren',
    csv: 'Als CSV herunterladen',
    seiten: 'Seiten der Liste',
    seite: (page, of) => `Seite ${page} von ${of}`,
    zurueck: 'Vorige Seite',
    weiter: 'Nächste Seite',
  },
  aufgaben: {
    keine: 'Im Augenblick wartet nichts auf Sie.',
    faellig: (tag) => `fällig am ${tag}`,
    ueberfaellig: (tag) => `war fällig am ${tag}`,
  },
} as const satisfies Texts;

const LANGUAGES = { de: DE } as const satisfies Record<string, Texts>;

/** A language in which the workplace can be shown; also the value of `lang` on the page. */
export type Lang = keyof typeof LANGUAGES;

/** The words of a language. */
export function textsOf(lang: Lang = 'de'): Texts {
  return LANGUAGES[lang];
}
