import { readFileSync } from 'node:fs';
import type { Document } from 'yaml';
import { isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { RealmConfigError } from '../realm-config-error.ts';
import type { Environment } from './placeholders.ts';
import { fillPlaceholders } from './placeholders.ts';

/** Something wrong in a file, at its place there. */
export interface Fault {
  /** 1-based; 0 when the fault has no line of its own. */
  readonly line: number;
  /** Dotted key, empty for the whole file. */
  readonly path: string;
  readonly message: string;
}

type Path = readonly (string | number)[];

/** A YAML file with its line numbers: filled from the environment, checked by a schema, every fault reported together. */
export class DeclaredYaml {
  readonly file: string;
  private readonly lines = new LineCounter();
  private readonly document: Document;
  private readonly faults: Fault[] = [];
  private readonly unfilled = new Set<number>();

  constructor(file: string, text: string) {
    this.file = file;
    this.document = parseDocument(text, { lineCounter: this.lines, uniqueKeys: true });
    // A warning of this parser is an unknown tag or directive: text that means something else than its author thinks.
    for (const { pos, message } of [...this.document.errors, ...this.document.warnings]) {
      this.faults.push({ line: this.lines.linePos(pos[0]).line, path: '', message: firstSentence(message) });
    }
    visit(this.document, {
      Alias: (_key, node) => {
        const line = this.lineAt(node.range?.[0]);
        this.faults.push({ line, path: '', message: 'a text that begins with * is an alias; put it in quotes' });
      },
    });
    this.refuseIfFaulty();
  }

  static read(file: string): DeclaredYaml {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (cause) {
      throw new RealmConfigError(`${file} cannot be read`, { next: 'Check the path and its permissions.', cause });
    }
    return new DeclaredYaml(file, text);
  }

  /** The text at a path as it stands in the file, placeholders and all. */
  rawText(path: Path): string | undefined {
    const node = this.document.getIn(path, true);
    return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
  }

  fault(path: Path, message: string): void {
    this.faults.push({ line: this.lineOf(path), path: path.join('.'), message });
  }

  /** Fills every `${NAME}` in values; keys stay as they are. */
  fill(env: Environment): void {
    visit(this.document, {
      Scalar: (key, node) => {
        if (key === 'key' || typeof node.value !== 'string') return;
        const line = this.lineAt(node.range?.[0]);
        node.value = fillPlaceholders(node.value, env, (message) => {
          this.faults.push({ line, path: '', message });
          this.unfilled.add(line);
        });
      },
    });
  }

  /** The content as the schema reads it. Throws one error that lists every fault. */
  parse<T extends z.ZodType>(schema: T): z.output<T> {
    const content: unknown = this.document.toJS();
    const result = schema.safeParse(content);
    if (!result.success) result.error.issues.forEach((issue) => this.addIssue(issue));
    this.refuseIfFaulty();
    if (!result.success) throw new RealmConfigError(`${this.file} is not valid`);
    return result.data;
  }

  refuseIfFaulty(): void {
    if (this.faults.length === 0) return;
    const list = [...this.faults]
      .sort((a, b) => a.line - b.line)
      .map(({ line, path, message }) => `  line ${line}: ${path === '' ? '' : `${path}: `}${message}`);
    throw new RealmConfigError(`${this.file} is not valid:\n${[...new Set(list)].join('\n')}`, {
      next: 'Correct the file; realm-config/README.md lists every key.',
    });
  }

  private addIssue(issue: z.core.$ZodIssue): void {
    const path = issue.path.filter((part) => typeof part !== 'symbol');
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) this.fault([...path, key], 'unknown key');
      return;
    }
    const absent = issue.code === 'invalid_type' && this.document.getIn(path, true) === undefined && path.length > 0;
    // What could not be filled is empty, and the schema's opinion of that helps nobody.
    if (absent || !this.unfilled.has(this.lineOf(path))) this.fault(path, absent ? 'missing' : issue.message);
  }

  // The key's own line, or that of the nearest parent for a key that is not there.
  private lineOf(path: Path): number {
    for (let depth = path.length; depth > 0; depth--) {
      const parent = depth === 1 ? this.document.contents : this.document.getIn(path.slice(0, depth - 1), true);
      const pair = isMap(parent)
        ? parent.items.find((p) => isScalar(p.key) && p.key.value === path[depth - 1])
        : undefined;
      if (isScalar(pair?.key)) return this.lineAt(pair.key.range?.[0]);
      const node = this.document.getIn(path.slice(0, depth), true);
      if (isScalar(node)) return this.lineAt(node.range?.[0]);
    }
    return 1;
  }

  private lineAt(offset: number | undefined): number {
    return offset === undefined ? 0 : this.lines.linePos(offset).line;
  }
}

// The parser shows the line, and in some messages the word, that it stumbled over; either may be a password.
function firstSentence(message: string): string {
  return (message.split('\n', 1)[0] ?? '').replace(/ at line \d+, column \d+:?$/, '').replace(/:.*$/, '');
}
