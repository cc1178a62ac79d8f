import type { Plugin } from 'vite';

/**
 * Adds `keyhold-account.js`: the one address that other pages of the organisation include. It keeps its name across releases
 * and loads the hashed module, so it must be served with a short cache.
 */
export function embedEntry(): Plugin {
  return {
    name: 'keyhold-embed-entry',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle(_options, bundle) {
      const entry = Object.values(bundle).find((output) => output.type === 'chunk' && output.isEntry);
      if (entry === undefined) this.error('The build has no entry.');
      this.emitFile({ type: 'asset', fileName: 'keyhold-account.js', source: `import './${entry.fileName}';\n` });
    },
  };
}
