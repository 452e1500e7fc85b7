import { beforeAll, describe, expect, it } from 'vitest';
import { composeShippedReports, type Report } from '../report/towns.test-data.ts';
import { HOSTILE, paragraphOf, tableOf, treeOf } from './tree.test-data.ts';
import { textInline, type Inline } from './tree.ts';
import { printTypstData } from './typst.ts';

let reports: Report[];
beforeAll(async () => {
  reports = await composeShippedReports();
});

interface Printed {
  readonly meta: Record<string, unknown>;
  readonly chapters: { title: string; blocks: Record<string, unknown>[]; sections: { title: string; blocks: Record<string, unknown>[] }[] }[];
}

const print = (...args: Parameters<typeof treeOf>): Printed => JSON.parse(printTypstData(treeOf(...args))) as Printed;

describe('printTypstData', () => {
  it('is valid JSON with every chapter and section in their order', () => {
    for (const { tree } of reports) {
      const { chapters, meta } = JSON.parse(printTypstData(tree)) as Printed;
      expect(chapters.map(({ title }) => title)).toEqual(tree.chapters.map(({ number, title }) => (number === null ? title : `${number} ${title}`)));
      expect(chapters.map(({ sections }) => sections.length)).toEqual(tree.chapters.map(({ sections }) => sections.length));
      expect(meta['title']).toBe(tree.meta.title);
    }
  });

  it('gives every table rows as wide as its head and every figure its sentence', () => {
    for (const { tree } of reports) {
      const { chapters } = JSON.parse(printTypstData(tree)) as Printed;
      const blocks = chapters.flatMap((chapter) => [...chapter.blocks, ...chapter.sections.flatMap((section) => section.blocks)]);
      for (const block of blocks) {
        if (block['kind'] === 'table') for (const row of block['rows'] as unknown[][]) expect(row).toHaveLength((block['head'] as unknown[]).length);
        if (block['kind'] === 'figure') expect(block['alt']).toMatch(/\S.*\.$/s);
      }
    }
  });

  it('names every footnote before it is referred to again', () => {
    const note: Inline = { kind: 'footnote', content: [textInline('gleich')] };
    const { chapters } = print([{ kind: 'paragraph', content: [note, note] }]);
    const [first, second] = (chapters[0]?.blocks[0]?.['content'] ?? []) as { name: string; isFirst: boolean }[];
    expect([first?.isFirst, second?.isFirst, first?.name === second?.name]).toEqual([true, false, true]);
  });

  it.each(HOSTILE)('carries %s as a plain string', (hostile) => {
    const { chapters, meta } = print([paragraphOf(hostile), tableOf([[hostile, hostile]])], { title: hostile });
    expect(chapters[0]?.blocks[0]).toMatchObject({ content: [{ kind: 'text', text: hostile }] });
    expect(chapters[0]?.blocks[1]).toMatchObject({ rows: [[[{ text: hostile }], [{ text: hostile }]]] });
    expect(meta['title']).toBe(hostile);
  });

  it('takes a table of any length', () => {
    expect(() => printTypstData(treeOf([tableOf(Array.from({ length: 200_000 }, () => ['a', '1']))]))).not.toThrow();
  });
});
