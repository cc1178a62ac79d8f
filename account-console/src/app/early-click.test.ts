import { beforeEach, expect, test } from '@jest/globals';
import { keepEarlyClick, takenOver } from './early-click.ts';

let page: HTMLElement;
let button: HTMLButtonElement;
let clicks: number;

beforeEach(() => {
  page = document.createElement('div');
  button = document.createElement('button');
  clicks = 0;
  button.addEventListener('click', () => (clicks += 1));
  const inner = document.createElement('div');
  inner.attachShadow({ mode: 'open' }).append(button);
  page.append(inner);
  document.body.replaceChildren(page);
  keepEarlyClick(page);
});

const press = (target: Element) =>
  target.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true }));
const takeOver = () => document.dispatchEvent(new Event(takenOver));

test('an early click is made once the page has been taken over, and once only', () => {
  press(button);
  press(button);
  expect(clicks).toBe(0);
  takeOver();
  expect(clicks).toBe(1);
});

test('later clicks go their way', () => {
  takeOver();
  press(button);
  expect(clicks).toBe(1);
});

test('one on a button that is gone meanwhile is forgotten', () => {
  press(button);
  button.remove();
  takeOver();
  expect(clicks).toBe(0);
});

test('a button of a popover is left alone: the browser has opened it already', () => {
  button.setAttribute('popovertarget', 'menu');
  press(button);
  expect(clicks).toBe(1);
  takeOver();
  expect(clicks).toBe(1);
});

test('links are left alone', () => {
  const link = document.createElement('a');
  let followed = 0;
  link.addEventListener('click', () => (followed += 1));
  page.append(link);
  press(link);
  expect(followed).toBe(1);
});
