import type { FilePath } from '../text/span.ts';
import { fastParse } from './fast-parse.ts';
import type { SyntaxProblem, YamlDocument } from './parse.ts';
import { movedDocument, plainDocument, type TextHolder } from './plain-document.ts';
import { recoveringParse } from './recovering-parse.ts';
import { type Change, changeBetween } from './text-change.ts';
import { isUnusual, withUsualBreaks } from './unusual-characters.ts';
import { copyOf } from './words.ts';

/** A text that was read, with what the next version of it can take over. */
export interface ReadText {
  /** With the line breaks of Kubernetes. */
  readonly text: string;
  readonly documents: readonly YamlDocument[];
  readonly segments: readonly Segment[];
  /** False for what is written in lines of printable ASCII alone. */
  readonly mayBeUnusual: boolean;
}

/** A stretch of a text that begins with a line `---`, or with the text itself. */
interface Segment {
  readonly start: number;
  readonly end: number;
  /** Mostly one; none for comments in front of the first separator, more where `...` ends one. */
  readonly documents: readonly YamlDocument[];
  /** Set where all of it was written without anything unusual. */
  readonly holder: TextHolder | undefined;
}

/**
 * Reads a text, document by document, as tools of Kubernetes do. Documents that stand in the version before as well are
 * taken over: the same objects in front of a change, and behind it objects that are made without reading anything again.
 */
export function readText(file: FilePath, written: string, before?: ReadText): ReadText {
  const mayBeUnusual = anythingSpecial.test(written) || written.includes('\n%');
  const text = mayBeUnusual ? withUsualBreaks(written) : written;
  const segments =
    mayBeUnusual && isUnusual(text)
      ? [otherSegment(file, text, 0, text.length)]
      : readSegments(file, text, before);
  const [only, ...others] = segments;
  const documents =
    only && others.length === 0 ? only.documents : segments.flatMap((segment) => segment.documents);
  return { text, segments, documents, mayBeUnusual };
}

/** Most texts have none of this, which is quickly seen. */
const anythingSpecial = /[^\n\x20-\x7e]|^%/;

function readSegments(
  file: FilePath,
  text: string,
  before: ReadText | undefined,
): readonly Segment[] {
  const starts = segmentStarts(text);
  const old = before && new Map(before.segments.map((segment) => [segment.start, segment]));
  const change = before && changeBetween(before.text, text);
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? text.length;
    const kept = old && change && takenOver(old, change, text, start, end);
    return kept ?? plainSegment(file, text, start, end) ?? otherSegment(file, text, start, end);
  });
}

/** Where the text begins, and every line that separates documents. */
function segmentStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n---'); at >= 0; at = text.indexOf('\n---', at + 4)) {
    if (/^\s?$/.test(text.slice(at + 4, at + 5))) starts.push(at + 1);
  }
  return starts;
}

/** The segment as it stands in the version before, if it lies in front of the change or behind it. */
function takenOver(
  old: ReadonlyMap<number, Segment>,
  { start: changeStart, end: changeEnd, by }: Change,
  text: string,
  start: number,
  end: number,
): Segment | undefined {
  const isBehind = start >= changeEnd;
  if (!isBehind && end > changeStart) return undefined;
  const moved = isBehind ? by : 0;
  const segment = old.get(start - moved);
  if (segment?.end !== end - moved) return undefined;
  const { holder, documents } = segment;
  if (moved === 0) {
    if (holder) holder.text = text;
    return segment;
  }
  if (!holder) return undefined;
  const place = { ...holder, text };
  return {
    start,
    end,
    holder: place,
    documents: documents.map(({ root }) => ({
      root: root?.type === 'map' ? movedDocument(root, place, moved) : undefined,
      problems: noProblems,
    })),
  };
}

function plainSegment(
  file: FilePath,
  text: string,
  start: number,
  end: number,
): Segment | undefined {
  const holder = { file, text, isShared: end - start < text.length };
  const root = plainDocument(holder, text.charCodeAt(start) === 0xfeff ? start + 1 : start, end);
  if (root === undefined) return undefined;
  const isDocument = root !== null || text.startsWith('---', start);
  const document = { root: root ?? undefined, problems: noProblems };
  return { start, end, holder, documents: isDocument ? [document] : [] };
}

function otherSegment(file: FilePath, text: string, start: number, end: number): Segment {
  const own = end - start < text.length ? copyOf(text.slice(start, end)) : text;
  const documents = fastParse(file, own, start) ?? recoveringParse(file, own, start);
  return { start, end, holder: undefined, documents };
}

const noProblems: readonly SyntaxProblem[] = [];
