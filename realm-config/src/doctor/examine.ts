import { connect, planRealmFile } from '../realm-config.ts';
import type { RealmRequest } from '../realm-config.ts';
import { readRealmFile } from '../schema/read-realm-file.ts';
import { checkBridge } from './bridge-check.ts';
import { checkDeclaration } from './declaration-check.ts';
import type { Check, Finding } from './finding.ts';
import { checkFlows } from './flow-check.ts';
import { checkKeys } from './key-check.ts';
import { checkPin } from './pin-check.ts';
import { checkRealm } from './realm-check.ts';
import { checkServer } from './server-check.ts';

const CHECKS: readonly Check[] = [
  checkServer,
  checkDeclaration,
  checkRealm,
  checkFlows,
  checkKeys,
  checkPin,
  checkBridge,
];

/** Looks at server, plugin and realm for what would make Keyhold weaker than it seems. Reads only. */
export async function examineRealm(request: RealmRequest): Promise<Finding[]> {
  const connection = connect(request.admin);
  const file = readRealmFile(request.file, request.env);
  const declared = request.realm === undefined ? file : { ...file, realm: request.realm };
  const report = await planRealmFile({ ...request, admin: connection });
  const findings: Finding[] = [];
  if (report.changes[0]?.verb === 'create') return await checkDeclaration({ connection, file: declared, report });
  for (const check of CHECKS) findings.push(...(await check({ connection, file: declared, report })));
  return findings;
}
