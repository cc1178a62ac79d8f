import { defineRoute, type HandlersOf } from '../http/route.ts';
import { clientConfig, type ClientConfig } from './client-config.schema.ts';

export const clientConfigRoutes = {
  getConfig: defineRoute({
    method: 'get',
    path: '/config',
    room: 'config',
    operationId: 'getConfig',
    summary: 'Tells a console which realm it serves and what is on',
    description: 'The page carries the same inlined.',
    caller: 'open',
    changes: false,
    answer: clientConfig,
    problems: [],
  }),
};

export const clientConfigHandlers = (config: ClientConfig): HandlersOf<typeof clientConfigRoutes> => ({
  getConfig: () => config,
});
