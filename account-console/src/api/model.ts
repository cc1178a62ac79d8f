import type { paths } from './openapi.d.ts';

type Body<Path extends '/api/config' | '/api/overview'> =
  paths[Path]['get']['responses'][200]['content']['application/json'];

export type { paths };
export type Config = Body<'/api/config'>;
export type Overview = Body<'/api/overview'>;
export type Session = Overview['sessions']['items'][number];
