import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHARTS } from '../src/charts/chart.ts';
import { COMMANDS } from '../src/cli/commands.ts';
import { SETTINGS } from '../src/cli/settings.ts';
import { SAMMLUNGSNAMEN, sammlungOf } from '../src/core/bericht/sammlungen.ts';
import { FINDING_CODES } from '../src/effects/pdf-finding.ts';
import { BAUSTEINE } from '../src/report/bausteine.ts';
import { listFiles, project, readSources } from './source-scan.ts';

// Whatever has a name has a line in a page; every link inside leads somewhere.

const markdownIn = (folder: string): string[] => (existsSync(join(project, folder)) ? listFiles(join(project, folder)).filter((path) => path.endsWith('.md')).map((path) => `${folder}/${path}`) : []);
const read = (path: string): string => (existsSync(join(project, path)) ? readFileSync(join(project, path), 'utf8') : '');
const textOf = (...folders: string[]): string => folders.flatMap(markdownIn).map(read).join('\n');

const handbuch = textOf('docs/handbuch');
const betrieb = textOf('docs/betrieb');
const both = `${handbuch}\n${betrieb}`;
const sources = readSources();
const isNamed = (text: string, name: string): boolean => text.includes(`\`${name}\``);

describe('everything that has a name is in the handbook', () => {
  it('every command', () => {
    expect(Object.keys(COMMANDS).filter((name) => !isNamed(both, name) && !new RegExp(`leitwerk ${name}\\b`).test(both))).toEqual([]);
  });

  it('every code of pruefe-pdf, with its meaning', () => {
    expect(Object.entries(FINDING_CODES).filter(([code, meaning]) => !handbuch.includes(`| \`${code}\` | ${meaning} |`))).toEqual([]);
  });

  it('every setting, in docs/betrieb', () => {
    expect(SETTINGS.map(({ name }) => name).filter((name) => !isNamed(betrieb, name))).toEqual([]);
  });

  it('every table of the database, in docs/betrieb', () => {
    const tables = sources.filter(({ path }) => path.startsWith('storage/migrations/')).flatMap(({ text }) => [...text.matchAll(/\bcreate table (\w+)/gi)].map(([, name = '']) => name));
    expect(tables.length).toBeGreaterThan(5);
    expect(tables.filter((name) => !isNamed(betrieb, name))).toEqual([]);
  });

  it('every kind of chart', () => {
    expect(Object.keys(CHARTS).filter((name) => !isNamed(handbuch, name))).toEqual([]);
  });

  it('every kind of block', () => {
    expect(Object.keys(BAUSTEINE).filter((name) => !isNamed(handbuch, name))).toEqual([]);
  });

  it('every file of a town folder', () => {
    const paths = [...SAMMLUNGSNAMEN.map((name) => sammlungOf(name).pfad), 'werte/verlauf.csv'];
    expect(paths.filter((path) => !both.includes(path))).toEqual([]);
  });

  it('every noun of the core, in the glossary', () => {
    const glossary = read('docs/glossary.md');
    const types = sources
      .filter(({ path }) => path.startsWith('core/') && !path.startsWith('core/beispiel/')) // the generator's own words are no words of the field
      .flatMap(({ code }) => [...code.matchAll(/^export (?:type|interface|class|abstract class) (\w+)/gm)].map(([, name = '']) => name))
      .filter((name) => !ENGLISH.has(name));
    expect(types.filter((name) => !new RegExp(`\\b${name}\\b`).test(glossary))).toEqual([]);
  });
});

/** Technical words of the core, which the glossary of the field leaves out. */
const ENGLISH = new Set(['TextBlock', 'InlineNode', 'PublishedSchema']);

const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...markdownIn('docs'), ...markdownIn('src')];

describe('links hold', () => {
  it.each(pages)('%s', (page) => {
    expect(existsSync(join(project, page)), `${page} is missing`).toBe(true);
    expect(findLinks(read(page)).flatMap((link) => judgeLink(page, link))).toEqual([]);
  });
});

/** Links and pictures outside of code. */
function findLinks(text: string): string[] {
  const prose = text.replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)].map(([, link = '']) => link);
  const defined = [...prose.matchAll(/^\s*\[[^\]]+\]:\s+(\S+)/gm)].map(([, link = '']) => link);
  return [...inline, ...defined];
}

function judgeLink(page: string, link: string): string[] {
  if (/^(https?:|mailto:)/.test(link)) return [];
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), decodeURIComponent(path));
  if (!existsSync(join(project, target))) return [`${link}: ${target} is not there`];
  if (anchor === undefined || statSync(join(project, target)).isDirectory()) return [];
  return anchorsOf(read(target)).has(decodeURIComponent(anchor)) ? [] : [`${link}: no heading has this name`];
}

/** Names that GitHub and Open CoDE give to headings. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.replace(/^```[^]*?^```/gm, '').matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, heading = '']) => heading.replace(/[`*]/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
  const explicit = [...text.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)].map(([, name = '']) => name);
  return new Set([...explicit, ...headings.map((heading) => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-'))]);
}

describe('the first page', () => {
  const readme = read('README.md');

  it('has at most 80 lines', () => {
    expect(readme).not.toBe('');
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(80);
  });

  it('asks for exactly two commands, besides fetching', () => {
    const blocks = [...readme.matchAll(/^```[^\n]*\n([^]*?)^```/gm)].map(([, block = '']) => block);
    const lines = blocks.flatMap((block) => block.split('\n')).map((line) => line.replace(/\s+#.*$/, '').replace(/^\$\s*/, '').trim()).filter((line) => line !== '');
    expect([...new Set(lines.filter((line) => !/^(git clone |cd )/.test(line)))].sort()).toEqual(['npm start', 'npm test']);
  });
});

describe('publiccode.yml', () => {
  const text = read('publiccode.yml');
  const top = [...text.matchAll(/^([A-Za-z]+):/gm)].map(([, key = '']) => key);
  const block = (key: string): string => new RegExp(`^${key}:[^\\n]*\\n((?:[ \\t]+.*\\n|\\s*\\n|#.*\\n)*)`, 'm').exec(`${text}\n`)?.[1] ?? '';
  const has = (parent: string, key: string): boolean => new RegExp(`^\\s+-?\\s*${key}:`, 'm').test(block(parent));

  it('has the keys that the standard asks for', () => {
    const mandatory = ['publiccodeYmlVersion', 'name', 'url', 'platforms', 'developmentStatus', 'softwareType', 'description', 'legal', 'maintenance', 'localisation'];
    expect(mandatory.filter((key) => !top.includes(key))).toEqual([]);
    const nested = [['description', 'shortDescription'], ['description', 'longDescription'], ['description', 'features'], ['legal', 'license'], ['maintenance', 'type'], ['localisation', 'localisationReady'], ['localisation', 'availableLanguages']] as const;
    expect(nested.filter(([parent, key]) => !has(parent, key))).toEqual([]);
    expect(/^\s+type:\s*"?(none|community|internal)\b/m.test(block('maintenance')) ? has('maintenance', 'contacts') || /type:\s*"?none/.test(block('maintenance')) : has('maintenance', 'contractors')).toBe(true);
  });

  it('says the same as package.json', () => {
    const manifest = JSON.parse(read('package.json')) as { license: string };
    expect(block('legal')).toContain(manifest.license);
    expect(/^\s+(de|en):/m.test(block('description'))).toBe(true);
  });
});
