import type { Child, FC } from 'hono/jsx';
import { formatDay, formatDayShort } from '../../base/date.ts';
import { formatNumber } from '../../base/number.ts';
import { listWords } from '../../base/text.ts';
import { isPublic } from '../../core/bericht/gliederung.ts';
import { darfMassnahmeLesen } from '../../core/bericht/sichtbarkeit.ts';
import { listFaelligkeiten } from '../../core/steuerung/faelligkeit.ts';
import { fieldsOf, needsReport, type Massnahme } from '../../core/steuerung/massnahme.ts';
import type { Ampelfarbe } from '../../core/steuerung/leitprojekt.ts';
import { computeAmpel, type Statusmeldung } from '../../core/steuerung/meldung.ts';
import { Beschreibung, Marke, type Ton } from '../../document/workplace-parts.tsx';
import { NOT_PUBLIC } from '../../report/values.ts';
import { Abschnitt, nameOfEinheit, Tabelle } from '../arbeitsplatz/teile.tsx';
import { meldelageOf, meldungenOf, readUnterlagen, titleOfFeld, titleOfProjekt, visibleIndikatoren, visibleMassnahmen, type Unterlagen } from '../arbeitsplatz/unterlagen.ts';
import { staffPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { FaelligkeitMarke } from './faelligkeit.tsx';

interface ViewProps {
  readonly asked: StaffAsked;
  readonly massnahme: Massnahme;
  readonly unterlagen: Unterlagen;
}

/** One measure with all that is known of it; one that this person may not see is not there. */
export async function showMassnahme(asked: StaffAsked): Promise<Reply | undefined> {
  const unterlagen = await readUnterlagen(asked);
  const massnahme = unterlagen.massnahmen.find(({ code }) => code === asked.params['code']);
  if (!massnahme || !darfMassnahmeLesen(asked.who, asked.lage, massnahme)) return undefined;
  const view = { asked, massnahme, unterlagen };
  return staffPage(asked, {
    title: massnahme.titel,
    pfad: [{ titel: 'Maßnahmen', href: linkTo('massnahmen', { stadt: asked.town.id }) }],
    hilfe: ['Diese Seite zeigt eine Maßnahme mit ihren Meilensteinen, Statusmeldungen und Mitteln.', 'Die Ampel wird aus der letzten Statusmeldung errechnet. Sie ist grau, wenn seit zwölf Monaten keine kam.', 'Geändert wird die Maßnahme in der Stadtmappe.'],
    inhalt: (
      <>
        <p>{massnahme.kurztext}</p>
        <Anstehendes {...view} />
        <Eckdaten {...view} />
        <Meilensteine {...view} />
        <Statusmeldungen {...view} />
        <Mittel massnahme={massnahme} />
        <Wirkung {...view} />
        <Kennzahlen {...view} />
        <Quellen {...view} />
      </>
    ),
  });
}

const Anstehendes: FC<ViewProps> = ({ asked, massnahme, unterlagen }) => {
  const faelligkeiten = listFaelligkeiten(massnahme, meldelageOf(unterlagen, massnahme.code), asked.today);
  if (faelligkeiten.length === 0) return <></>;
  return (
    <ul class="kern-task-list__list aufgaben">
      {faelligkeiten.map((faelligkeit) => (
        <li class="kern-task-list__item">
          <div class="aufgabe">
            {faelligkeit.zyklus === undefined ? null : `Statusmeldung zum ${formatDay(faelligkeit.zyklus.stichtag)}. `}
            {faelligkeit.am === null ? null : `${faelligkeit.art === 'veraltet' ? 'Seit' : 'Termin'}: ${formatDay(faelligkeit.am)}`}
          </div>
          <FaelligkeitMarke faelligkeit={faelligkeit} />
        </li>
      ))}
    </ul>
  );
};

const Eckdaten: FC<ViewProps> = (view) => (
  <Abschnitt id="eckdaten" titel="Eckdaten">
    <Beschreibung zeilen={[...describeOrt(view), ...describeStand(view)].filter(({ wert }) => wert !== '' && wert !== null)} />
  </Abschnitt>
);

interface Eckdatum {
  readonly name: string;
  readonly wert: Child;
}

/** Where it belongs. */
function describeOrt({ asked, massnahme, unterlagen }: ViewProps): Eckdatum[] {
  const [feld = '', ...weitere] = fieldsOf(massnahme).map((code) => titleOfFeld(unterlagen, code));
  return [
    { name: 'Kürzel', wert: massnahme.code },
    { name: 'Handlungsfeld', wert: feld },
    { name: 'Gehört auch zu', wert: listWords(weitere) },
    { name: 'Leitprojekt', wert: titleOfProjekt(unterlagen, massnahme.leitprojekt) },
    { name: 'Federführung', wert: nameOfEinheit(asked.town, massnahme.federfuehrung) },
    { name: 'Stellvertretung', wert: nameOfEinheit(asked.town, massnahme.stellvertretung) },
    { name: 'Beteiligte', wert: listWords(massnahme.beteiligte) },
    { name: 'Art', wert: massnahme.art },
    { name: 'Zielgruppen', wert: listWords(massnahme.zielgruppen) },
    { name: 'Räume', wert: listWords(massnahme.raeume.map((code) => unterlagen.raeume.get(code) ?? code)) },
    { name: 'Herkunft', wert: [massnahme.herkunft?.art, massnahme.herkunft?.bezug].filter(Boolean).join(': ') },
  ];
}

/** How it stands. */
function describeStand({ asked, massnahme, unterlagen }: ViewProps): Eckdatum[] {
  const ersatz = visibleMassnahmen(asked, unterlagen).find(({ code }) => code === massnahme.ersatz);
  return [
    { name: 'Status', wert: massnahme.status ?? NOT_PUBLIC },
    { name: 'Ampel', wert: unterlagen.zyklen.length > 0 && needsReport(massnahme) ? <Ampel farbe={computeAmpel(unterlagen.meldungen.get(massnahme.code) ?? [], massnahme.code, asked.today)} /> : '' },
    { name: 'Beginn', wert: describeDays(massnahme.beginn_ist, massnahme.beginn_plan) },
    { name: 'Ende', wert: describeDays(massnahme.ende_ist, massnahme.ende_plan) },
    { name: 'Wiedervorlage', wert: massnahme.wiedervorlage_am && formatDay(massnahme.wiedervorlage_am) },
    { name: 'Entfallen, weil', wert: massnahme.entfallen_grund },
    { name: 'Stattdessen', wert: ersatz ? <a href={linkTo('massnahme', { stadt: asked.town.id, code: ersatz.code })}>{ersatz.titel}</a> : '' },
    { name: 'Öffentlich', wert: describePublic(massnahme.veroeffentlicht_am, asked.today) },
  ];
}

function describePublic(day: string | null, today: string): string {
  if (day === null) return 'nein';
  return `${isPublic(day, today) ? 'seit' : 'noch nicht, erst ab'} ${formatDay(day)}`;
}

function describeDays(ist: string | null, plan: string | null): string {
  const planned = plan === null ? [] : [`geplant ${formatDay(plan)}`];
  return ist === null ? planned.join('') : [formatDay(ist), ...(plan === ist ? [] : planned)].join(', ');
}

const AMPEL_TONES: Readonly<Record<Ampelfarbe, Ton>> = { grün: 'erfolg', gelb: 'warnung', rot: 'fehler', grau: 'hinweis' };

const Ampel: FC<{ farbe: Ampelfarbe }> = ({ farbe }) => <Marke ton={AMPEL_TONES[farbe]} text={farbe} />;

const Meilensteine: FC<ViewProps> = ({ massnahme, unterlagen }) => {
  const steine = unterlagen.meilensteine.filter(({ gehoert_zu }) => gehoert_zu === massnahme.code).sort((a, b) => ((a.datum_plan ?? '9999') < (b.datum_plan ?? '9999') ? -1 : 1));
  const day = (text: string | null): string => (text === null ? '–' : formatDayShort(text));
  return (
    <Abschnitt id="meilensteine" titel="Meilensteine">
      {steine.length === 0 ? (
        <p class="leer">Zu dieser Maßnahme sind keine Meilensteine eingetragen.</p>
      ) : (
        <Tabelle
          id="meilensteine-tabelle"
          titel="Alle Meilensteine"
          kopf={['Meilenstein', 'geplant', 'erwartet', 'erreicht', 'Stand', 'Nachweis'].map((titel) => ({ titel }))}
          zeilen={steine.map(({ titel, datum_plan, datum_prognose, datum_ist, status, nachweis }) => [titel, day(datum_plan), day(datum_prognose), day(datum_ist), status, nachweis ?? '–'])}
        />
      )}
    </Abschnitt>
  );
};

const Statusmeldungen: FC<ViewProps> = ({ asked, massnahme, unterlagen }) => {
  const meldungen = meldungenOf(asked, unterlagen, massnahme.code);
  return (
    <Abschnitt id="statusmeldungen" titel="Statusmeldungen">
      {meldungen.length === 0 ? <p class="leer">Zu dieser Maßnahme ist noch keine Meldung eingegangen.</p> : null}
      {meldungen.length === 0 ? null : (
        <ol class="zeitleiste">
          {meldungen.map((meldung) => (
            <Meldung meldung={meldung} />
          ))}
        </ol>
      )}
    </Abschnitt>
  );
};

const Meldung: FC<{ meldung: Statusmeldung }> = ({ meldung }) => (
  <li>
    <p class="leise">
      <time datetime={meldung.gemeldet_am}>{formatDay(meldung.gemeldet_am)}</time>
      {` · ${meldung.status} · Termin ${meldung.termin}, Kosten ${meldung.kosten}, Inhalt ${meldung.inhalt}`}
    </p>
    <p>{meldung.text_oeffentlich}</p>
    {meldung.gegenmassnahme === null ? null : <p>Gegenmaßnahme: {meldung.gegenmassnahme}</p>}
    {meldung.naechste_schritte === null ? null : <p>Nächste Schritte: {meldung.naechste_schritte}</p>}
  </li>
);

const Mittel: FC<{ massnahme: Massnahme }> = ({ massnahme: { finanzen } }) => {
  if (finanzen.length === 0) return <></>;
  const money = (amount: number | null): string => (amount === null ? '–' : `${formatNumber(amount)}\u00a0€`);
  return (
    <Abschnitt id="mittel" titel="Mittel">
      <Tabelle
        id="mittel-tabelle"
        titel="Mittel nach Jahren"
        kopf={[{ titel: 'Jahr' }, { titel: 'Ansatz', numeric: true }, { titel: 'ausgegeben', numeric: true }, { titel: 'Quelle' }, { titel: 'Anmerkung' }]}
        zeilen={[...finanzen].sort((a, b) => a.jahr - b.jahr).map(({ jahr, ansatz, ist, quelle, anmerkung }) => [String(jahr), money(ansatz), money(ist), quelle ?? '–', anmerkung ?? '–'])}
      />
    </Abschnitt>
  );
};

const EBENEN = { input: 'Einsatz', leistung: 'Leistung', direkt: 'Direkte Wirkung', zielgruppe: 'Wirkung bei der Zielgruppe', gesellschaft: 'Wirkung in der Gesellschaft' } as const satisfies Record<Massnahme['wirkungslogik'][number]['ebene'], string>;
const STAERKEN = { 1: 'gering', 2: 'mittel', 3: 'groß' } as const;

const Wirkung: FC<ViewProps> = ({ massnahme: { wirkungslogik, beitraege }, unterlagen }) => {
  if (wirkungslogik.length + beitraege.length === 0) return <></>;
  return (
    <Abschnitt id="wirkung" titel="Wirkung">
      {wirkungslogik.length === 0 ? null : <Beschreibung zeilen={wirkungslogik.map(({ ebene, text }) => ({ name: EBENEN[ebene], wert: text }))} />}
      {beitraege.length === 0 ? null : (
        <ul aria-label="Ziele, zu denen sie beiträgt">
          {beitraege.map(({ ziel, staerke, begruendung }) => (
            <li>
              {unterlagen.ziele.get(ziel) ?? ziel}{' '}
              <span class="leise">
                Beitrag {STAERKEN[staerke as 1 | 2 | 3]}: {begruendung}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Abschnitt>
  );
};

const Kennzahlen: FC<ViewProps> = ({ asked, massnahme, unterlagen }) => {
  const shown = visibleIndikatoren(asked, unterlagen).filter(({ code }) => massnahme.indikatoren.includes(code));
  if (shown.length === 0) return <></>;
  return (
    <Abschnitt id="kennzahlen" titel="Woran man es sehen soll">
      <ul>
        {shown.map(({ code, name }) => (
          <li>
            <a href={linkTo('kennzahl', { stadt: asked.town.id, code })}>{name}</a>
          </li>
        ))}
      </ul>
    </Abschnitt>
  );
};

const Quellen: FC<ViewProps> = ({ massnahme: { quellen }, unterlagen }) =>
  quellen.length === 0 ? (
    <></>
  ) : (
    <p class="leise">
      {quellen.length === 1 ? 'Quelle' : 'Quellen'}: {quellen.map((code) => unterlagen.quellen.get(code)?.titel ?? code).join('; ')}
    </p>
  );
