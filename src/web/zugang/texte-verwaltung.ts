import { catalogue } from '../catalogue.ts';

const MONAT = new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC', month: 'long', year: 'numeric' });

/** What an invitation by mail is made of; both addresses are whole ones. */
export interface Einladung {
  readonly stadt: string;
  readonly name: string;
  readonly absender: string;
  readonly kennwortAdresse: string;
  readonly anmeldeAdresse: string;
  /** Can the person sign in with an account of the town hall instead? */
  readonly mitAnmeldedienst: boolean;
}

/** How a role is held, as one line; days are written out. */
export interface Rollenzeile {
  readonly rolle: string;
  readonly von: string | null;
  readonly bis: string | null;
  readonly giltHeute: boolean;
  readonly ausAnmeldedienst: boolean;
}

/** Words of the pages on accounts of others and of the audit log. */
export const verwaltungTexte = catalogue({
  de: {
    konten: {
      titel: 'Konten',
      umfang: {
        beirat: 'Hier stehen die Konten, deren einzige Rolle Familienbeirat ist. Alle anderen betreut die Administration.',
        alle: 'Hier stehen alle Konten dieser Stadt.',
      },
      hilfe: [
        'Eine neue Person wird mit ihrer E-Mail-Adresse eingeladen und setzt ihr Kennwort selbst. Wer ausscheidet, wird gesperrt; gelöscht wird ein Konto nicht, weil das Protokoll darauf verweist.',
        'Eine Rolle, die heute nicht gilt, steht in Klammern.',
      ],
      leer: {
        beirat: 'Noch gibt es kein Konto des Familienbeirats. Laden Sie die erste Person ein.',
        alle: 'Noch gibt es kein Konto.',
      },
      einzahl: 'Konto',
      mehrzahl: 'Konten',
      spalten: { name: 'Name', email: 'E-Mail-Adresse', zustand: 'Zustand', rollen: 'Rollen', faktor: 'Zweiter Faktor', zuletzt: 'Zuletzt angemeldet' },
      nieAngemeldet: 'noch nie',
    },
    faktor: { da: 'eingerichtet', fehlt: 'nicht eingerichtet' },
    konto: {
      hilfe: [
        'Hier steht, wer die Person ist und welche Rollen sie hat. Was sich ändert, gilt sofort und steht im Protokoll.',
        'Niemand sperrt das eigene Konto oder nimmt sich selbst eine Rolle. Mindestens ein aktives Konto hat die Rolle Administration ohne letzten Tag.',
      ],
      rueckgaengig: 'Rückgängig',
      angaben: { email: 'E-Mail-Adresse', zustand: 'Zustand', anmeldung: 'Anmeldung', faktor: 'Zweiter Faktor', zuletzt: 'Zuletzt angemeldet', angelegt: 'Angelegt', abwesenheit: 'Abwesenheit' },
      anmeldung: {
        keine: 'noch nicht eingerichtet',
        kennwort: 'mit Kennwort',
        anmeldedienst: 'über den Anmeldedienst der Stadtverwaltung',
        beides: 'mit Kennwort und über den Anmeldedienst der Stadtverwaltung',
      },
      nieAngemeldet: 'noch nie',
      keineAbwesenheit: 'keine eingetragen',
      abwesenheit: (von: string, bis: string, vertretung: string | undefined) => `${von} bis ${bis}, vertreten durch ${vertretung ?? 'unbekannt'}`,
      eigenes: { vor: 'Das ist Ihr eigenes Konto. Kennwort, zweiten Faktor und Anmeldungen verwalten Sie unter', link: 'Mein Konto', nach: '.' },
      abmelden: 'Überall abmelden',
      rollen: 'Rollen',
      ohneRolle: 'Dieses Konto hat keine Rolle. Ohne Rolle lässt sich der Arbeitsplatz nicht benutzen.',
      rollenzeile: ({ rolle, von, bis, giltHeute, ausAnmeldedienst }: Rollenzeile) => {
        const dauer = [...(von === null ? [] : [`ab ${von}`]), ...(bis === null ? [] : [`bis ${bis}`])].join(' ');
        const herkunft = ausAnmeldedienst ? '. Sie folgt aus einer Gruppe des Anmeldedienstes und wird dort entzogen.' : '';
        return `${rolle}${dauer === '' ? '' : `, ${dauer}`}${giltHeute ? '' : ' (gilt heute nicht)'}${herkunft}`;
      },
      entziehen: 'Entziehen',
      rolleEntziehen: (rolle: string) => `Entziehen: ${rolle}`,
      angabenAendern: 'Name und E-Mail-Adresse',
      angabenForm: {
        knopf: 'Angaben speichern',
        name: 'Name',
        email: 'E-Mail-Adresse',
        emailHilfe: 'Mit ihr meldet sich die Person an. Links, die an die bisherige Adresse gingen, gelten danach nicht mehr.',
      },
    },
    aendern: {
      eigenesSperren: 'Ihr eigenes Konto sperrt eine andere Person.',
      eigenes: 'Für Ihr eigenes Konto geht das unter „Mein Konto“.',
      verschlossen: 'Das Konto gehört zur Statistikstelle oder zum Datenschutz. Adresse und zweiten Faktor ändert dort nur die IT an der Maschine (leitwerk nutzer), damit die Administration es nicht übernehmen kann.',
      adresseGeaendert: { betreff: 'Leitwerk: Ihre E-Mail-Adresse wurde geändert', text: (name: string) => `Guten Tag ${name},\n\ndie Administration hat die E-Mail-Adresse Ihres Kontos geändert; angemeldet wird jetzt mit der neuen. War das nicht abgesprochen, wenden Sie sich bitte an sie oder an den Datenschutz Ihrer Stadt.\n` },
      emailVergeben: 'Zu dieser E-Mail-Adresse gibt es in dieser Stadt schon ein Konto.',
      letzteAdministration: 'Danach hätte die Stadt kein aktives Konto mehr, dessen Rolle Administration heute gilt und nicht endet. Geben Sie die Rolle vorher einer anderen Person, ohne letzten Tag.',
      einladungZurueckziehen: {
        satz: (name: string) => `Die Einladung von ${name} wird zurückgezogen.`,
        folgen: ['Der Link in der Einladung gilt nicht mehr.', 'Das Konto bleibt stehen und lässt sich wieder einladen.'],
      },
      sperren: {
        satz: (name: string) => `${name} kann sich danach nicht mehr anmelden.`,
        folgen: ['Wo die Person angemeldet ist, wird sie sofort abgemeldet.', 'Rollen und Einträge bleiben; das Konto lässt sich wieder entsperren.'],
      },
      faktorEntfernen: {
        titel: 'Zweiten Faktor entfernen',
        satz: (name: string) => `Für ${name} genügt danach das Kennwort.`,
        folgen: ['Tun Sie das nur, wenn die Person ihr Gerät verloren hat und Sie sicher sind, dass sie es ist, die darum bittet.', 'Wo sie angemeldet ist, wird sie abgemeldet.', 'Sie kann unter „Mein Konto“ einen neuen Faktor einrichten.'],
      },
    },
    rollen: {
      eigene: 'Die eigenen Rollen ändert eine andere Person.',
      ausAnmeldedienst: 'Diese Rolle folgt aus einer Gruppe des Anmeldedienstes und käme mit der nächsten Anmeldung wieder. Sie wird dort entzogen.',
      nichtMehrBetreut: 'Ohne diese Rolle könnten Sie das Konto nicht mehr betreuen. Sperren Sie es stattdessen, oder geben Sie der Rolle einen letzten Tag.',
      geben: 'Rolle geben',
      rolle: 'Rolle',
      mehrere: 'Rollen',
      bereich: 'Organisationseinheit',
      bereichHilfe: (rollen: readonly string[]) => `Nur für ${rollen.join(' und ')}; die Rolle gilt dort und in allem, was darunter liegt.`,
      bereichAb: (name: string, tag: string) => `${name} (ab ${tag})`,
      von: 'Gilt ab',
      vonHilfe: 'Leer: ab sofort.',
      bis: 'Gilt bis',
      bisHilfe: 'Letzter Tag. Leer: ohne Ende.',
    },
    einladen: {
      titel: 'Person einladen',
      hilfe: [
        'Die Person bekommt eine Nachricht mit einem Link, der sieben Tage und nur einmal gilt. Damit setzt sie ihr Kennwort selbst; Sie erfahren es nicht.',
        'Hier gegebene Rollen gelten alle für dieselbe Zeit. Weitere Rollen geben Sie danach auf der Seite des Kontos.',
      ],
      knopf: 'Einladung schicken',
      name: 'Name',
      nameHilfe: 'Vor- und Nachname, wie andere ihn sehen.',
      email: 'E-Mail-Adresse',
      emailHilfe: 'Dorthin geht die Einladung; mit ihr meldet sich die Person später an.',
    },
    einladung: {
      betreff: (stadt: string) => `${stadt}: Einladung zu Leitwerk`,
      text: ({ stadt, name, absender, kennwortAdresse, anmeldeAdresse, mitAnmeldedienst }: Einladung) => `Guten Tag ${name},

${absender} hat für Sie ein Konto bei Leitwerk angelegt. Damit arbeiten Sie am Familienbericht mit (${stadt}).

Über diesen Link setzen Sie Ihr Kennwort. Er gilt sieben Tage und nur einmal:

${kennwortAdresse}

Danach melden Sie sich hier mit Ihrer E-Mail-Adresse an:

${anmeldeAdresse}
${mitAnmeldedienst ? '\nHaben Sie ein Konto der Stadtverwaltung, können Sie sich stattdessen gleich damit anmelden.\n' : ''}
Haben Sie keine Einladung erwartet, brauchen Sie nichts zu tun. Ohne Ihr Kennwort bleibt das Konto verschlossen.

Mit freundlichen Grüßen
${stadt}
`,
    },
    protokoll: {
      titel: 'Protokoll',
      hilfe: (hoechstens: string) => [
        'Hier steht, was in dieser Stadt geändert, freigegeben oder vergeblich versucht wurde. Sortiert wird nur nach der Nummer, gefiltert nach Zeit, Handlung und Schwere, nicht nach Personen.',
        '„Befehl“ heißt: Jemand hat auf dem Server einen Befehl benutzt, oder das Programm hat von sich aus gehandelt.',
        `Diese Seite und ihre Datei zeigen höchstens ${hoechstens} Einträge. Die ganze Kette prüft auch der Befehl „leitwerk pruefe-protokoll“.`,
      ],
      kette: 'Zustand der Kette',
      unversehrt: (anzahl: number, gezaehlt: string) => (anzahl === 1 ? 'Die Kette ist unversehrt: Der eine Eintrag wurde geprüft.' : `Die Kette ist unversehrt: Alle ${gezaehlt} Einträge wurden geprüft.`),
      beschaedigt: 'Die Kette ist beschädigt. Bitte lassen Sie den Server und seine Sicherungen prüfen.',
      weitereBefunde: (anzahl: string) => `und ${anzahl} weitere`,
      eintraege: 'Einträge',
      neueste: (gezeigt: string, alle: string) => `Gezeigt werden die neuesten ${gezeigt} von ${alle} Einträgen.`,
      liste: 'Einträge des Protokolls',
      leer: 'Noch ist nichts eingetragen.',
      spalten: { zeit: 'Zeit', nr: 'Nr.', wer: 'Wer', handlung: 'Handlung', schwere: 'Schwere', gegenstand: 'Woran', angaben: 'Angaben' },
      nichtAngemeldet: 'nicht angemeldet',
      befehl: 'Befehl',
      ja: 'ja',
      nein: 'nein',
      schwere: { alltag: 'Alltag', wichtig: 'wichtig', sicherheit: 'Sicherheit' },
      letzteTage: (tage: number) => (tage === 1 ? 'heute' : `letzte ${tage} Tage`),
      monat: (ersterTag: Date) => MONAT.format(ersterTag),
    },
  },
});
