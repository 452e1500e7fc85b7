import { formatDayShort } from '../../base/date.ts';
import { compareGerman } from '../../base/text.ts';
import { publicDayOf } from '../../core/bericht/gliederung.ts';
import { applyListing, type Spalte } from '../../document/listing-query.ts';
import { ListingView } from '../../document/listing.tsx';
import { Marke } from '../../document/workplace-parts.tsx';
import type { Ausgabezeile } from '../../storage/bericht.ts';
import type { Db } from '../../storage/database.ts';
import type { Erteilt } from '../../storage/freigaben.ts';
import { staffPage } from '../frame.tsx';
import type { House } from '../house.ts';
import { readList } from '../listing.ts';
import { linkTo } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { formatTime } from '../times.ts';
import { naechsterSchritt, STAENDE, standOf, VORGANG, type Freigabestand } from './freigabestand.ts';
import { berichtTexte, type BerichtTexte } from './texte.ts';

/** A frozen edition with what has become of it since. */
export interface Ausgabe extends Ausgabezeile {
  /** Of its report as it is called today; its code where the report has gone. */
  readonly titel: string;
  readonly erteilt: readonly Erteilt[];
  readonly stand: Freigabestand;
  /** Day of publication of its report, ISO; null where none is set, or the report has gone. */
  readonly oeffentlich_am: string | null;
}

/** All frozen editions of a town, the latest first. */
export async function readAusgaben(db: Db, town: string, { ausgaben, eintraege, freigaben }: House['storage']): Promise<Ausgabe[]> {
  const berichte = new Map((await eintraege.listEintraege(db, town, 'gliederungen')).map((gliederung) => [gliederung.code, gliederung]));
  const erteilt = await freigaben.listAlleErteilt(db, town, VORGANG);
  return (await ausgaben.listAusgaben(db, town)).map((zeile) => {
    const schritte = erteilt.get(zeile.id) ?? [];
    const bericht = berichte.get(zeile.bericht);
    return { ...zeile, titel: bericht?.titel ?? zeile.bericht, erteilt: schritte, stand: standOf(schritte), oeffentlich_am: publicDayOf(zeile, bericht) };
  });
}

/** The list of editions. */
export async function showAusgaben(asked: StaffAsked): Promise<Reply> {
  const stadt = asked.town.id;
  const ausgaben = await asked.inTown((db) => readAusgaben(db, stadt, asked.house.storage));
  const t = berichtTexte(asked.lang);
  const spalten = columns(t, stadt, ausgaben);
  const listing = readList(asked, spalten);
  if ('kind' in listing) return listing;
  return staffPage(asked, {
    title: t.ausgaben.titel,
    hilfe: t.ausgaben.hilfe,
    inhalt: (
      <>
        {asked.darf('ausgabe.einfrieren') ? (
          <p class="bedienung">
            <a class="kern-btn kern-btn--primary" href={linkTo('ausgaben.einfrieren', { stadt })}>
              <span class="kern-label">{t.ausgaben.einfrieren}</span>
            </a>
          </p>
        ) : null}
        <ListingView
          id="ausgaben"
          titel={t.ausgaben.titel}
          spalten={spalten}
          page={applyListing(ausgaben, spalten, listing)}
          listing={listing}
          href={linkTo('ausgaben', { stadt })}
          csv={null}
          leer={t.ausgaben.leer}
          einzahl={t.ausgaben.einzahl}
          mehrzahl={t.ausgaben.mehrzahl}
          lang={asked.lang}
        />
      </>
    ),
  });
}

function columns(t: BerichtTexte, stadt: string, ausgaben: readonly Ausgabe[]): Spalte<Ausgabe>[] {
  const { spalten } = t.ausgaben;
  const berichte = [...new Map(ausgaben.map(({ bericht, titel }) => [bericht, titel]))].sort(([, a], [, b]) => compareGerman(a, b));
  const naechster = ({ erteilt }: Ausgabe): string | null => naechsterSchritt(erteilt)?.titel ?? null;
  return [
    { code: 'bericht', titel: spalten.bericht, wert: ({ titel }) => titel, zelle: ({ id, titel }) => <a href={linkTo('ausgabe', { stadt, id })}>{titel}</a>, filter: berichte.map(([wert, text]) => ({ wert, text })), merkmale: ({ bericht }) => [bericht] },
    { code: 'stichtag', titel: spalten.stichtag, wert: ({ stichtag }) => stichtag, zelle: ({ stichtag }) => formatDayShort(stichtag) },
    { code: 'eingefroren', titel: spalten.eingefroren, wert: ({ eingefroren_am }) => eingefroren_am.toISOString(), zelle: ({ eingefroren_am }) => formatTime(eingefroren_am) },
    {
      code: 'stand',
      titel: spalten.stand,
      wert: ({ stand }) => Object.keys(STAENDE).indexOf(stand),
      zelle: ({ stand }) => <Marke ton={STAENDE[stand]} text={t.staende[stand]} />,
      filter: Object.entries(t.staende).map(([wert, text]) => ({ wert, text })),
      merkmale: ({ stand }) => [stand],
    },
    { code: 'naechster', titel: spalten.naechster, wert: naechster, zelle: (ausgabe) => naechster(ausgabe) ?? '–' },
  ];
}
