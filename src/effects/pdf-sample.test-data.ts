import type { PdfRequest } from './pdf.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 40"><rect x="0" y="4" width="120" height="12" fill="#1f6f5c"/><rect x="0" y="22" width="80" height="12" fill="#888"/></svg>';
const text = (content: string): object => ({ kind: 'text', text: content });

const META = {
  title: 'Prüfbericht', subtitle: null, series: 'Familienbericht', publisher: 'Musterstadt', town: 'Musterstadt', townId: 'musterstadt', reportCode: 'pruefbericht', edition: 'Probe',
  stichtag: '2026-06-30', stichtagText: '30. Juni 2026', checksum: 'a'.repeat(64), language: 'de', licence: 'CC BY 4.0', notice: null, example: true, color: '#1f6f5c', logo: null,
};

const TABLE = {
  kind: 'table', title: 'Kinder nach Stadtteil', head: ['Stadtteil', '2024', '2025'], numeric: [false, true, true], weights: [1.5, 0, 0], staysWhole: false,
  rows: [['Altstadt', '120', '118'], ['Neustadt', '95', '99'], ['Hafen', '40', '44']].map((row) => row.map((cell) => [text(cell)])), notes: ['Stand am Jahresende.'], source: [text('Einwohnermelderegister')],
};

const FIGURE = { kind: 'figure', title: 'Kinder in zwei Stadtteilen', svg: SVG, ratio: 0.25, alt: 'Balkendiagramm mit 2 Kategorien: Altstadt 118, Neustadt 99.', notes: [], source: [text('Einwohnermelderegister')] };

const CHAPTERS = [
  { title: 'Inhalt', newPage: true, sections: [], blocks: [{ kind: 'directory', of: 'contents' }] },
  {
    title: '1 Familien', newPage: true, blocks: [
      { kind: 'paragraph', style: 'body', content: [text('Mehr Kinder als im Vorjahr'), { kind: 'footnote', name: 'n-1', isFirst: true, content: [text('Quelle: Register.')] }, text('. Siehe '), { kind: 'link', href: 'https://example.org/', text: 'die Quelle' }, text('.')] },
      { kind: 'list', style: 'body', ordered: false, items: [[text('erster Punkt')], [text('zweiter Punkt')]] },
    ],
    sections: [
      { title: '1.1 Tabelle', newPage: false, blocks: [TABLE] },
      { title: '1.2 Bild', newPage: true, blocks: [FIGURE, { kind: 'heading', level: 3, content: [text('Einzelheiten')] }, { kind: 'paragraph', style: 'body', content: [text('Ein Absatz.')] }] },
    ],
  },
];

/** A small report with one of each: table, figure, list, footnote, link, three levels of headings; five pages. */
export function makeSample(changes: { readonly alt?: string; readonly level?: number } = {}): PdfRequest {
  const data = JSON.stringify({ meta: META, imprint: [], chapters: CHAPTERS }, (key, value: unknown) => {
    if (key === 'alt' && changes.alt !== undefined) return changes.alt;
    return key === 'level' && changes.level !== undefined ? changes.level : value;
  });
  return { data, logo: null, day: '2026-06-30' };
}
