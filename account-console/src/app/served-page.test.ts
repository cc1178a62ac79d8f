/** @jest-environment node */
import { describe, expect, test } from '@jest/globals';
import { now } from '@keyhold/elements/relative-time/time-words.ts';
import { overviewOf, session, thisDevice, variety, world } from '../../gallery/world.ts';
import type { Overview, Session } from '../api/model.ts';
import type { Rendered } from './inlined-state.ts';
import { servePage } from './served-page.ts';

const config = world([]).config;
const utc: Rendered = { at: '2026-11-22T14:30:00Z', zone: 'UTC', nameZone: false };

function serve(sessions: Session[], more: Partial<Overview> = {}, rendered = utc, path = '/sessions') {
  return servePage({
    config: { ...config, basePath: '' },
    overview: { ...overviewOf(sessions), ...more },
    rendered,
    path,
  });
}

/** What a reader sees, without marks and sheets. */
const words = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the page that the bridge serves', () => {
  test('has the same rows as the console, each once', () => {
    const { body } = serve(variety());
    expect([...body.matchAll(/data-session="([^"]+)"/g)].map(([, id]) => id)).toEqual(variety().map(({ id }) => id));
    expect(words(body)).toContain('Chrome on Android');
    expect(body).toContain('aria-label="Sign out Chrome on Android"');
  });

  test('marks the section of the address', () => {
    expect(serve([thisDevice()]).body).toMatch(/href="\/sessions"\s+aria-current="page"/);
    expect(serve([thisDevice()], {}, utc, '/').body).toMatch(/href="\/"\s+aria-current="page"/);
  });

  // The threat: a client, a device or a user is named by a stranger. No word of theirs may become markup, a sheet or an attribute.
  test.each([
    '<img src=x onerror=alert(1)>',
    '</template></keyhold-account><script>alert(1)</script>',
    '"><svg onload=alert(1)>',
    "' onclick='alert(1)",
    '</style><style>*{display:none}</style>',
    '<!--lit-part--><!--/lit-part--> --> <!--',
    '&lt;b&gt; &amp;',
  ])('keeps the hostile text %s text', (text) => {
    const named = session(text, {
      address: text,
      device: { browser: text, os: text, type: 'desktop' },
      applications: [{ clientId: text, name: text }],
    });
    const plain = serve([session('plain')]);
    const { body, sheets } = serve([named], { user: { id: '1', username: text, email: text, displayName: text } });
    const tags = (html: string) => [...html.matchAll(/<(\/?[a-z][\w-]*|!--)/gi)].map(([, name]) => name);
    const without = (html: string) => html.replace(/<style>.*?<\/style>/gs, '');
    expect(new Set(tags(without(body)))).toEqual(new Set([...tags(without(plain.body)), 'br']));
    expect(sheets).toEqual(plain.sheets);
    const markup = without(body)
      .replace(/>[^<]*</g, '><')
      .replace(/"[^"]*"/g, '""');
    expect(markup).not.toMatch(/\son\w+=/);
    const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    expect(body.replaceAll('&quot;', '"').replaceAll('&#39;', "'")).toContain(escaped);
  });

  test('brings no inline sheet that it does not name', () => {
    const { body, sheets } = serve(variety());
    const inline = [...body.matchAll(/<style>(.*?)<\/style>/gs)].map(([, sheet]) => sheet);
    expect(inline.length).toBeGreaterThan(5);
    expect(inline.filter((sheet) => !sheets.includes(sheet ?? ''))).toEqual([]);
    expect(body).not.toMatch(/ style=/);
  });

  test('says hours in the zone of the reader, and names the zone where it is a guess', () => {
    const started = session('a', { startedAgo: 0 });
    started.startedAt = '2026-11-22T08:15:00Z';
    expect(words(serve([started]).body)).toContain('Started 08:15 ');
    expect(words(serve([started], {}, { ...utc, zone: 'Asia/Tokyo' }).body)).toContain('Started 17:15 ');
    expect(words(serve([started], {}, { ...utc, nameZone: true }).body)).toContain('Started 08:15 UTC');
  });

  test('leaves the clock of the process as it was', () => {
    serve([thisDevice()]);
    expect(Math.abs(now().getTime() - Date.now())).toBeLessThan(1_000);
  });
});
