import { readFileSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

const PLACEHOLDER = /\$\{([^}]*)\}/g;

/** True for text that is one placeholder and nothing else, the only form in which a file may name a secret. */
export function isPlaceholder(text: string): boolean {
  return /^\$\{[A-Za-z_][A-Za-z0-9_]*\}$/.test(text);
}

/** The variable's value, else the content of the file that `<NAME>_FILE` names, without its last line break. */
export function readVariable(name: string, env: Environment): string | undefined {
  const direct = env[name];
  if (direct !== undefined && direct !== '') return direct;
  const file = env[`${name}_FILE`];
  if (file === undefined || file === '') return undefined;
  return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
}

/** Fills every `${NAME}` from the environment; what cannot be filled is told to `missing`. Filled text is not expanded again. */
export function fillPlaceholders(text: string, env: Environment, missing: (problem: string) => void): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => {
    if (!isPlaceholder(whole)) {
      missing(`${whole} is not a placeholder; write \${NAME} with letters, digits and underscore`);
      return '';
    }
    const value = tryRead(name, env, missing);
    if (value === undefined) missing(`the environment variable ${name} (or ${name}_FILE) is not set`);
    return value ?? '';
  });
}

function tryRead(name: string, env: Environment, missing: (problem: string) => void): string | undefined {
  try {
    return readVariable(name, env);
  } catch {
    missing(`the file that ${name}_FILE names cannot be read`);
    return '';
  }
}
