import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CHARTS, drawChart, type ChartKind } from '../../src/charts/chart.ts';
import { buildAusgabe, prepareBericht } from '../../src/cli/ausgabe.ts';
import { readMappe } from '../../src/cli/workspace.ts';
import { listFiles, project } from '../source-scan.ts';
import { content, effects } from '../testbed.ts';
import { compareGolden, judgeGolden } from './golden.ts';

// What leaves the house, as files to look at: a change of them is seen in the diff and taken over on purpose.

const kinds = Object.keys(CHARTS) as ChartKind[];
const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Golden files that nothing makes any more. */
function findStale(folder: string, made: Iterable<string>): string[] {
  const wanted = new Set(made);
  const path = join(project, 'test', folder);
  return (existsSync(path) ? listFiles(path) : []).map((file) => `${folder}/${file}`).filter((file) => !wanted.has(file) && !file.includes('-changed.'));
}

describe('charts', () => {
  const drawn = kinds.flatMap((kind) => CHARTS[kind].examples.map((series, index) => ({ name: `golden/output/charts/${kind}-${index + 1}`, chart: drawChart(kind, series, { id: 'beispiel', palette: { main: '#1f6f5c' } }) })));

  it.each(drawn)('$name', ({ name, chart: { svg, sentence, table } }) => {
    expect(judgeGolden(new Map([[`${name}.svg`, `${svg}\n`], [`${name}.json`, pretty({ sentence, table })]]))).toEqual([]);
  });

  it('have no golden file too many', () => {
    expect(findStale('golden/output/charts', drawn.flatMap(({ name }) => [`${name}.svg`, `${name}.json`]))).toEqual([]);
  });
});

describe('the report of the template town', () => {
  const files = new Map<string, string>();

  beforeAll(async () => {
    const mappe = await readMappe(content('vorlage'));
    const { gliederung, stand } = prepareBericht(mappe, mappe.gliederungen[0]?.code ?? '');
    const { dateien, manifest } = await buildAusgabe(gliederung, stand, { ...effects, program: { version: '0.0.0', fingerprint: '' } });
    const open = [...dateien].filter(([path]) => /\.(html|csv|svg)$/.test(path) && !path.startsWith('web/daten/'));
    for (const [path, bytes] of open) files.set(`golden/output/vorlage/${path}`, path.endsWith('.html') ? breakLines(Buffer.from(bytes).toString()) : Buffer.from(bytes).toString());
    // Hashes would say a second time, and less clearly, what the files beside it say.
    const listed = { ...manifest, dateien: manifest.dateien.map(({ pfad }) => ({ pfad })) };
    files.set('golden/output/vorlage/manifest.json', pretty(listed));
  });

  it('is as it was: pages, pictures, tables, manifest', () => {
    expect(files.size).toBeGreaterThan(10);
    expect(judgeGolden(files)).toEqual([]);
    expect(findStale('golden/output/vorlage', files.keys())).toEqual([]);
  });
});

/** One element a line, so that a diff shows what changed; without the hash of the Datenstand, which changes with every letter. */
function breakLines(html: string): string {
  return html.replace(/<code>[0-9a-f]{12,64}<\/code>|\b[0-9a-f]{64}\b/g, '<code>…</code>').replace(/<(?=(?:head|body|header|main|nav|article|section|h[1-6]|p|ul|ol|li|dl|dt|dd|div|figure|figcaption|table|thead|tbody|tr|td|th|details|summary|footer|meta|title|link|svg|g|rect|line|path|text|circle)[\s>/])/g, '\n<');
}

describe('the comparison itself', () => {
  const path = 'golden/output-of-the-comparison/probe.txt';
  const folder = join(project, 'test/golden/output-of-the-comparison');

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    vi.unstubAllEnvs();
  });

  it('writes a missing file, keeps an equal one, and lays a differing one beside it', () => {
    vi.stubEnv('CI', '');
    vi.stubEnv('UPDATE_GOLDEN', '');
    expect(compareGolden(path, 'eins\n')).toBe('written');
    expect(compareGolden(path, 'eins\n')).toBe('equal');
    expect(compareGolden(path, 'zwei\n')).toBe('changed');
    expect(readFileSync(join(folder, 'probe.txt'), 'utf8')).toBe('eins\n');
    expect(readFileSync(join(folder, 'probe-changed.txt'), 'utf8')).toBe('zwei\n');
    expect(judgeGolden(new Map([[path, 'zwei\n']]))).toEqual([`test/${path} differs; the new one lies beside it as -changed. Take it over with UPDATE_GOLDEN=1.`]);
    expect(compareGolden(path, 'eins\n')).toBe('equal');
    expect(existsSync(join(folder, 'probe-changed.txt'))).toBe(false);
  });

  it('does not write under CI, and takes over when it is told to', () => {
    vi.stubEnv('CI', 'true');
    vi.stubEnv('UPDATE_GOLDEN', '');
    expect(compareGolden(path, 'eins\n')).toBe('missing');
    expect(existsSync(join(folder, 'probe.txt'))).toBe(false);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'probe.txt'), 'alt\n');
    vi.stubEnv('UPDATE_GOLDEN', '1');
    expect(compareGolden(path, 'neu\n')).toBe('written');
    expect(readFileSync(join(folder, 'probe.txt'), 'utf8')).toBe('neu\n');
  });
});
