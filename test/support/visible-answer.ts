import type { ApiAnswer } from './plugin-call.ts';

/** Everything a client can see of an answer, but for what differs between any two requests. */
export const visible = ({ status, headers, text }: ApiAnswer) => ({
  status,
  text: text.replace(/"requestId":"[^"]*"/, '"requestId":""'),
  headers: [...headers].filter(
    ([name]) => !['date', 'x-request-id', 'etag'].includes(name) && !name.startsWith('ratelimit'),
  ),
});
