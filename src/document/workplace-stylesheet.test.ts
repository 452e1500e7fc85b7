import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { FONT_WEIGHTS } from './stylesheet.ts';
import { WORKPLACE_SCRIPT } from './workplace-script.ts';
import { printWorkplaceStylesheet } from './workplace-stylesheet.ts';

const kern = readFileSync(createRequire(import.meta.url).resolve('@kern-ux/native/dist/kern.min.css'), 'utf8');
const css = printWorkplaceStylesheet('#005a9c');

describe('the stylesheet of the workplace', () => {
  it('loads the fonts beside it and nothing else', () => {
    expect([...css.matchAll(/url\(([^)]*)\)/g)].map((match) => match[1])).toEqual(FONT_WEIGHTS.map(({ file }) => file));
    expect(css).not.toMatch(/@import|https?:|data:/i);
  });

  it('uses and sets only names that it gives or that KERN knows', () => {
    const known = new Set([...`${kern}${css.replaceAll(/--kern-[\w-]+:/g, '')}`.matchAll(/(--[\w-]+):/g)].map((match) => match[1] ?? ''));
    const used = [...css.matchAll(/(?<![\w-])(--[\w-]+)/g)].map((match) => match[1] ?? '');
    expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([]);
  });

  it('closes what it opens', () => {
    expect(css.split('{').length).toBe(css.split('}').length);
  });

  it('knows dark, forced colours, reduced motion and print', () => {
    for (const query of ['screen and (prefers-color-scheme:dark)', '(forced-colors:active)', '(prefers-reduced-motion:reduce)', 'print']) expect(css).toContain(`@media ${query}{`);
  });
});

describe('what we rely on in KERN', () => {
  it('loads no font and nothing from elsewhere', () => {
    expect(kern).not.toMatch(/@font-face|@import|url\(["']?https?:/);
  });

  /** `data:` is refused by our policy: masks may stand only where we use other means, in icons, which we do not use, in the select and the accordion. */
  it('has pictures only as masks', () => {
    expect(kern.match(/url\("data:/g)?.length).toBe(kern.match(/mask:url\("data:/g)?.length);
    expect(css).toMatch(/select-wrapper::after\{-webkit-mask:none;mask:none/);
  });
});

describe('the script of the workplace', () => {
  it('is strict, small, and a program', () => {
    expect(WORKPLACE_SCRIPT.startsWith("'use strict';")).toBe(true);
    expect(Buffer.byteLength(WORKPLACE_SCRIPT)).toBeLessThanOrEqual(6144);
    expect(() => new Function(WORKPLACE_SCRIPT)).not.toThrow();
  });

  it('makes no code and no markup out of text', () => {
    expect(WORKPLACE_SCRIPT).not.toMatch(/\beval\b|new Function|innerHTML\s*=[^=]|insertAdjacentHTML|document\.write|localStorage|sessionStorage/);
  });
});
