import type { Child, FC } from 'hono/jsx';
import { AUFTRAG_ZUSTAENDE, listHandlungen, titleOfArt, type AuftragUebergang } from '../../base/auftrag.ts';
import { formatDay } from '../../base/date.ts';
import type { Gliederung } from '../../core/bericht/gliederung.ts';
import { Beschreibung, Fortschritt, Kasten, Marke } from '../../document/workplace-parts.tsx';
import type { Meldung } from '../../document/workplace.tsx';
import type { Auftrag } from '../../storage/auftraege.ts';
import { staffPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import { seeOther, type Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { formatTime } from '../times.ts';
import { Knopf } from '../teile.tsx';
import { TON } from './auftraege.tsx';
import { betriebTexte, type BetriebTexte } from './texte.ts';

interface Gezeigt extends Auftrag {
  /** Name of whoever ordered it; null for the program. */
  readonly wer: string | null;
  /** Title of the report that it is about. */
  readonly bericht: string | undefined;
}

/** A job, for whoever ordered it and for the administration; to others it is not there. */
async function readJob(asked: StaffAsked): Promise<Gezeigt | undefined> {
  const { house, town, who, params } = asked;
  return asked.inTown(async (db) => {
    const job = await house.storage.auftraege.findAuftrag(db, town.id, params['id'] ?? '');
    if (!job || (job.konto !== who.konto && !asked.darf('auftrag.lesen'))) return undefined;
    const { bericht } = job.angaben as { bericht?: string };
    const gliederung = bericht === undefined ? undefined : await house.storage.eintraege.findEintrag<Gliederung>(db, town.id, 'gliederungen', bericht);
    return { ...job, wer: job.konto === null ? null : ((await house.storage.konten.findKonto(db, town.id, job.konto))?.name ?? betriebTexte(asked.lang).unbekannt), bericht: gliederung?.inhalt.titel ?? bericht };
  });
}

export async function showJob(asked: StaffAsked): Promise<Reply | undefined> {
  const job = await readJob(asked);
  return job && jobPage(asked, job);
}

function jobPage(asked: StaffAsked, job: Gezeigt, conflict?: string): Reply {
  const stadt = asked.town.id;
  const t = betriebTexte(asked.lang);
  const meldung: Meldung | undefined = conflict === undefined ? undefined : { art: 'fehler', text: conflict };
  return staffPage(asked, {
    title: titleOfArt(job.art),
    pfad: asked.darf('auftrag.lesen') ? [{ titel: t.auftraege.titel, href: linkTo('auftraege', { stadt }) }] : [],
    hilfe: t.auftrag.hilfe,
    ...(meldung === undefined ? {} : { meldung, status: 409 }),
    inhalt: <State asked={asked} job={job} />,
  });
}

/** Id of what the script reads anew. */
const STATE = 'stand';

/** Everything that changes while the job goes on; read again as a whole. */
const State: FC<{ asked: StaffAsked; job: Gezeigt }> = ({ asked, job }) => {
  const t = betriebTexte(asked.lang);
  const inside = (
    <>
      <Ende asked={asked} job={job} />
      <Angaben asked={asked} job={job} />
      <Knoepfe asked={asked} job={job} />
    </>
  );
  if (!AUFTRAG_ZUSTAENDE[job.zustand].offen) {
    return (
      <div id={STATE} data-fertig={t.auftrag.beendet(AUFTRAG_ZUSTAENDE[job.zustand].titel)}>
        {inside}
      </div>
    );
  }
  return (
    <Fortschritt id={STATE} titel={t.auftrag.fortschritt} prozent={job.fortschritt} satz={describeOpen(t, job)} nachladen={linkTo('auftrag', { stadt: asked.town.id, id: job.id })}>
      {inside}
    </Fortschritt>
  );
};

function describeOpen({ auftrag: t }: BetriebTexte, { zustand, abbruch, meldung, versuche, faellig_am }: Gezeigt): string {
  if (abbruch) return t.wirdAbgebrochen;
  if (zustand === 'wartet') return versuche === 0 ? t.wartet : t.wartetAufVersuch(formatTime(faellig_am));
  return meldung === null ? t.laeuft : `${meldung}.`;
}

const Ende: FC<{ asked: StaffAsked; job: Gezeigt }> = ({ asked, job }) => {
  const { ende } = betriebTexte(asked.lang).auftrag;
  if (job.zustand === 'fertig') return <Kasten ton="erfolg" titel={ende.fertig}>{describeErgebnis(asked, job)}</Kasten>;
  if (job.zustand === 'abgebrochen') return <Kasten ton="warnung" titel={ende.abgebrochen} />;
  if (job.fehler === null) return <></>;
  const isOver = job.zustand === 'gescheitert';
  return (
    <Kasten ton={isOver ? 'fehler' : 'warnung'} titel={isOver ? ende.gescheitert : ende.versuchGescheitert}>
      {job.fehler.split('\n').map((satz) => (
        <p>{satz}</p>
      ))}
    </Kasten>
  );
};

/** What came of it, in so far as this person may know. */
function describeErgebnis(asked: StaffAsked, { art, ergebnis }: Gezeigt): Child {
  const stadt = asked.town.id;
  const t = betriebTexte(asked.lang).auftrag.ergebnis;
  const result = (ergebnis ?? {}) as Readonly<Partial<{ ausgabe: string; bytes: number; sha256: string; beanstandet: number; ausgelassen: true; auftraege: number; nachrichten: number }>>;
  if (art === 'einfrieren' && result.ausgabe !== undefined && asked.darf('ausgabe.lesen')) {
    return (
      <p>
        <a href={linkTo('ausgabe', { stadt, id: result.ausgabe })}>{t.zurAusgabe}</a>
      </p>
    );
  }
  if (art === 'sicherung' && result.ausgelassen) return <p>{t.ausgelassen}</p>;
  if (art === 'sicherung' && result.bytes !== undefined) {
    return (
      <p>
        {t.gesichert(result.bytes)} <code>{result.sha256}</code>
        {result.beanstandet ? ` ${t.beanstandet}` : ''}
      </p>
    );
  }
  if (art === 'aufraeumen') return <p>{t.geloescht(result.auftraege ?? 0, result.nachrichten ?? 0)}</p>;
  return null;
}

const Angaben: FC<{ asked: StaffAsked; job: Gezeigt }> = ({ asked, job }) => {
  const { programm, auftrag: { angaben: t } } = betriebTexte(asked.lang);
  return (
    <>
      <h2>{t.titel}</h2>
      <Beschreibung
        zeilen={[
          { name: t.zustand, wert: <Marke ton={TON[job.zustand]} text={job.abbruch && job.zustand === 'läuft' ? t.wirdAbgebrochen : AUFTRAG_ZUSTAENDE[job.zustand].titel} /> },
          ...describeWas(asked, job),
          { name: t.wer, wert: job.wer ?? programm },
          { name: t.angelegt, wert: formatTime(job.angelegt_am) },
          ...(job.begonnen_am === null ? [] : [{ name: t.begonnen, wert: formatTime(job.begonnen_am) }]),
          ...(job.beendet_am === null ? [] : [{ name: t.beendet, wert: formatTime(job.beendet_am) }]),
          ...(job.versuche > 1 ? [{ name: t.versuche, wert: String(job.versuche) }] : []),
        ]}
      />
    </>
  );
};

/** What a job is about, where this person may know that anyway. */
function describeWas(asked: StaffAsked, { art, angaben, bericht }: Gezeigt): { name: string; wert: Child }[] {
  const stadt = asked.town.id;
  const t = betriebTexte(asked.lang).auftrag.angaben;
  const { stichtag, nachricht } = angaben as Readonly<Partial<Record<'stichtag' | 'nachricht', string | null>>>;
  if (art === 'einfrieren' && asked.darf('ausgabe.lesen')) return [{ name: t.bericht, wert: stichtag ? t.berichtMitStichtag(`${bericht}`, formatDay(stichtag)) : `${bericht}` }];
  if (art === 'mail' && nachricht && asked.darf('postausgang.lesen')) return [{ name: t.nachricht, wert: <a href={linkTo('nachricht', { stadt, id: nachricht })}>{t.imPostausgang}</a> }];
  return [];
}

const PAGES = { abbrechen: 'auftrag.abbrechen', wiederholen: 'auftrag.wiederholen' } as const;

const Knoepfe: FC<{ asked: StaffAsked; job: Gezeigt }> = ({ asked, job }) => {
  const params = { stadt: asked.town.id, id: job.id };
  const handlungen = job.abbruch ? [] : listHandlungen(job.zustand).filter(({ handlung }) => mayDo(asked, job, handlung));
  return (
    <div class="knoepfe">
      {handlungen.map(({ handlung, titel }) => (isButton(handlung) ? <Knopf action={linkTo(PAGES[handlung], params)} text={titel} /> : null))}
      {AUFTRAG_ZUSTAENDE[job.zustand].offen ? (
        <a class="kern-btn kern-btn--tertiary" id={`${STATE}-neu`} href={linkTo('auftrag', params)}>
          <span class="kern-label">{betriebTexte(asked.lang).auftrag.aktualisieren}</span>
        </a>
      ) : null}
    </div>
  );
};

function isButton(handlung: string): handlung is keyof typeof PAGES {
  return handlung in PAGES;
}

/** Whoever ordered a job may stop it; the rest is for the administration. */
function mayDo(asked: StaffAsked, { konto }: Gezeigt, handlung: AuftragUebergang['handlung']): boolean {
  return asked.darf('auftrag.verwalten') || (handlung === 'abbrechen' && konto === asked.who.konto);
}

/** A waiting job ends at once, a running one as soon as it can. */
export async function cancelJob(asked: StaffAsked): Promise<Reply | undefined> {
  const { house, town, who } = asked;
  const job = await readJob(asked);
  if (!job || !mayDo(asked, job, 'abbrechen')) return undefined;
  const { auftraege, protokoll } = house.storage;
  const state = await asked.inTown(async (db) => {
    const found = await auftraege.requestCancel(db, town.id, job.id);
    if (found) await protokoll.writeProtokoll(db, town.id, { konto: who.konto, handlung: 'auftrag.abgebrochen', gegenstand: job.id, angaben: { art: job.art } });
    return found;
  });
  if (state === undefined) return conflict(asked, betriebTexte(asked.lang).auftrag.schonZuEnde);
  return seeOther(linkTo('auftrag', { stadt: town.id, id: job.id }, { meldung: 'auftrag-abgebrochen' }));
}

export async function retryJob(asked: StaffAsked): Promise<Reply | undefined> {
  const { house, town, who } = asked;
  const job = await readJob(asked);
  if (!job) return undefined;
  const { auftraege, protokoll } = house.storage;
  const t = betriebTexte(asked.lang).auftrag;
  const outcome = await asked.inTown(async (db) => {
    const found = await auftraege.retry(db, town.id, job.id);
    if (found === 'wartet') await protokoll.writeProtokoll(db, town.id, { konto: who.konto, handlung: 'auftrag.wiederholt', gegenstand: job.id, angaben: { art: job.art } });
    return found;
  });
  if (outcome !== 'wartet') return conflict(asked, outcome === 'doppelt' ? t.doppelt : t.nichtGescheitert);
  house.wake();
  return seeOther(linkTo('auftrag', { stadt: town.id, id: job.id }, { meldung: 'auftrag-wiederholt' }));
}

/** The page as it is now, and why nothing was done (409). */
async function conflict(asked: StaffAsked, satz: string): Promise<Reply | undefined> {
  const job = await readJob(asked);
  return job && jobPage(asked, job, satz);
}
