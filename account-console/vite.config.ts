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
  environments: {
    client: {
      build: {
        outDir: 'dist',
        manifest: true,
        target: 'es2023',
        // Our page names them itself; the dialogs are two small files.
        modulePreload: false,
        rolldownOptions: {
          input: 'src/main.ts',
          output: {
            // Nobody asks a module for its `Symbol.toStringTag`; naming it would cost a file of its own.
            generatedCode: { symbols: false },
            codeSplitting: {
              groups: [
                { name: 'main', test: /preload-helper|src\/main\.ts|dates-ready/ },
                {
                  name: 'elements',
                  test: /node_modules\/(@lit|lit)|elements\/src\/(?!dialog|field|password-field|text-field|copy-button)|src\/(locales|words|api\/problem|app\/sign-in-again|start\/elements)/,
                },
              ],
            },
          },
        },
      },
    },
    // The same elements for Node, whole in one file: the bridge renders the first rows with it.
    ssr: {
      resolve: { noExternal: true },
      build: {
        ssr: true,
        outDir: 'dist/server',
        emptyOutDir: true,
        target: 'node22',
        rolldownOptions: {
          input: 'src/app/served-page.ts',
          output: { entryFileNames: 'served-page.js', codeSplitting: false },
        },
      },
    },
  },
  builder: {},
  plugins: [plainImports(), minifyTemplates(), embedEntry(), precompress()],
});
