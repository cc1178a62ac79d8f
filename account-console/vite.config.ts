import { defineConfig } from 'vite';
import { embedEntry } from './build/embed-entry.ts';
import { minifyTemplates } from './build/minify-templates.ts';
import { plainImports } from './build/plain-imports.ts';
import { precompress } from './build/precompress.ts';

// A test runner sets its own NODE_ENV for all that it starts; Lit's development build would come into the page by it.
process.env['NODE_ENV'] = 'production';

export default defineConfig({
  root: import.meta.dirname,
  // Every address in the build is relative to the file that names it: the bridge may live under any base path.
  base: './',
  publicDir: false,
  build: {
    outDir: 'dist',
    manifest: true,
    target: 'es2023',
    // The dialogs are two small files; loading one after the other costs less than the code that would load both at once.
    modulePreload: false,
    rolldownOptions: { input: 'src/main.ts' },
  },
  plugins: [plainImports(), minifyTemplates(), embedEntry(), precompress()],
});
