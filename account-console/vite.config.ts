import { defineConfig } from 'vite';
import { embedEntry } from './build/embed-entry.ts';
import { precompress } from './build/precompress.ts';

export default defineConfig({
  root: import.meta.dirname,
  // Every address in the build is relative to the file that names it: the bridge may live under any base path.
  base: './',
  publicDir: false,
  build: {
    outDir: 'dist',
    manifest: 'manifest.json',
    target: 'es2023',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: 'src/main.ts' },
  },
  plugins: [embedEntry(), precompress()],
});
