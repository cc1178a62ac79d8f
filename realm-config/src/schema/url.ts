import { z } from 'zod';

/**
 * An http(s) base URL without query, fragment, credentials or wildcard; read without its trailing slash.
 * Redirect addresses are built from it, and Keycloak reads `*` in those as a pattern.
 */
export const baseUrl = z
  .string()
  .refine(isPlainBaseUrl, 'expected an http or https URL without query, fragment, password or *')
  .transform((text) => text.replace(/\/+$/, ''));

function isPlainBaseUrl(text: string): boolean {
  if (!URL.canParse(text) || /[*\s?#\\]/.test(text)) return false;
  const url = new URL(text);
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '';
}
