import { catalogue } from './catalogue.ts';

/** A page that refuses: what is the matter, and what one can do. */
export interface Ablehnungstext {
  readonly titel: string;
  readonly satz: string;
}

/** The words of the frame around every page of the workplace: its links, the navigation, what was just done, and why something is refused. */
export const rahmenTexte = catalogue({
  de: {
    rahmen: {
      meinKonto: 'Mein Konto',
      oeffentlicheSeiten: 'Öffentliche Seiten',
    },
    /** By name of the page. */
    navigation: {
      heute: 'Heute',
      bereich: 'Mein Bereich',
      massnahmen: 'Maßnahmen',
      kennzahlen: 'Kennzahlen',
      ausgaben: 'Ausgaben',
      organisation: 'Organisation',
      aenderungen: 'Letzte Änderungen',
      nutzer: 'Konten',
      auftraege: 'Aufträge',
      postausgang: 'Postausgang',
      sicherungen: 'Sicherungen',
      protokoll: 'Protokoll',
    },
    /** What was just done, by the word that follows `meldung=` in the address of the next page. */
    meldung: {
      entwurf: 'Der Entwurf ist gespeichert. Nur Sie sehen ihn.',
      verworfen: 'Der Entwurf ist verworfen.',
      abgemeldet: 'Sie sind abgemeldet.',
      kennwort: 'Das Kennwort ist geändert. Auf anderen Geräten sind Sie abgemeldet.',
      'kennwort-gesetzt': 'Das Kennwort ist gesetzt. Sie können sich jetzt anmelden.',
      'link-geschickt': 'Gibt es zu dieser Adresse ein Konto, ist jetzt eine Nachricht mit einem Link unterwegs. Er gilt eine Stunde.',
      faktor: 'Der zweite Faktor ist eingerichtet. Ab jetzt wird beim Anmelden ein Code verlangt.',
      'faktor-entfernt': 'Der zweite Faktor ist entfernt.',
      'anmeldung-beendet': 'Die Anmeldung ist beendet.',
      'anmeldungen-beendet': 'Alle anderen Anmeldungen sind beendet.',
      abwesenheit: 'Die Abwesenheit ist eingetragen. Ihre Vertretung sieht an diesen Tagen, was auf Sie wartet.',
      'abwesenheit-beendet': 'Die Abwesenheit ist beendet.',
      eingeladen: 'Die Einladung ist unterwegs. Der Link darin gilt sieben Tage.',
      'eingeladen-postausgang': 'Die Einladung liegt im Postausgang, weil kein Mailserver eingestellt ist. Bitte geben Sie den Link dort weiter. Er gilt sieben Tage.',
      'eingeladen-administration': 'Die Einladung liegt im Postausgang, weil kein Mailserver eingestellt ist. Die Administration gibt den Link von dort weiter. Er gilt sieben Tage.',
      'einladung-zurueckgezogen': 'Die Einladung ist zurückgezogen. Ihr Link gilt nicht mehr.',
      'konto-abgemeldet': 'Alle Anmeldungen dieses Kontos sind beendet.',
      rolle: 'Die Rolle ist gegeben.',
      'rolle-entzogen': 'Die Rolle ist entzogen.',
      gesperrt: 'Das Konto ist gesperrt und überall abgemeldet.',
      entsperrt: 'Das Konto ist wieder frei.',
      'einheit-angelegt': 'Die Organisationseinheit ist angelegt.',
      gespeichert: 'Gespeichert.',
      'einfrieren-laeuft': 'Die Ausgabe wird eingefroren. Der Auftrag zeigt, wie weit er ist; am Ende bekommen Sie eine Nachricht.',
      'einfrieren-laeuft-schon': 'Diese Ausgabe wird schon eingefroren; jemand anders hat es gerade angestoßen. Sie erscheint in der Liste, sobald sie fertig ist.',
      freigegeben: 'Der Schritt ist getan.',
      'auftrag-abgebrochen': 'Der Auftrag wird abgebrochen.',
      'auftrag-wiederholt': 'Der Auftrag ist wieder eingereiht.',
      'sicherung-laeuft': 'Die Sicherung ist eingereiht.',
    },
    ablehnung: {
      adresseFalsch: { titel: 'Diese Adresse ist nicht richtig', satz: 'Hinter dem Fragezeichen steht etwas, das es auf dieser Seite nicht gibt.' },
      adresseZuLang: { titel: 'Diese Adresse ist zu lang', satz: 'Diese Seite steht unter der Adresse ohne das, was nach dem Fragezeichen kommt.' },
      feldUnbekannt: { titel: 'Das Formular passt nicht', satz: 'Es enthält ein Feld, das es auf dieser Seite nicht gibt. Es wurde nichts geändert. Bitte laden Sie die Seite neu.' },
      formularFremd: { titel: 'Nicht angenommen', satz: 'Das Formular kam nicht von dieser Seite. Es wurde nichts geändert. Bitte öffnen Sie die Seite hier noch einmal.' },
      keinFormular: { titel: 'Nicht angenommen', satz: 'Diese Seite nimmt nur Formulare an. Es wurde nichts geändert.' },
      nichtLesbar: { titel: 'Nicht lesbar', satz: 'Das Formular enthält Zeichen, die sich nicht lesen lassen. Es wurde nichts geändert.' },
      zuGross: { titel: 'Zu groß', satz: 'Was Sie senden, ist größer, als diese Seite annimmt (256 KB). Es wurde nichts geändert.' },
      keinRecht: { titel: 'Dafür reichen Ihre Rechte nicht', satz: 'Diese Seite gehört zu einer Rolle, die Sie nicht haben. Rollen vergibt die Administration Ihrer Stadt.' },
      nichtSicher: {
        titel: 'Anmelden ist hier nicht sicher möglich',
        satz: 'Diese Adresse ist nicht verschlüsselt; ein Kennwort könnte unterwegs mitgelesen werden. Bitte rufen Sie Leitwerk über https:// auf oder, an diesem Rechner selbst, über http://localhost. Welche Adresse gilt, legt die IT mit LEITWERK_URL fest.',
      },
      nichtGefunden: { titel: 'Nicht gefunden', satz: 'Diese Seite gibt es nicht, oder sie ist noch nicht veröffentlicht.' },
      gestoert: { titel: 'Im Augenblick nicht möglich', satz: 'Die Seite kann gerade nicht gezeigt werden. Bitte versuchen Sie es in einer Minute noch einmal.' },
    },
  },
});
