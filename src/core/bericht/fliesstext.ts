import { z } from 'zod';
import { adresse, code, listOf, maybe, text, zeit } from '../../base/schema.ts';

/**
 * Running text as ProseMirror JSON. Numbers are not typed: nodes such as `wert` hold a reference, and the value is
 * put in when the report is composed.
 */
const Mark = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('strong') }),
  z.strictObject({ type: z.literal('em') }),
  z.strictObject({ type: z.literal('link'), attrs: z.strictObject({ href: adresse }) }),
  z.strictObject({ type: z.literal('sprache'), attrs: z.strictObject({ lang: z.string().regex(/^[a-z]{2}$/, 'Erwartet wird ein Sprachkürzel wie en.') }) }),
]);

/** Which value: the newest up to the Stichtag where `zeit` is left out, the whole town where `raum` is. */
export const Wertbezug = z.strictObject({
  indikator: code,
  raum: maybe(code),
  zeit: maybe(zeit),
  auspraegung: maybe(text),
  basis: maybe(code),
});
export type Wertbezug = z.output<typeof Wertbezug>;

export const ZAEHLBARES = ['handlungsfelder', 'leitprojekte', 'massnahmen', 'massnahmen_laufend', 'meilensteine', 'meilensteine_erreicht', 'meilensteine_faellig', 'sitzungen', 'empfehlungen', 'empfehlungen_beantwortet', 'kennzahlen'] as const;
export type Zaehlbares = (typeof ZAEHLBARES)[number];

const Inline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), marks: listOf(Mark) }),
  z.strictObject({ type: z.literal('hard_break') }),
  /** A value of an indicator: `45,2 %`; form `zeitpunkt` prints its reference time instead. */
  z.strictObject({ type: z.literal('wert'), attrs: Wertbezug.extend({ form: z.enum(['wert', 'zahl', 'zeitpunkt']).default('wert') }) }),
  /** `von 40,1 % (2020) auf 46,0 % (2024) gestiegen`: the word comes from the data, never across a break. */
  z.strictObject({ type: z.literal('trend'), attrs: z.strictObject({ indikator: code, raum: maybe(code), von: maybe(zeit), bis: maybe(zeit) }) }),
  /** Share of one or several answers together. */
  z.strictObject({ type: z.literal('anteil'), attrs: z.strictObject({ welle: code, frage: code, werte: z.array(code).min(1), merkmal: maybe(code), auspraegung: maybe(code) }) }),
  /** How many of something there are, counted from the rows of the town. */
  z.strictObject({ type: z.literal('anzahl'), attrs: z.strictObject({ was: z.enum(ZAEHLBARES), handlungsfeld: maybe(code), leitprojekt: maybe(code) }) }),
  /** A figure of a survey wave: invitations, answers, rate. */
  z.strictObject({ type: z.literal('welle'), attrs: z.strictObject({ welle: code, was: z.enum(['einladungen', 'unzustellbar', 'antworten', 'ruecklauf']) }) }),
  z.strictObject({ type: z.literal('fussnote'), attrs: z.strictObject({ text }) }),
  /** Footnote that names a source of the town's list. */
  z.strictObject({ type: z.literal('quelle'), attrs: z.strictObject({ code }) }),
]);
export type InlineNode = z.output<typeof Inline>;

const Paragraph = z.strictObject({ type: z.literal('paragraph'), content: listOf(Inline) });
const Heading = z.strictObject({ type: z.literal('heading'), attrs: z.strictObject({ level: z.int().min(1).max(2) }), content: z.array(Inline).min(1) });
const ListItem = z.strictObject({ type: z.literal('list_item'), content: z.array(Paragraph).min(1) });
const TextBlock = z.discriminatedUnion('type', [
  Paragraph,
  Heading,
  z.strictObject({ type: z.literal('bullet_list'), content: z.array(ListItem).min(1) }),
  z.strictObject({ type: z.literal('ordered_list'), content: z.array(ListItem).min(1) }),
  z.strictObject({ type: z.literal('blockquote'), content: z.array(Paragraph).min(1) }),
]);
export type TextBlock = z.output<typeof TextBlock>;

export const Fliesstext = z.strictObject({ type: z.literal('doc'), content: z.array(TextBlock).min(1) });
export type Fliesstext = z.output<typeof Fliesstext>;

/** A text of a report; `pruefvermerk` is asked for where the text claims to be in Leichte Sprache. */
export const Text = z.strictObject({
  code: z.string(),
  titel: maybe(text),
  stand: z.enum(['Entwurf', 'geprüft', 'freigegeben']).default('Entwurf'),
  sprache: z.enum(['standard', 'leicht']).default('standard'),
  pruefvermerk: maybe(text),
  inhalt: Fliesstext,
});
export type Text = z.output<typeof Text>;

/** A page of the town that is no report: Impressum, Datenschutz, Erklärung zur Barrierefreiheit. */
export const Seite = z.strictObject({ code, titel: text, stand: text, inhalt: Fliesstext });
export type Seite = z.output<typeof Seite>;

/** Every inline node of a text with its path, for checks of references. */
export function* walkInlines(inhalt: Fliesstext): Generator<{ node: InlineNode; path: (string | number)[] }> {
  yield* walk(inhalt.content, ['content']);
}

function* walk(content: readonly Nested[], path: (string | number)[]): Generator<{ node: InlineNode; path: (string | number)[] }> {
  for (const [index, node] of content.entries()) {
    const here = [...path, index];
    if ('content' in node) yield* walk(node.content, [...here, 'content']);
    else yield { node, path: here };
  }
}

type Nested = TextBlock | z.output<typeof ListItem> | InlineNode;
