import { z } from 'zod';

const UNITS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** A time span written as a whole number and a unit, such as 60s, 30m, 12h or 30d; read as seconds, at least 1. */
export const duration = z
  .string()
  .regex(/^[1-9]\d{0,8}[smhd]$/, 'expected a time span such as 60s, 30m, 12h or 30d')
  .transform((text) => Number(text.slice(0, -1)) * UNITS[text.slice(-1) as keyof typeof UNITS])
  // Keycloak keeps lifetimes as 32-bit seconds.
  .refine((seconds) => seconds <= 2_147_483_647, 'this time span is too long for Keycloak (68 years at most)');
