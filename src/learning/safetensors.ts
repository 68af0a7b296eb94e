/**
 * The safetensors format: 8 bytes of header length (little endian), a JSON header, raw buffers.
 * Source: the format section of the safetensors documentation. Reading makes views, it copies nothing.
 */

export type TensorData = Float64Array | Float32Array | Int32Array;

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: TensorData;
}

export interface SafetensorsFile {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: Readonly<Record<string, Tensor>>;
}

const arrays = { F64: Float64Array, F32: Float32Array, I32: Int32Array } as const;
type DataType = keyof typeof arrays;

/** Where buffers start, so that a view of any type lies right in memory. */
const ALIGNMENT = 8;
/** What other readers accept as well. */
const MAX_HEADER_BYTES = 100_000_000;

/** The bytes of a file. Tensors are laid out by the width of their type, then by their names; each starts on a multiple of 8 bytes when its predecessors' sizes allow it. */
export function writeSafetensors({ metadata, tensors }: SafetensorsFile): Uint8Array {
  // Wide types first: what follows them is then aligned without gaps, which the format forbids.
  const entries = Object.entries(tensors).sort(
    ([a, x], [b, y]) => y.data.BYTES_PER_ELEMENT - x.data.BYTES_PER_ELEMENT || (a < b ? -1 : 1),
  );
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const [name, { shape, data }] of entries) {
    header[name] = { dtype: dataTypeOf(data), shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const json = Buffer.from(JSON.stringify(header), 'utf8');
  const headerBytes = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const file = Buffer.alloc(8 + headerBytes + offset, ' ');
  file.writeBigUInt64LE(BigInt(headerBytes), 0);
  json.copy(file, 8);
  let at = 8 + headerBytes;
  for (const [, { data }] of entries) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return file;
}

/**
 * The metadata alone, for who must know of a file what it is before reading it.
 * @throws Error that says where the file is damaged
 */
export function readMetadata(file: Uint8Array<ArrayBuffer>): SafetensorsFile['metadata'] {
  const { header } = headerOf(file);
  return '__metadata__' in header ? stringsOf(header.__metadata__) : {};
}

/**
 * @param file must start on a multiple of 8 bytes of its buffer, as a file that was read does
 * @throws Error that says where the file is damaged
 */
export function readSafetensors(file: Uint8Array<ArrayBuffer>): SafetensorsFile {
  const { header, base } = headerOf(file);
  const tensors: Record<string, Tensor> = {};
  for (const [name, entry] of Object.entries(header)) {
    if (name !== '__metadata__') tensors[name] = tensorAt(file, base, name, entry);
  }
  checkLayout(header, file.length - base);
  return { metadata: readMetadata(file), tensors };
}

/** @returns the header, and where the buffers start */
function headerOf(file: Uint8Array<ArrayBuffer>): { readonly header: object; readonly base: number } {
  if (file.length < 8) throw new Error(`it has ${file.length} bytes; expected at least 8`);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerBytes = Number(view.getBigUint64(0, true));
  if (headerBytes > MAX_HEADER_BYTES || 8 + headerBytes > file.length) {
    throw new Error(
      `its header claims ${headerBytes} bytes, the file has ${file.length}; it is truncated or no safetensors file`,
    );
  }
  return { header: parseHeader(file.subarray(8, 8 + headerBytes)), base: 8 + headerBytes };
}

/** The format wants the tensors to lie one after the other and to fill the file. */
function checkLayout(header: object, bytes: number): void {
  const spans = Object.entries(header).flatMap(([name, entry]: [string, unknown]) => {
    const offsets =
      typeof entry === 'object' && entry !== null && 'data_offsets' in entry ? entry.data_offsets : undefined;
    return isCounts(offsets) ? [{ name, start: offsets[0]!, end: offsets[1]! }] : [];
  });
  spans.sort((a, b) => a.start - b.start || a.end - b.end);
  let end = 0;
  for (const span of spans) {
    if (span.start !== end)
      throw new Error(`its tensor ${span.name} starts at byte ${span.start} of the data; expected ${end}`);
    end = span.end;
  }
  if (end !== bytes) throw new Error(`there are ${bytes - end} bytes after its last tensor`);
}

function parseHeader(bytes: Uint8Array): object {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Error('its header is not JSON');
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw new Error('its header is not a JSON object');
  return header;
}

function stringsOf(entry: unknown): Record<string, string> {
  const pairs = Object.entries(typeof entry === 'object' && entry !== null ? entry : {});
  return Object.fromEntries(pairs.map(([key, value]) => [key, String(value)]));
}

function tensorAt(file: Uint8Array<ArrayBuffer>, base: number, name: string, entry: unknown): Tensor {
  const damaged = (what: string): Error => new Error(`its tensor ${name} ${what}`);
  if (typeof entry !== 'object' || entry === null) throw damaged('has no description');
  if (!('dtype' in entry && 'shape' in entry && 'data_offsets' in entry))
    throw damaged('has no dtype, shape or data_offsets');
  const { dtype, shape, data_offsets: offsets } = entry;
  if (!isDataType(dtype)) throw damaged(`has the type ${String(dtype)}; expected ${Object.keys(arrays).join(', ')}`);
  if (!isCounts(shape) || !isCounts(offsets) || offsets.length !== 2)
    throw damaged('has a shape or offsets that are not counts');
  const [start, end] = [offsets[0]!, offsets[1]!];
  const array = arrays[dtype];
  const length = shape.reduce((product, size) => product * size, 1);
  if (end - start !== length * array.BYTES_PER_ELEMENT)
    throw damaged(`of shape ${shape.join(' × ')} claims ${end - start} bytes`);
  if (base + end > file.length) throw damaged('ends after the file; the file is truncated');
  if ((file.byteOffset + base + start) % array.BYTES_PER_ELEMENT !== 0)
    throw damaged(`starts at byte ${base + start}, where no view of its type can`);
  return { shape, data: new array(file.buffer, file.byteOffset + base + start, length) };
}

function dataTypeOf(data: TensorData): DataType {
  if (data instanceof Float64Array) return 'F64';
  return data instanceof Float32Array ? 'F32' : 'I32';
}

function isDataType(value: unknown): value is DataType {
  return typeof value === 'string' && Object.hasOwn(arrays, value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
