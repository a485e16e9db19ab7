import { LineCounter, parseDocument, type Document } from 'yaml';
import type { Key } from './sound-parts.js';

/** A text of YAML, or of JSON, which is YAML too; and on which line each of its keys stands. */
export interface Lines {
  readonly document: Document;
  /** The line of a key, from 1; of one that is not there, of the deepest part of its path that is. */
  readonly lineOf: (key: Key) => number;
  /** The line of an offset in the text. */
  readonly lineAt: (offset: number) => number;
}

export function readLines(text: string): Lines {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  return { document, lineAt, lineOf: (key) => lineAt(offsetOf(document, key)) };
}

/** The offset of the deepest part of the path that exists, so that a missing key points at its parent. */
function offsetOf(document: Document, key: Key): number {
  for (let depth = key.length; depth > 0; depth--) {
    const node = document.getIn(key.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}
