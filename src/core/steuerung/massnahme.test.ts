import { describe, expect, it } from 'vitest';
import { fieldsOf, isRunning, Massnahme, MASSNAHME_STATUS, needsReport } from './massnahme.ts';

const massnahme = (fields: object = {}): Massnahme => Massnahme.parse({ code: 'M1', titel: 'Neubau', kurztext: 'Kurz.', handlungsfeld: 'hf1', ...fields });

describe('the states of a measure', () => {
  it.each([
    ['Idee', false, false],
    ['geplant', false, true],
    ['beschlossen', false, true],
    ['begonnen', true, true],
    ['fortlaufend', true, true],
    ['abgeschlossen', false, false],
    ['verstetigt', false, false],
    ['zurückgestellt', false, false],
    ['entfallen', false, false],
  ])('%s: running %s, needs reports %s', (status, running, report) => {
    expect([isRunning(massnahme({ status })), needsReport(massnahme({ status }))]).toEqual([running, report]);
  });

  it('are all decided above', () => {
    expect(MASSNAHME_STATUS).toHaveLength(9);
  });

  it('that are not known publicly neither run nor owe reports', () => {
    expect([isRunning(massnahme()), needsReport(massnahme())]).toEqual([false, false]);
  });
});

it('fieldsOf names the main field first', () => {
  expect(fieldsOf(massnahme({ weitere_handlungsfelder: ['hf3', 'hf2'] }))).toEqual(['hf1', 'hf3', 'hf2']);
});
