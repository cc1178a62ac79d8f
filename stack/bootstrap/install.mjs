import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';

/** Installs what the lock file names, unless it stands already. Writes npm's words to `.keyhold/logs/npm.log`. */
export async function installPackages(repository) {
  if (isInstalled(repository)) return;
  const log = join(repository, '.keyhold/logs/npm.log');
  mkdirSync(join(repository, '.keyhold/logs'), { recursive: true });
  console.log('Installing packages (npm ci) …');
  if ((await npm(repository, 'ci', log)) === 0) return;
  // A registry that lags for one platform's binary makes `npm ci` refuse the lock; `npm install` keeps to its versions.
  console.log('npm ci refused; installing by npm install with the same lock …');
  if ((await npm(repository, 'install', log)) === 0) return;
  throw new Error(
    `The packages could not be installed:\n${readFileSync(log, 'utf8').slice(-4000)}\n(all of it: ${log})`,
  );
}

/** Tells by npm's own record in node_modules whether it holds what the lock file asks for. */
export function isInstalled(repository) {
  const record = join(repository, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  return sameVersions(readPackages(join(repository, 'package-lock.json')), readPackages(record));
}

/** Optional packages may be absent (they are for other platforms); everything else must stand at the locked version. */
export function sameVersions(locked, installed) {
  return Object.entries(locked).every(([path, wanted]) => {
    if (!path.includes('node_modules/')) return true;
    const present = installed[path];
    if (present === undefined) return wanted.optional === true || wanted.devOptional === true || wanted.peer === true;
    return present.version === wanted.version && present.resolved === wanted.resolved;
  });
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

function npm(repository, action, log) {
  const began = Date.now();
  const heartbeat = setInterval(() => {
    console.log(`  … ${Math.round((Date.now() - began) / 1000)} s`);
  }, 10_000);
  const output = openSync(log, 'w');
  // Under `npm run` this is npm's own script: started by this very Node it is found whatever the PATH says.
  const script = process.env.npm_execpath;
  const [program, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  const args = [...first, action, '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: repository,
      stdio: ['ignore', output, output],
      shell: process.platform === 'win32' && first.length === 0,
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) console.log(`Packages installed in ${Math.round((Date.now() - began) / 1000)} s.`);
      resolve(code ?? 1);
    });
  }).finally(() => {
    clearInterval(heartbeat);
    closeSync(output);
  });
}
