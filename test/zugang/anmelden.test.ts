import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StaffHouse } from '../staff.ts';

const house = new StaffHouse();
beforeAll(() => house.open());
afterAll(() => house.close());

const PASSWORD = 'drei Wörter im Wind';

describe('signing in', () => {
  it('shows the way in instead of a page, and then goes on to that page', async () => {
    const id = await house.createAccount('musterstadt', 'ADM', null, 'Ada Beispiel');
    await house.setPassword('musterstadt', id, PASSWORD);
    const visitor = house.visitor();
    const shut = await visitor.get('/musterstadt/intern/konto');
    expect(shut.status).toBe(401);
    expect(shut.text).toContain('value="/musterstadt/intern/konto"');
    const wrong = await visitor.post('/musterstadt/intern/anmelden', { email: `${id}@musterstadt.example`, kennwort: 'falsch', weiter: '/musterstadt/intern/konto' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain(`value="${id}@musterstadt.example"`);
    const right = await visitor.post('/musterstadt/intern/anmelden', { email: `${id}@MUSTERSTADT.example`, kennwort: PASSWORD, weiter: '/musterstadt/intern/konto' });
    expect([right.status, right.location]).toEqual([303, '/musterstadt/intern/konto']);
    expect(right.headers.get('set-cookie')).toMatch(/^__Host-leitwerk-musterstadt=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=604800$/);
    const page = await visitor.get('/musterstadt/intern/konto');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Ada Beispiel');
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  it('goes on to a list as it was looked at; from a form that was sent to the start', async () => {
    const id = await house.createAccount('musterstadt', 'ADM');
    await house.setPassword('musterstadt', id, PASSWORD);
    const signIn = (weiter: string) => house.visitor().post('/musterstadt/intern/anmelden', { email: `${id}@musterstadt.example`, kennwort: PASSWORD, weiter });
    const list = '/musterstadt/intern/protokoll?filter.zeit=1&sort=nr&richtung=auf';
    const shut = await house.visitor().get(list);
    expect([shut.status, shut.text.includes(`value="${list.replaceAll('&', '&amp;')}"`)]).toEqual([401, true]);
    expect((await signIn(list)).location).toBe(list);
    expect((await house.visitor().get(`/musterstadt/intern/protokoll?x=${'a'.repeat(400)}`)).text).toContain('value="/musterstadt/intern/protokoll"');
    const sent = await house.visitor().post('/musterstadt/intern/sicherungen/anlegen');
    expect([sent.status, sent.text.includes('value="/musterstadt/intern/"')]).toEqual([401, true]);
    for (const foreign of ['https://boese.example/', '//boese.example', '/nachbarstadt/intern/?x=1', '/musterstadt/intern/?x=//boese.example', '/musterstadt/intern/?x=<script>', '/musterstadt/intern/?x=1#y']) expect([foreign, (await signIn(foreign)).location]).toEqual([foreign, '/musterstadt/intern/']);
  });
});
