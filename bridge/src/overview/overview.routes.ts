import { defineRoute, type HandlersOf } from '../http/route.ts';
import { overview } from './overview.schema.ts';
import type { OverviewService } from './overview.service.ts';

export const overviewRoutes = {
  getOverview: defineRoute({
    method: 'get',
    path: '/overview',
    room: 'overview',
    operationId: 'getOverview',
    summary: 'Brings the first state of every card',
    description: 'Never older than the last change. The page carries the same inlined.',
    caller: 'signed-in',
    changes: false,
    answer: overview,
    problems: [],
  }),
};

export const overviewHandlers = (service: OverviewService): HandlersOf<typeof overviewRoutes> => ({
  getOverview: ({ caller }) => service.read(caller),
});
