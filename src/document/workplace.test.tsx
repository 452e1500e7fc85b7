import type { Child } from 'hono/jsx';
import { describe, expect, it } from 'vitest';
import { readFormular, type Formular } from './form-read.ts';
import { ConfirmView, FormView, titleWithProblems } from './form.tsx';
import { readPage, type Tag } from './html.test-data.ts';
import { applyListing, readListing, type Spalte } from './listing-query.ts';
import { ListingView, pageNumbers } from './listing.tsx';
import { Aufgabenliste, Beschreibung, Fortschritt, Kacheln, Kopierfeld, Marke, Zeitleiste } from './workplace-parts.tsx';
import { printPage, Workplace, type WorkplaceProps } from './workplace.tsx';

const EVIL = '<script>alert("1")</script>&\'';

const FRAME: WorkplaceProps = {
  title: 'Heute',
  stadt: { id: 'x', name: 'Beispielstadt', href: '/x/intern/' },
  hinweisband: 'Beispieldaten',
  person: { name: 'Ada Beispiel', rollen: ['Fachamt'], vertritt: ['Ben Muster'], seiten: [{ titel: 'Mein Konto', href: '/konto' }], abmelden: '/abmelden' },
  navigation: [
    { titel: 'Heute', href: '/heute', aktiv: true, zahl: 3 },
    { titel: 'Steuerung', href: '/steuerung', aktiv: false, zahl: 0 },
  ],
  suche: { action: '/suche' },
  pfad: [],
  hilfe: { absaetze: ['So geht es.'] },
  meldung: null,
  fuss: [{ titel: 'Impressum', href: '/impressum' }],
  stylesheets: ['/kern.min.css', '/stil.css'],
  script: '/arbeitsplatz.js',
};

const FORMULAR: Formular = {
  code: 'neu',
  knopf: 'Speichern',
  entwurf: true,
  felder: [
    { name: 'nr', art: 'verborgen', beschriftung: '', pflicht: true, vorgabe: '7' },
    { name: 'titel', art: 'text', beschriftung: 'Titel', hilfe: 'Kurz.', pflicht: true },
    { name: 'beginn', art: 'tag', beschriftung: 'Beginn', pflicht: false, vorgabe: '2026-03-01' },
    { name: 'text', art: 'mehrzeilig', beschriftung: 'Text', pflicht: false },
    { name: 'feld', art: 'auswahl', beschriftung: 'Feld', pflicht: true, vorgabe: 'b', auswahl: [{ wert: 'a', text: 'A' }, { wert: 'b', text: 'B' }] },
    { name: 'stand', art: 'radio', beschriftung: 'Stand', pflicht: true, auswahl: [{ wert: 'a', text: 'A' }, { wert: 'b', text: 'B' }] },
    { name: 'ziele', art: 'mehrfach', beschriftung: 'Ziele', pflicht: true, vorgabe: ['a', 'b'], auswahl: [{ wert: 'a', text: 'A' }, { wert: 'b', text: 'B' }] },
    { name: 'ok', art: 'haken', beschriftung: 'Einverstanden', pflicht: true, vorgabe: 'ja' },
  ],
};

const SPALTEN: readonly Spalte<number>[] = [
  { code: 'nr', titel: 'Nummer', wert: (nr) => nr, zelle: (nr) => <a href={`/${nr}`}>{nr}</a>, numeric: true, filter: 'text' },
  { code: 'art', titel: 'Art', wert: (nr) => (nr % 2 === 0 ? 'gerade' : 'ungerade'), zelle: (nr) => (nr % 2 === 0 ? 'gerade' : 'ungerade'), filter: [{ wert: 'gerade', text: 'gerade' }] },
];

const printed = (child: Child): string => String(child);
const framed = (child: Child, more: Partial<WorkplaceProps> = {}): string => printPage(<Workplace {...FRAME} {...more}>{child}</Workplace>);
const named = (tags: readonly Tag[], name: string): Tag[] => tags.filter((tag) => tag.name === name);
const withId = (tags: readonly Tag[], id: string): Tag | undefined => tags.find((tag) => tag.attributes['id'] === id);

/** What holds on every page: well formed, ids once, every reference has its target, every control its label, nothing that the policy refuses. */
function check(html: string): Tag[] {
  const { tags } = readPage(html);
  const ids = tags.flatMap(({ attributes }) => attributes['id'] ?? []);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  const references = tags.flatMap(({ attributes }) => [attributes['for'], attributes['aria-labelledby'], ...(attributes['aria-describedby']?.split(' ') ?? []), attributes['href']?.startsWith('#') === true ? attributes['href'].slice(1) : undefined]);
  expect(references.filter((id) => id !== undefined && !ids.includes(id))).toEqual([]);
  const labelled = new Set(named(tags, 'label').map(({ attributes }) => attributes['for']));
  const controls = tags.filter(({ name, attributes }) => ['input', 'select', 'textarea'].includes(name) && attributes['type'] !== 'hidden');
  expect(controls.filter(({ attributes }) => !labelled.has(attributes['id']))).toEqual([]);
  expect(tags.filter(({ name, attributes }) => name === 'style' || Object.keys(attributes).some((key) => key === 'style' || key.startsWith('on')) || (name === 'script' && attributes['src'] === undefined))).toEqual([]);
  return tags;
}

const listing = (rows: readonly number[], query: Record<string, string> = {}): Child => {
  const read = readListing(SPALTEN, query).listing;
  return <ListingView id="liste" titel="Zahlen" spalten={SPALTEN} page={applyListing(rows, SPALTEN, read)} listing={read} href="/zahlen" csv="/zahlen.csv" leer="Noch keine Zahlen." einzahl="Zahl" mehrzahl="Zahlen" />;
};
const NUMBERS = Array.from({ length: 60 }, (_, nr) => nr + 1);

describe('the frame', () => {
  it('holds heading, title, navigation, way and person', () => {
    const html = framed(<p>Inhalt</p>, { title: 'Maßnahme', pfad: [{ titel: 'Steuerung', href: '/steuerung' }] });
    const tags = check(html);
    expect(html).toContain('<title>Maßnahme – Beispielstadt</title>');
    expect(named(tags, 'h1')).toHaveLength(1);
    expect(tags.flatMap(({ attributes }) => attributes['aria-current'] ?? [])).toEqual(['true', 'page']);
    expect(readPage(html).text).toContain('3 (3 offen)');
    expect(readPage(html).text).toContain('In Vertretung für');
  });

  it('before the sign-in has neither navigation nor search nor menu', () => {
    const tags = check(framed(<p>Inhalt</p>, { person: null, navigation: [], hilfe: null, hinweisband: null, script: null }));
    expect(tags.filter(({ attributes }) => ['search'].includes(attributes['role'] ?? '')).concat(named(tags, 'details'), named(tags, 'script'))).toEqual([]);
    expect(named(tags, 'nav')).toHaveLength(1);
  });

  it('offers to take back what was done, by POST', () => {
    const html = framed('', { meldung: { art: 'erfolg', text: 'Gespeichert.', rueckgaengig: { action: '/zurueck', text: 'Rückgängig machen' } } });
    const tags = check(html);
    expect(named(tags, 'form').map(({ attributes }) => [attributes['method'], attributes['action']])).toContainEqual(['post', '/zurueck']);
    expect(readPage(html).text).toContain('Erledigt: Gespeichert.');
    expect(check(framed('', { meldung: { art: 'fehler', text: 'Nein.' } })).some(({ attributes }) => attributes['role'] === 'alert')).toBe(true);
  });

  it('prints whatever is typed or named as text', () => {
    const html = framed(<Marke ton="fehler" text={EVIL} />, { title: EVIL, hinweisband: EVIL, meldung: { art: 'hinweis', text: EVIL }, suche: { action: '/s', q: EVIL }, pfad: [{ titel: EVIL, href: '/' }], hilfe: { absaetze: [EVIL] } });
    expect(named(check(html), 'script')).toHaveLength(1);
    expect(html).not.toContain('<script>');
  });
});

describe('a form', () => {
  it('holds its presets, days as they are written here', () => {
    const tags = check(framed(<FormView formular={FORMULAR} action="/neu" />));
    expect(withId(tags, 'neu-beginn')?.attributes).toMatchObject({ value: '01.03.2026', 'aria-describedby': 'neu-beginn-hilfe' });
    expect(withId(tags, 'neu-titel')?.attributes).toMatchObject({ required: '', 'aria-describedby': 'neu-titel-hilfe', autocomplete: 'off' });
    expect(named(tags, 'option').filter(({ attributes }) => 'selected' in attributes).map(({ attributes }) => attributes['value'])).toEqual(['b']);
    expect(tags.filter(({ attributes }) => 'checked' in attributes).map(({ attributes }) => attributes['id'])).toEqual(['neu-ziele-0', 'neu-ziele-1', 'neu-ok']);
    expect(tags.filter(({ attributes }) => 'aria-invalid' in attributes)).toEqual([]);
  });

  it('after faults shows them on top and at the fields, keeps what was typed, and says so in the title', () => {
    const { typed, problems } = readFormular(FORMULAR, [['nr', '7'], ['titel', ''], ['beginn', '31.2.2026'], ['text', EVIL], ['feld', 'a']]);
    const html = framed(<FormView formular={FORMULAR} action="/neu" typed={typed} problems={problems} />, { problems });
    const tags = check(html);
    expect(html).toContain('<title>Fehler: Heute – Beispielstadt</title>');
    expect(withId(tags, 'neu-fehlerliste')?.attributes).toMatchObject({ tabindex: '-1', autofocus: '' });
    expect(tags.flatMap(({ attributes }) => attributes['href'] ?? []).filter((href) => href.startsWith('#neu'))).toEqual(['#neu-titel', '#neu-beginn', '#neu-stand-0', '#neu-ziele-0', '#neu-ok']);
    expect(withId(tags, 'neu-titel')?.attributes).toMatchObject({ 'aria-invalid': 'true', 'aria-describedby': 'neu-titel-hilfe neu-titel-fehler' });
    expect(withId(tags, 'neu-beginn')?.attributes['value']).toBe('31.2.2026');
    expect(tags.find(({ attributes }) => attributes['role'] === 'radiogroup')?.attributes).toMatchObject({ 'aria-invalid': 'true', 'aria-describedby': 'neu-stand-fehler', 'aria-required': 'true' });
    expect(tags.filter(({ attributes }) => 'checked' in attributes)).toEqual([]);
    expect(readPage(html).text).toContain(EVIL);
  });

  it('shows a fault of the whole form without a link', () => {
    const html = framed(<FormView formular={FORMULAR} action="/neu" problems={[{ feld: '', satz: 'E-Mail-Adresse oder Kennwort stimmen nicht.' }]} />);
    expect(check(html).filter(({ attributes }) => attributes['href']?.startsWith('#neu'))).toEqual([]);
    expect(readPage(html).text).toContain('E-Mail-Adresse oder Kennwort stimmen nicht.');
  });

  it('never shows a secret, keeps no draft of it, and tells password managers what it is', () => {
    const formular: Formular = { code: 'a', knopf: 'Anmelden', felder: [{ name: 'k', art: 'kennwort', beschriftung: 'Kennwort', pflicht: true, vorgabe: 'geheim' }, { name: 'c', art: 'einmalcode', beschriftung: 'Code', pflicht: true }] };
    const html = framed(<FormView formular={formular} action="/a" typed={{ k: ['geheim'], c: ['123456'] }} />);
    const tags = check(html);
    expect(html).not.toMatch(/geheim"|123456/);
    expect([withId(tags, 'a-k'), withId(tags, 'a-c')].map((tag) => [tag?.attributes['autocomplete'], tag?.attributes['data-geheim']])).toEqual([['current-password', ''], ['one-time-code', '']]);
    expect(withId(tags, 'a')?.attributes).not.toHaveProperty('data-warnen');
  });

  it('offers to drop a draft only where there is one; the first button sends', () => {
    const values = (html: string): string[] => named(check(html), 'button').flatMap(({ attributes }) => (attributes['name'] === 'aktion' ? (attributes['value'] ?? '') : []));
    expect(values(framed(<FormView formular={FORMULAR} action="/neu" />))).toEqual(['absenden', 'entwurf']);
    expect(values(framed(<FormView formular={FORMULAR} action="/neu" typed={{}} entwurfVom="24.11.2026, 13:05 Uhr" />))).toEqual(['absenden', 'entwurf', 'verwerfen']);
    expect(values(framed(<FormView formular={{ ...FORMULAR, entwurf: false }} action="/neu" />))).toEqual(['absenden']);
  });

  it('asks before something dangerous and offers the way back', () => {
    const html = framed(<ConfirmView satz="Konto sperren?" folgen={['Anmeldungen enden.']} formular={{ code: 'sperren', knopf: 'Sperren', felder: [] }} action="/sperren" abbrechen={{ href: '/konten' }} />);
    check(html);
    expect(html).toContain('gefahr');
    expect(html).toContain('href="/konten"');
  });

  it('marks a title only where there are faults', () => {
    expect([titleWithProblems('Konto', []), titleWithProblems('Konto', [{ feld: 'a', satz: 'b' }])]).toEqual(['Konto', 'Fehler: Konto']);
  });
});

describe('a list', () => {
  it('says how it is sorted, and its heads turn it round', () => {
    const html = framed(listing(NUMBERS, { sort: 'nr', richtung: 'auf', 'filter.art': 'gerade', proSeite: '50' }));
    const tags = check(html);
    expect(tags.flatMap(({ attributes }) => attributes['aria-sort'] ?? [])).toEqual(['ascending']);
    expect(tags.flatMap(({ attributes }) => (attributes['class']?.startsWith('sortierung') === true ? (attributes['href'] ?? '') : []))).toEqual(['/zahlen?sort=nr&richtung=ab&filter.art=gerade&proSeite=50', '/zahlen?sort=art&richtung=auf&filter.art=gerade&proSeite=50']);
    expect(readPage(html).text).toContain('30 von 60 Zahlen');
  });

  it('links its pages and takes the whole list along as CSV', () => {
    const html = printed(listing(NUMBERS, { seite: '2', sort: 'nr' }));
    const tags = readPage(html).tags;
    expect(tags.flatMap(({ attributes }) => attributes['aria-current'] ?? [])).toEqual(['page']);
    expect(tags.flatMap(({ attributes }) => attributes['rel'] ?? [])).toEqual(['prev', 'next']);
    expect(readPage(html).text).toContain('60 Zahlen, gezeigt: 26 bis 50');
    expect(html).toContain('href="/zahlen.csv?sort=nr&amp;richtung=auf"');
    expect(named(tags, 'tr')).toHaveLength(26);
  });

  it('counts one as one', () => {
    expect(readPage(printed(listing([1]))).text).toContain('1 Zahl');
    expect(readPage(printed(listing([1]))).text).not.toContain('1 Zahlen');
  });

  it('tells „nothing yet“ from „nothing found“', () => {
    expect(readPage(printed(listing([]))).text).toBe('Noch keine Zahlen.');
    const html = printed(listing(NUMBERS, { 'filter.nr': 'x' }));
    expect(readPage(html).text).toContain('Mit diesem Filter wurde nichts gefunden.');
    expect(html).toContain('href="/zahlen"');
    expect(html).not.toContain('<table');
  });

  it.each([
    [1, 1, [1]],
    [1, 3, [1, 2, 3]],
    [5, 9, [1, null, 4, 5, 6, null, 9]],
    [3, 9, [1, 2, 3, 4, null, 9]],
    [4, 9, [1, 2, 3, 4, 5, null, 9]],
    [9, 9, [1, null, 8, 9]],
  ])('on page %i of %i links %j', (seite, pages, numbers) => {
    expect(pageNumbers(seite, pages)).toEqual(numbers);
  });
});

describe('the pieces', () => {
  it('are well formed, also together on one page', () => {
    const html = framed(
      <>
        <Kacheln kacheln={[{ titel: 'Offen', wert: '3', notiz: 'davon 1 überfällig', href: '/offen' }, { titel: 'Fertig', wert: '4' }]} />
        <Beschreibung zeilen={[{ name: 'Zustand', wert: <Marke ton="warnung" text="wartet" /> }]} />
        <Kopierfeld id="link" beschriftung="Link" wert="https://x.example/" />
        <Zeitleiste leer="Nichts." zeilen={[{ zeit: 'heute', iso: '2026-11-24', text: 'Geändert', wer: 'Ada' }]} />
        <Zeitleiste leer="Noch nichts." zeilen={[]} />
        <Aufgabenliste heute="2026-11-24" aufgaben={[]} />
      </>,
    );
    check(html);
    expect(readPage(html).text).toContain('Im Augenblick wartet nichts auf Sie.');
  });

  it('say what is late', () => {
    const texts = ['2026-11-23', '2026-11-24'].map((faellig) => readPage(printed(<Aufgabenliste heute="2026-11-24" aufgaben={[{ titel: 'A', href: '/', faellig }]} />)).text);
    expect(texts).toEqual(['Awar fällig am 23.11.2026', 'Afällig am 24.11.2026']);
  });

  it('ask for progress until it has ended', () => {
    const [running, unknown, ended] = [{ prozent: 40 }, { prozent: null }, { prozent: 100, fertig: 'Fertig.' }].map((state) => readPage(printed(<Fortschritt id="a" titel="PDF" satz="Kapitel 1" nachladen="/a" {...state} />)));
    expect(running?.tags[0]?.attributes).toMatchObject({ 'data-nachladen': '/a' });
    expect(running?.text).toContain('40 % · Kapitel 1');
    expect(named(unknown?.tags ?? [], 'progress')[0]?.attributes).not.toHaveProperty('value');
    expect(ended?.tags[0]?.attributes).toMatchObject({ 'data-fertig': 'Fertig.' });
    expect(ended?.tags[0]?.attributes).not.toHaveProperty('data-nachladen');
  });
});
