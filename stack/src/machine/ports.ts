import { connect, createServer } from 'node:net';

/** The ports of the demo, each with the variable that changes it. */
export const demoPorts = {
  keycloak: { variable: 'KEYHOLD_KEYCLOAK_PORT', fallback: 8080 },
  bridge: { variable: 'KEYHOLD_BRIDGE_PORT', fallback: 3000 },
  shop: { variable: 'KEYHOLD_SHOP_PORT', fallback: 3010 },
  mailbox: { variable: 'KEYHOLD_MAILBOX_PORT', fallback: 8025 },
  smtp: { variable: 'KEYHOLD_SMTP_PORT', fallback: 1025 },
} as const;

export type PortName = keyof typeof demoPorts;
export type Ports = Record<PortName, number>;

/** Reads the ports from the environment. Throws one error that names every faulty variable. */
export function readPorts(env: NodeJS.ProcessEnv = process.env): Ports {
  const faults: string[] = [];
  const entries = Object.entries(demoPorts).map(([name, { variable, fallback }]) => {
    const text = env[variable] ?? '';
    const port = text === '' ? fallback : Number(text);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      faults.push(`${variable}="${text}" is no port (1 to 65535).`);
    return [name, port] as const;
  });
  const ports = Object.fromEntries(entries) as Ports;
  for (const [name, port] of entries) {
    const twin = entries.find(([other, otherPort]) => otherPort === port && other !== name);
    if (twin !== undefined && name < twin[0]) {
      faults.push(
        `${demoPorts[name as PortName].variable} and ${demoPorts[twin[0] as PortName].variable} are both ${port}.`,
      );
    }
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return ports;
}

/** Throws when something on this machine uses one of the wanted ports already; each is named with its variable. */
export async function requireFreePorts(ports: Partial<Record<PortName, number | undefined>>): Promise<void> {
  const taken: string[] = [];
  for (const [name, port] of Object.entries(ports)) {
    if (port !== undefined && (await isTaken(port))) {
      taken.push(
        `Port ${port} (${name}) is taken. Free it, or set ${demoPorts[name as PortName].variable} to another one.`,
      );
    }
  }
  if (taken.length > 0) throw new Error(taken.join('\n'));
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}

/** Somebody answers on one of the loopback addresses, or the port cannot be bound. */
export async function isTaken(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1']) {
    if (await accepts(host, port)) return true;
  }
  return !(await binds(port));
}

/** Somebody listens there. */
export function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 500 });
    const answer = (taken: boolean) => (): void => {
      socket.destroy();
      resolve(taken);
    };
    socket.on('connect', answer(true)).on('error', answer(false)).on('timeout', answer(false));
  });
}

function binds(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
