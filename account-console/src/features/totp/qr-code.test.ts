import { expect, test } from '@jest/globals';
import { render } from 'lit';
import jsQr from 'jsqr';
import { qrCode } from './qr-code.ts';

/** Pixels a module. */
const scale = 4;

/** Fills the path's outlines as a browser does (non-zero winding). */
function paint(svg: SVGElement): { data: Uint8ClampedArray; side: number } {
  const [left = 0, top = 0, size = 0] = (svg.getAttribute('viewBox') ?? '').split(' ').map(Number);
  const edges = verticalEdges(svg.querySelector('path')?.getAttribute('d') ?? '');
  const isBlack = (x: number, y: number): boolean =>
    edges
      .filter(({ x: edge, from, to }) => edge < x && Math.min(from, to) < y && y < Math.max(from, to))
      .reduce((winding, { from, to }) => winding + Math.sign(to - from), 0) !== 0;
  const side = size * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let module = 0; module < size * size; module += 1) {
    const [column, row] = [module % size, Math.floor(module / size)];
    if (!isBlack(left + column + 0.5, top + row + 0.5)) continue;
    for (let pixel = 0; pixel < scale * scale; pixel += 1) {
      const [x, y] = [column * scale + (pixel % scale), row * scale + Math.floor(pixel / scale)];
      data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { data, side };
}

/** The path is outlines of corners: `M0 0L1 0L1 1L0 1Z`. */
function verticalEdges(path: string): { x: number; from: number; to: number }[] {
  return path.split('Z').flatMap((outline) => {
    const corners = outline.split(/[ML]/).slice(1);
    return corners.flatMap((corner, at) => {
      const [x = 0, from = 0] = corner.split(' ').map(Number);
      const [nextX, to = 0] = (corners[(at + 1) % corners.length] ?? '').split(' ').map(Number);
      return x === nextX && from !== to ? [{ x, from, to }] : [];
    });
  });
}

test.each([
  'otpauth://totp/Northwind:alice@example.org?secret=JBSWY3DPEHPK3PXP&issuer=Northwind',
  `otpauth://totp/${'L%C3%A4nger%20als%20%C3%BCblich'.repeat(8)}?secret=${'JBSWY3DP'.repeat(8)}&algorithm=SHA512&digits=8&period=60`,
])('a reader finds the text again: %s', (uri) => {
  const place = document.createElement('div');
  render(qrCode(uri, 'QR code'), place);
  const svg = place.querySelector('svg')!;
  expect(svg.getAttribute('role')).toBe('img');
  expect(svg.getAttribute('aria-label')).toBe('QR code');
  const { data, side } = paint(svg);
  expect(jsQr.default(data, side, side)?.data).toBe(uri);
});
