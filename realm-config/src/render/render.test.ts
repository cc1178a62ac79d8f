import { expect, test } from '@jest/globals';
import type { Report } from '../realm-config.ts';
import { driftText, planText } from './report-text.ts';

const report: Report = {
  realm: 'shop',
  changed: true,
  changes: [
    {
      verb: 'update',
      object: 'client b',
      reason: 'signs users in',
      fields: [{ name: 'redirectUris', before: ['z', 'a\u001b[2K\u202e'], after: ['a'], reason: 'exact' }],
    },
    {
      verb: 'create',
      object: 'mapper b/m',
      reason: 'the audience',
      fields: [{ name: 'x', before: null, after: '', reason: '' }],
    },
    { verb: 'no-op', object: 'realm shop', reason: 'the realm', fields: [] },
  ],
};

test('a plan shows verb, object, reason, and each field before and after', () => {
  expect(planText(report)).toBe(
    [
      '~ update  client b: signs users in',
      '      redirectUris: [a\\u{1b}[2K\\u{202e}, z] → [a] (exact)',
      '+ create  mapper b/m: the audience',
      '      x = (empty)',
      '= no-op   realm shop',
      '',
      'Realm shop: 1 to create, 1 to update, 1 unchanged.',
    ].join('\n'),
  );
});

test('drift tells the same from the side of the live realm, and leaves out what is as declared', () => {
  const text = driftText(report);
  expect(text).toContain('~ changed  client b\n      redirectUris: declared [a], live [a\\u{1b}[2K\\u{202e}, z]');
  expect(text).toContain('- missing  mapper b/m: the audience');
  expect(text).not.toContain('realm shop\n');
});
