import { describe, expect, it } from '@jest/globals';
import { readConfig, type Config } from '../../src/config.js';

describe('the settings', () => {
  it('all have a value that works on a machine of one’s own', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: 'file:./var/renxuan.db',
      seed: 'demo',
      logLevel: 'info',
      secureCookies: false,
      trustedProxies: [],
      shutdownDrainMs: 0,
      outboxUrl: null,
    });
  });

  it('that are set to nothing are not set: HOST= is not every address of the machine', () => {
    const names = [
      'HOST',
      'PORT',
      'DATABASE_URL',
      'KEY_FILE',
      'POLICIES',
      'SEED',
      'LOG_LEVEL',
      'SESSION_HOURS',
      'OUTBOX_URL',
    ];
    for (const nothing of ['', '  ']) {
      expect(readConfig(Object.fromEntries(names.map((name) => [name, nothing])))).toEqual(readConfig({}));
    }
  });

  it.each<[string, string, keyof Config, unknown]>([
    ['PORT', '0', 'port', 0],
    ['PORT', '65535', 'port', 65_535],
    ['DATABASE_URL', 'file:/srv/x.db', 'databaseUrl', 'file:/srv/x.db'],
    ['DATABASE_URL', 'postgres://u:p@h:5432/d', 'databaseUrl', 'postgres://u:p@h:5432/d'],
    ['DATABASE_URL', 'postgresql://h/d', 'databaseUrl', 'postgresql://h/d'],
    ['KEY_FILE', '/srv/keys.json', 'keyFile', '/srv/keys.json'],
    ['SECURE_COOKIES', 'yes', 'secureCookies', true],
    ['SEED', 'none', 'seed', 'none'],
    ['OUTBOX_URL', 'https://example.org/in', 'outboxUrl', 'https://example.org/in'],
    ['DUE_CASES_EVERY_MS', '0', 'dueCasesEveryMs', 0],
    ['TRUSTED_PROXIES', '10.0.0.1', 'trustedProxies', ['10.0.0.1']],
    ['TRUSTED_PROXIES', ' 10.0.0.0/8 , 2001:db8::/32,::1', 'trustedProxies', ['10.0.0.0/8', '2001:db8::/32', '::1']],
    ['SHUTDOWN_DRAIN_MS', '5000', 'shutdownDrainMs', 5_000],
  ])('%s=%s is taken', (name, value, key, expected) => {
    expect(readConfig({ [name]: value })[key]).toEqual(expected);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '1e3'],
    ['PORT', '0x50'],
    ['PORT', 'http'],
    ['DATABASE_URL', 'mysql://h/d'],
    ['DATABASE_URL', './var/renxuan.db'],
    ['DATABASE_URL', 'file:'],
    ['DATABASE_CONNECTIONS', '1'],
    ['SEED', 'Demo'],
    ['LOG_LEVEL', 'verbose'],
    ['SESSION_HOURS', '0'],
    ['SESSION_HOURS', '721'],
    ['SECURE_COOKIES', 'true'],
    ['TRUSTED_PROXIES', 'localhost'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '10.0.0.0/'],
    ['TRUSTED_PROXIES', '10.0.0.0/8/8'],
    ['TRUSTED_PROXIES', '*'],
    ['OUTBOX_URL', 'example.org'],
    ['OUTBOX_URL', 'javascript:alert(1)'],
    ['OUTBOX_EVERY_MS', '1'],
    ['SHUTDOWN_WITHIN_MS', '0'],
  ])('%s=%s is refused, and the setting is named with what it may be', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(
      new RegExp(`^Settings that cannot be used:\n  ${name} must be .+\\.$`),
    );
  });

  it('that are wrong are named all at once', () => {
    const wrong = { PORT: 'x', DATABASE_URL: 'x', SEED: 'x', TRUSTED_PROXIES: 'x', OUTBOX_URL: 'x' };
    expect(() => readConfig(wrong)).toThrow(/PORT.*\n.*DATABASE_URL.*\n.*SEED.*\n.*TRUSTED_PROXIES.*\n.*OUTBOX_URL/);
  });

  it('that are wrong are not repeated: a password could be among them', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://user:hunter2@h/d' })).toThrow(/^(?![^]*hunter2)[^]*DATABASE_URL/);
  });
});
