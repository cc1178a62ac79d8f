import { z } from 'zod';
import type { ProblemKind } from './problem.ts';
import { problemSchema } from './problem-schema.ts';
import { problems } from './problems.ts';
import { noContent, type Route } from './route.ts';

export interface OpenApiInput {
  readonly version: string;
  /** Tables of routes by the path they stand under. */
  readonly tables: Readonly<Record<`/${string}`, Readonly<Record<string, Route>>>>;
  readonly problemKinds: readonly ProblemKind[];
}

interface JsonObject {
  readonly [name: string]: unknown;
}

/** The API as an OpenAPI 3.1 document, made of the definitions that validate and serve it. Throws when a body or an answer has no name. */
export const openApi = ({ version, tables, problemKinds }: OpenApiInput): JsonObject => ({
  openapi: '3.1.0',
  info: {
    title: 'Keyhold bridge',
    version,
    description:
      "What the bridge offers to the page, below its base path. Generated from the bridge's routes: `npm run generate`.",
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/', description: "The bridge's base path." }],
  paths: pathsOf(tables),
  components: {
    schemas: { ...namedSchemas(tables), Problem: problemSchema(problemKinds) },
    securitySchemes: {
      webSession: {
        type: 'apiKey',
        in: 'cookie',
        name: '__Host-keyhold-…',
        description: 'Cookie of the web session; its name ends with eight digits of the deployment.',
      },
      fromThePage: {
        type: 'apiKey',
        in: 'header',
        name: 'X-Keyhold',
        description:
          'The value `1`, on every request that changes something, beside an `Origin` that is the bridge itself.',
      },
    },
  },
});

const pathsOf = (tables: OpenApiInput['tables']): JsonObject => {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const [base, routes] of Object.entries(tables)) {
    for (const route of Object.values(routes)) (paths[base + route.path] ??= {})[route.method] = operation(route);
  }
  return paths;
};

const operation = (route: Route): JsonObject => ({
  operationId: route.operationId,
  tags: [route.room],
  summary: route.summary,
  ...(route.description === '' ? {} : { description: route.description }),
  security: [
    {
      ...(route.caller === 'signed-in' ? { webSession: [] } : {}),
      ...(route.changes ? { fromThePage: [] } : {}),
    },
  ],
  ...parametersOf(route),
  ...(nameOf(route.body) === undefined
    ? {}
    : { requestBody: { required: true, content: { 'application/json': { schema: reference(route, route.body) } } } }),
  responses: { ...goodAnswer(route), ...problemAnswers(route) },
});

const parametersOf = (route: Route): JsonObject => {
  const parameters = Object.entries(route.params.shape).map(([name, schema]) => ({
    name,
    in: 'path',
    required: true,
    schema: bare(z.toJSONSchema(schema as z.ZodType)),
  }));
  return parameters.length === 0 ? {} : { parameters };
};

const goodAnswer = (route: Route): JsonObject => {
  if (route.answer === noContent) return { 204: { description: 'Done.' } };
  return {
    200: {
      description: z.globalRegistry.get(route.answer)?.description ?? '',
      ...(route.caller === 'signed-in' ? { headers: { 'X-Keyhold-Changed': changedHeader } } : {}),
      content: { 'application/json': { schema: reference(route, route.answer) } },
    },
  };
};

const changedHeader = {
  description:
    'The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again.',
  schema: { type: 'string', const: '1' },
};

/** The problems of every route of this kind, and its own. */
export const problemsOf = (route: Route): readonly ProblemKind[] => {
  const { invalidRequest, notSignedIn, forbiddenCaller, keycloakUnavailable, storeUnavailable, ...rest } = problems;
  return [
    ...(route.caller === 'signed-in' ? [notSignedIn, forbiddenCaller, keycloakUnavailable, storeUnavailable] : []),
    ...(route.changes ? [rest.forbiddenOrigin, rest.payloadTooLarge, rest.unsupportedMediaType] : []),
    invalidRequest,
    rest.tooManyRequests,
    rest.internal,
    ...route.problems,
  ];
};

const problemAnswers = (route: Route): JsonObject => {
  const byStatus = Map.groupBy(problemsOf(route), ({ status }) => status);
  return Object.fromEntries(
    [...byStatus].map(([status, kinds]) => [
      status,
      {
        description: kinds.map(({ slug, title }) => `\`${slug}\`: ${title}.`).join(' '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
};

const nameOf = (schema: z.ZodType): string | undefined => z.globalRegistry.get(schema)?.id;

const reference = (route: Route, schema: z.ZodType): JsonObject => {
  const name = nameOf(schema);
  if (name === undefined) throw new Error(`Route ${route.operationId} has a body or an answer without a name`);
  return { $ref: `#/components/schemas/${name}` };
};

/** Every schema that a route names, and those that they name in turn. */
const namedSchemas = (tables: OpenApiInput['tables']): JsonObject => {
  const all = z.toJSONSchema(z.globalRegistry, {
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => {
      // The pattern of a date is 250 characters long and says no more than the format.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    },
  }).schemas;
  const used = new Set<string>();
  const visit = (text: string): void => {
    for (const [, name = ''] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) {
      if (used.has(name) || all[name] === undefined) continue;
      used.add(name);
      visit(JSON.stringify(bare(all[name])));
    }
  };
  visit(JSON.stringify(pathsOf(tables)));
  return Object.fromEntries([...used].sort().map((name) => [name, bare(all[name] ?? {})]));
};

const bare = ({ $schema: _schema, $id: _id, id: _name, ...schema }: JsonObject): JsonObject => schema;
