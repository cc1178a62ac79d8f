/** Who may import whom. Run by test/structure/imports.test.ts. */
export default {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'A circle means that two files have one job between them.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'rooms-are-closed',
      comment: 'A room never imports another room; the doors of reauthentication and factors are open to all.',
      severity: 'error',
      from: { path: '^([^/]+)/src/features/([^/]+)/' },
      to: {
        path: '^$1/src/features/',
        pathNot: ['^$1/src/features/$2/', '^$1/src/features/reauthentication/', '^$1/src/features/factors/'],
      },
    },
    {
      name: 'parts-are-closed',
      comment: 'Parts meet over HTTP and files, not by import. The consoles share elements/.',
      severity: 'error',
      from: { path: '^(bridge|realm-config|account-console|elements)/' },
      to: { path: '^(bridge|realm-config|account-console|elements|stack|test)/', pathNot: ['^$1/', '^elements/'] },
    },
    {
      name: 'elements-know-no-product',
      severity: 'error',
      from: { path: '^elements/' },
      to: { path: '^(bridge|realm-config|account-console|stack|test)/' },
    },
    {
      name: 'stack-is-not-test',
      severity: 'error',
      from: { path: '^stack/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-zod-in-the-browser',
      comment: 'The whole of zod costs the page 93 kB.',
      severity: 'error',
      from: { path: '^(account-console|elements)/src/' },
      to: { path: 'node_modules/zod/' },
    },
    {
      name: 'declared-dependencies-only',
      severity: 'error',
      from: { pathNot: '(\\.test\\.ts$|^test/|/testing/|/gallery/|\\.config\\.)' },
      // Workspaces are linked, so they look undeclared; the rules above say which may be imported.
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'],
        pathNot: '^(elements|realm-config|stack|test)/',
      },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|target|\\.keyhold)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
