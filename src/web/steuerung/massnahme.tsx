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
import { Abschnitt, nameOfEinheit, Tabelle } from '../teile.tsx';
import { meldelageOf, meldungenOf, readUnterlagen, titleOfFeld, titleOfProjekt, visibleIndikatoren, visibleMassnahmen, type Unterlagen } from '../arbeitsplatz/unterlagen.ts';
import { staffPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { FaelligkeitMarke } from './faelligkeit.tsx';
import { steuerungTexte, type SteuerungTexte } from './texte.ts';

interface ViewProps {
  readonly asked: StaffAsked;
  readonly massnahme: Massnahme;
  readonly unterlagen: Unterlagen;
  readonly t: SteuerungTexte['massnahme'];
}

/** One measure with all that is known of it; one that this person may not see is not there. */
export async function showMassnahme(asked: StaffAsked): Promise<Reply | undefined> {
  const unterlagen = await readUnterlagen(asked);
  const massnahme = unterlagen.massnahmen.find(({ code }) => code === asked.params['code']);
  if (!massnahme || !darfMassnahmeLesen(asked.who, asked.lage, massnahme)) return undefined;
  const { massnahme: t, massnahmen } = steuerungTexte(asked.lang);
  const view = { asked, massnahme, unterlagen, t };
  return staffPage(asked, {
    title: massnahme.titel,
    pfad: [{ titel: massnahmen.titel, href: linkTo('massnahmen', { stadt: asked.town.id }) }],
    hilfe: t.hilfe,
    inhalt: (
      <>
        <p>{massnahme.kurztext}</p>
        <Anstehendes {...view} />
        <Eckdaten {...view} />
        <Meilensteine {...view} />
        <Statusmeldungen {...view} />
        <Mittel {...view} />
        <Wirkung {...view} />
        <Kennzahlen {...view} />
        <Quellen {...view} />
      </>
    ),
  });
}

const Anstehendes: FC<ViewProps> = ({ asked, massnahme, unterlagen, t: { anstehend } }) => {
  const faelligkeiten = listFaelligkeiten(massnahme, meldelageOf(unterlagen, massnahme.code), asked.today);
  if (faelligkeiten.length === 0) return <></>;
  return (
    <ul class="kern-task-list__list aufgaben">
      {faelligkeiten.map((faelligkeit) => (
        <li class="kern-task-list__item">
          <div class="aufgabe">
            {faelligkeit.zyklus === undefined ? null : `${anstehend.statusmeldung(formatDay(faelligkeit.zyklus.stichtag))} `}
            {faelligkeit.am === null ? null : (faelligkeit.art === 'veraltet' ? anstehend.seit : anstehend.termin)(formatDay(faelligkeit.am))}
          </div>
          <FaelligkeitMarke faelligkeit={faelligkeit} lang={asked.lang} />
        </li>
      ))}
    </ul>
  );
};

const Eckdaten: FC<ViewProps> = (view) => (
  <Abschnitt id="eckdaten" titel={view.t.eckdaten.titel}>
    <Beschreibung zeilen={[...describeOrt(view), ...describeStand(view)].filter(({ wert }) => wert !== '' && wert !== null)} />
  </Abschnitt>
);

interface Eckdatum {
  readonly name: string;
  readonly wert: Child;
}

/** Where it belongs. */
function describeOrt({ asked, massnahme, unterlagen, t: { eckdaten } }: ViewProps): Eckdatum[] {
  const [feld = '', ...weitere] = fieldsOf(massnahme).map((code) => titleOfFeld(unterlagen, code));
  return [
    { name: eckdaten.kuerzel, wert: massnahme.code },
    { name: eckdaten.handlungsfeld, wert: feld },
    { name: eckdaten.weitereFelder, wert: listWords(weitere) },
    { name: eckdaten.leitprojekt, wert: titleOfProjekt(unterlagen, massnahme.leitprojekt) },
    { name: eckdaten.federfuehrung, wert: nameOfEinheit(asked.town, massnahme.federfuehrung) },
    { name: eckdaten.stellvertretung, wert: nameOfEinheit(asked.town, massnahme.stellvertretung) },
    { name: eckdaten.beteiligte, wert: listWords(massnahme.beteiligte) },
    { name: eckdaten.art, wert: massnahme.art },
    { name: eckdaten.zielgruppen, wert: listWords(massnahme.zielgruppen) },
    { name: eckdaten.raeume, wert: listWords(massnahme.raeume.map((code) => unterlagen.raeume.get(code) ?? code)) },
    { name: eckdaten.herkunft, wert: [massnahme.herkunft?.art, massnahme.herkunft?.bezug].filter(Boolean).join(': ') },
  ];
}

/** How it stands. */
function describeStand({ asked, massnahme, unterlagen, t: { eckdaten } }: ViewProps): Eckdatum[] {
  const ersatz = visibleMassnahmen(asked, unterlagen).find(({ code }) => code === massnahme.ersatz);
  return [
    { name: eckdaten.status, wert: massnahme.status ?? NOT_PUBLIC },
    { name: eckdaten.ampel, wert: unterlagen.zyklen.length > 0 && needsReport(massnahme) ? <Ampel farbe={computeAmpel(unterlagen.meldungen.get(massnahme.code) ?? [], massnahme.code, asked.today)} /> : '' },
    { name: eckdaten.beginn, wert: describeDays(massnahme.beginn_ist, massnahme.beginn_plan, eckdaten) },
    { name: eckdaten.ende, wert: describeDays(massnahme.ende_ist, massnahme.ende_plan, eckdaten) },
    { name: eckdaten.wiedervorlage, wert: massnahme.wiedervorlage_am && formatDay(massnahme.wiedervorlage_am) },
    { name: eckdaten.entfallen, wert: massnahme.entfallen_grund },
    { name: eckdaten.ersatz, wert: ersatz ? <a href={linkTo('massnahme', { stadt: asked.town.id, code: ersatz.code })}>{ersatz.titel}</a> : '' },
    { name: eckdaten.oeffentlich, wert: describePublic(massnahme.veroeffentlicht_am, asked.today, eckdaten) },
  ];
}

function describePublic(day: string | null, today: string, t: ViewProps['t']['eckdaten']): string {
  if (day === null) return t.nichtOeffentlich;
  return (isPublic(day, today) ? t.oeffentlichSeit : t.oeffentlichAb)(formatDay(day));
}

function describeDays(ist: string | null, plan: string | null, t: ViewProps['t']['eckdaten']): string {
  const planned = plan === null ? [] : [t.geplant(formatDay(plan))];
  return ist === null ? planned.join('') : [formatDay(ist), ...(plan === ist ? [] : planned)].join(', ');
}

const AMPEL_TONES: Readonly<Record<Ampelfarbe, Ton>> = { grün: 'erfolg', gelb: 'warnung', rot: 'fehler', grau: 'hinweis' };

const Ampel: FC<{ farbe: Ampelfarbe }> = ({ farbe }) => <Marke ton={AMPEL_TONES[farbe]} text={farbe} />;

const Meilensteine: FC<ViewProps> = ({ massnahme, unterlagen, t: { meilensteine: t } }) => {
  const steine = unterlagen.meilensteine.filter(({ gehoert_zu }) => gehoert_zu === massnahme.code).sort((a, b) => ((a.datum_plan ?? '9999') < (b.datum_plan ?? '9999') ? -1 : 1));
  const day = (text: string | null): string => (text === null ? '–' : formatDayShort(text));
  return (
    <Abschnitt id="meilensteine" titel={t.titel}>
      {steine.length === 0 ? (
        <p class="leer">{t.keine}</p>
      ) : (
        <Tabelle
          id="meilensteine-tabelle"
          titel={t.tabelle}
          kopf={[t.meilenstein, t.geplant, t.erwartet, t.erreicht, t.stand, t.nachweis].map((titel) => ({ titel }))}
          zeilen={steine.map(({ titel, datum_plan, datum_prognose, datum_ist, status, nachweis }) => [titel, day(datum_plan), day(datum_prognose), day(datum_ist), status, nachweis ?? '–'])}
        />
      )}
    </Abschnitt>
  );
};

const Statusmeldungen: FC<ViewProps> = ({ asked, massnahme, unterlagen, t: { statusmeldungen: t } }) => {
  const meldungen = meldungenOf(asked, unterlagen, massnahme.code);
  return (
    <Abschnitt id="statusmeldungen" titel={t.titel}>
      {meldungen.length === 0 ? <p class="leer">{t.keine}</p> : null}
      {meldungen.length === 0 ? null : (
        <ol class="zeitleiste">
          {meldungen.map((meldung) => (
            <Meldung meldung={meldung} t={t} />
          ))}
        </ol>
      )}
    </Abschnitt>
  );
};

const Meldung: FC<{ meldung: Statusmeldung; t: ViewProps['t']['statusmeldungen'] }> = ({ meldung, t }) => (
  <li>
    <p class="leise">
      <time datetime={meldung.gemeldet_am}>{formatDay(meldung.gemeldet_am)}</time>
      {` · ${t.stand(meldung)}`}
    </p>
    <p>{meldung.text_oeffentlich}</p>
    {meldung.gegenmassnahme === null ? null : <p>{t.gegenmassnahme(meldung.gegenmassnahme)}</p>}
    {meldung.naechste_schritte === null ? null : <p>{t.naechsteSchritte(meldung.naechste_schritte)}</p>}
  </li>
);

const Mittel: FC<ViewProps> = ({ massnahme: { finanzen }, t: { mittel: t } }) => {
  if (finanzen.length === 0) return <></>;
  const money = (amount: number | null): string => (amount === null ? '–' : `${formatNumber(amount)}\u00a0€`);
  return (
    <Abschnitt id="mittel" titel={t.titel}>
      <Tabelle
        id="mittel-tabelle"
        titel={t.tabelle}
        kopf={[{ titel: t.jahr }, { titel: t.ansatz, numeric: true }, { titel: t.ausgegeben, numeric: true }, { titel: t.quelle }, { titel: t.anmerkung }]}
        zeilen={[...finanzen].sort((a, b) => a.jahr - b.jahr).map(({ jahr, ansatz, ist, quelle, anmerkung }) => [String(jahr), money(ansatz), money(ist), quelle ?? '–', anmerkung ?? '–'])}
      />
    </Abschnitt>
  );
};

const Wirkung: FC<ViewProps> = ({ massnahme: { wirkungslogik, beitraege }, unterlagen, t: { wirkung: t } }) => {
  if (wirkungslogik.length + beitraege.length === 0) return <></>;
  return (
    <Abschnitt id="wirkung" titel={t.titel}>
      {wirkungslogik.length === 0 ? null : <Beschreibung zeilen={wirkungslogik.map(({ ebene, text }) => ({ name: t.ebenen[ebene], wert: text }))} />}
      {beitraege.length === 0 ? null : (
        <ul aria-label={t.ziele}>
          {beitraege.map(({ ziel, staerke, begruendung }) => (
            <li>
              {unterlagen.ziele.get(ziel) ?? ziel}{' '}
              <span class="leise">{t.beitrag[staerke as 1 | 2 | 3](begruendung)}</span>
            </li>
          ))}
        </ul>
      )}
    </Abschnitt>
  );
};

const Kennzahlen: FC<ViewProps> = ({ asked, massnahme, unterlagen, t }) => {
  const shown = visibleIndikatoren(asked, unterlagen).filter(({ code }) => massnahme.indikatoren.includes(code));
  if (shown.length === 0) return <></>;
  return (
    <Abschnitt id="kennzahlen" titel={t.kennzahlen}>
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

const Quellen: FC<ViewProps> = ({ massnahme: { quellen }, unterlagen, t }) =>
  quellen.length === 0 ? (
    <></>
  ) : (
    <p class="leise">{t.quellen(quellen.length, quellen.map((code) => unterlagen.quellen.get(code)?.titel ?? code).join('; '))}</p>
  );
