import { expect, test } from '@jest/globals';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { settings } from '../../bridge/src/settings.ts';
import { committedFiles, textOf } from './committed-files.ts';

interface Service {
  image?: string;
  environment?: Record<string, string>;
  ports?: string[];
  healthcheck?: unknown;
  build?: { dockerfile: string };
  volumes?: string[];
}

const text = textOf('docker-compose.yml');
const compose = parse(text) as { services: Record<string, Service>; volumes: object };
const services = Object.entries(compose.services);

/** The formats that the schema names and no JSON Schema draft knows. */
const formats = {
  duration: /^(\d+(\.\d+)?(us|ms|s|m|h))+$/,
  expose: /^\d+(-\d+)?(\/[a-z]+)?$/,
  ports: /^[\w.:${}[\]-]+(\/[a-z]+)?$/,
  subnet_ip_address: /^[\da-f.:/]+$/,
};

/** `NAME=value` lines of a file that Compose reads as environment. */
const variables = (path: string): Map<string, string> =>
  new Map(
    textOf(path)
      .split('\n')
      .filter((line) => /^[A-Z]/.test(line))
      .map((line) => [line.split('=')[0] ?? '', line.slice(line.indexOf('=') + 1)]),
  );

test('docker-compose.yml is valid by the schema of the Compose Specification', () => {
  const { $schema: _, ...schema } = JSON.parse(textOf('test/structure/compose-spec.json')) as Record<string, unknown>;
  const validate = new Ajv({ schemaId: 'auto', formats, allErrors: true }).compile(schema);
  validate(compose);
  expect(validate.errors ?? []).toEqual([]);
  // The schema would be no proof if it let everything through.
  expect(validate({ services: { bridge: { imagee: 'x' } } })).toBe(false);
});

test('every variable that it gives the bridge is one that the bridge reads', () => {
  const given = Object.keys(compose.services['bridge']?.environment ?? {});
  const known = Object.entries(settings).flatMap(([name, setting]) =>
    'secret' in setting ? [name, `${name}_FILE`] : [name],
  );
  expect(given.filter((name) => !known.includes(name))).toEqual([]);
  const required = Object.entries(settings)
    .filter(([, of]) => !('standard' in of) && !('derived' in of))
    .map(([name]) => name);
  expect(required.filter((name) => !given.includes(name) && !given.includes(`${name}_FILE`))).toEqual([]);
});

test('it runs the Keycloak that stack/keycloak.json pins, with the JAR that the build makes', () => {
  const { version } = JSON.parse(textOf('stack/keycloak.json')) as { version: string };
  const keycloak = compose.services['keycloak'];
  expect(keycloak?.image).toMatch(new RegExp(`/keycloak:${version}$`));
  const jar = /<finalName>(.+)<\/finalName>/.exec(textOf('plugin/pom.xml'))?.[1];
  expect(keycloak?.volumes).toContain(`./plugin/target/${jar}.jar:/opt/keycloak/providers/keyhold.jar:ro`);
});

test('everything is published on loopback only', () => {
  const ports = services.flatMap(([, { ports: published = [] }]) => published);
  expect(ports.length).toBeGreaterThan(2);
  expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
});

test('every image has a version, and every service a health check', () => {
  expect(services.map(([, { image }]) => image).filter((image) => !/:v?\d/.test(image ?? ''))).toEqual([]);
  const unchecked = services.filter(
    ([, { healthcheck, build }]) =>
      healthcheck === undefined && !(build && textOf(build.dockerfile).includes('\nHEALTHCHECK ')),
  );
  expect(unchecked.map(([name]) => name)).toEqual([]);
});

test('no secret has a value in a committed file', () => {
  const secret = /PASSWORD|SECRET|SESSION_KEY|REDISCLI_AUTH/;
  const inCompose = services.flatMap(([, { environment = {} }]) => Object.entries(environment));
  const given = inCompose.filter(([name, value]) => secret.test(name) && !/^\$\{[A-Z_]+:\?[^}]+\}$/.test(value));
  expect(given).toEqual([]);
  expect([...variables('.env.example')].filter(([name, value]) => secret.test(name) && value !== '')).toEqual([]);
  expect(committedFiles()).not.toContain('.env');
  expect(textOf('.gitignore').split('\n')).toContain('.env');
});

test('.env.example names just the variables that docker-compose.yml reads', () => {
  const read = new Set([...text.matchAll(/(?<!\$)\$\{([A-Z_]+)/g)].map(([, name]) => name));
  expect([...variables('.env.example').keys()].sort()).toEqual([...read].sort());
});
