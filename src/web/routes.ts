import { showReportFile, showReportPdf } from './bericht/reports.ts';
import { showLegalPage, showNeutralStylesheet, showTownFile, showTowns, showTownPage } from './bericht/towns.ts';
import type { Publications } from './publications.ts';
import type { Reply } from './reply.ts';

/** What a handler is given: values, never the request itself. */
export interface Asked {
  readonly publications: Publications;
  readonly params: Readonly<Record<string, string>>;
  readonly fonts: ReadonlyMap<string, Uint8Array>;
}

export interface Route {
  readonly name: string;
  readonly path: string;
  /** Who may use it. Everything that there is so far is public. */
  readonly right: 'public';
  readonly handle: (asked: Asked) => Promise<Reply | undefined>;
}

/** Every address there is. Undefined from a handler means: not found. */
export const ROUTES: readonly Route[] = [
  { name: 'towns', path: '/', right: 'public', handle: showTowns },
  { name: 'stylesheet', path: '/leitwerk.css', right: 'public', handle: showNeutralStylesheet },
  { name: 'town.redirect', path: '/:stadt', right: 'public', handle: async ({ params }) => ({ kind: 'redirect', to: `/${encodeURIComponent(params['stadt'] ?? '')}/` }) },
  { name: 'town', path: '/:stadt/', right: 'public', handle: showTownPage },
  { name: 'town.legal', path: '/:stadt/:seite', right: 'public', handle: showLegalPage },
  { name: 'town.file', path: '/:stadt/dateien/:datei', right: 'public', handle: showTownFile },
  { name: 'report.pdf', path: '/:stadt/berichte/:bericht', right: 'public', handle: showReportPdf },
  { name: 'report.file', path: '/:stadt/berichte/:bericht/:datei{.*}', right: 'public', handle: showReportFile },
];
