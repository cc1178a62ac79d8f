import { expect, test } from '@jest/globals';
import { endOthers, type EndBatch, type Progress } from './end-others.ts';

function batches(...answers: (readonly [ended: number, remaining: number] | 'down' | 'left')[]): EndBatch {
  return () => {
    const answer = answers.shift();
    if (answer === undefined) throw new Error('one call too many');
    if (answer === 'left') return Promise.resolve({ ok: false, problem: null });
    if (answer === 'down') return Promise.resolve({ ok: false, problem: { slug: 'unreachable', requestId: null } });
    return Promise.resolve({ ok: true, value: { ended: answer[0], remaining: answer[1] } });
  };
}

test('goes on until none is left and tells how far it is', async () => {
  const seen: Progress[] = [];
  const result = await endOthers(batches([20, 22], [20, 2], [2, 0]), 40, (progress) => seen.push(progress));
  expect(seen).toEqual([
    { done: 20, total: 42 },
    { done: 40, total: 42 },
  ]);
  expect(result).toEqual({ done: 42, total: 42, complete: true, problem: null });
});

test('stops at a problem and says what was ended before', async () => {
  const result = await endOthers(batches([20, 20], 'down'), 40, () => undefined);
  expect(result).toMatchObject({ done: 20, total: 40, complete: false, problem: { slug: 'unreachable' } });
});

test('a batch that ended nothing does not run for ever', async () => {
  const result = await endOthers(batches([20, 20], [0, 20]), 40, () => undefined);
  expect(result).toMatchObject({ done: 20, complete: false, problem: { slug: 'unknown' } });
});

test('leaving the dialog is no problem', async () => {
  expect(await endOthers(batches('left'), 40, () => undefined)).toMatchObject({
    done: 0,
    complete: false,
    problem: null,
  });
});
