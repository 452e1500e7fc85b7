import { ARBEITSPLATZ } from './arbeitsplatz/routes.ts';
import { showReleased, showReleasedFile } from './bericht/released.tsx';
import { showReportFile, showReportPdf } from './bericht/reports.ts';
import { AUSGABEN } from './bericht/routes.ts';
import { showLegalPage, showNeutralStylesheet, showStaffAsset, showTownFile, showTowns, showTownPage } from './bericht/towns.ts';
import { BETRIEB } from './betrieb/routes.ts';
import { KENNZAHLEN } from './kennzahlen/routes.ts';
import type { Asked, Route } from './route.ts';
import type { Reply } from './reply.ts';
import { ORGANISATION } from './steuerung/organisation-routes.ts';
import { STEUERUNG } from './steuerung/routes.ts';
import { ZUGANG } from './zugang/routes.ts';
import { VERWALTUNG } from './zugang/verwaltung.ts';

const addSlash =
  (rest: string) =>
  async ({ params, listTowns }: Asked): Promise<Reply | undefined> =>
    (await listTowns()).some(({ id }) => id === params['stadt']) ? { kind: 'redirect', to: `/${params['stadt']}/${rest}`, permanent: true } : undefined;

/** Every address there is. Undefined from a handler means: not found. */
export const ROUTES: readonly Route[] = [
  { name: 'towns', method: 'GET', path: '/', right: 'öffentlich', handle: showTowns },
  { name: 'stylesheet', method: 'GET', path: '/leitwerk.css', right: 'öffentlich', handle: showNeutralStylesheet },
  { name: 'asset', method: 'GET', path: '/leitwerk/:datei', right: 'öffentlich', handle: showStaffAsset },
  ...ZUGANG,
  ...ARBEITSPLATZ,
  ...STEUERUNG,
  ...KENNZAHLEN,
  ...VERWALTUNG,
  ...ORGANISATION,
  ...AUSGABEN,
  ...BETRIEB,
  { name: 'town.redirect', method: 'GET', path: '/:stadt', right: 'öffentlich', handle: addSlash('') },
  { name: 'staff.redirect', method: 'GET', path: '/:stadt/intern', right: 'öffentlich', handle: addSlash('intern/') },
  { name: 'town', method: 'GET', path: '/:stadt/', right: 'öffentlich', handle: showTownPage },
  { name: 'releases.redirect', method: 'GET', path: '/:stadt/ausgaben', right: 'öffentlich', handle: addSlash('ausgaben/') },
  { name: 'releases', method: 'GET', path: '/:stadt/ausgaben/', right: 'öffentlich', handle: showReleased },
  { name: 'release', method: 'GET', path: '/:stadt/ausgaben/:id', right: 'öffentlich', handle: showReleasedFile },
  { name: 'release.file', method: 'GET', path: '/:stadt/ausgaben/:id/:datei{.*}', right: 'öffentlich', handle: showReleasedFile },
  { name: 'town.legal', method: 'GET', path: '/:stadt/:seite', right: 'öffentlich', handle: showLegalPage },
  { name: 'town.file', method: 'GET', path: '/:stadt/dateien/:datei', right: 'öffentlich', handle: showTownFile },
  { name: 'report.pdf', method: 'GET', path: '/:stadt/berichte/:bericht', right: 'öffentlich', handle: showReportPdf },
  { name: 'report.file', method: 'GET', path: '/:stadt/berichte/:bericht/:datei{.*}', right: 'öffentlich', handle: showReportFile },
];
