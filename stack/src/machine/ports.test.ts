import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { freePort, isTaken, readPorts, requireFreePorts } from './ports.ts';

describe('ports of the demo', () => {
  test('have defaults and follow their variables', () => {
    expect(readPorts({})).toEqual({ keycloak: 8080, bridge: 3000, shop: 3010, mailbox: 8025, smtp: 1025 });
    expect(readPorts({ KEYHOLD_BRIDGE_PORT: '3100' }).bridge).toBe(3100);
  });

  test('that are faulty are all named at once', () => {
    const env = { KEYHOLD_KEYCLOAK_PORT: 'many', KEYHOLD_SMTP_PORT: '70000' };
    expect(() => readPorts(env)).toThrow(/KEYHOLD_KEYCLOAK_PORT="many"[^]*KEYHOLD_SMTP_PORT="70000"/);
  });

  test('must differ from each other', () => {
    expect(() => readPorts({ KEYHOLD_BRIDGE_PORT: '8080' })).toThrow(/KEYHOLD_.*and KEYHOLD_.*both 8080/);
  });

  test('that are taken are named with the variable that changes them', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    await expect(requireFreePorts({ bridge: port })).rejects.toThrow(`Port ${port} (bridge) is taken`);
    await expect(requireFreePorts({ bridge: port })).rejects.toThrow('KEYHOLD_BRIDGE_PORT');
    server.close();
    await once(server, 'close');
    expect(await isTaken(port)).toBe(false);
  });

  test('that are free differ from call to call', async () => {
    expect(await freePort()).not.toBe(await freePort());
  });
});
