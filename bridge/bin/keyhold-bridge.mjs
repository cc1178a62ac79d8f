#!/usr/bin/env node
// Plain JavaScript on purpose: it must run on a Node that is too old for everything behind it.
import { existsSync } from 'node:fs';
import module from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`The bridge needs Node 22.18 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
// Compiled code is kept between starts: the next one takes half the time.
module.enableCompileCache?.();
// A release carries plain JavaScript in dist/; a clone runs its source.
const built = new URL('../dist/main.js', import.meta.url);
await import(existsSync(built) ? built.href : new URL('../src/main.ts', import.meta.url).href);
