import { describe, expect, it } from 'vitest';
import { contrast } from '../charts/palette.ts';
import { FONT_WEIGHTS, printStylesheet } from './stylesheet.ts';

const MAINS = ['#005a9c', '#0b5c8a', '#ffe000', '#101010', '#ffffff', '#000000', '#c8102e', '#2e7d32', '#777777', '#00a0b0', '#ff66cc'];

type Names = ReadonlyMap<string, string>;

/** The named colours of a theme; those of the dark one lie over the light ones. */
function colours(css: string, dark: boolean): Names {
  const light = [...css.replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '').matchAll(/--([\w-]+):([^;}]+)/g)];
  const over = [...css.matchAll(/@media \(prefers-color-scheme:dark\)\{((?:[^{}]*\{[^{}]*\}\s*)*)\}/g)].flatMap((rule) => [...(rule[1] ?? '').matchAll(/--([\w-]+):([^;}]+)/g)]);
  return new Map([...light, ...(dark ? over : [])].map((match) => [match[1] ?? '', (match[2] ?? '').trim()]));
}

/** A colour as `#rrggbb`, names followed to their end. */
function resolve(names: Names, colour: string): string {
  const name = /^var\(--([\w-]+)\)$/.exec(colour)?.[1];
  if (name !== undefined) return resolve(names, names.get(name) ?? `no ${name}`);
  return /^#[0-9a-f]{3}$/i.test(colour) ? `#${Array.from(colour.slice(1), (digit) => digit + digit).join('')}` : colour.toLowerCase();
}

/** Text on ground as the rules put them together. */
const PAIRS = [
  ['text', 'grund'],
  ['text', 'flaeche'],
  ['leise', 'grund'],
  ['leise', 'flaeche'],
  ['marke', 'grund'],
  ['marke', 'flaeche'],
  ['auf-haupt', 'haupt'],
] as const;

describe('the stylesheet', () => {
  it.each(MAINS.flatMap((main) => [false, true].map((dark) => [main, dark ? 'dark' : 'light'] as const)))('in %s, %s theme: every text can be read on its ground (4.5:1)', (main, theme) => {
    const names = colours(printStylesheet(main), theme === 'dark');
    for (const [text, ground] of PAIRS) {
      const [ink, paper] = [resolve(names, `var(--${text})`), resolve(names, `var(--${ground})`)];
      expect([ink, paper].every((colour) => /^#[0-9a-f]{6}$/.test(colour))).toBe(true);
      expect([text, ground, Math.round(contrast(ink, paper) * 100) / 100 >= 4.5]).toEqual([text, ground, true]);
    }
  });

  it('writes the notice so that it can be read, in both themes', () => {
    const notices = [...printStylesheet('#005a9c').matchAll(/\.hinweisband\{background:(#[0-9a-f]{6});color:(#[0-9a-f]{6})/g)];
    expect(notices).toHaveLength(2);
    for (const [, ground = '', ink = ''] of notices) expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('names fonts of its own folder and loads nothing from elsewhere', () => {
    const css = printStylesheet('#005a9c');
    expect([...css.matchAll(/url\(([^)]*)\)/g)].map((match) => match[1])).toEqual(FONT_WEIGHTS.map(({ file }) => `schriften/${file}`));
    expect(css).not.toMatch(/@import|https?:|expression|javascript/i);
  });

  it('closes what it opens', () => {
    const css = printStylesheet('#005a9c');
    expect(css.split('{').length).toBe(css.split('}').length);
  });

  it('uses no name that it does not give', () => {
    const css = printStylesheet('#005a9c');
    const given = new Set(colours(css, true).keys());
    expect([...css.matchAll(/var\(--([\w-]+)/g)].map((match) => match[1] ?? '').filter((name) => !given.has(name))).toEqual([]);
  });
});
