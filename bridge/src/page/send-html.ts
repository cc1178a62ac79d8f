import type { Request, Response } from 'express';
import { compress, compressor, encodingFor, type Encoding } from './compression.ts';

/** Sends a page that is for this person and this moment only. */
export const sendHtml = async (req: Request, res: Response, status: number, page: string): Promise<void> => {
  const encoding = encodingFor(req);
  const content = Buffer.from(page);
  startHtml(res, status, encoding).end(encoding === undefined ? content : await compress(content, encoding, 'quick'));
};

/** Sends the beginning of such a page at once; what it answers sends the rest and ends the answer. */
export const beginHtml = (req: Request, res: Response, beginning: string): ((rest: string) => void) => {
  const encoding = encodingFor(req);
  startHtml(res, 200, encoding);
  if (encoding === undefined) {
    res.write(beginning);
    return (rest) => void res.end(rest);
  }
  const compressing = compressor(encoding);
  compressing.pipe(res);
  compressing.write(beginning);
  compressing.flush();
  return (rest) => void compressing.end(rest);
};

const startHtml = (res: Response, status: number, encoding: Encoding | undefined): Response =>
  res
    .status(status)
    .type('html')
    .set({ 'Cache-Control': 'no-store', Vary: 'Accept-Encoding' })
    .set(encoding === undefined ? {} : { 'Content-Encoding': encoding });
