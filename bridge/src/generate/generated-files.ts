import { readFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { apiRoutes } from '../api-routes.ts';
import { authRoutes } from '../auth-routes.ts';
import { openApi } from '../http/openapi.ts';
import { problemCatalogue } from '../problem-catalogue.ts';
import { settings } from '../settings.ts';
import { configurationPage } from './configuration-page.ts';
import { problemsPage } from './problems-page.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The bridge's API as it is now. */
export const apiDocument = () =>
  openApi({ version, tables: { '/api': apiRoutes, '/auth': authRoutes }, problemKinds: problemCatalogue });

/** Every committed file that is made from the bridge's code, by its path in the repository. */
export const generatedFiles = async (): Promise<Readonly<Record<string, string>>> => {
  const document = JSON.stringify(apiDocument(), undefined, 2);
  return {
    'bridge/openapi.json': `${document}\n`,
    'account-console/src/api/openapi.d.ts': await typedClient(document),
    'docs/problems.md': problemsPage(problemCatalogue),
    'docs/configuration.md': configurationPage(settings),
  };
};

const typedClient = async (document: string): Promise<string> =>
  `/** The bridge's API. Generated from bridge/openapi.json by \`npm run generate\`; do not edit. */\n\n${astToString(await openapiTS(document))}`;
