import type { Child, FC } from 'hono/jsx';
import { AUFTRAG_ZUSTAENDE, listHandlungen, titleOfArt, type AuftragUebergang } from '../../base/auftrag.ts';
import { formatDay } from '../../base/date.ts';
import { formatNumber } from '../../base/number.ts';
import { countNoun } from '../../base/text.ts';
import type { Gliederung } from '../../core/bericht/gliederung.ts';
import { Beschreibung, Fortschritt, Kasten, Marke } from '../../document/workplace-parts.tsx';
import type { Meldung } from '../../document/workplace.tsx';
import type { Auftrag } from '../../storage/auftraege.ts';
import { staffPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import { seeOther, type Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { formatTime } from '../times.ts';
import { Knopf } from '../zugang/konto.tsx';
import { TON } from './auftraege.tsx';

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
    return { ...job, wer: job.konto === null ? null : ((await house.storage.konten.findKonto(db, town.id, job.konto))?.name ?? 'unbekannt'), bericht: gliederung?.inhalt.titel ?? bericht };
  });
}

export async function showJob(asked: StaffAsked): Promise<Reply | undefined> {
  const job = await readJob(asked);
  return job && jobPage(asked, job);
}

function jobPage(asked: StaffAsked, job: Gezeigt, conflict?: string): Reply {
  const stadt = asked.town.id;
  const meldung: Meldung | undefined = conflict === undefined ? undefined : { art: 'fehler', text: conflict };
  return staffPage(asked, {
    title: titleOfArt(job.art),
    pfad: asked.darf('auftrag.lesen') ? [{ titel: 'Aufträge', href: linkTo('auftraege', { stadt }) }] : [],
    hilfe: ['Die Seite zeigt, wie weit der Auftrag ist. Sie können sie schließen; er läuft weiter. Was er ergibt, steht am Ende hier.', 'Ein Auftrag, der gescheitert ist, lässt sich wiederholen; das tut die Administration.'],
    ...(meldung === undefined ? {} : { meldung, status: 409 }),
    inhalt: <State asked={asked} job={job} />,
  });
}

/** Id of what the script reads anew. */
const STATE = 'stand';

/** Everything that changes while the job goes on; read again as a whole. */
const State: FC<{ asked: StaffAsked; job: Gezeigt }> = ({ asked, job }) => {
  const inside = (
    <>
      <Ende asked={asked} job={job} />
      <Angaben asked={asked} job={job} />
      <Knoepfe asked={asked} job={job} />
    </>
  );
  if (!AUFTRAG_ZUSTAENDE[job.zustand].offen) {
    return (
      <div id={STATE} data-fertig={`Der Auftrag ist ${AUFTRAG_ZUSTAENDE[job.zustand].titel}.`}>
        {inside}
      </div>
    );
  }
  return (
    <Fortschritt id={STATE} titel="Fortschritt" prozent={job.fortschritt} satz={describeOpen(job)} nachladen={linkTo('auftrag', { stadt: asked.town.id, id: job.id })}>
      {inside}
    </Fortschritt>
  );
};

function describeOpen({ zustand, abbruch, meldung, versuche, faellig_am }: Gezeigt): string {
  if (abbruch) return 'Wird abgebrochen.';
  if (zustand === 'wartet') return versuche === 0 ? 'Wartet, bis er an der Reihe ist.' : `Wartet auf den nächsten Versuch (${formatTime(faellig_am)}).`;
  return meldung === null ? 'Läuft.' : `${meldung}.`;
}

const Ende: FC<{ asked: StaffAsked; job: Gezeigt }> = ({ asked, job }) => {
  if (job.zustand === 'fertig') return <Kasten ton="erfolg" titel="Der Auftrag ist fertig.">{describeErgebnis(asked, job)}</Kasten>;
  if (job.zustand === 'abgebrochen') return <Kasten ton="warnung" titel="Der Auftrag wurde abgebrochen." />;
  if (job.fehler === null) return <></>;
  const isOver = job.zustand === 'gescheitert';
  return (
    <Kasten ton={isOver ? 'fehler' : 'warnung'} titel={isOver ? 'Der Auftrag ist gescheitert.' : 'Der letzte Versuch ist gescheitert.'}>
      {job.fehler.split('\n').map((satz) => (
        <p>{satz}</p>
      ))}
    </Kasten>
  );
};

/** What came of it, in so far as this person may know. */
function describeErgebnis(asked: StaffAsked, { art, ergebnis }: Gezeigt): Child {
  const stadt = asked.town.id;
  const result = (ergebnis ?? {}) as Readonly<Partial<{ ausgabe: string; bytes: number; sha256: string; beanstandet: number; ausgelassen: true; auftraege: number; nachrichten: number }>>;
  if (art === 'einfrieren' && result.ausgabe !== undefined && asked.darf('ausgabe.lesen')) {
    return (
      <p>
        <a href={linkTo('ausgabe', { stadt, id: result.ausgabe })}>Zur eingefrorenen Ausgabe</a>
      </p>
    );
  }
  if (art === 'sicherung' && result.ausgelassen) return <p>Hier war nichts zu tun: Diese Installation sichert sich in einem anderen Auftrag.</p>;
  if (art === 'sicherung' && result.bytes !== undefined) {
    return (
      <p>
        {formatNumber(result.bytes)} Byte, geprüft. Prüfsumme (SHA-256): <code>{result.sha256}</code>
        {result.beanstandet ? ' Im Bestand ist etwas zu beanstanden; was, zeigt an der Maschine leitwerk pruefe-sicherung.' : ''}
      </p>
    );
  }
  if (art === 'aufraeumen') return <p>{`Gelöscht: ${countNoun(result.auftraege ?? 0, 'Auftrag', 'Aufträge')}, ${countNoun(result.nachrichten ?? 0, 'Nachricht', 'Nachrichten')}.`}</p>;
  return null;
}

const Angaben: FC<{ asked: StaffAsked; job: Gezeigt }> = ({ asked, job }) => (
  <>
    <h2>Angaben</h2>
    <Beschreibung
      zeilen={[
        { name: 'Zustand', wert: <Marke ton={TON[job.zustand]} text={job.abbruch && job.zustand === 'läuft' ? 'wird abgebrochen' : AUFTRAG_ZUSTAENDE[job.zustand].titel} /> },
        ...describeWas(asked, job),
        { name: 'Angestoßen von', wert: job.wer ?? 'Leitwerk' },
        { name: 'Angelegt', wert: formatTime(job.angelegt_am) },
        ...(job.begonnen_am === null ? [] : [{ name: 'Begonnen', wert: formatTime(job.begonnen_am) }]),
        ...(job.beendet_am === null ? [] : [{ name: 'Beendet', wert: formatTime(job.beendet_am) }]),
        ...(job.versuche > 1 ? [{ name: 'Versuche', wert: String(job.versuche) }] : []),
      ]}
    />
  </>
);

/** What a job is about, where this person may know that anyway. */
function describeWas(asked: StaffAsked, { art, angaben, bericht }: Gezeigt): { name: string; wert: Child }[] {
  const stadt = asked.town.id;
  const { stichtag, nachricht } = angaben as Readonly<Partial<Record<'stichtag' | 'nachricht', string | null>>>;
  if (art === 'einfrieren' && asked.darf('ausgabe.lesen')) return [{ name: 'Bericht', wert: `${bericht}${stichtag ? `, Stichtag ${formatDay(stichtag)}` : ''}` }];
  if (art === 'mail' && nachricht && asked.darf('postausgang.lesen')) return [{ name: 'Nachricht', wert: <a href={linkTo('nachricht', { stadt, id: nachricht })}>Im Postausgang ansehen</a> }];
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
          <span class="kern-label">Aktualisieren</span>
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
  if (state === undefined) return conflict(asked, 'Der Auftrag ist schon zu Ende; da ist nichts mehr abzubrechen.');
  return seeOther(linkTo('auftrag', { stadt: town.id, id: job.id }, { meldung: 'auftrag-abgebrochen' }));
}

export async function retryJob(asked: StaffAsked): Promise<Reply | undefined> {
  const { house, town, who } = asked;
  const job = await readJob(asked);
  if (!job) return undefined;
  const { auftraege, protokoll } = house.storage;
  const outcome = await asked.inTown(async (db) => {
    const found = await auftraege.retry(db, town.id, job.id);
    if (found === 'wartet') await protokoll.writeProtokoll(db, town.id, { konto: who.konto, handlung: 'auftrag.wiederholt', gegenstand: job.id, angaben: { art: job.art } });
    return found;
  });
  if (outcome !== 'wartet') return conflict(asked, outcome === 'doppelt' ? 'Ein gleicher Auftrag wartet oder läuft schon; dieser wurde nicht wiederholt.' : 'Wiederholen lässt sich nur ein gescheiterter Auftrag.');
  house.wake();
  return seeOther(linkTo('auftrag', { stadt: town.id, id: job.id }, { meldung: 'auftrag-wiederholt' }));
}

/** The page as it is now, and why nothing was done (409). */
async function conflict(asked: StaffAsked, satz: string): Promise<Reply | undefined> {
  const job = await readJob(asked);
  return job && jobPage(asked, job, satz);
}
