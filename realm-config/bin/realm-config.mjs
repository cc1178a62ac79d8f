#!/usr/bin/env node
// Plain JavaScript that any Node can read: the program itself is TypeScript, which Node runs from 22.18 on.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `realm-config needs Node 22.18 or newer; this is ${process.versions.node}. Node 24 is the best choice.`,
  );
  process.exitCode = 1;
} else {
  await import('../src/main.ts');
}
