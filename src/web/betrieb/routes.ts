import { KNOPF, LISTE, type Route } from '../route.ts';
import { cancelJob, retryJob, showJob } from './auftrag.tsx';
import { showJobs } from './auftraege.tsx';
import { showMail, showOutbox } from './postausgang.tsx';
import { orderBackup, showBackups } from './sicherungen.tsx';

const button = () => KNOPF;

/** The machinery: jobs in the background, mails, backups. A job is shown to whoever ordered it, too, so its page asks for itself. */
export const BETRIEB: readonly Route[] = [
  { name: 'auftraege', method: 'GET', right: 'auftrag.lesen', query: [...LISTE, 'filter.art', 'filter.zustand'], handle: showJobs },
  { name: 'auftrag', method: 'GET', right: 'arbeitsplatz.benutzen', query: ['meldung'], handle: showJob },
  { name: 'auftrag.abbrechen', method: 'POST', right: 'arbeitsplatz.benutzen', form: button, handle: cancelJob },
  { name: 'auftrag.wiederholen', method: 'POST', right: 'auftrag.verwalten', form: button, handle: retryJob },
  { name: 'postausgang', method: 'GET', right: 'postausgang.lesen', query: [...LISTE, 'filter.stand'], handle: showOutbox },
  { name: 'nachricht', method: 'GET', right: 'postausgang.lesen', handle: showMail },
  { name: 'sicherungen', method: 'GET', right: 'sicherung.anlegen', query: [...LISTE, 'filter.anlass'], handle: showBackups },
  { name: 'sicherungen.anlegen', method: 'POST', right: 'sicherung.anlegen', form: button, handle: orderBackup },
];
