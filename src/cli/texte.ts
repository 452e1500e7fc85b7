import { catalogue } from '../web/catalogue.ts';

/** What jobs in the background say: the mails that they write, and how far they are. */
export const auftragTexte = catalogue({
  de: {
    kennwortlink: {
      betreff: 'Leitwerk: neues Kennwort',
      text: (name: string, link: string) =>
        `Guten Tag ${name},\n\nüber diesen Link setzen Sie ein neues Kennwort. Er gilt eine Stunde und nur einmal:\n\n${link}\n\nHaben Sie das nicht angefordert, brauchen Sie nichts zu tun; Ihr Kennwort bleibt, wie es ist.\n`,
    },
    einfrieren: {
      liest: 'Liest den Datenstand',
      traegtEin: 'Trägt die Ausgabe ein',
      mail: {
        betreff: 'Leitwerk: Daten einer Ausgabe freigeben',
        text: (name: string, stichtag: string, link: string) => `Guten Tag ${name},\n\neine Ausgabe mit dem Stichtag ${stichtag} ist eingefroren und wartet darauf, dass die Statistikstelle ihre Daten freigibt:\n\n${link}\n`,
      },
    },
    sicherung: { schreibt: 'Schreibt und prüft die Sicherung' },
  },
});
