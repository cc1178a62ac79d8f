import { jest } from '@jest/globals';

// Real servers on a busy machine. Each wait inside a test has a limit of its own and says what did not come.
jest.setTimeout(60_000);
