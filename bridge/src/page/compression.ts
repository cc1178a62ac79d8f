import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request } from 'express';

export type Encoding = 'br' | 'gzip';

/** The best encoding that the browser takes; undefined for none. Brotli goes first wherever it is allowed: order says nothing about quality. */
export const encodingFor = (req: Request): Encoding | undefined =>
  (['br', 'gzip'] as const).find((encoding) => req.acceptsEncodings(encoding) === encoding);

/** Compresses once and for good (`best`), or quickly for one answer. */
export const compress = (content: Buffer, encoding: Encoding, effort: 'best' | 'quick'): Promise<Buffer> =>
  encoding === 'br'
    ? promisify(brotliCompress)(content, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: effort === 'best' ? 11 : 4,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        },
      })
    : promisify(gzip)(content, { level: effort === 'best' ? 9 : 6 });
