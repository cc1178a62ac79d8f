import { z } from 'zod';
import { DeclaredYaml } from '../schema/declared-yaml.ts';

const user = z.strictObject({
  username: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
  password: z.string().min(8),
  email: z.email(),
  'first-name': z.string().min(1),
  'last-name': z.string().min(1),
  'realm-admin': z.boolean().default(false),
});

const application = z.strictObject({
  'client-id': z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
  name: z.string().min(1),
  offline: z.boolean().default(false),
});

const usersFile = z.strictObject({ users: z.array(user).min(1), applications: z.array(application).default([]) });

export type DeclaredUser = z.infer<typeof user>;
export type DeclaredApplication = z.infer<typeof application>;

/** Reads the people and applications of a demo realm. */
export function readUsersFile(file: string): z.infer<typeof usersFile> {
  return DeclaredYaml.read(file).parse(usersFile);
}
