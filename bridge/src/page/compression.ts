import { promisify } from 'node:util';
import {
  brotliCompress,
  constants,
  createBrotliCompress,
  createGzip,
  gzip,
  type BrotliCompress,
  type Gzip,
} from 'node:zlib';
import type { Request } from 'express';

export type Encoding = 'br' | 'gzip';

/** Levels at which compressing takes less time than it saves on the way. */
const [quickBrotli, quickGzip] = [6, 6];

/** The best encoding that the browser takes; undefined for none. Brotli goes first wherever it is allowed: order says nothing about quality. */
export const encodingFor = (req: Request): Encoding | undefined =>
  (['br', 'gzip'] as const).find((encoding) => req.acceptsEncodings(encoding) === encoding);

/** Compresses once and for good (`best`), or quickly for one answer. */
export const compress = (content: Buffer, encoding: Encoding, effort: 'best' | 'quick'): Promise<Buffer> =>
  encoding === 'br'
    ? promisify(brotliCompress)(content, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: effort === 'best' ? 11 : quickBrotli,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        },
      })
    : promisify(gzip)(content, { level: effort === 'best' ? 9 : quickGzip });

/** Compresses an answer quickly, piece by piece as it is written. */
export const compressor = (encoding: Encoding): BrotliCompress | Gzip =>
  encoding === 'br'
    ? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: quickBrotli } })
    : createGzip({ level: quickGzip });
