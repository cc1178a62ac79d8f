import type { Request, Response } from 'express';
import { compress, encodingFor } from './compression.ts';

/** Sends a page that is for this person and this moment only. */
export const sendHtml = async (req: Request, res: Response, status: number, page: string): Promise<void> => {
  const encoding = encodingFor(req);
  const content = Buffer.from(page);
  res
    .status(status)
    .type('html')
    .set({ 'Cache-Control': 'no-store', Vary: 'Accept-Encoding' })
    .set(encoding === undefined ? {} : { 'Content-Encoding': encoding })
    .end(encoding === undefined ? content : await compress(content, encoding, 'quick'));
};
