import type { ProblemKind } from './problem.ts';

const text = { type: 'string' };

/** Types of the extension members that problems carry; the catalogue says what they mean. */
const memberTypes: Readonly<Record<string, object>> = {
  accountUrl: { type: 'string', format: 'uri' },
  errors: {
    type: 'array',
    items: {
      type: 'object',
      properties: { pointer: text, detail: text },
      required: ['pointer', 'detail'],
      additionalProperties: false,
    },
  },
  broken: {
    type: 'array',
    items: { type: 'object', properties: { id: text, text }, required: ['id', 'text'], additionalProperties: false },
  },
  clockOffBySeconds: { type: ['integer', 'null'] },
  field: text,
  kind: text,
  max: { type: 'integer', minimum: 0 },
  methods: {
    type: 'array',
    items: {
      type: 'object',
      properties: { kind: text, and: { type: ['string', 'null'] } },
      required: ['kind', 'and'],
      additionalProperties: false,
    },
  },
  operation: text,
  reason: text,
  rescue: { type: 'boolean' },
  retryAt: { type: ['string', 'null'], format: 'date-time' },
  state: text,
  target: text,
  triesLeft: { type: 'integer', minimum: 0 },
};

/** The JSON Schema of every problem document. Throws for a member of the catalogue whose type is not stated here. */
export const problemSchema = (kinds: readonly ProblemKind[]): object => {
  const members = kinds.flatMap(({ slug, members: stated = {} }) =>
    Object.entries(stated).map(([name, meaning]) => {
      const type = memberTypes[name];
      if (type === undefined) throw new Error(`The type of member ${name} of problem ${slug} is not stated`);
      return [name, { ...type, description: meaning }] as const;
    }),
  );
  return {
    type: 'object',
    description: 'What went wrong, as RFC 9457 has it. Clients switch on `type`; docs/problems.md explains each.',
    properties: {
      type: { type: 'string', enum: kinds.map(({ slug }) => `urn:keyhold:problem:${slug}`).sort() },
      title: text,
      status: { type: 'integer' },
      detail: text,
      requestId: { type: 'string', description: 'The log of the bridge has the reason under it.' },
      ...Object.fromEntries(members),
    },
    required: ['type', 'title', 'status', 'requestId'],
  };
};
