import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { BridgeProcess } from './bridge-process.ts';
import { startBrowser, visitor } from './browser.ts';
import type { Device } from './browser-agents.ts';
import type { RealmWishes } from './realm-file.ts';
import { TestRealm } from './test-realm.ts';
import type { TestUser } from './test-realm.ts';

/** All that a person needs to visit the page: a realm of its own, a bridge for it, and one Chromium for all visitors. */
export class TestSite implements AsyncDisposable {
  readonly realm: TestRealm;
  readonly bridge: BridgeProcess;
  private readonly browser: Browser;
  private readonly things: AsyncDisposableStack;
  private users = 0;

  private constructor(realm: TestRealm, bridge: BridgeProcess, browser: Browser, things: AsyncDisposableStack) {
    this.realm = realm;
    this.bridge = bridge;
    this.browser = browser;
    this.things = things;
  }

  static async open(wishes: Partial<RealmWishes> = {}): Promise<TestSite> {
    await using things = new AsyncDisposableStack();
    const realm = things.use(await TestRealm.make(wishes));
    const bridge = things.use(await BridgeProcess.startFor(realm));
    const browser = await startBrowser();
    things.defer(() => browser.close());
    return new TestSite(realm, bridge, browser, things.move());
  }

  /** Somebody new, who has no session of an earlier test. */
  newUser(name: string): Promise<TestUser> {
    this.users += 1;
    return this.realm.addUser(`${name}${this.users}`);
  }

  /** The page of a person with a browser of their own. */
  visitor(device?: Device, options?: BrowserContextOptions): Promise<Page> {
    return visitor(this.browser, device, options);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.things.disposeAsync();
  }
}
