import type { FC } from 'hono/jsx';
import { AUFTRAG_ZUSTAENDE, periodOf } from '../../base/auftrag.ts';
import { dayNumber, dayOfNumber, formatDayShort } from '../../base/date.ts';
import { formatNumber } from '../../base/number.ts';
import { countNoun } from '../../base/text.ts';
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
import { Knopf } from '../zugang/konto.tsx';
import { TON } from './auftraege.tsx';

const DAY_MS = 86_400_000;
/** A day that the machine was off is no reason to worry yet. */
const LATE_DAYS = 2;

/** The backups that lie here, when the next is due, and how one is brought back. */
export async function showBackups(asked: StaffAsked): Promise<Reply> {
  const listing = readList(asked, SPALTEN);
  if ('kind' in listing) return listing;
  const { house, town, now } = asked;
  const stadt = town.id;
  const dateien = await house.listBackups();
  const jobs = await asked.inTown((db) => house.storage.auftraege.listAuftraege(db, stadt, { arten: ['sicherung'], hoechstens: 5 }));
  return staffPage(asked, {
    title: 'Sicherungen',
    hilfe: [
      'Eine Sicherung enthält die ganze Installation: alle Städte, alle Konten, alle eingefrorenen Ausgaben. Nach dem Schreiben wird sie zurückgelesen und verglichen.',
      '„Jetzt sichern“ schreibt die Sicherung von heute neu; eine frühere von heute wird durch sie ersetzt.',
      'Herunterladen lässt sie sich hier nicht, weil darin die Daten aller Städte stehen. Die IT kopiert sie vom Server an einen anderen Ort.',
    ],
    inhalt: (
      <>
        <Warnung dateien={dateien} now={now} plan={house.backupPlan} />
        <section aria-labelledby="plan-titel">
          <h2 id="plan-titel">Wann gesichert wird</h2>
          <p>{describePlan(house.backupPlan, now)}</p>
          <div class="knoepfe bedienung">
            <Knopf action={linkTo('sicherungen.anlegen', { stadt })} text="Jetzt sichern" />
          </div>
        </section>
        <section aria-labelledby="dateien-abschnitt">
          <h2 id="dateien-abschnitt">Was auf dem Server liegt</h2>
          <ListingView
            id="sicherungen"
            titel="Sicherungen auf dem Server"
            spalten={SPALTEN}
            page={applyListing(dateien, SPALTEN, listing)}
            listing={listing}
            href={linkTo('sicherungen', { stadt })}
            csv={null}
            leer="Hier liegt noch keine Sicherung."
            einzahl="Sicherung"
            mehrzahl="Sicherungen"
          />
        </section>
        <Auftraege stadt={stadt} jobs={jobs} />
        <Zurueck />
      </>
    ),
  });
}

function describePlan({ taeglich, behalten, verschluesselt }: Sicherungsplan, now: Date): string {
  const lock = verschluesselt ? 'Die Dateien sind verschlüsselt; ohne den privaten Schlüssel der Stadt kann niemand sie lesen.' : 'Die Dateien sind nicht verschlüsselt.';
  if (taeglich === undefined) return `Leitwerk sichert nicht von selbst; die IT hat es mit BACKUP_TIME=aus abgestellt. ${lock}`;
  const next = dayOfNumber(dayNumber(periodOf({ art: 'sicherung', taeglich }, now)) + 1);
  const kept = behalten === 1 ? 'nur die neueste tägliche Sicherung bleibt' : `die neuesten ${formatNumber(behalten)} täglichen Sicherungen bleiben`;
  return `Leitwerk sichert jeden Tag um ${taeglich} Uhr, das nächste Mal am ${formatDayShort(next)}; ${kept}. ${lock}`;
}

const Warnung: FC<{ dateien: readonly Sicherungsdatei[]; now: Date; plan: Sicherungsplan }> = ({ dateien: [newest], now, plan }) => {
  if (!newest) return <Kasten ton="warnung" titel="Noch gibt es keine Sicherung." />;
  const days = Math.floor((now.getTime() - newest.am.getTime()) / DAY_MS);
  if (plan.taeglich === undefined || days < LATE_DAYS) return <></>;
  return <Kasten ton="warnung" titel={`Die neueste Sicherung ist ${countNoun(days, 'Tag', 'Tage')} alt.`} />;
};

const ANLAESSE = { taeglich: 'tägliche Sicherung', vor: 'vor einer Aktualisierung', hand: 'von Hand' } as const;

/** From the name of its file. */
function anlassOf({ name }: Sicherungsdatei): keyof typeof ANLAESSE {
  if (name.startsWith('taeglich-')) return 'taeglich';
  return name.startsWith('vor-') ? 'vor' : 'hand';
}

const SPALTEN: readonly Spalte<Sicherungsdatei>[] = [
  { code: 'name', titel: 'Datei', wert: ({ name }) => name, zelle: ({ name }) => <code>{name}</code> },
  {
    code: 'anlass',
    titel: 'Anlass',
    wert: (datei) => ANLAESSE[anlassOf(datei)],
    zelle: (datei) => ANLAESSE[anlassOf(datei)],
    filter: Object.entries(ANLAESSE).map(([wert, text]) => ({ wert, text })),
    merkmale: (datei) => [anlassOf(datei)],
  },
  { code: 'am', titel: 'Geschrieben', wert: ({ am }) => am.toISOString(), zelle: ({ am }) => formatTime(am) },
  { code: 'bytes', titel: 'Byte', wert: ({ bytes }) => bytes, zelle: ({ bytes }) => formatNumber(bytes), numeric: true },
];

const Auftraege: FC<{ stadt: string; jobs: readonly Auftrag[] }> = ({ stadt, jobs }) =>
  jobs.length === 0 ? (
    <></>
  ) : (
    <section aria-labelledby="auftraege-titel">
      <h2 id="auftraege-titel">Letzte Aufträge</h2>
      <ul>
        {jobs.map(({ id, zustand, angelegt_am }) => (
          <li>
            <a href={linkTo('auftrag', { stadt, id })}>Sicherung vom {formatTime(angelegt_am)}</a> <Marke ton={TON[zustand]} text={AUFTRAG_ZUSTAENDE[zustand].titel} />
          </li>
        ))}
      </ul>
    </section>
  );

const Zurueck: FC = () => (
  <section aria-labelledby="zurueck-titel">
    <h2 id="zurueck-titel">Eine Sicherung zurückholen</h2>
    <p>Das geht nur auf dem Server und nur in eine leere Installation. Die Dateien liegen im Datenordner unter „sicherungen“.</p>
    <ol>
      <li>
        Die Datei prüfen: <code>leitwerk pruefe-sicherung DATEI</code>
      </li>
      <li>
        In einer neuen, leeren Installation einspielen: <code>leitwerk restore DATEI</code>
      </li>
      <li>
        Jede Ausgabe prüfen: <code>leitwerk verify KENNUNG</code>
      </li>
    </ol>
    <p>
      Ist die Sicherung verschlüsselt, gehört zu den ersten beiden Befehlen <code>--schluessel-privat PRIVAT.pem</code>.
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
