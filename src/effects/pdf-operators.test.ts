import { describe, expect, it } from 'vitest';
import { ContentName, readOperations } from './pdf-operators.ts';

const read = (text: string): unknown[] => [...readOperations(Buffer.from(text, 'latin1'))].map(({ operator, operands }) => [...operands.map(plain), operator]);

function plain(operand: unknown): unknown {
  if (operand instanceof ContentName) return `/${operand.name}`;
  if (operand instanceof Uint8Array) return `(${Buffer.from(operand).toString('latin1')})`;
  if (operand instanceof Map) return Object.fromEntries([...operand].map(([key, value]) => [key, plain(value)]));
  return Array.isArray(operand) ? operand.map(plain) : operand;
}

describe('readOperations', () => {
  it.each([
    ['1 0 0 -1 56.69 +.5 cm', [[1, 0, 0, -1, 56.69, 0.5, 'cm']]],
    ['0 0 m 9 9 l S', [[0, 0, 'm'], [9, 9, 'l'], ['S']]],
    ['[<002b0002> 14 (a\\(b\\)\\101\\n)] TJ', [[['(\0+\0\x02)', 14, '(a(b)A\n)'], 'TJ']]],
    ['(a(b)c) Tj % (comment) Tj\nf*', [['(a(b)c)', 'Tj'], ['f*']]],
    ['/Span <</MCID 7 /Lang (de) /A [1 2] /B <</C /D>>>> BDC EMC', [['/Span', { MCID: 7, Lang: '(de)', A: [1, 2], B: { C: '/D' } }, 'BDC'], ['EMC']]],
    ['/a#20b gs', [['/a b', 'gs']]],
    ['q BI /W 2 /H 2 ID \x00(\xff EIx EI Q', [['q'], ['EI'], ['Q']]],
    ['true false null d0', [['true', 'false', 'null', 'd0']]],
    ["(a) ' 1 2 (b) \"", [['(a)', "'"], [1, 2, '(b)', '"']]],
    [') > ] (open', [[''], [''], ['']]],
    ['(a\\', []],
    ['1 2', []],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('comes to an end on any bytes', () => {
    const bytes = Uint8Array.from({ length: 20_000 }, (_, index) => (index * 7919 + (index >> 3) * 104729) & 0xff);
    expect([...readOperations(bytes)].length).toBeGreaterThan(0);
    expect(read('['.repeat(5000))).toEqual([]);
    expect(read('<<'.repeat(5000))).toEqual([]);
  });
});
