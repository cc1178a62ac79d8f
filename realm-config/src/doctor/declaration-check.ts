import { valueText } from '../render/change-text.ts';
import type { Finding, Patient } from './finding.ts';
import { problem } from './finding.ts';

/** Is every declared object as declared? The same comparison as drift, one finding per object. */
export function checkDeclaration({ report }: Patient): Promise<Finding[]> {
  const findings = report.changes.flatMap((change) => {
    if (change.verb === 'no-op') return [];
    const fields = change.fields.map((f) => `${f.name} is ${valueText(f.before)}, declared ${valueText(f.after)}`);
    const says = change.verb === 'create' ? 'is missing' : fields.join('; ');
    return [problem(change.object, says, 'Run apply, or change the file if the live value is the right one.')];
  });
  return Promise.resolve(findings);
}
