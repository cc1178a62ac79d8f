import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeHtml, jsonForScript } from './escape-html.ts';

const hostile = fc
  .array(fc.constantFrom('</script', '<!--', '<script', '\u2028', '\u2029', '&lt;', '"', "'", 'é'))
  .map((parts) => parts.join(''));

test('a value inside a script element comes back as it was, and cannot close the element', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), hostile), (value) => {
      const text = jsonForScript(value);
      expect(text).not.toMatch(/[<\u2028\u2029]/);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('text in HTML has no sign that HTML would read', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), hostile), (text) => expect(escapeHtml(text)).not.toMatch(/[<>"']/)));
});
