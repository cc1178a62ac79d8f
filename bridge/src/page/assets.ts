import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { RequestHandler } from 'express';
import { Problem } from '../http/problem.ts';
import { problems } from '../http/problems.ts';
import { asSubresource } from '../http/security-headers.ts';
import { builtInFiles } from './built-in-files.ts';
import { compress, encodingFor, type Encoding } from './compression.ts';

interface Asset {
  readonly content: Buffer;
  readonly encoded: Map<Encoding, Promise<Buffer>>;
}

const fileName = /^\w[\w.-]{0,199}$/;
const compressible = new Set(['.css', '.js', '.json', '.map', '.svg']);
const suffix = { br: '.br', gzip: '.gz' } as const;
/** Past this many, builds have come and gone while the bridge ran: everything is read anew. */
const mostKept = 300;

/**
 * Serves hashed files of the console and of the bridge itself, to be kept by browsers for ever. Compressed forms are taken from
 * beside the file, or made once; a few files of a few kB stay in memory.
 */
export const assets = (consoleDir: string): RequestHandler<{ name: string }> => {
  const kept = new Map<string, Asset>();
  const directory = join(consoleDir, 'assets');

  const find = async (name: string): Promise<Asset> => {
    const known = kept.get(name);
    if (known !== undefined) return known;
    const builtIn = Object.values(builtInFiles).find((file) => file.name === name);
    const asset: Asset = { content: builtIn?.content ?? (await read(join(directory, name))), encoded: new Map() };
    if (kept.size >= mostKept) kept.clear();
    kept.set(name, asset);
    return asset;
  };

  const encode = (name: string, { content, encoded }: Asset, encoding: Encoding): Promise<Buffer> => {
    const known = encoded.get(encoding);
    if (known !== undefined) return known;
    const made = readFile(join(directory, name + suffix[encoding])).catch(() => compress(content, encoding, 'best'));
    encoded.set(encoding, made);
    return made;
  };

  return async (req, res) => {
    const { name } = req.params;
    if (!fileName.test(name)) throw new Problem(problems.notFound);
    const asset = await find(name);
    asSubresource(res);
    const encoding = compressible.has(extname(name)) ? encodingFor(req) : undefined;
    res
      .type(extname(name))
      .set({ 'Cache-Control': 'public, max-age=31536000, immutable', Vary: 'Accept-Encoding' })
      .set(encoding === undefined ? {} : { 'Content-Encoding': encoding })
      .end(encoding === undefined ? asset.content : await encode(name, asset, encoding));
  };
};

const read = async (path: string): Promise<Buffer> => {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new Problem(problems.notFound, { cause });
  }
};
