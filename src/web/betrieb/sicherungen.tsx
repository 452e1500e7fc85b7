import type { FC } from 'hono/jsx';
import { AUFTRAG_ZUSTAENDE, periodOf } from '../../base/auftrag.ts';
import { dayNumber, dayOfNumber, formatDayShort } from '../../base/date.ts';
import { formatNumber } from '../../base/number.ts';
import { applyListing, type Spalte } from '../../document/listing-query.ts';
import { ListingView } from '../../document/listing.tsx';
import { Kasten, Marke } from '../../document/workplace-parts.tsx';
import type { Auftrag } from '../../storage/auftraege.ts';
import { staffPage } from '../frame.tsx';
import type { Sicherungsdatei, Sicherungsplan } from '../house.ts';
import { readList } from '../listing.ts';
import { linkTo } from '../paths.ts';
import { seeOther, type Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { formatTime } from '../times.ts';
import { Knopf } from '../teile.tsx';
import { TON } from './auftraege.tsx';
import { betriebTexte, type BetriebTexte } from './texte.ts';

const DAY_MS = 86_400_000;
/** A day that the machine was off is no reason to worry yet. */
const LATE_DAYS = 2;

/** The backups that lie here, when the next is due, and how one is brought back. */
export async function showBackups(asked: StaffAsked): Promise<Reply> {
  const t = betriebTexte(asked.lang);
  const spalten = columns(t);
  const listing = readList(asked, spalten);
  if ('kind' in listing) return listing;
  const { house, town, now } = asked;
  const stadt = town.id;
  const dateien = await house.listBackups();
  const jobs = await asked.inTown((db) => house.storage.auftraege.listAuftraege(db, stadt, { arten: ['sicherung'], hoechstens: 5 }));
  return staffPage(asked, {
    title: t.sicherungen.titel,
    hilfe: t.sicherungen.hilfe,
    inhalt: (
      <>
        <Warnung t={t} dateien={dateien} now={now} plan={house.backupPlan} />
        <section aria-labelledby="plan-titel">
          <h2 id="plan-titel">{t.sicherungen.plan.titel}</h2>
          <p>{describePlan(t, house.backupPlan, now)}</p>
          <div class="knoepfe bedienung">
            <Knopf action={linkTo('sicherungen.anlegen', { stadt })} text={t.sicherungen.plan.jetzt} />
          </div>
        </section>
        <section aria-labelledby="dateien-abschnitt">
          <h2 id="dateien-abschnitt">{t.sicherungen.dateien.ueberschrift}</h2>
          <ListingView
            id="sicherungen"
            titel={t.sicherungen.dateien.titel}
            spalten={spalten}
            page={applyListing(dateien, spalten, listing)}
            listing={listing}
            href={linkTo('sicherungen', { stadt })}
            csv={null}
            leer={t.sicherungen.dateien.leer}
            einzahl={t.sicherungen.dateien.einzahl}
            mehrzahl={t.sicherungen.dateien.mehrzahl}
            lang={asked.lang}
          />
        </section>
        <Auftraege t={t} stadt={stadt} jobs={jobs} />
        <Zurueck t={t} />
      </>
    ),
  });
}

function describePlan({ sicherungen: { plan } }: BetriebTexte, { taeglich, behalten, verschluesselt }: Sicherungsplan, now: Date): string {
  const lock = verschluesselt ? plan.verschluesselt : plan.unverschluesselt;
  if (taeglich === undefined) return `${plan.abgestellt} ${lock}`;
  const next = dayOfNumber(dayNumber(periodOf({ art: 'sicherung', taeglich }, now)) + 1);
  return `${plan.taeglich(taeglich, formatDayShort(next), behalten)} ${lock}`;
}

const Warnung: FC<{ t: BetriebTexte; dateien: readonly Sicherungsdatei[]; now: Date; plan: Sicherungsplan }> = ({ t: { sicherungen }, dateien: [newest], now, plan }) => {
  if (!newest) return <Kasten ton="warnung" titel={sicherungen.keine} />;
  const days = Math.floor((now.getTime() - newest.am.getTime()) / DAY_MS);
  if (plan.taeglich === undefined || days < LATE_DAYS) return <></>;
  return <Kasten ton="warnung" titel={sicherungen.veraltet(days)} />;
};

/** From the name of its file. */
function anlassOf({ name }: Sicherungsdatei): keyof BetriebTexte['sicherungen']['dateien']['anlaesse'] {
  if (name.startsWith('taeglich-')) return 'taeglich';
  return name.startsWith('vor-') ? 'vor' : 'hand';
}

function columns({ sicherungen: { dateien: { spalten, anlaesse } } }: BetriebTexte): readonly Spalte<Sicherungsdatei>[] {
  return [
    { code: 'name', titel: spalten.name, wert: ({ name }) => name, zelle: ({ name }) => <code>{name}</code> },
    {
      code: 'anlass',
      titel: spalten.anlass,
      wert: (datei) => anlaesse[anlassOf(datei)],
      zelle: (datei) => anlaesse[anlassOf(datei)],
      filter: Object.entries(anlaesse).map(([wert, text]) => ({ wert, text })),
      merkmale: (datei) => [anlassOf(datei)],
    },
    { code: 'am', titel: spalten.am, wert: ({ am }) => am.toISOString(), zelle: ({ am }) => formatTime(am) },
    { code: 'bytes', titel: spalten.bytes, wert: ({ bytes }) => bytes, zelle: ({ bytes }) => formatNumber(bytes), numeric: true },
  ];
}

const Auftraege: FC<{ t: BetriebTexte; stadt: string; jobs: readonly Auftrag[] }> = ({ t: { sicherungen: { auftraege } }, stadt, jobs }) =>
  jobs.length === 0 ? (
    <></>
  ) : (
    <section aria-labelledby="auftraege-titel">
      <h2 id="auftraege-titel">{auftraege.titel}</h2>
      <ul>
        {jobs.map(({ id, zustand, angelegt_am }) => (
          <li>
            <a href={linkTo('auftrag', { stadt, id })}>{auftraege.vom(formatTime(angelegt_am))}</a> <Marke ton={TON[zustand]} text={AUFTRAG_ZUSTAENDE[zustand].titel} />
          </li>
        ))}
      </ul>
    </section>
  );

const Zurueck: FC<{ t: BetriebTexte }> = ({ t: { sicherungen: { zurueck } } }) => (
  <section aria-labelledby="zurueck-titel">
    <h2 id="zurueck-titel">{zurueck.titel}</h2>
    <p>{zurueck.wo}</p>
    <ol>
      <li>
        {zurueck.pruefen} <code>leitwerk pruefe-sicherung DATEI</code>
      </li>
      <li>
        {zurueck.einspielen} <code>leitwerk restore DATEI</code>
      </li>
      <li>
        {zurueck.ausgaben} <code>leitwerk verify KENNUNG</code>
      </li>
    </ol>
    <p>
      {zurueck.schluessel.vor} <code>--schluessel-privat PRIVAT.pem</code>
      {zurueck.schluessel.nach}
    </p>
  </section>
);

/** One backup at a time, however often the button is pressed. */
export async function orderBackup(asked: StaffAsked): Promise<Reply> {
  const { house, town, who } = asked;
  const id = await asked.inTown((db) => house.storage.auftraege.enqueue(db, town.id, { art: 'sicherung', angaben: { manuell: true }, schluessel: 'manuell', konto: who.konto }));
  house.wake();
  return seeOther(linkTo('auftrag', { stadt: town.id, id }, { meldung: 'sicherung-laeuft' }));
}
