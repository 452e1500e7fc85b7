import { slugify } from '../base/text.ts';
import { colorsOf } from '../charts/palette.ts';
import type { Datenstand } from '../core/bericht/datenstand.ts';
import type { Abschnitt, Baustein, Gliederung, Kapitel } from '../core/bericht/gliederung.ts';
import { describeHinweis } from '../core/bericht/stadt.ts';
import { validHandlungsfelder } from '../core/steuerung/handlungsfeld.ts';
import type { Block, Chapter, DocumentTree, Meta, Origin, Picture, Section } from '../document/tree.ts';
import { findBaustein } from './bausteine.ts';
import { openContext, type Context } from './context.ts';
import { composeSeite } from './legal-page.ts';
import { composeImprint } from './imprint.ts';
import { composeOrigins, listOriginNames } from './origins.ts';
import { keyOfPlace } from './usage.ts';

/** What a Datenstand can't know about itself. */
export interface Edition {
  /** SHA-256 of the serialised Datenstand. */
  readonly checksum: string;
}

/**
 * Composes a report: the same outline, Datenstand and checksum always give the same tree. Reads no clock and no file;
 * every number in the result was taken from the Datenstand here.
 */
export function composeBericht(gliederung: Gliederung, stand: Datenstand, edition: Edition): DocumentTree {
  const context = openContext(stand, gliederung);
  for (const name of listOriginNames(stand)) context.register.nameOf(name);
  const chapters = composeChapters(context);
  return { meta: composeMeta(context, edition), imprint: composeImprint(context, edition), chapters, origins: composeOrigins(context), legal: composeLegal(context) };
}

function composeLegal(context: Context): Origin[] {
  return context.stand.seiten.map((seite) => ({
    id: context.register.nameOf(seite.code),
    title: seite.titel,
    blocks: composeSeite(context, seite),
  }));
}

function composeMeta({ gliederung, stand, palette }: Context, edition: Edition): Meta {
  return {
    title: gliederung.titel,
    subtitle: gliederung.untertitel,
    series: gliederung.reihe,
    publisher: gliederung.herausgeber,
    town: stand.stadt.name,
    townId: stand.stadt.id,
    reportCode: gliederung.code,
    edition: gliederung.fassung,
    stichtag: stand.stichtag,
    checksum: edition.checksum,
    language: 'de',
    licence: gliederung.lizenz,
    notice: describeHinweis(stand.stadt),
    example: stand.stadt.beispiel,
    color: colorsOf(palette).main,
    logo: findLogo(stand),
  };
}

function findLogo(stand: Datenstand): Picture | null {
  const bild = stand.bilder.find((entry) => entry.code === stand.stadt.logo);
  const bytes = bild && stand.bilddateien[bild.datei];
  return bild && bytes !== undefined ? { name: bild.datei, bytes, alt: bild.alternativtext } : null;
}

function composeChapters(context: Context): Chapter[] {
  let count = 0;
  return context.gliederung.kapitel.map((kapitel) => {
    const number = kapitel.nummeriert ? String((count += 1)) : null;
    const id = context.register.nameOf(kapitel.code);
    context.register.places.set(keyOfPlace(kapitel.code, null, null), id);
    return { id, number, title: kapitel.titel, newPage: kapitel.umbruch, blocks: composeBlocks({ ...context, place: id, level: 2 }, kapitel.bausteine), sections: composeSections(context, kapitel, id, number) };
  });
}

function composeSections(context: Context, kapitel: Kapitel, chapterId: string, chapterNumber: string | null): Section[] {
  let count = 0;
  return kapitel.abschnitte.flatMap((abschnitt) =>
    instancesOf(context, abschnitt).map((instance): Section => {
      count += 1;
      const title = abschnitt.titel ?? instance.handlungsfeld?.titel ?? instance.leitprojekt?.titel ?? abschnitt.code;
      const id = context.register.nameOf(abschnitt.je === null ? `${chapterId}-${abschnitt.code}` : slugify(title));
      context.register.places.set(keyOfPlace(kapitel.code, abschnitt.code, instance.handlungsfeld?.code ?? instance.leitprojekt?.code ?? null), id);
      const number = chapterNumber === null ? null : `${chapterNumber}.${count}`;
      return { id, number, title, ownPage: abschnitt.je !== null, newPage: abschnitt.je !== null && abschnitt.umbruch, blocks: composeBlocks({ ...instance, place: id, level: 3 }, abschnitt.bausteine) };
    }),
  );
}

/** One context for a plain section, one for each field or project where the section is repeated. */
function instancesOf(context: Context, abschnitt: Abschnitt): Context[] {
  const { stand } = context;
  if (abschnitt.je === 'handlungsfeld') return validHandlungsfelder(stand.handlungsfelder, stand.stichtag).map((handlungsfeld) => ({ ...context, handlungsfeld }));
  if (abschnitt.je === 'leitprojekt') return [...stand.leitprojekte].sort((a, b) => a.reihenfolge - b.reihenfolge).map((leitprojekt) => ({ ...context, leitprojekt }));
  return [context];
}

function composeBlocks(context: Context, bausteine: readonly Baustein[]): Block[] {
  return bausteine.flatMap((baustein) => {
    const { art, nur, ...params } = baustein;
    if (nur.length > 0 && !nur.includes(context.handlungsfeld?.code ?? context.leitprojekt?.code ?? '')) return [];
    const kind = findBaustein(art);
    if (!kind) throw new Error(`Unknown kind of block in the outline: ${art}`);
    return kind.compose(kind.params.parse(params), context);
  });
}
