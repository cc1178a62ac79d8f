import { svg, type SVGTemplateResult } from 'lit';
import { correction, generate } from 'lean-qr/nano';
import { toSvgPath } from 'lean-qr/extras/svg';

/** Modules of white around the code (ISO/IEC 18004 asks for four): without them readers do not find it on a dark page. */
const quiet = 4;

/** A text as a QR code, drawn in the page. Black on white in every colour scheme, or cameras read nothing. */
export function qrCode(text: string, label: string): SVGTemplateResult {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const size = code.size + 2 * quiet;
  return svg`<svg class="qr" role="img" aria-label=${label} viewBox="${-quiet} ${-quiet} ${size} ${size}" shape-rendering="crispEdges"><rect x=${-quiet} y=${-quiet} width=${size} height=${size} fill="#fff"></rect><path fill="#000" d=${toSvgPath(code)}></path></svg>`;
}
