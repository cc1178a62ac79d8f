import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@keyhold/stack/src/paths.ts';
import { parse } from 'yaml';

export interface ApiRoute {
  method: string;
  /** With its parameters filled by ids that nobody has. */
  path: string;
  /** No token, no cookie. */
  open: boolean;
  changes: boolean;
  takesBody: boolean;
}

interface OpenApi {
  paths: Record<string, Record<string, { security?: object[]; requestBody?: object } | unknown[]>>;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** Every route that an OpenAPI file states: a route that is added there is walked by every caller from then on. */
function routesIn(file: string): ApiRoute[] {
  const { paths } = parse(readFileSync(join(repository, file), 'utf8')) as OpenApi;
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => {
      if (!methods.includes(method) || Array.isArray(operation)) return [];
      const open =
        operation.security?.every((demand) => !('webSession' in demand) && !('administrator' in demand)) ?? false;
      const filled = path.replaceAll(/\{(?!realm\})\w+\}/g, 'AAAAAAAAAAAAAAAAAAAAAAAA');
      return [
        {
          method: method.toUpperCase(),
          path: filled,
          open,
          changes: method !== 'get',
          takesBody: 'requestBody' in operation,
        },
      ];
    }),
  );
}

const below = (routes: readonly ApiRoute[], prefix: string): ApiRoute[] =>
  routes.flatMap((route) =>
    route.path.startsWith(prefix) ? [{ ...route, path: route.path.slice(prefix.length) }] : [],
  );

/** The plugin's routes for persons, relative to `/realms/{realm}/keyhold`. */
export const pluginRoutes = (): ApiRoute[] => below(routesIn('plugin/openapi.yaml'), '/realms/{realm}/keyhold');

/** Its routes for administrators, relative to `/admin/realms/{realm}/keyhold`. */
export const adminRoutes = (): ApiRoute[] => below(routesIn('plugin/openapi.yaml'), '/admin/realms/{realm}/keyhold');

/** The bridge's routes for its page, relative to its public URL. */
export const bridgeRoutes = (): ApiRoute[] => routesIn('bridge/openapi.json');
