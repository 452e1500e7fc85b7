import { describe, expect, it } from 'vitest';
import { checkSvg } from './svg-check.ts';

const svg = (inside: string, attributes = ''): string => `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`;

describe('a drawing that would act, load or reach out is refused', () => {
  it.each([
    ['a script', svg('<script>alert(1)</script>')],
    ['a script with prefix', svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>')],
    ['a script in capitals', svg('<SCRIPT>alert(1)</SCRIPT>')],
    ['foreign content', svg('<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example"/></foreignObject>')],
    ['an event handler', svg('<rect/>', 'onload="alert(1)"')],
    ['an event handler in capitals', svg('<rect ONCLICK="alert(1)"/>')],
    ['an event handler with a line break before =', svg('<rect onclick\n="alert(1)"/>')],
    ['a link', svg('<a href="https://evil.example"><rect/></a>')],
    ['an image', svg('<image href="https://evil.example/x.png"/>')],
    ['an image of this machine', svg('<image href="file:///etc/passwd"/>')],
    ['an image in itself', svg('<image href="data:image/png;base64,AAAA"/>')],
    ['a use of another file', svg('<use href="https://evil.example/x.svg#a"/>')],
    ['a use of another file by xlink', svg('<use xlink:href="x.svg#a"/>')],
    ['a use of data', svg('<use href="data:image/svg+xml,&lt;svg/&gt;#a"/>')],
    ['a use by another prefix', svg('<use xmlns:y="http://www.w3.org/1999/xlink" y:href="https://evil.example"/>')],
    ['a gradient from elsewhere', svg('<linearGradient xlink:href="//evil.example/x#g"/>')],
    ['a fill from elsewhere', svg('<rect fill="url(https://evil.example/x#g)"/>')],
    ['a fill from elsewhere with blanks and quotes', svg('<rect fill="url(  \'https://evil.example/x#g\' )"/>')],
    ['a fill from elsewhere beside one from here', svg('<rect style="fill:url(#a);stroke:url(//evil.example)"/>')],
    ['a style from elsewhere with escaped letters', svg('<rect style="fill:u\\72l(https://evil.example/x)"/>')],
    ['a style from elsewhere with escaped characters', svg('<rect style="fill:&#117;rl(https://evil.example/x)"/>')],
    ['an image set', svg('<rect style="mask-image:image-set(\'https://evil.example/x\' 1x)"/>')],
    ['a javascript address', svg('<rect fill="javascript:alert(1)"/>')],
    ['a style sheet', svg('<style>@import "https://evil.example/x.css";</style>')],
    ['an import in an attribute', svg('<rect style="@import \'https://evil.example\'"/>')],
    ['an animation', svg('<animate attributeName="href" to="javascript:alert(1)"/>')],
    ['a set', svg('<set attributeName="onload" to="alert(1)"/>')],
    ['a base address', svg('<use href="#a"/>', 'xml:base="https://evil.example/"')],
    ['a DOCTYPE', `<!DOCTYPE svg>${svg('')}`],
    ['an external entity', `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('<text>&x;</text>')}`],
    ['a bomb of entities', `<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${svg('<text>&b;</text>')}`],
    ['a style sheet by instruction', `<?xml-stylesheet href="https://evil.example/x.css"?>${svg('')}`],
    ['an instruction inside', svg('<?php echo 1 ?>')],
    ['an unknown entity', svg('<text>&nbsp;</text>')],
    ['a tag that is not closed', '<svg xmlns="http://www.w3.org/2000/svg"><rect>'],
    ['two roots', `${svg('')}${svg('')}`],
    ['no XML at all', 'hello'],
    ['nothing', ''],
    ['HTML', '<html><body onload="alert(1)"></body></html>'],
    ['a drawing that is no svg at its root', '<g/>'],
    ['control characters', svg('<text>\u0000</text>')],
  ])('%s', (_, text) => {
    expect(checkSvg(text)).not.toEqual([]);
  });

  it('with German sentences, each once, and never the hostile text at length', () => {
    const faults = checkSvg(svg(`<script/><script/><${'x'.repeat(500)}/><rect onload="a" onclick="b"/>`));
    expect(new Set(faults).size).toBe(faults.length);
    for (const fault of faults) {
      expect(fault).toMatch(/\.$/);
      expect(fault.length).toBeLessThan(160);
    }
  });

  it('when uses multiply: ten levels of ten would be ten thousand million marks', () => {
    const level = (depth: number): string => `<g id="g${depth}">${`<use href="#g${depth - 1}"/>`.repeat(10)}</g>`;
    expect(checkSvg(svg(`<defs><rect id="g0" width="1" height="1"/>${Array.from({ length: 10 }, (_, index) => level(index + 1)).join('')}</defs><use href="#g10"/>`))).not.toEqual([]);
  });
});

describe('a drawing made to exhaust the checker', () => {
  it.each([
    ['a hundred thousand uses', svg('<g id="a"/>' + '<use href="#a"/>'.repeat(100_000))],
    ['a hundred thousand levels', svg('<g id="x">'.repeat(100_000) + '</g>'.repeat(100_000))],
    ['a chain of a hundred thousand names', svg(Array.from({ length: 100_000 }, (_, index) => `<g id="g${index}"><use href="#g${index + 1}"/></g>`).join(''))],
    ['something that uses itself', svg('<g id="a"><use href="#a"/></g>')],
    ['a pattern that fills itself', svg('<pattern id="p"><rect fill="url(#p)"/></pattern>')],
  ])('%s is refused within a second or two', (_, text) => {
    const start = performance.now();
    expect(checkSvg(text)).not.toEqual([]);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('a plain drawing is accepted', () => {
  it.each([
    ['shapes', svg('<title>Logo</title><desc>Ein Kreis</desc><g><circle r="5"/><path d="M0 0L1 1"/><text x="1" y="2"><tspan>Ä</tspan></text></g>', 'viewBox="0 0 10 10"')],
    ['an XML declaration and a comment', `<?xml version="1.0" encoding="UTF-8"?><!-- von Hand -->${svg('<rect/>')}`],
    ['gradients used from here', svg('<defs><linearGradient id="g"><stop offset="0" style="stop-color:#fff"/></linearGradient></defs><rect fill="url(#g)"/>')],
    ['gradients used with quotes', svg('<defs><linearGradient id="g"/></defs><rect fill="url(\'#g\')" stroke=\'url( "#g" )\'/>')],
    ['a symbol that is used', svg('<symbol id="s"><rect/></symbol><use href="#s"/><use xlink:href="#s"/>')],
    ['a clip path', svg('<clipPath id="c"><rect/></clipPath><g clip-path="url(#c)"/>')],
  ])('with %s', (_, text) => {
    expect(checkSvg(text)).toEqual([]);
  });
});
