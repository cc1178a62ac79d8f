import type { Plugin } from 'vite';

/**
 * Lets `import('./dialog.ts')` be just that. Vite's own helper loads style sheets and preloads along with a module; the
 * console has neither (sheets are constructed, dialogs are one small file), and the helper weighs 1.3 kB.
 */
export function plainImports(): Plugin {
  return {
    name: 'keyhold-plain-imports',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : null),
  };
}
