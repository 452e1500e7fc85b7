import { describe, expect, it } from 'vitest';
import { element, round, textBlock, textLine } from './svg.ts';

describe('element', () => {
  it('rounds numbers, escapes texts and leaves out what is undefined', () => {
    expect(element('rect', { x: 1.26, y: -0.01, class: '"><b', fill: undefined })).toBe('<rect x="1.3" y="0" class="&#34;&#62;&#60;b"/>');
  });
});

describe('round', () => {
  it('never writes minus zero', () => {
    expect(Object.is(round(-0.04), 0)).toBe(true);
  });
});

describe('textLine', () => {
  it('computes its baseline from the middle', () => {
    expect(textLine('<A>', { x: 10, y: 20, size: 10, class: 'lw-label' })).toBe('<text class="lw-label" x="10" y="23.5" font-size="10" fill="#222222">&#60;A&#62;</text>');
  });

  it('writes nothing for an empty text', () => {
    expect(textLine('', { x: 0, y: 0, class: 'lw-label' })).toBe('');
  });
});

describe('textBlock', () => {
  it('centres its lines around the middle', () => {
    const ys = [...textBlock(['a', 'b'], { x: 0, y: 100, size: 10, class: '' }).matchAll(/ y="([\d.]+)"/g)].map(([, y]) => Number(y));
    expect(ys).toEqual([97.5, 109.5]);
  });
});
