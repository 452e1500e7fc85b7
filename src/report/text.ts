import { formatNumber, formatUnit } from '../base/number.ts';
import type { Fliesstext, InlineNode, TextBlock } from '../core/bericht/fliesstext.ts';
import { describeZeit } from '../core/kennzahlen/indikator.ts';
import { responseRate } from '../core/befragung/welle.ts';
import { textInline, type Block, type Inline } from '../document/tree.ts';
import type { Context } from './context.ts';
import { anchorOfCount, COUNTS, ORIGIN_OF_COUNTS } from './counts.ts';
import { sourceNotes } from './sources.ts';
import { anchorOfErgebnis, findErgebnis } from './survey.ts';
import { computedInline, originOfFrage, originOfWelle, trendInlines, valueInline } from './values.ts';

/** Running text as blocks, every reference replaced by its value. */
export function composeText(context: Context, inhalt: Fliesstext): Block[] {
  return inhalt.content.map((block) => composeBlock(context, block));
}

function composeBlock(context: Context, block: TextBlock): Block {
  switch (block.type) {
    case 'paragraph':
      return { kind: 'paragraph', content: composeInlines(context, block.content) };
    case 'heading': {
      const content = composeInlines(context, block.content);
      const name = block.content.map((node) => (node.type === 'text' ? node.text : '')).join('');
      return { kind: 'heading', level: context.level + block.attrs.level - 1, id: context.register.nameOf(`${context.place}-${name}`), content };
    }
    case 'blockquote':
      return { kind: 'quote', content: block.content.map((paragraph) => composeInlines(context, paragraph.content)) };
    default:
      return { kind: 'list', ordered: block.type === 'ordered_list', items: block.content.map((item) => composeItem(context, item.content)) };
  }
}

function composeItem(context: Context, paragraphs: readonly { content: readonly InlineNode[] }[]): Inline[] {
  return paragraphs.flatMap((paragraph, index): Inline[] => [...(index === 0 ? [] : [{ kind: 'break' as const }]), ...composeInlines(context, paragraph.content)]);
}

export function composeInlines(context: Context, nodes: readonly InlineNode[]): Inline[] {
  return nodes.flatMap((node) => composeInline(context, node));
}

function composeInline(context: Context, node: InlineNode): Inline[] {
  switch (node.type) {
    case 'text':
      return [composeMarks(node)];
    case 'hard_break':
      return [{ kind: 'break' }];
    case 'wert':
      return [composeWert(context, node.attrs)];
    case 'trend':
      return composeTrend(context, node.attrs);
    case 'anteil':
      return [composeAnteil(context, node.attrs)];
    case 'anzahl':
      return [composeAnzahl(context, node.attrs)];
    case 'welle':
      return [composeWelle(context, node.attrs)];
    case 'fussnote':
      return [{ kind: 'footnote', content: [textInline(node.attrs.text)] }];
    case 'quelle':
      return sourceNotes(context, [node.attrs.code]);
  }
}

type TextNode = Extract<InlineNode, { type: 'text' }>;
type Attrs<T extends InlineNode['type']> = Extract<InlineNode, { type: T; attrs: unknown }>['attrs'];

function composeMarks(node: TextNode): Inline {
  const marks = new Map(node.marks.map((mark) => [mark.type, mark]));
  const lang = marks.get('sprache');
  const link = marks.get('link');
  const text: Inline = {
    kind: 'text',
    text: node.text,
    ...(marks.has('strong') ? { strong: true } : {}),
    ...(marks.has('em') ? { emphasis: true } : {}),
    ...(lang?.type === 'sprache' ? { lang: lang.attrs.lang } : {}),
  };
  return link?.type === 'link' ? { kind: 'link', href: link.attrs.href, content: [text] } : text;
}

function composeWert(context: Context, attrs: Attrs<'wert'>): Inline {
  const indikator = context.bestand.indikator(attrs.indikator);
  if (!indikator) return textInline('.');
  const wert = context.bestand.find(attrs);
  if (attrs.form === 'zeitpunkt') return textInline(wert ? describeZeit(indikator, wert.zeit) : 'noch kein Stand');
  return valueInline(context, indikator, wert, attrs.form === 'wert', 'text');
}

function composeTrend(context: Context, attrs: Attrs<'trend'>): Inline[] {
  const reihe = context.bestand.reihe(attrs);
  return reihe ? trendInlines(context, reihe, attrs.von, attrs.bis) : [textInline('.')];
}

function composeAnteil(context: Context, attrs: Attrs<'anteil'>): Inline {
  const ergebnis = findErgebnis(context, attrs);
  context.register.fragen.add(`${attrs.welle}|${attrs.frage}`);
  const origin = { origin: originOfFrage(attrs.welle, attrs.frage), anchor: anchorOfErgebnis(attrs) };
  if (!ergebnis || ergebnis.zeichen === '/') return { kind: 'value', text: '/', raw: '/', ...origin };
  const total = ergebnis.anteile.filter((anteil) => attrs.werte.includes(anteil.wert)).reduce((sum, anteil) => sum + anteil.anteil, 0);
  const text = formatNumber(total, 1) + formatUnit('%');
  return { kind: 'value', text: ergebnis.zeichen === '()' ? `(${text})` : text, raw: String(total), ...origin };
}

function composeAnzahl(context: Context, attrs: Attrs<'anzahl'>): Inline {
  const count = COUNTS[attrs.was].rows(context, attrs).length;
  context.register.counts.set(anchorOfCount(attrs.was, attrs), attrs);
  return computedInline(count, 0, 'Anzahl', ORIGIN_OF_COUNTS, anchorOfCount(attrs.was, attrs));
}

function composeWelle(context: Context, attrs: Attrs<'welle'>): Inline {
  const welle = context.stand.wellen.find((entry) => entry.code === attrs.welle);
  context.register.wellen.add(attrs.welle);
  const number = welle && (attrs.was === 'ruecklauf' ? (responseRate(welle) ?? null) : welle[attrs.was]);
  if (number === null || number === undefined) return textInline('.');
  const [decimals, unit] = attrs.was === 'ruecklauf' ? [1, '%'] : [0, 'Anzahl'];
  return computedInline(number, decimals, unit, originOfWelle(attrs.welle), attrs.was);
}
