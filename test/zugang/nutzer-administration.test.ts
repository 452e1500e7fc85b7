import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeProtokoll } from '../../src/storage/protokoll.ts';
import { StaffHouse, type Visitor } from '../staff.ts';

// A town must not lose its last administrator: not by one change, not by two at once, not by the passing of time.

const house = new StaffHouse();
const TOWN = 'nachbarstadt';
const BASE = `/${TOWN}/intern/nutzer`;
const LAST = 'Danach hätte die Stadt kein aktives Konto mehr, dessen Rolle Administration heute gilt und nicht endet.';

interface Administrator {
  readonly id: string;
  readonly visitor: Visitor;
}

let anna: Administrator;
let bert: Administrator;

beforeAll(() => house.open());
afterAll(() => house.close());
beforeEach(async () => {
  await house.sql(`update konto set zustand = 'gesperrt' where tenant_id = $1`, [TOWN]);
  [anna, bert] = [await newAdministrator(), await newAdministrator()];
});

async function newAdministrator(): Promise<Administrator> {
  const id = await house.createAccount(TOWN, 'ADM');
  return { id, visitor: await house.signIn(TOWN, id) };
}

const usable = async (): Promise<number> => (await house.sql(`select 1 from konto k join kontorolle r on r.tenant_id = k.tenant_id and r.konto = k.id where k.tenant_id = $1 and k.zustand = 'aktiv' and r.rolle = 'ADM' and r.bis is null`, [TOWN])).length;
const end = (id: string, bis: string) => house.sql('update kontorolle set bis = $2 where konto = $1', [id, bis]);
const ADM = { rolle: 'ADM', bereich: '' };

describe('the last administrator of a town', () => {
  it('locks the other one, but not without staying', async () => {
    expect((await anna.visitor.post(`${BASE}/${bert.id}/sperren`)).status).toBe(303);
    expect(await usable()).toBe(1);
  });

  it.each([
    ['locked', (id: string) => [`${BASE}/${id}/sperren`, {}]],
    ['asked about', (id: string) => [`${BASE}/${id}/sperren`, undefined]],
    ['deprived of the role', (id: string) => [`${BASE}/${id}/rolle/entziehen`, ADM]],
    ['given an end', (id: string) => [`${BASE}/${id}/rolle`, { ...ADM, von: '', bis: '31.12.2099' }]],
    ['put off until later', (id: string) => [`${BASE}/${id}/rolle`, { ...ADM, von: '1.1.2099', bis: '' }]],
  ] as const)('is not %s by one whose role ends', async (_, act) => {
    await end(anna.id, '2099-12-31');
    const before = await house.checksum(TOWN);
    const [path, form] = act(bert.id) as [string, Record<string, string> | undefined];
    const answer = form === undefined ? await anna.visitor.get(path) : await anna.visitor.post(path, form);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain(LAST);
    expect(await house.checksum(TOWN)).toBe(before);
  });

  it('may be relieved when a third one stays', async () => {
    await end(anna.id, '2099-12-31');
    await newAdministrator();
    expect((await anna.visitor.post(`${BASE}/${bert.id}/rolle/entziehen`, ADM)).status).toBe(303);
    expect(await usable()).toBe(1);
  });

  it.each(['sperren', 'rolle/entziehen'])('stays when two come at once (%s)', async (way) => {
    for (let time = 0; time < 10; time += 1) {
      await house.sql(`update konto set zustand = 'gesperrt' where tenant_id = $1`, [TOWN]);
      const [one, two] = [await newAdministrator(), await newAdministrator()];
      const form = way === 'sperren' ? {} : ADM;
      const answers = await Promise.all([one.visitor.post(`${BASE}/${two.id}/${way}`, form), two.visitor.post(`${BASE}/${one.id}/${way}`, form)]);
      expect(answers.filter(({ status }) => status === 303).length).toBeLessThanOrEqual(1);
      expect(await usable()).toBe(1);
    }
  });

  it('can be changed while others are at work', async () => {
    const enter = () => house.storage.inTown(TOWN, (db) => writeProtokoll(db, TOWN, { konto: bert.id, handlung: 'anmeldung.beendet', gegenstand: bert.id }));
    const give = (day: number) => anna.visitor.post(`${BASE}/${bert.id}/rolle`, { rolle: 'DEZ', bereich: '', von: '', bis: `${day}.1.2099` });
    const [answers] = await Promise.all([Promise.all(Array.from({ length: 28 }, (_, day) => give(day + 1))), Promise.all(Array.from({ length: 60 }, enter))]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303));
  });
});
