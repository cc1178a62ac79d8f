import { DeclaredYaml } from './declared-yaml.ts';
import type { Environment } from './placeholders.ts';
import { isPlaceholder } from './placeholders.ts';
import type { RealmFile } from './realm-file.schema.ts';
import { realmFileSchema } from './realm-file.schema.ts';

const SECRET = ['bridge', 'client-secret'];

/** Reads, fills and checks a realm file. Throws one RealmConfigError that names every fault with its line. */
export function readRealmFile(file: string, env: Environment): RealmFile {
  return parseRealmFile(DeclaredYaml.read(file), env);
}

/** The same for text that is already at hand. */
export function parseRealmText(text: string, env: Environment, file = 'realm.yaml'): RealmFile {
  return parseRealmFile(new DeclaredYaml(file, text), env);
}

function parseRealmFile(yaml: DeclaredYaml, env: Environment): RealmFile {
  const secret = yaml.rawText(SECRET);
  if (secret !== undefined && !isPlaceholder(secret)) {
    yaml.fault(SECRET, 'a secret never stands in the file; write ${NAME} and set that environment variable');
  }
  yaml.fill(env);
  return yaml.parse(realmFileSchema);
}
