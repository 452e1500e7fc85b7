import { catalogue } from '../catalogue.ts';

/** A sign-in as one line of the own account; times are written out. */
export interface Anmeldungsworte {
  readonly geraet: string;
  readonly seit: string;
  readonly zuletzt: string;
  readonly ueberAnmeldedienst: boolean;
  readonly istDiese: boolean;
}

/** The words of signing in and of the own account. */
export const zugangTexte = catalogue({
  de: {
    anmelden: {
      titel: 'Anmelden',
      email: 'E-Mail-Adresse',
      kennwort: 'Kennwort',
      knopf: 'Anmelden',
      mitAnmeldedienst: 'Mit dem Konto der Stadtverwaltung anmelden',
      mitKennwort: 'Mit E-Mail-Adresse und Kennwort anmelden',
      kennwortVergessen: 'Kennwort vergessen?',
      falsch: 'E-Mail-Adresse oder Kennwort stimmt nicht. Wer eingeladen ist, setzt zuerst über den Link in der Einladung ein Kennwort.',
      gebremst: 'Von hier kamen zu viele Versuche. Bitte warten Sie eine Viertelstunde, oder setzen Sie Ihr Kennwort über den Link unten zurück.',
    },
    /** The second step of signing in. */
    code: {
      titel: 'Zweiter Faktor',
      code: 'Code aus Ihrer App',
      codeHilfe: 'Sechs Ziffern, die alle dreißig Sekunden wechseln.',
      knopf: 'Weiter',
      geraetVerloren: 'Ist das Gerät mit der App verloren, entfernt die Administration Ihrer Stadt den zweiten Faktor; Sie richten ihn danach neu ein.',
      falsch: 'Dieser Code stimmt nicht oder wurde schon benutzt. Bitte warten Sie auf den nächsten.',
      gebremst: 'Es kamen zu viele falsche Codes. Bitte warten Sie eine Viertelstunde.',
    },
    anmeldedienst: {
      titel: 'Anmeldung nicht möglich',
      gestoert: (grund: string) => `${grund} Wer ein Kennwort hat, kann sich damit anmelden.`,
      nichtBegonnen: 'Diese Anmeldung wurde nicht hier begonnen oder hat zu lange gedauert. Bitte beginnen Sie noch einmal.',
      ohneFaktor: 'Der Anmeldedienst hat keinen zweiten Faktor bestätigt. Ohne ihn ist die Anmeldung hier nicht möglich.',
      gesperrt: 'Ihr Konto ist gesperrt. Bitte wenden Sie sich an die Administration Ihrer Stadt.',
      gebremst: 'Von hier kamen zu viele Versuche. Bitte warten Sie eine Viertelstunde.',
      ohneAdresse: 'Der Anmeldedienst bestätigt Ihre E-Mail-Adresse nicht; ohne sie entsteht hier kein Konto. Bitte wenden Sie sich an die Administration Ihrer Stadt.',
      ohneRolle: 'Ihr Konto hat hier keine Rolle. Rollen vergibt die Administration Ihrer Stadt, oder sie folgen aus einer Gruppe des Anmeldedienstes.',
    },
    /** At every field for a new password. */
    neuesKennwort: {
      regel: 'Mindestens zwölf Zeichen. Ein Satz aus mehreren Wörtern ist gut zu merken und schwer zu raten; Leerzeichen sind erlaubt.',
    },
    kennwortVergessen: {
      titel: 'Kennwort vergessen',
      hinweis: 'Wir schicken einen Link, mit dem Sie ein neues Kennwort setzen. Er gilt eine Stunde und nur einmal.',
      email: 'E-Mail-Adresse',
      knopf: 'Link schicken',
    },
    /** Pages behind the links of a mail, by purpose of the link. */
    link: {
      kennwort: { titel: 'Neues Kennwort setzen', feld: 'Neues Kennwort', knopf: 'Kennwort setzen' },
      einladung: { titel: 'Konto einrichten', feld: 'Neues Kennwort', knopf: 'Kennwort setzen' },
      ungueltig: {
        titel: 'Dieser Link gilt nicht mehr',
        satz: 'Er wurde schon benutzt, ist abgelaufen oder nicht vollständig. Einen neuen bekommen Sie auf der Seite „Kennwort vergessen“ oder, wenn Sie eingeladen wurden, von der Administration Ihrer Stadt.',
      },
    },
    einrichten: {
      titel: 'Erstes Konto der Administration',
      hinweis: (stadt: string) => `Mit diesem Konto laden Sie die übrigen Personen von ${stadt} ein und geben ihnen Rollen. Der Link gilt nur einmal.`,
      name: 'Name',
      email: 'E-Mail-Adresse',
      kennwort: 'Kennwort',
      knopf: 'Konto anlegen',
      bekannt: 'Zu dieser Adresse gibt es hier schon ein Konto. Bitte nehmen Sie eine andere.',
    },
    konto: {
      titel: 'Mein Konto',
      hilfe: ['Hier ändern Sie Ihr Kennwort, richten einen zweiten Faktor ein, sehen, wo Sie angemeldet sind, und tragen Abwesenheiten ein.', 'Name, E-Mail-Adresse und Rollen ändert die Administration.'],
      person: {
        name: 'Name',
        email: 'E-Mail-Adresse',
        rollen: 'Rollen',
        keineRollen: 'keine',
        rolle: (titel: string, bereich: string | null, giltHeute: boolean) => `${titel}${bereich === null ? '' : `, ${bereich}`}${giltHeute ? '' : ' (gilt heute nicht)'}`,
      },
      kennwort: {
        titel: 'Kennwort',
        bisher: 'Bisheriges Kennwort',
        neu: 'Neues Kennwort',
        knopf: 'Kennwort ändern',
        falsch: 'Das bisherige Kennwort stimmt nicht.',
        beimAnmeldedienst: 'Sie melden sich über den Anmeldedienst der Stadtverwaltung an; ein eigenes Kennwort gibt es hier nicht.',
      },
      faktor: {
        titel: 'Zweiter Faktor',
        an: 'Beim Anmelden wird außer dem Kennwort ein Code aus Ihrer App verlangt.',
        aus: 'Mit einem Code aus einer App auf Ihrem Telefon bleibt Ihr Konto geschützt, auch wenn jemand Ihr Kennwort kennt.',
        einrichten: 'Zweiten Faktor einrichten',
        entfernen: 'Zweiten Faktor entfernen',
      },
      anmeldungen: {
        titel: 'Wo Sie angemeldet sind',
        zeile: ({ geraet, seit, zuletzt, ueberAnmeldedienst, istDiese }: Anmeldungsworte) => `${geraet}, seit ${seit}, zuletzt ${zuletzt}${ueberAnmeldedienst ? ', über den Anmeldedienst' : ''}${istDiese ? ' (diese Anmeldung)' : ''}`,
        beenden: 'Beenden',
        andereBeenden: 'Alle anderen beenden',
      },
      abwesenheit: {
        titel: 'Abwesenheit und Vertretung',
        zeile: (von: string, bis: string, vertretung: string) => `${von} bis ${bis}, vertreten durch ${vertretung}`,
        vertretungUnbekannt: 'unbekannt',
        beenden: 'Beenden',
        vorbei: 'Diese Abwesenheit ist schon vorbei.',
        abwesenheitAb: (von: string) => `Abwesenheit ab ${von}`,
        ohneKollegen: 'Noch gibt es niemanden, der Sie vertreten kann.',
        von: 'Erster Tag',
        bis: 'Letzter Tag',
        vertretung: 'Vertretung',
        vertretungHilfe: 'Sie sieht, was auf Sie wartet, und kann an Ihrer Stelle handeln. Die Rollen Statistikstelle, Datenschutz und Administration gehen nicht über.',
        uebergabe: 'Übergabe',
        uebergabeHilfe: 'Was die Vertretung wissen sollte. Nur sie liest es.',
        knopf: 'Abwesenheit eintragen',
      },
    },
    faktor: {
      einrichten: {
        titel: 'Zweiten Faktor einrichten',
        schritte: ['Öffnen Sie auf Ihrem Telefon eine App für Einmalcodes; viele sind kostenlos, etwa die in Ihrem Passwortspeicher.', 'Nehmen Sie in der App ein neues Konto auf und richten Sie die Kamera auf dieses Bild:'],
        bild: 'QR-Code mit dem Schlüssel für Ihre App',
        /** The key follows. */
        ohneKamera: 'Ohne Kamera tippen Sie diesen Schlüssel ein:',
        code: 'Code, den die App jetzt zeigt',
        codeHilfe: 'Sechs Ziffern.',
        codeFalsch: 'Dieser Code passt nicht zu dem Schlüssel. Stimmt die Uhrzeit Ihres Telefons?',
        kennwort: 'Ihr Kennwort',
        kennwortHilfe: 'Damit niemand an Ihrem offenen Rechner den Faktor für sich einrichtet.',
        knopf: 'Einschalten',
      },
      entfernen: {
        titel: 'Zweiten Faktor entfernen',
        satz: 'Danach genügt zum Anmelden wieder das Kennwort.',
        kennwort: 'Ihr Kennwort',
        knopf: 'Zweiten Faktor entfernen',
      },
      kennwortFalsch: 'Das Kennwort stimmt nicht.',
    },
  },
});
